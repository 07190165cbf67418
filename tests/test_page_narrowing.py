"""The filters of the question page: chosen, taken away, in the address, read out of a question."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import (
    LOW_CONTRAST,
    NAMELESS,
    SMALL_TARGETS,
    Watched,
    browser,
    watch,
    watched,
    widest,
)
from tests.conftest import Served, served
from tests.test_page import ADDRESS, ANSWER, QUESTION, answering, ask
from tests.test_page_ways import WITHOUT, sent

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

PUBLISHER = "Riksrevisionen"
CHIPS = "#chips .chip"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data: Path = tmp_path_factory.mktemp("empty")
    with served(data) as running:
        yield running


def choose(page: Page) -> None:
    """Choose a publisher and a first year, as a person does."""
    page.get_by_text("Avgränsa", exact=True).click()
    page.get_by_label("Utgivare", exact=True).select_option(PUBLISHER)
    page.get_by_label("Från år").fill("2011")
    page.get_by_label("Från år").press("Tab")


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_what_is_chosen_stands_as_chips_and_goes_with_the_question(watched: Watched) -> None:
    page = watched.open("/")
    bodies = sent(page)
    choose(page)
    expect(page.locator(CHIPS)).to_have_text([f"Utgivare: {PUBLISHER}×", "Från år: 2011×"])

    ask(page, QUESTION)

    filters = {"publisher": PUBLISHER, "first_year": 2011}
    assert bodies == [{"question": QUESTION, "earlier": [], "filters": filters}]
    assert query_of(page) == {"q": [QUESTION], "publisher": [PUBLISHER], "first_year": ["2011"]}
    expect(page.locator(".searched")).to_contain_text(f"Utgivare: {PUBLISHER}")
    assert (watched.complaints, watched.foreign) == ([], [])


def test_an_address_with_filters_asks_with_them(watched: Watched) -> None:
    bodies = sent(watched.page)

    page = watched.open(f"{ADDRESS}&publisher={PUBLISHER}&kind=report&first_year=x&kind=nonsense")

    expect(page.locator(".badge")).to_be_visible()
    assert bodies[0]["filters"] == {"publisher": PUBLISHER, "kind": "report"}
    expect(page.locator(CHIPS)).to_have_count(2)
    expect(page.locator("#chips .fault")).to_contain_text("”x” är inget årtal")
    assert watched.complaints == []


def test_a_chip_that_is_taken_away_asks_again_without_it(watched: Watched) -> None:
    page = watched.open(f"{ADDRESS}&publisher={PUBLISHER}&first_year=2011")
    expect(page.locator(".badge")).to_be_visible()
    bodies = sent(page)

    page.get_by_role("button", name=f"Ta bort avgränsningen Utgivare: {PUBLISHER}").click()

    expect(page.locator(CHIPS)).to_have_count(1)
    expect(page.get_by_role("button", name="Ta bort avgränsningen Från år: 2011")).to_be_focused()
    expect(page.locator(".badge")).to_be_visible()
    assert bodies == [{"question": QUESTION, "earlier": [], "filters": {"first_year": 2011}}]
    assert query_of(page) == {"q": [QUESTION], "first_year": ["2011"]}
    page.go_back()
    expect(page.locator(CHIPS)).to_have_count(2)


def test_a_chip_taken_away_before_a_question_asks_nothing(watched: Watched) -> None:
    page = watched.open("/")
    bodies = sent(page)
    choose(page)

    page.locator(CHIPS).get_by_role("button").first.press("Enter")
    page.locator(CHIPS).get_by_role("button").first.press("Enter")

    expect(page.locator(CHIPS)).to_have_count(0)
    expect(page.locator(".narrow summary")).to_be_focused()
    assert bodies == []
    expect(page.locator("#result")).to_be_empty()


def test_filters_stay_for_the_next_question(watched: Watched) -> None:
    page = watched.open(f"{ADDRESS}&publisher=Ekonomistyrningsverket")
    expect(page.locator(".badge")).to_be_visible()
    bodies = sent(page)

    page.get_by_label("Din fråga").fill("Varför lades Pust ner?")
    page.keyboard.press("Enter")

    expect(page.locator(".asked")).to_contain_text("Pust")
    expect(page.locator(".badge")).to_be_visible()
    assert bodies[0]["filters"] == {"publisher": "Ekonomistyrningsverket"}


def test_a_filter_read_out_of_the_question_is_told_with_its_reason(watched: Watched) -> None:
    page = watched.open("/")

    ask(page, "Vad säger Riksrevisionen om föråldrade it-system?")

    told = page.locator(".read-out")
    expect(told.get_by_role("list", name="Frågan avgränsar till")).to_contain_text(
        f"Utgivare: {PUBLISHER}"
    )
    expect(told).to_contain_text("Ta bort det för att söka i mer.")


def test_a_filter_read_out_of_the_question_can_be_taken_away(watched: Watched) -> None:
    page = watched.open("/")
    ask(page, "Vad säger Riksrevisionen om föråldrade it-system?")
    expect(page.locator(".read-out .chip")).to_have_count(1)
    bodies = sent(page)

    page.get_by_role("button", name=f"Ta bort avgränsningen Utgivare: {PUBLISHER}").press("Enter")

    expect(page.locator(".badge")).to_be_visible()
    expect(page.locator(".read-out")).to_have_count(0)
    expect(page.get_by_label("Din fråga")).to_be_focused()
    assert bodies[0]["ignore_filters"] == ["publisher"]
    assert page.url.endswith("&ignore=publisher")
    page.reload()
    expect(page.locator(".badge")).to_be_visible()
    assert bodies[-1]["ignore_filters"] == ["publisher"]
    assert watched.complaints == []


def test_what_was_chosen_is_not_told_as_read_out_of_the_question(watched: Watched) -> None:
    applied = {"publisher": PUBLISHER, "first_year": 2011, "last_year": None}
    answering(watched.page, {**ANSWER, **WITHOUT, "filters": {"applied": applied, "dropped": []}})

    page = watched.open(f"{ADDRESS}&publisher={PUBLISHER}")

    expect(page.locator(".read-out .chip")).to_contain_text(["Från år: 2011"])


def test_what_there_is_to_choose_from_can_be_fetched_again_after_trouble(watched: Watched) -> None:
    problem = {"message": "Biblioteket är upptaget.", "remedy": "Vänta en stund."}
    body = json.dumps({"error": problem})
    watched.page.route(
        "**/api/v1/filters",
        lambda route: route.fulfill(status=503, body=body, content_type="application/json"),
    )
    page = watched.open("/")
    summary = page.get_by_text("Avgränsa", exact=True)
    summary.click()
    expect(page.locator(".offered")).to_have_text("Biblioteket är upptaget. Vänta en stund.")
    page.unroute("**/api/v1/filters")

    summary.click()
    summary.click()

    expect(page.locator(".offered")).to_contain_text("Biblioteket har dokument från 2011 till")
    expect(page.get_by_label("Utgivare", exact=True)).to_contain_text("Riksrevisionen (3)")


def test_an_empty_library_holds_out_no_example_and_says_so(browser: Browser, empty: Served) -> None:
    seen = watch(browser, empty)

    page = seen.open("/")

    expect(page.get_by_label("Din fråga")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#examples")).to_be_hidden()
    seen.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_fields_and_chips_are_legible_named_and_large_enough(
    watched: Watched, scheme: Any
) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open("/")
    page.set_viewport_size({"width": 320, "height": 640})

    choose(page)

    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert widest(page) <= 320
