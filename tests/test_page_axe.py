"""axe-core on every page and state: light, dark, forced colours, zoomed to 200 and 400 per cent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import Reach, violations
from tests.browsing import Watched, browser, watch, watched
from tests.conftest import Served
from tests.test_page import ADDRESS, ANSWER, answering
from tests.test_streaming import Running, running

__all__ = ["browser", "running", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

OUTSIDE = "/?q=Hur+bakar+man+surdegsbr%C3%B6d%3F"
FIGURES = "/?q=Hur+m%C3%A5nga+projekt+i+Exempelregistret+2018+var+f%C3%B6rsenade%3F"
LIST = "/?q=Lista+alla+dokument"
PAGES = (
    "/projekt",
    "/projekt/1",
    "/register",
    "/register/granskning/4",
    "/tackning",
    "/sok",
    "/sok?q=nyttorealisering",
    "/nyckeltal",
    "/inlasningar",
    "/inlasningar/1",
    "/obesvarade",
    "/uppgifter",
    "/markeringar",
    "/ladda-upp?vem=folder",
    "/lardomar",
    "/lardomar/ny",
    "/projekt?sort=fel",
    "/finnsinte",
    "/embed",
)


def answered(page: Page) -> None:
    expect(page.locator(".badge")).to_be_visible()


def with_open_source(page: Page) -> None:
    page.locator(".citation").first.click()
    expect(page.locator(".source.is-open img, .source.is-open .passage").first).to_be_visible()


def with_open_library(page: Page) -> None:
    page.locator("#library summary").click()
    expect(page.locator(".documents li").first).to_be_visible()


STATES: dict[str, tuple[str, Reach]] = {
    "before a question": ("/", lambda _: None),
    "library open": ("/", with_open_library),
    "answered": (ADDRESS, answered),
    "source open": (ADDRESS, with_open_source),
    "refused": (OUTSIDE, answered),
    "figures": (FIGURES, answered),
    "list": (LIST, answered),
}


@pytest.mark.parametrize("state", STATES)
def test_the_question_page_has_no_fault(watched: Watched, state: str) -> None:
    address, reach = STATES[state]
    reach(watched.open(address))

    assert violations(watched.page) == []


def test_a_partly_supported_answer_has_no_fault(watched: Watched) -> None:
    page = watched.open("/")
    sentence = {"text": "Kostnaden var 12 mnkr.", "citations": [1], "verdict": "partly"}
    answering(page, {**ANSWER, "answer": sentence["text"], "sentences": [sentence]})
    page.goto(watched.server.address + ADDRESS)
    answered(page)

    assert violations(page) == []


def test_an_error_has_no_fault(watched: Watched) -> None:
    page = watched.open("/")
    body = {"error": {"code": 503, "message": "Biblioteket saknas.", "remedy": "Kör synk."}}
    answering(page, body, status=503)
    page.goto(watched.server.address + ADDRESS)
    expect(page.locator(".error")).to_be_visible()

    assert violations(page) == []


@pytest.fixture
def gated(browser: Browser, running: Running, starter_data: Path) -> Iterator[Watched]:
    seen = watch(browser, Served(address=f"http://127.0.0.1:{running.port}", data=starter_data))
    yield seen
    running.answerer.gate.opened.set()
    seen.page.context.close()


def test_an_answer_on_its_way_has_no_fault(gated: Watched, running: Running) -> None:
    page = gated.open(ADDRESS)
    running.reranker.gate.opened.set()
    expect(page.locator(".coming")).to_contain_text("Läser")

    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_set_by_the_server_has_no_fault(watched: Watched, path: str) -> None:
    assert violations(watched.open(path)) == []


@pytest.mark.parametrize("kind", ["pages", "text"])
def test_the_view_of_a_document_has_no_fault(watched: Watched, kind: str) -> None:
    page = watched.open("/")
    listed = page.request.get(watched.server.address + "/api/v1/documents").json()["documents"]
    suffix = ".pdf" if kind == "pages" else ".md"
    document = next(one for one in listed if one["source"].endswith(suffix))
    page.goto(f"{watched.server.address}/dokument/{document['document_id']}?start=10&end=60")
    expect(page.locator("mark").first).to_be_attached()

    assert violations(page) == []
