"""The pages for looking into the library in a real browser: a walk each, and for everyone."""

import re
from typing import Any

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
from tests.conftest import Served

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

PAGES = [
    "/sok",
    "/sok?q=it-kostnader+projekt&kind=report",
    "/inlasningar",
    "/inlasningar/1",
    "/uppgifter",
]
UNANSWERED = "/obesvarade?delvis=true"


def ask(page: Page, question: str) -> None:
    asked = page.request.post(
        page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/api/v1/ask",
        data={"question": question},
    )
    assert asked.ok


def test_a_walk_from_words_to_the_marked_passage(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_role("link", name="Sök", exact=True).click()
    page.get_by_label("Ord i dokumenten").fill("it-kostnader projekt")
    page.keyboard.press("Enter")
    expect(page.locator(".documents li").first).to_be_visible()
    before = page.locator(".told").inner_text()

    page.locator(".facets").get_by_role("link", name="Riksrevisionen").first.click()
    expect(page.get_by_role("link", name="Ta bort Utgivare: Riksrevisionen")).to_be_visible()
    assert page.locator(".told").inner_text() != before
    expect(page.get_by_label("Ord i dokumenten")).to_have_value("it-kostnader projekt")
    page.get_by_label("Ordna efter").select_option("oldest")
    page.get_by_role("button", name="Sök").click()
    expect(page).to_have_url(re.compile("publisher=Riksrevisionen"))
    expect(page.locator(".documents .facts").first).to_contain_text("2011")
    page.get_by_role("link", name="Ta bort Utgivare: Riksrevisionen").click()
    expect(page.locator(".told")).to_have_text(before)

    page.locator(".snippet .place").first.click()

    expect(page.locator("mark").first).to_be_visible()
    assert (watched.complaints, watched.foreign) == ([], [])


def test_a_walk_through_the_runs(watched: Watched) -> None:
    page = watched.open("/inlasningar")
    page.get_by_role("link", name="Inläsning 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inläsning 1")

    page.get_by_role("link", name=re.compile("^Nya")).click()

    expect(page.get_by_text("lardomar/nyttorealisering.md")).to_be_visible()
    expect(page.locator(".chip[aria-current]")).to_contain_text("Nya")
    page.get_by_role("link", name="Alla inläsningar").click()
    expect(page).to_have_url(re.compile("/inlasningar$"))
    assert (watched.complaints, watched.foreign) == ([], [])


def test_a_walk_from_an_unanswered_question_to_asking_it_again(watched: Watched) -> None:
    page = watched.open("/obesvarade")
    ask(page, "Hur många hästar finns i hovstallet?")
    ask(page, "Vilka hästar har hovstallet?")
    page.reload()
    topic = page.locator(".topics > li").filter(has_text="hästar")

    expect(topic).to_have_count(1)
    topic.locator("summary").first.click()
    expect(topic.locator("details li")).to_have_count(1)
    topic.get_by_role("link", name="Ställ frågan igen").click()

    expect(page.locator(".badge")).to_have_text("Inget underlag")
    assert (watched.complaints, watched.foreign) == ([], [])


def test_a_walk_from_an_unanswered_question_to_a_task_that_is_settled(watched: Watched) -> None:
    page = watched.open("/obesvarade")
    ask(page, "Vilken färg har kungens ubåt?")
    page.reload()
    topic = page.locator(".topics > li").filter(has_text="ubåt")
    topic.get_by_text("Skapa en uppgift").click()
    topic.get_by_label("Vad ska göras?").select_option("Skriv en lärdom")
    topic.get_by_label("Anteckning").fill("Fråga hovet.")
    wrong = [page.evaluate(one) for one in (LOW_CONTRAST, NAMELESS, SMALL_TARGETS)]
    topic.get_by_role("button", name="Skapa uppgiften").click()

    expect(page).to_have_url(re.compile("/uppgifter#[0-9a-f]{32}$"))
    task = page.locator(".topics > li").filter(has_text="ubåt")
    expect(task).to_contain_text("Skriv en lärdom · Öppen · Skapad i dag")
    task.get_by_text("Ta hand om eller avsluta").click()
    wrong += [page.evaluate(one) for one in (LOW_CONTRAST, NAMELESS, SMALL_TARGETS)]
    task.get_by_label("Vad blev det?").fill("Den är grå.")
    task.get_by_role("button", name="Klar").click()
    page.get_by_role("link", name="Klara", exact=True).click()

    expect(page.locator(".chip[aria-current]")).to_have_text("Klara")
    expect(task).to_contain_text("Den är grå.")
    assert wrong == [[]] * 6
    assert (watched.complaints, watched.foreign) == ([], [])


def test_a_document_tells_who_may_see_it_its_editions_and_where_to_ask(watched: Watched) -> None:
    page = watched.open("/sok?q=f%C3%B6r%C3%A5ldrade+it-system&publisher=Riksrevisionen&sort=title")
    url = page.locator(".documents h3 a").first.get_attribute("href") or ""
    document = url.partition("?")[0].rpartition("/")[2]
    found = page.request.get(f"{watched.server.address}/api/v1/documents/{document}").json()
    older = {**found, "title": "Äldre utgåva", "url": "/dokument/0123456789abcdef"}
    shown = {**found, "older_editions": [older], "access": ["styrgrupp", "revision"]}
    page.route(f"**/api/v1/documents/{document}", lambda route: route.fulfill(json=shown))
    page.goto(watched.server.address + url)

    expect(page.locator(".known")).to_contain_text("Vem får se detstyrgrupp, revision")
    editions = page.locator(".editions")
    expect(editions.get_by_role("link")).to_have_attribute("href", "/dokument/0123456789abcdef")
    expect(editions).to_contain_text(f"Den här: {found['title']}")
    number = found["publication_number"]
    ask_about = page.get_by_role("link", name=f"Fråga om {number}")
    expect(ask_about).to_have_attribute("href", re.compile(r"^/\?publication_number="))
    assert (watched.complaints, watched.foreign) == ([], [])


@pytest.mark.parametrize("width", [320, 360], ids=["320 pixels", "360 pixels"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(
    browser: Browser, server: Served, width: int
) -> None:
    watched = watch(browser, server, width)

    found = {path: widest(watched.open(path)) for path in (*PAGES, UNANSWERED)}

    assert max(found.values()) <= width, found
    watched.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_targets_are_large_and_controls_have_names(
    watched: Watched, scheme: Any
) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    for path in (*PAGES, UNANSWERED):
        page = watched.open(path)

        assert page.evaluate(LOW_CONTRAST) == [], path
        assert page.evaluate(NAMELESS) == [], path
        assert page.evaluate(SMALL_TARGETS) == [], path
    assert (watched.complaints, watched.foreign) == ([], [])
