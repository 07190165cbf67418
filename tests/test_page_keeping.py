"""What can be done with an answer: taken along, judged, and seen how it was searched."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

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
from tests.conftest import Served
from tests.test_page import ADDRESS, ANSWER, QUESTION, answering, ask

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

THANKS = "Tack, ditt omdöme är sparat."
REGISTER = "/?q=Hur+m%C3%A5nga+projekt+saknade+nyttoplan+2018+per+myndighet%3F"


@pytest.fixture
def narrow(browser: Browser, server: Served) -> Iterator[Watched]:
    seen = watch(browser, server, 360)
    yield seen
    seen.page.context.close()


def judged(page: Page) -> list[tuple[str, dict[str, Any]]]:
    """Every judgement that is sent from now on: its address and its body."""
    found: list[tuple[str, dict[str, Any]]] = []

    def heard(request: Request) -> None:
        if request.url.endswith("/feedback"):
            found.append((request.url, json.loads(request.post_data or "{}")))

    page.on("request", heard)
    return found


def test_the_evidence_of_an_answer_can_be_fetched_in_four_forms(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    links = page.get_by_role("list", name="Underlag att spara").get_by_role("link")
    expect(links).to_have_text(["PDF", "Word", "Markdown", "JSON"])

    addresses = [str(link.get_attribute("href")) for link in links.all()]

    for address in addresses:
        got = page.request.get(watched.server.address + address)
        assert (got.status, len(got.body()) > 500) == (200, True), address
    with page.expect_download() as download:
        links.nth(2).click()
    assert download.value.suggested_filename.endswith(".md")
    assert watched.complaints == []


def test_an_answer_that_is_not_kept_has_neither_evidence_nor_judgement(watched: Watched) -> None:
    answering(watched.page, ANSWER)
    page = watched.open("/")

    ask(page, QUESTION)

    expect(page.get_by_role("button", name="Skriv ut")).to_be_visible()
    expect(page.locator(".packs, .feedback")).to_have_count(0)


def test_the_answer_is_printed_from_a_button(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; }")

    page.get_by_role("button", name="Skriv ut").click()

    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.locator(".words")).to_be_visible()
    for gone in (".ask", ".feedback", ".packs", ".searched", ".library"):
        expect(page.locator(gone).first).to_be_hidden()


def test_a_reader_judges_an_answer_where_it_stands(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    sent = judged(page)
    group = page.get_by_role("group", name="Stämmer svaret?")
    group.get_by_role("button", name="Nej, det är fel").click()
    expect(group.get_by_role("button", name="Nej, det är fel")).to_have_attribute(
        "aria-pressed", "true"
    )
    group.get_by_role("button", name="Inaktuellt").click()
    group.get_by_label("Vill du säga något mer?").fill("Det finns nyare siffror.")

    group.get_by_role("button", name="Skicka omdömet").click()

    expect(page.get_by_text(THANKS)).to_be_focused()
    expect(page.get_by_text(THANKS)).to_have_count(1)
    ((address, body),) = sent
    assert "/api/v1/answers/" in address
    assert body == {"verdict": "outdated", "citation": None, "text": "Det finns nyare siffror."}
    assert watched.complaints == []


def test_a_reader_judges_a_citation_by_its_number(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    sent = judged(page)
    page.locator(".words").get_by_role("button", name="Källa [2]").click()
    group = page.locator("#kalla-2").get_by_role("group", name="Stämmer källan med svaret?")

    group.get_by_role("button", name="Ja, det stämmer").click()
    group.get_by_role("button", name="Skicka omdömet").click()

    expect(page.locator("#kalla-2").get_by_text(THANKS)).to_be_visible()
    assert [body for _, body in sent] == [{"verdict": "right", "citation": 2, "text": ""}]


def test_a_judgement_that_cannot_be_stored_says_why_and_can_be_sent_again(
    watched: Watched,
) -> None:
    problem = {"message": "Registret är upptaget.", "remedy": "Försök igen om en stund."}
    body = json.dumps({"error": problem})
    watched.page.route(
        "**/feedback",
        lambda route: route.fulfill(status=503, body=body, content_type="application/json"),
    )
    page = watched.open(ADDRESS)
    group = page.get_by_role("group", name="Stämmer svaret?")
    group.get_by_role("button", name="Ja, det stämmer").click()
    group.get_by_label("Vill du säga något mer?").fill("Bra.")
    send = group.get_by_role("button", name="Skicka omdömet")

    send.click()

    told = "Registret är upptaget. Försök igen om en stund."
    expect(group.locator(".fault")).to_have_text(told)
    expect(page.locator("#status")).to_have_text(told)
    expect(send).to_be_focused()
    expect(group.get_by_label("Vill du säga något mer?")).to_have_value("Bra.")
    page.unroute("**/feedback")
    send.click()
    expect(page.get_by_text(THANKS)).to_be_visible()


def test_what_was_searched_is_told_to_whoever_wants_it(watched: Watched) -> None:
    page = watched.open(f"{ADDRESS}&first_year=2014")
    told = page.locator(".searched")
    expect(told.locator("dl")).to_be_hidden()

    told.get_by_text("Vad som söktes").click()

    rows = dict(zip(told.locator("dt").all_text_contents(), told.locator("dd").all(), strict=True))
    expect(rows["Frågan som den söktes"]).to_have_text(QUESTION)
    expect(rows["Var"]).to_have_text("Bibliotekets dokument")
    expect(rows["Avgränsning"]).to_have_text("Från år: 2014")
    expect(rows["Bibliotekets version"]).to_have_text("1")
    assert "sekund" in (rows["Tid"].text_content() or "")
    (read,) = [row for name, row in rows.items() if name.endswith("lästa textställen")]
    assert read.get_by_role("listitem").count() > 1
    assert str(read.get_by_role("link").first.get_attribute("href")).startswith("/dokument/")
    assert watched.complaints == []


def test_what_was_searched_is_still_told_after_going_back(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.get_by_text("Vad som söktes").click()
    page.locator(".passages").get_by_role("link").first.click()
    expect(page.locator("h1")).to_be_visible()

    page.go_back()
    page.get_by_text("Vad som söktes").click()

    expect(page.locator(".passages").get_by_role("link").first).to_be_visible()


def test_a_register_answer_fits_a_phone_with_chart_table_and_rows(narrow: Watched) -> None:
    page = narrow.open(REGISTER)
    rows = page.get_by_text("Rader bakom:")
    rows.click()

    chart = page.get_by_role("region", name="Diagram").get_by_role("img")
    chart.scroll_into_view_if_needed()

    assert chart.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    expect(page.get_by_role("region", name="Värden")).to_be_visible()
    expect(page.locator(".figures details").get_by_role("link").first).to_be_visible()
    page.get_by_text("Vad som söktes").click()
    expect(page.locator(".searched")).to_contain_text("Registret över projekt och nyckeltal")
    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert widest(page) <= 360
    assert narrow.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_around_an_answer_is_legible_named_and_large_enough(
    narrow: Watched, scheme: Any
) -> None:
    narrow.page.emulate_media(color_scheme=scheme)
    page = narrow.open(ADDRESS)
    page.locator(".citation").first.click()
    page.get_by_text("Vad som söktes").click()
    for choice in page.get_by_role("button", name="Inaktuellt").all():
        choice.click()

    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert widest(page) <= 360
