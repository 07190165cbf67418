"""Texts that try to be markup stay text on every page, whichever way they come in.

Twenty payloads come in by question, title, file name, metadata, passage and project name, through
the real server into a real Chromium. A page that is added to `PLACES` is held to the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from ingest.embedding import Embedder
from tests.browsing import Watched, browser, watch
from tests.conftest import Served, served
from tests.injections import EVIL, INJECTED, PAYLOADS, WORKBOOK, Injected, Way, hostile_library

__all__ = ["browser"]  # a fixture, taken in by its name

pytestmark = pytest.mark.browser

LISTEN = """document.addEventListener("securitypolicyviolation", (event) => {
  violated(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""

NODES = """const nodes = (root) => [...root.querySelectorAll("*")].flatMap(
  (node) => [node, ...(node.shadowRoot ? nodes(node.shadowRoot) : [])]);"""

TEXT = f"""() => {{
  {NODES}
  const shadows = nodes(document).filter((node) => node.shadowRoot);
  return [
    document.title,
    document.body.textContent,
    ...shadows.map((node) => node.shadowRoot.textContent),
    ...nodes(document).filter((node) => node.matches("input, textarea")).map((one) => one.value),
  ].join(" ").replace(/\\s+/g, " ");
}}"""

GROWN = f"""() => {{
  {NODES}
  const kinds = "base, embed, form form, frame, iframe, object, style, math, template, "
    + "[style], [srcdoc], [autofocus]:not(#question)";
  const tells = (node) => [...node.attributes].some(({{ name, value }}) => name.startsWith("on")
    || (["id", "name", "src", "class"].includes(name) && value.includes("{EVIL}"))
    || (["href", "action", "src", "formaction"].includes(name)
      && /^\\s*(javascript|data):/i.test(value)));
  return nodes(document).filter((node) => tells(node) || node.matches(kinds)
    || node.matches("meta[http-equiv]")
    || (node.matches("script") && !node.getAttribute("src")?.startsWith("/"))
  ).map((node) => node.outerHTML.slice(0, 200));
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where what came in is: its documents and projects by the payload's number."""

    documents: dict[int, str]
    projects: dict[int, str]
    review: str
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A page that is used again and again, and all that went wrong while it was."""

    watched: Watched
    reached: list[str] = field(default_factory=list)
    violated: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def heard(self, request: Request) -> None:
        """Remember what is asked for because a text says so."""
        if EVIL in unquote(urlsplit(request.url).path):
            self.asked.append(request.url)

    def stopped(self, dialog: Dialog) -> None:
        """Remember a dialog, and close it."""
        self.opened.append(dialog.message)
        dialog.dismiss()

    def forget(self) -> None:
        """Begin anew."""
        seen = self.watched
        told = (self.reached, self.violated, self.asked, self.opened)
        for heard in (*told, seen.foreign, seen.complaints):
            heard.clear()

    @property
    def wrongs(self) -> list[str]:
        """Scripts that ran, dialogs, reports of the policy, addresses asked for, complaints."""
        seen = self.watched
        return [
            *self.reached,
            *self.violated,
            *self.asked,
            *self.opened,
            *seen.foreign,
            *seen.complaints,
        ]


def as_it_comes(_page: Page, _injected: Injected) -> None:
    """The page as it is once its scripts have filled it."""


def with_answer(page: Page, _: Injected) -> None:
    """The answer, and all that can be unfolded."""
    page.locator(".badge").first.wait_for()
    unfold(page)


def with_source(page: Page, _: Injected) -> None:
    """The answer with its first source opened, and all that can be unfolded."""
    page.locator(".citation").first.click()
    page.locator(".passage mark").first.wait_for()
    unfold(page)


def with_widget(page: Page, injected: Injected) -> None:
    """The widget asked for the document, its first source opened."""
    page.get_by_label("Din fråga").fill(injected.question)
    page.get_by_label("Din fråga").press("Enter")
    page.locator(".citation").first.click()
    page.locator("blockquote").first.wait_for()


def with_document(page: Page, _: Injected) -> None:
    """The document, and all that can be unfolded."""
    page.locator(".text").first.wait_for()
    unfold(page)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, how it is made to show everything, and which ways its texts can come in by."""

    name: str
    address: Callable[[Known, Injected], str]
    ways: tuple[Way, ...]
    show: Callable[[Page, Injected], None] = as_it_comes


IN_DOCUMENT = (Way.TITLE, Way.FILE_NAME, Way.METADATA, Way.PASSAGE)
PLACES = (
    Place(
        name="question",
        address=lambda _, one: f"/?q={quote(one.text(Way.QUESTION))}",
        ways=(Way.QUESTION,),
        show=with_answer,
    ),
    Place(
        name="answer",
        address=lambda _, one: f"/?q={quote(one.question)}",
        ways=(Way.TITLE, Way.METADATA),
        show=with_source,
    ),
    Place(
        name="document",
        address=lambda known, one: f"{known.documents[one.number]}?start=10&end=40",
        ways=IN_DOCUMENT,
        show=with_document,
    ),
    Place(
        name="widget",
        address=lambda _, one: f"/embed?title={quote(one.text(Way.QUESTION))}",
        ways=(Way.QUESTION, Way.TITLE, Way.METADATA),
        show=with_widget,
    ),
    Place(
        name="project",
        address=lambda known, one: known.projects[one.number],
        ways=(Way.PROJECT,),
    ),
    Place(
        name="projects by words",
        address=lambda _, one: f"/projekt?text={quote(one.text(Way.PROJECT))}",
        ways=(Way.PROJECT,),
    ),
    Place(
        name="search",
        address=lambda _, one: f"/sok?q={quote(one.text(Way.QUESTION))}",
        ways=(Way.QUESTION,),
    ),
)
"""The pages that are visited with each payload."""

TOGETHER = (
    Place(name="projects", address=lambda *_: "/projekt", ways=(Way.PROJECT,)),
    Place(name="review", address=lambda known, _: known.review, ways=(Way.PROJECT,)),
    Place(name="sheet", address=lambda known, _: known.sheet, ways=(Way.PROJECT,)),
    Place(
        name="rows of an answer",
        address=lambda *_: f"/?q={quote('Vilka projekt hade Exempelverket 2017?')}",
        ways=(Way.PROJECT,),
        show=with_answer,
    ),
    Place(name="library", address=lambda *_: "/sok", ways=(Way.METADATA,)),
    Place(name="runs", address=lambda *_: "/inlasningar/1", ways=()),
    Place(name="unanswered", address=lambda *_: "/obesvarade", ways=()),
    Place(name="tasks", address=lambda *_: "/uppgifter", ways=()),
    Place(name="key figures", address=lambda *_: "/nyckeltal", ways=()),
    Place(name="register", address=lambda *_: "/register", ways=()),
    Place(name="coverage", address=lambda *_: "/tackning", ways=()),
)
"""The pages that show what came of all payloads."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Served]:
    with served(hostile_library(tmp_path_factory.mktemp("ond"), embedder)) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(browser: Browser, hostile: Served) -> Iterator[Visitor]:
    """One page for all visits: what has got in stays with it."""
    visiting = Visitor(watched=watch(browser, hostile))
    page = visiting.watched.page
    page.expose_function("reached", lambda way: visiting.reached.append(f"reached: {way}"))
    page.expose_function("violated", lambda told: visiting.violated.append(f"policy: {told}"))
    page.add_init_script(LISTEN)
    page.on("request", lambda request: visiting.heard(request))  # noqa: PLW0108 - see `watch`
    page.on("dialog", lambda dialog: visiting.stopped(dialog))  # noqa: PLW0108 - the same
    page.on("popup", lambda other: visiting.opened.append(other.url))
    yield visiting
    page.context.close()


@pytest.fixture(scope="module")
def known(visitor: Visitor, hostile: Served) -> Known:
    ask = visitor.watched.page.request
    documents = ask.get(f"{hostile.address}/api/v1/documents").json()["documents"]
    projects = ask.get(f"{hostile.address}/api/v1/projects?limit=100").json()["projects"]
    register = ask.get(f"{hostile.address}/register").text()
    workbook = (hostile.data.parent / WORKBOOK).read_bytes()
    return Known(
        documents={
            one.number: next(d["url"] for d in documents if one.word in d["title"])
            for one in INJECTED
        },
        projects={
            one.number: next(p["url"] for p in projects if p["name"] == one.text(Way.PROJECT))
            for one in INJECTED
        },
        review=re.findall(r"/register/granskning/\d+", register)[0],
        sheet=f"/register/blad?fil={sha256(workbook).hexdigest()}&blad=Projekt&cell=B3,B4",
    )


def folded(text: str) -> str:
    return " ".join(text.split())


def test_there_are_a_hundred_and_twenty() -> None:
    assert len(PAYLOADS) * len(Way) == 120


@pytest.mark.parametrize("injected", INJECTED, ids=PAYLOADS)
def test_a_payload_stays_text_on_every_page(
    visitor: Visitor, known: Known, injected: Injected
) -> None:
    visitor.forget()
    shown: set[Way] = set()
    for place in PLACES:
        page = visitor.watched.open(place.address(known, injected))
        place.show(page, injected)

        text = page.evaluate(TEXT)
        missing = [way for way in place.ways if folded(injected.text(way)) not in text]
        assert (place.name, missing) == (place.name, []), text
        assert (place.name, page.evaluate(GROWN)) == (place.name, [])
        assert (place.name, visitor.wrongs) == (place.name, [])
        shown.update(place.ways)
    assert shown == set(Way)


@pytest.mark.parametrize("place", TOGETHER, ids=lambda place: place.name)
def test_all_payloads_stay_text_where_they_stand_together(
    visitor: Visitor, known: Known, place: Place
) -> None:
    visitor.forget()
    page = visitor.watched.open(place.address(known, INJECTED[0]))
    place.show(page, INJECTED[0])

    text = page.evaluate(TEXT)
    wanted = [folded(one.text(way)) for one in INJECTED for way in place.ways]
    assert [one for one in wanted if one not in text] == []
    assert page.evaluate(GROWN) == []
    assert visitor.wrongs == []
