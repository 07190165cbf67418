"""The question page in a real browser, served by the real server over the starter corpus."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsing import Watched, browser, drawn_width, watched

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

QUESTION = "Hur stora var myndigheternas totala it-kostnader 2016?"
ADDRESS = "/?q=Hur+stora+var+myndigheternas+totala+it-kostnader+2016%3F"
HOSTILE = "<img src=x onerror=\"document.title='knäckt'\"><script>document.title='knäckt'</script>"
CITATION: dict[str, Any] = {
    "n": 1,
    "document_id": "0" * 16,
    "title": HOSTILE,
    "publisher": HOSTILE,
    "year": 2020,
    "source": HOSTILE,
    "page": None,
    "page_label": None,
    "heading": HOSTILE,
    "quote": HOSTILE,
    "start": 0,
    "end": 9,
    "url": "javascript:document.title='knäckt'",
    "superseded_by": None,
    "original_url": None,
    "anchor": None,
}
ANSWER: dict[str, Any] = {
    "question": QUESTION,
    "status": "partial",
    "answer": HOSTILE,
    "sentences": [{"text": HOSTILE, "citations": [1], "verdict": "supported"}],
    "citations": [CITATION],
    "nearest": [CITATION],
    "notice": HOSTILE,
    "generation": 1,
    "model": HOSTILE,
    "ai_generated": True,
    "timings_ms": {"total": 1200.0},
    "filters": {"applied": {}},
    "answer_id": None,
    "route": "documents",
    "choices": [],
    "listing": None,
    "understood_as": None,
    "conversation_id": None,
    "short_answer": None,
    "register": None,
}


def answering(page: Page, body: dict[str, Any], status: int = 200) -> None:
    """From now on `page` gets `body` for every question, whatever the library holds."""

    def reply(route: Route) -> None:
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json")

    page.route("**/api/v1/ask", reply)


def ask(page: Page, question: str) -> None:
    page.get_by_label("Din fråga").fill(question)
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.get_by_role("heading", name="Svar", exact=True)).to_be_visible()


def first_with_page(page: Page) -> str:
    """The number of the first source shown that has a page."""
    card = page.locator(".source").filter(has_text=re.compile(r"· s\. ")).first
    return str((card.locator(".number").text_content() or "").strip("[]"))


def test_a_citation_opens_the_page_with_the_quote_beside_the_answer(watched: Watched) -> None:
    page = watched.open("/")
    ask(page, QUESTION)
    n = first_with_page(page)
    answer = page.request.post(f"{watched.server.address}/api/v1/ask", data={"question": QUESTION})
    cited = answer.json()["citations"][int(n) - 1]
    name = f"Sidan {cited['page_label']} i {cited['title']}, med citatet markerat."

    page.get_by_role("button", name=f"Källa [{n}]: ").first.click()

    source = page.locator(f"#kalla-{n}")
    expect(source.get_by_role("button", expanded=True)).to_be_focused()
    assert drawn_width(source.get_by_role("img", name=name, exact=True)) >= 600
    expect(source.locator("blockquote")).to_contain_text("it-kostnader", ignore_case=True)
    expect(source.get_by_role("link", name="Öppna i dokumentet")).to_have_attribute(
        "href", re.compile(r"^/dokument/[0-9a-f]{16}\?start=\d+&end=\d+$")
    )
    assert (watched.complaints, watched.foreign) == ([], [])


def test_an_example_is_asked_with_one_click_and_stands_in_the_address(watched: Watched) -> None:
    page = watched.open("/")
    example = page.locator("#examples").get_by_role("link").first
    question = example.text_content() or ""

    example.click()

    expect(page.locator(".badge")).to_have_text("Besvarad")
    assert page.url == f"{watched.server.address}/?{urlencode({'q': question})}"
    page.reload()
    expect(page.get_by_label("Din fråga")).to_have_value(question)
    expect(page.locator(".badge")).to_be_visible()


def test_going_back_from_a_document_shows_the_answer_without_asking_again(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.locator(".citation").first.click()
    page.get_by_role("link", name="Öppna i dokumentet").click()
    expect(page.locator("mark").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.go_back()

    expect(page.get_by_role("button", expanded=True)).to_be_visible()
    assert not any(url.endswith("/ask") for url in asked)


def test_the_page_says_that_it_is_automatic_before_and_after_an_answer(watched: Watched) -> None:
    words = "Svaren tas fram automatiskt ur biblioteket. Kontrollera källan innan du använder dem."
    page = watched.open("/")

    expect(page.locator("#system")).to_contain_text(words)
    ask(page, QUESTION)

    expect(page.locator("#system")).to_be_visible()
    expect(page.locator(".origin")).to_contain_text("ordagranna citat ur källorna")


def test_markup_in_an_answer_stays_text(watched: Watched) -> None:
    answering(watched.page, ANSWER)
    page = watched.open("/")

    ask(page, QUESTION)

    expect(page.locator(".words")).to_contain_text("onerror=")
    expect(page.locator(".badge")).to_have_text("Delvis besvarad")
    expect(page.locator(".origin")).to_contain_text("skrivet av en språkmodell")
    expect(page.locator(".notice").first).to_contain_text("<script>")
    page.get_by_role("button", name="Källa [1]").click()
    expect(page.locator("#result img, #result script, a[href^=javascript]")).to_have_count(0)
    assert "knäckt" not in page.title()


def test_a_question_without_evidence_shows_the_nearest_documents(watched: Watched) -> None:
    nearest = {**CITATION, "title": "Vägledning", "url": "/dokument/0000000000000000"}
    empty = {"status": "no_evidence", "sentences": [], "citations": [], "nearest": [nearest]}
    answering(watched.page, {**ANSWER, **empty, "answer": "Inget svarar.", "notice": None})
    page = watched.open("/")

    ask(page, "Vad kostar en glass?")

    expect(page.locator(".badge")).to_have_text("Inget underlag")
    expect(page.get_by_text("Inget svarar.")).to_be_visible()
    expect(page.get_by_role("link", name="Vägledning")).to_be_visible()


def test_an_error_shows_the_message_and_the_remedy(watched: Watched) -> None:
    problem = {"message": "Språkmodellen svarar inte.", "remedy": "Starta den och försök igen."}
    answering(watched.page, {"error": problem}, status=502)

    page = watched.open(ADDRESS)

    expect(page.get_by_role("heading", name="Det gick inte att svara")).to_be_visible()
    expect(page.get_by_text("Starta den och försök igen.", exact=True)).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Språkmodellen svarar inte.")
    page.unroute("**/api/v1/ask")
    page.get_by_role("button", name="Försök igen").click()
    expect(page.locator(".badge")).to_be_visible()


def test_a_question_that_is_too_long_is_not_sent(watched: Watched) -> None:
    page = watched.open("/")
    field = page.get_by_label("Din fråga")
    field.fill("å" * 1700)
    expect(page.locator("#counter")).to_be_hidden()

    field.fill("å" * 2003)
    field.press("Enter")

    expect(page.locator("#counter")).to_contain_text("Frågan är 3 tecken för lång.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#result")).to_be_empty()


def test_the_answer_is_copied_with_its_sources(watched: Watched) -> None:
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open(ADDRESS)

    page.get_by_role("button", name="Kopiera svar med källor").click()

    expect(page.get_by_role("status").first).to_have_text("Svaret och källorna är kopierade.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(QUESTION)
    assert re.search(r"^\[1\] .+ \(\d{4}\)\. .+\. http://127\.0\.0\.1:\d+/dokument/", copied, re.M)
