"""A lesson in the browser: one person writes it, another reviews it, a third is answered by it."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.embedding import Embedder
from tests.accessibility import violations
from tests.browsing import browser
from tests.conftest import Served
from tests.lessons import LESSON, soon
from tests.peopled import of, peopled
from tests.services import serving

__all__ = ["browser"]  # a fixture, taken in by its name

pytestmark = pytest.mark.browser

TITLE = LESSON["title"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Served]:
    """A server of several people, told apart by a header."""
    with serving(tmp_path_factory.mktemp("lessons"), embedder) as service, peopled(service) as it:
        yield it


def write(page: Page) -> None:
    page.get_by_role("link", name="Skriv en lärdom").click()
    for label, name in (
        ("Rubrik", "title"),
        ("Sammanhang", "context"),
        ("Vad hände", "happened"),
        ("Vad vi skulle göra annorlunda", "differently"),
        ("Tema", "theme"),
    ):
        page.get_by_label(label, exact=True).fill(LESSON[name])
    page.get_by_label("Varför").fill("Ingen ringde Exempel Testsson på 08-123 456 78.")
    page.get_by_role("button", name="Spara utkast").click()


def test_a_lesson_goes_from_a_form_over_review_into_an_answer(
    browser: Browser, server: Served
) -> None:
    people = {name: of(browser, server, name) for name in ("editor", "reviewer", "reader")}
    editor, reviewer, reader = (one.open("/lardomar") for one in people.values())

    write(editor)
    assert violations(editor) == []
    editor.get_by_role("button", name="Lämna till granskning").click()
    reviewer.reload()
    reviewer.get_by_role("link", name=TITLE).click()
    assert violations(reviewer) == []
    expect(reviewer.locator("mark")).to_have_text(["Exempel Testsson", "08-123 456 78"])
    for box in reviewer.get_by_role("checkbox").all():
        box.check()
    began = time.monotonic()
    reviewer.get_by_role("button", name="Publicera").click(timeout=60_000)  # it waits for answers
    expect(reviewer.get_by_text("Publicerad 20").first).to_be_visible()
    reader.goto(f"{server.address}/?q=Vad+gick+fel+i+projekt+Tranan%3F")
    cited = reader.get_by_role("heading", name=f"{TITLE} (lärdom, publicerad")
    expect(cited.first).to_be_visible(timeout=20_000)
    took = time.monotonic() - began

    assert took < soon()
    reader.goto(reviewer.url)
    expect(reader.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(reader.get_by_role("button", name="Återkalla")).to_have_count(0)
    for watched in people.values():
        assert (watched.complaints, watched.foreign) == ([], [])
        watched.page.context.close()


def test_a_form_that_cannot_be_saved_keeps_what_was_written(
    browser: Browser, server: Served
) -> None:
    page = of(browser, server, "editor").open("/lardomar/ny")

    page.get_by_label("Rubrik").fill("En lärdom")
    page.get_by_label("Vem får se").fill("revision")
    page.get_by_role("button", name="Spara utkast").click()

    expect(page.get_by_role("alert")).to_contain_text("Fältet Får se kan inte vara ”revision”.")
    expect(page.get_by_label("Rubrik")).to_have_value("En lärdom")
    page.context.close()
