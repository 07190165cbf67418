"""An editor decides on a page who may see a document, and is shown before what that changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.deciding import Foreseen
from assistant.showing.access_words import change_said
from assistant.showing.languages import messages
from ingest.embedding import Embedder
from ingest.types import EVERYONE, INTERNAL
from tests.accessibility import violations
from tests.browsing import browser, widest
from tests.conftest import Served
from tests.peopled import of, peopled
from tests.services import OPEN, guarded, serving
from tests.shelving import copied
from tests.test_keyboard import go_to

__all__ = ["browser", "guarded"]  # fixtures, taken in by their names

ALL, IN, A, B, NONE = (EVERYONE,), (INTERNAL,), ("a",), ("b",), ()


@pytest.mark.parametrize(
    ("before", "after", "gain", "lose"),
    [
        (ALL, IN, "", "Den som inte är inloggad"),
        (ALL, A, "", "Alla som inte hör till a, även den som inte är inloggad"),
        (ALL, NONE, "", "Alla, även den som inte är inloggad"),
        (IN, ALL, "Den som inte är inloggad", ""),
        (IN, A, "", "Inloggade som inte hör till a"),
        (IN, NONE, "", "Alla som är inloggade"),
        (A, ALL, "Alla som inte hör till a, även den som inte är inloggad", ""),
        (A, IN, "Inloggade som inte hör till a", ""),
        (
            A,
            B,
            "Den som hör till b (och inte till de andra grupperna)",
            "Den som hör till a (och inte till de andra grupperna)",
        ),
        (A, (*A, *B), "Den som hör till b (och inte till de andra grupperna)", ""),
        (NONE, A, "Den som hör till a", ""),
        (NONE, ALL, "Alla, även den som inte är inloggad", ""),
        (A, A, "", ""),
    ],
)
def test_a_change_says_who_gains_and_who_loses_sight(
    before: tuple[str, ...], after: tuple[str, ...], gain: str, lose: str
) -> None:
    foreseen = Foreseen(before=before, after=after, is_for_asker=True)

    said = change_said(messages("sv"), foreseen)

    assert (said.gain, said.lose) == (gain, lose)


@pytest.fixture(scope="module")
def served(
    guarded: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[Served]:
    data = copied(guarded, tmp_path_factory.mktemp("access") / "data")
    with serving(data, embedder, editing=True) as service, peopled(service) as server:
        yield server


@pytest.fixture
def document(served: Served) -> str:
    with closing(sqlite3.connect(served.data / "record.sqlite3")) as record:
        (found,) = record.execute("SELECT id FROM documents WHERE source = ?", (OPEN,)).fetchone()
    return str(found)


@pytest.mark.browser
def test_who_loses_sight_is_said_before_and_holds_at_once_when_it_is_confirmed(
    browser: Browser, served: Served, document: str
) -> None:
    editing, reading = of(browser, served, "editor"), of(browser, served, "reader")
    page, reader = editing.open(f"/dokument/{document}"), reading.page

    page.get_by_label("Bara grupper").check()
    page.get_by_label("Grupper, med komma mellan").fill("styrgrupp")
    page.get_by_role("button", name="Se vad som ändras").click()
    expect(page.get_by_role("heading", name="Det här ändras")).to_be_visible()
    expect(page.get_by_text("Alla som inte hör till styrgrupp")).to_be_visible()
    expect(page.get_by_text("Du hör inte till")).to_have_count(0)
    assert violations(page) == []
    reading.open(f"/dokument/{document}")
    expect(reader.locator("#document h1")).to_be_visible()  # nothing holds before it is confirmed
    expect(reader.get_by_text("Vem får se det här?")).to_have_count(0)
    page.get_by_role("button", name="Bekräfta beslutet").click()

    expect(page.get_by_text("En redaktör har bestämt det.")).to_be_visible()
    expect(page.get_by_role("row").nth(1)).to_contain_text("editor")
    assert violations(page) == []
    reading.open(f"/dokument/{document}")
    expect(reader.get_by_text(f"Dokumentet {document} finns inte")).to_be_visible()
    assert (editing.complaints, editing.foreign) == ([], [])
    page.get_by_label("Det som materialet säger").check()
    page.get_by_role("button", name="Se vad som ändras").click()
    expect(page.get_by_text("Alla som inte hör till styrgrupp")).to_be_visible()
    page.get_by_role("button", name="Bekräfta beslutet").click()
    page.context.close()
    reader.context.close()


@pytest.mark.browser
def test_an_editor_is_warned_who_would_hide_it_from_themselves(
    browser: Browser, served: Served, document: str
) -> None:
    page = of(browser, served, "editor").open(
        f"/dokument/{document}/synlighet?to=groups&groups=revision"
    )

    expect(page.get_by_role("alert")).to_contain_text("Du hör inte till dem som får se")
    page.context.close()


@pytest.mark.browser
def test_a_document_is_withdrawn_and_let_back_from_the_keyboard_without_scripts(
    browser: Browser, served: Served, document: str
) -> None:
    seen = of(browser, served, "editor", width=360)
    seen.page.route("**/*.js", lambda route: route.abort())
    page = seen.open(f"/dokument/{document}/synlighet")

    for step in ("withdraw", "restore"):
        go_to(page, f"form:has([value={step}]) button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Det här ändras")).to_be_visible()
        assert widest(page) <= 360
        go_to(page, "main form[method=post] button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Vem får se det här?")).to_be_visible()

    expect(page.get_by_role("row").last).to_contain_text("Dokumentet släpptes fram igen.")
    expect(page.get_by_role("row").nth(-2)).to_contain_text("Dokumentet drogs tillbaka.")
    page.context.close()


@pytest.mark.browser
def test_what_somebody_changed_meanwhile_is_shown_anew_instead_of_decided(
    browser: Browser, served: Served, document: str
) -> None:
    first, second = of(browser, served, "editor"), of(browser, served, "editor")
    asked = f"/dokument/{document}/synlighet?to="
    page, other = first.open(f"{asked}everyone"), second.open(f"{asked}internal")
    other.get_by_role("button", name="Bekräfta beslutet").click()
    expect(other.get_by_text("En redaktör har bestämt det.")).to_be_visible()

    page.get_by_role("button", name="Bekräfta beslutet").click()

    expect(page.get_by_role("heading", name="Det här ändras")).to_be_visible()
    expect(page.get_by_text("Den som inte är inloggad", exact=True)).to_be_visible()
    page.context.close()
    other.context.close()
