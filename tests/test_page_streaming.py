"""The question page while an answer is on its way: what it reads, what has come, what breaks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import Watched, browser, watch, watched
from tests.conftest import Served
from tests.test_page import ADDRESS, ANSWER, CITATION
from tests.test_streaming import STREAM, Running, running

__all__ = ["browser", "running", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

HIT = {
    key: CITATION[key]
    for key in ("document_id", "title", "publisher", "year", "source", "page", "heading", "url")
}
HITS = {
    "generation": 1,
    "hits": [
        {**HIT, "document_id": str(n), "title": title}
        for n, title in enumerate(("Slutrapport", "<b>Beslut</b>", "x" * 300, "y"), 1)
    ],
}
SENTENCE = {"sentence": {"text": "Kostnaden var 12 mnkr.", "citations": [1]}, "citations": []}


@pytest.fixture
def gated(browser: Browser, running: Running, starter_data: Path) -> Iterator[Watched]:
    """A page of a server whose answers wait for their gate."""
    address = f"http://127.0.0.1:{running.port}"
    seen = watch(browser, Served(address=address, data=starter_data))
    yield seen
    running.answerer.gate.opened.set()
    seen.page.context.close()


def streaming(page: Page, *events: tuple[str, Any]) -> list[Route]:
    """From now on `page` gets these events; who asks for the whole answer must wait."""
    waiting: list[Route] = []
    body = "".join(
        f"event: {event}\ndata: {json.dumps(data)}\nid: {n}\n\n: ping\n\n"
        for n, (event, data) in enumerate(events, start=1)
    )

    def reply(route: Route) -> None:
        if route.request.headers["accept"] == STREAM:
            route.fulfill(body=body, content_type=STREAM)
        else:
            waiting.append(route)

    page.route("**/api/v1/ask", reply)
    return waiting


def test_what_is_read_stands_there_before_the_answer(gated: Watched, running: Running) -> None:
    running.reranker.gate.opened.set()
    page = gated.open(ADDRESS)

    expect(page.get_by_text("Läser ")).to_be_visible()
    expect(page.get_by_role("button", name="Avbryt")).to_be_visible()
    running.answerer.gate.opened.set()

    expect(page.locator(".badge")).to_be_visible()
    expect(page.get_by_text("Läser ")).to_have_count(0)
    expect(page.locator(".notice").first).to_contain_text("Den svarar inte.")
    assert gated.complaints == []


def test_who_stops_a_search_stops_the_work_of_the_server(gated: Watched, running: Running) -> None:
    page = gated.open(ADDRESS)
    assert running.reranker.gate.reached.wait(20)

    page.get_by_role("button", name="Avbryt").click()

    expect(page.get_by_text("Sökningen är avbruten.").first).to_be_visible()
    page.wait_for_timeout(200)  # for the server to hear that nobody listens
    running.reranker.gate.opened.set()
    page.wait_for_timeout(200)
    assert running.answerer.asked == []


def test_a_stream_that_breaks_is_followed_by_the_whole_answer(watched: Watched) -> None:
    waiting = streaming(watched.page, ("hits", HITS), ("sentence", SENTENCE))

    page = watched.open(ADDRESS)

    expect(page.locator(".waiting")).to_have_text(
        "Läser Slutrapport, <b>Beslut</b> och 2 dokument till …"
    )
    expect(page.locator(".words")).to_have_text("Kostnaden var 12 mnkr.\u00a0[1]")
    expect(page.locator("#result")).to_have_attribute("aria-busy", "true")
    (whole,) = waiting
    whole.fulfill(body=json.dumps(ANSWER), content_type="application/json")
    expect(page.locator(".badge")).to_have_text("Delvis besvarad")
    expect(page.locator(".coming")).to_have_count(0)


def test_trouble_in_a_stream_shows_its_message_and_remedy(watched: Watched) -> None:
    problem = {"message": "Biblioteket är tomt.", "remedy": "Läs in material."}
    streaming(watched.page, ("hits", HITS), ("error", {"error": problem}))

    page = watched.open(ADDRESS)

    expect(page.get_by_role("heading", name="Det gick inte att svara")).to_be_visible()
    expect(page.get_by_text("Läs in material.", exact=True)).to_be_visible()
