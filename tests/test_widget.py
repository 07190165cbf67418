"""The widget on pages of other sites: with hostile styles, strict policies, frameworks, frames."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsing import browser
from tests.test_page import ANSWER, CITATION, HOSTILE
from tests.widgets import LAUNCHER, QUESTION, Visit, ask, sites, visit, works

__all__ = ["browser", "sites", "visit"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

INLINE = '<lardom-chat place="inline"></lardom-chat>'
HOSTILE_STYLES = """
* { all: unset !important; font-size: 50px !important; letter-spacing: 1em !important;
    text-transform: uppercase !important; }
html, body, main, h1, p { display: block !important; }
html { font-size: 50px !important; transform: translateX(9px) !important; }
main { overflow: hidden !important; height: 5px !important; transform: scale(1) !important; }
lardom-chat { all: unset !important; display: none !important; visibility: hidden !important;
  opacity: 0 !important; position: absolute !important; left: -9999px !important;
  transform: scale(0) !important; direction: rtl !important; color: red !important; }
button, textarea, a, p, h2, div, ol { display: none; background: red !important; border: 9px; }
"""
STRICT = (
    "default-src 'none'; script-src 'self' {server}; style-src 'self'; connect-src {server}; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
FRAMEWORK = """
const root = document.getElementById("app");
let state = {turns: 0, language: "sv", place: 0, shown: true};
const kept = document.createElement("lardom-chat");
kept.setAttribute("place", "inline");
function render() {
  const boxes = [0, 1].map(() => document.createElement("section"));
  kept.setAttribute("title", `Omgång ${state.turns}`);
  kept.setAttribute("language", state.language);
  if (state.shown) boxes[state.place].append(kept);
  else kept.remove();
  root.replaceChildren(...boxes);
}
window.update = (changed) => { state = {...state, ...changed, turns: state.turns + 1}; render(); };
render();
"""
LOOK = """(node) => ["fontSize", "color", "backgroundColor", "letterSpacing", "textTransform",
  "direction", "visibility", "opacity", "paddingLeft", "display", "position",
  "right", "borderTopWidth"]
  .map((name) => getComputedStyle(node)[name])"""


def answering(page: Page, body: dict[str, Any], status: int = 200) -> list[Any]:
    """From now on `page` gets `body` for every question; gives the questions as they were sent."""
    asked: list[Any] = []

    def reply(route: Route) -> None:
        if route.request.method == "POST":
            asked.append(json.loads(route.request.post_data or ""))
        allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
        text = json.dumps(body)
        route.fulfill(status=status, body=text, content_type="application/json", headers=allowed)

    page.route("**/api/v1/ask", reply)
    return asked


def holding(page: Page) -> list[Route]:
    """From now on the questions of `page` wait, and nobody answers them by themselves."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/v1/ask", hold)
    return waiting


def test_hostile_styles_of_the_page_change_nothing(visit: Visit) -> None:
    looks = []
    for head in ("", '<link rel="stylesheet" href="/fientlig.css">'):
        visit.sites.listed.files["/fientlig.css"] = HOSTILE_STYLES
        page = visit.open("<lardom-chat></lardom-chat>", head)
        launcher = page.get_by_role("button", name=LAUNCHER)
        expect(launcher).to_be_in_viewport(ratio=1)
        look = [launcher.evaluate(LOOK), launcher.bounding_box()]
        launcher.click()
        works(page.locator("lardom-chat"), visit.sites.server)
        look += [page.locator(".panel").bounding_box()]
        looks.append(look + [page.locator(name).first.evaluate(LOOK) for name in (".words p", "a")])

    assert looks[0] == looks[1]
    assert (visit.watched.complaints, visit.third) == ([], [])


def test_a_strict_policy_of_the_page_is_enough(visit: Visit) -> None:
    page = visit.open(INLINE, policy=STRICT.format(server=visit.sites.server.address))

    works(page.locator("lardom-chat"), visit.sites.server)

    padding = page.locator(".talk").evaluate("(node) => getComputedStyle(node).paddingLeft")
    assert padding == "16px", "the styles of the widget are in force"
    assert (visit.watched.complaints, visit.third) == ([], [])
    visit.sites.listed.policies.clear()


def test_a_framework_may_draw_anew_move_remove_and_put_back_the_element(visit: Visit) -> None:
    visit.sites.listed.files["/framework.js"] = FRAMEWORK
    page = visit.open('<div id="app"></div><script type="module" src="/framework.js"></script>')
    widget = page.locator("lardom-chat")
    works(widget, visit.sites.server)

    page.evaluate("update({})")
    page.evaluate("update({place: 1})")
    expect(widget.get_by_role("heading", name="Omgång 2")).to_be_visible()
    expect(widget.locator(".badge")).to_have_count(1)
    page.evaluate("update({shown: false})")
    page.evaluate("update({shown: true, language: 'en'})")

    expect(widget.locator(".badge")).to_have_text("Answered")
    ask(widget, label="Your question")
    expect(widget.locator(".badge")).to_have_count(2)
    assert (visit.watched.complaints, visit.third) == ([], [])


def test_who_moves_the_element_while_it_searches_loses_nothing(visit: Visit) -> None:
    page = visit.open(f'<section id="annan"></section>{INLINE}')
    waiting = holding(page)
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_label("Din fråga").press("Enter")
    expect(page.get_by_role("button", name="Avbryt")).to_be_visible()

    page.evaluate('document.getElementById("annan").append(document.querySelector("lardom-chat"))')
    waiting[0].continue_()

    expect(page.locator("#annan lardom-chat .badge")).to_be_visible(timeout=20_000)


def test_who_removes_the_element_while_it_searches_ends_the_search(visit: Visit) -> None:
    page = visit.open(INLINE)
    holding(page)
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_label("Din fråga").press("Enter")
    expect(page.get_by_role("button", name="Avbryt")).to_be_visible()

    page.evaluate('() => { window.kept = document.querySelector("lardom-chat"); kept.remove(); }')
    page.wait_for_timeout(50)
    page.evaluate("document.body.append(window.kept)")

    expect(page.locator(".turn .notice")).to_have_text("Sökningen är avbruten.")
    expect(page.get_by_role("button", name="Avbryt")).to_be_hidden()
    page.unroute_all(behavior="ignoreErrors")


def test_two_widgets_in_two_languages_stand_on_one_page(visit: Visit) -> None:
    english = '<lardom-chat place="inline" language="en" title="Projects"></lardom-chat>'
    page = visit.open(INLINE + english)
    first, second = page.locator("lardom-chat").nth(0), page.locator("lardom-chat").nth(1)

    works(first, visit.sites.server)
    expect(second.locator(".turn")).to_have_count(0)
    ask(second, label="Your question")
    ask(second, label="Your question")

    expect(second.locator(".badge")).to_have_text(["Answered"] * 2)
    expect(second.get_by_role("heading", name="Projects")).to_be_visible()
    twice = """() => [...document.querySelectorAll("lardom-chat")].flatMap(({shadowRoot}) => {
      const ids = [...shadowRoot.querySelectorAll("[id]")].map((node) => node.id);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    })"""
    assert page.evaluate(twice) == []
    assert (visit.watched.complaints, visit.third) == ([], [])


def test_a_listed_site_shows_it_in_a_frame(visit: Visit) -> None:
    query = "language=sv&title=Fråga+om+projekt&theme=dark&filter=publisher:Riksrevisionen"
    address = f"{visit.sites.server.address}/embed?{query}"
    page = visit.open(f'<iframe title="Fråga" width="600" height="700" src="{address}"></iframe>')
    frame = page.frame_locator("iframe")

    expect(frame.get_by_role("heading", name="Fråga om projekt", level=2)).to_be_visible()
    works(frame, visit.sites.server)

    assert (visit.watched.complaints, visit.third) == ([], [])


def test_a_site_that_is_not_listed_gets_neither_script_nor_answers_nor_frame(visit: Visit) -> None:
    server, unlisted = visit.sites.server.address, visit.sites.unlisted
    visit.sites.put("/sida", f'{INLINE}<iframe title="Fråga" src="{server}/embed"></iframe>')
    visit.page.goto(f"{unlisted.address}/sida")
    asked = """(server) => fetch(server + "/api/v1/ask", {method: "POST", body: "{}"})
      .then(() => "svar", () => "nekad")"""

    assert visit.page.evaluate("Boolean(customElements.get('lardom-chat'))") is False
    assert visit.page.evaluate(asked, server) == "nekad"
    assert visit.page.frames[1].url.startswith("chrome-error:")
    expect(visit.page.frame_locator("iframe").locator("lardom-chat")).to_have_count(0)
    assert any("blocked by CORS policy" in told for told in visit.watched.complaints)


def test_its_events_tell_the_page_what_happens(visit: Visit) -> None:
    page = visit.open("<div><lardom-chat></lardom-chat></div>")
    page.evaluate(
        """() => { window.told = [];
        for (const name of ["open", "close", "question", "answer", "error"])
          document.addEventListener(`lardom-${name}`, ({detail, composed}) =>
            told.push([name, detail, composed])); }"""
    )
    page.get_by_role("button", name=LAUNCHER).click()
    ask(page.locator("lardom-chat"))
    problem = {"message": "Språkmodellen svarar inte.", "remedy": "Starta den."}
    answering(page, {"error": problem}, status=502)
    page.get_by_label("Din fråga").fill("Och 2018?")
    page.get_by_label("Din fråga").press("Enter")
    expect(page.get_by_role("heading", name="Det gick inte att svara")).to_be_visible()

    page.get_by_role("button", name="Stäng").click()

    told = page.evaluate("told")
    answer = {"question": QUESTION, "status": "answered", "route": "documents"}
    assert told[:2] == [["open", None, True], ["question", {"question": QUESTION}, True]]
    assert {**told[2][1], "sentences": 0, "sources": 0} == {**answer, "sentences": 0, "sources": 0}
    assert told[2][1]["sources"] > 0
    assert told[3:] == [
        ["question", {"question": "Och 2018?"}, True],
        ["error", problem, True],
        ["close", None, True],
    ]


def test_the_filter_goes_with_every_question(visit: Visit) -> None:
    asked = answering(visit.page, ANSWER)
    years = "publisher: Riksrevisionen; kind: report; years: 2015-2020"
    page = visit.open(f'<lardom-chat place="inline" filter="{years}"></lardom-chat>')
    ask(page.locator("lardom-chat"))
    page.evaluate('document.querySelector("lardom-chat").setAttribute("filter", "years: -2016")')

    ask(page.locator("lardom-chat"), "Och sedan?")

    whole = {"publisher": "Riksrevisionen", "kind": "report", "first_year": 2015, "last_year": 2020}
    assert [one["filters"] for one in asked] == [whole, {"last_year": 2016}]
    assert asked[1]["earlier"] == [ANSWER["question"]]


@pytest.mark.parametrize(
    "wrong", ["kind: bok", "years: 2020-2015", "year: 2016", "Riksrevisionen", "publisher:"]
)
def test_a_filter_that_cannot_be_read_lets_no_question_through(visit: Visit, wrong: str) -> None:
    asked = answering(visit.page, ANSWER)
    page = visit.open(f'<lardom-chat place="inline" filter="{wrong}; years: 2016"></lardom-chat>')

    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_label("Din fråga").press("Enter")

    expect(page.locator(".error")).to_contain_text(f"”{wrong}”")
    assert asked == []


def test_a_filter_that_cannot_be_read_is_told_before_anything_is_asked(visit: Visit) -> None:
    page = visit.open('<lardom-chat place="inline" filter="kind: bok"></lardom-chat>')
    said = page.locator(".error")

    expect(said).to_contain_text("går ”kind: bok” inte att läsa")
    page.evaluate('document.querySelector("lardom-chat").setAttribute("filter", "kind: report")')
    expect(said).to_have_count(0)
    page.evaluate('document.querySelector("lardom-chat").setAttribute("filter", "år: 2016")')
    expect(said).to_contain_text("”år: 2016”")
    assert [one for one in visit.watched.complaints if "kind: bok" in one]


def test_an_answer_is_copied_with_its_references(visit: Visit) -> None:
    page = visit.open(INLINE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answering(page, ANSWER)
    ask(page.locator("lardom-chat"))
    copy = page.get_by_role("button", name="Kopiera svar med källor")

    copy.click()

    expect(page.locator("[role=status]")).to_have_text("Svaret och källorna är kopierade.")
    expect(copy).to_be_focused()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert ANSWER["sentences"][0]["text"] in copied
    assert f"[1] {CITATION['publisher']}" in copied


def test_the_register_answers_in_words_and_a_table(visit: Visit) -> None:
    page = visit.open(INLINE, policy=STRICT.format(server=visit.sites.server.address))

    ask(page.locator("lardom-chat"), "Hur många projekt var försenade 2018, per myndighet?")

    expect(page.get_by_role("table").locator("tbody tr").first).to_contain_text("projekt")
    expect(page.locator("lardom-chat img")).to_have_count(0)
    page.get_by_text("Celler bakom svaret").click()
    expect(page.locator("details li a").first).to_be_visible()
    assert (visit.watched.complaints, visit.third) == ([], [])
    visit.sites.listed.policies.clear()


def test_a_refusal_helps_on_and_its_questions_can_be_asked(visit: Visit) -> None:
    nearest = {**CITATION, "title": "Vägledning", "url": "/dokument/0000000000000000"}
    choices = [{"label": "Vad kostade det?", "question": "Vad kostade projektet?"}]
    empty = {"status": "no_evidence", "sentences": [], "citations": [], "nearest": [nearest]}
    body = {**ANSWER, **empty, "answer": "Inget svarar.", "notice": None, "choices": choices}
    asked = answering(visit.page, body)
    page = visit.open(INLINE)
    ask(page.locator("lardom-chat"))
    expect(page.get_by_text("Inget svarar.")).to_be_visible()
    way = page.get_by_role("link", name="Vägledning")
    expect(way).to_have_attribute("target", "_blank")
    expect(way).to_have_attribute("rel", "noopener")

    page.get_by_role("button", name="Vad kostade det?").click()

    expect(page.locator(".badge")).to_have_count(2)
    assert asked[1]["question"] == "Vad kostade projektet?"


def test_markup_in_an_answer_stays_text_in_the_widget(visit: Visit) -> None:
    answering(visit.page, {**ANSWER, "question": HOSTILE})
    page = visit.open(INLINE)

    ask(page.locator("lardom-chat"))
    page.locator(".citation").click()

    expect(page.locator(".words")).to_contain_text("onerror=")
    expect(page.locator("lardom-chat :is(img, script, a[href^=javascript])")).to_have_count(0)
    assert page.title() == "Intranätet"
    assert visit.watched.complaints == []


def test_a_document_opens_in_a_new_tab_at_the_server(visit: Visit) -> None:
    page = visit.open(INLINE)
    works(page.locator("lardom-chat"), visit.sites.server)

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Öppna i dokumentet").click()

    expect(opened.value.locator("mark").first).to_be_visible()
    assert opened.value.evaluate("window.opener") is None


def test_a_double_click_asks_once_and_stops_nothing(visit: Visit) -> None:
    page = visit.open('<lardom-chat place="inline"></lardom-chat>')
    page.get_by_label("Din fråga").fill(QUESTION)

    page.get_by_role("button", name="Fråga", exact=True).dblclick()

    expect(page.locator(".badge")).to_be_visible(timeout=20_000)
    expect(page.locator(".badge")).to_have_count(1)
