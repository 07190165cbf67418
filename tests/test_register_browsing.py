"""The register's pages in a browser: chosen by hand, on a phone, in two languages."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import (
    LOW_CONTRAST,
    NAMELESS,
    SMALL_TARGETS,
    Watched,
    browser,
    drawn_width,
    watch,
    watched,
    widest,
)
from tests.conftest import Served

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

PAGES = {
    "key figures": "/nyckeltal",
    "figures by year": "/nyckeltal?matt=it_cost",
    "figures by agency": "/nyckeltal?matt=it_cost_per_fte&per=myndighet&myndighet=1&myndighet=2",
    "years without figures": "/nyckeltal?matt=budget&till=2015",
    "projects": "/projekt?sort=delay&falling=true",
    "project": "/projekt/9",
    "register": "/register",
    "coverage": "/tackning",
}
CITED = "section[aria-labelledby=tabell] td .source"


def english(page: Page) -> Page:
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def test_figures_are_chosen_followed_to_their_cell_and_asked_about(watched: Watched) -> None:
    page = watched.open("/nyckeltal")
    page.get_by_label("Mått", exact=True).select_option(label="It-kostnad per årsarbetskraft")
    page.get_by_label("Från år").select_option("2017")
    page.get_by_label("Visa", exact=True).select_option(label="varje myndighet för sig")
    page.locator("summary").click()
    page.get_by_label("Exempelkassan").check()
    page.get_by_label("Exempelarkivet").check()

    page.get_by_role("button", name="Visa").click()

    expect(page.get_by_text("Jag tar fram it-kostnad per årsarbetskraft")).to_be_visible()
    rows = page.locator("section[aria-labelledby=tabell] tbody th")
    assert rows.all_inner_texts() == ["Exempelarkivet", "Exempelkassan"]
    assert drawn_width(page.locator("img.chart")) > 300
    address = page.url
    page.locator(CITED).first.click()
    expect(page.locator("td.is-cited")).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name="Fråga Exempelkassan").click()
    expect(page.get_by_text("Jag tar fram it-kostnad per årsarbetskraft").first).to_be_visible()
    assert watched.complaints == []
    assert watched.foreign == []


def test_figures_are_chosen_with_the_keyboard_alone(watched: Watched) -> None:
    page = watched.open("/nyckeltal")
    page.get_by_label("Mått", exact=True).focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Årsarbetskrafter")).to_be_visible()
    expect(page.locator("summary")).to_contain_text("1 myndighet vald")


def test_projects_are_filtered_on_a_phone(browser: Browser, server: Served) -> None:
    watched = watch(browser, server, 360)
    page = watched.open("/projekt")
    page.get_by_label("Fas").select_option("genomförande")
    page.get_by_label("Högsta risk").select_option("3")
    page.get_by_label("Ordna efter").select_option("delay")
    page.get_by_label("Störst först").check()

    page.get_by_role("button", name="Visa").click()

    status = page.locator("p[role=status]")
    expect(status).to_contain_text(re.compile(r"^\d+ projekt"))
    assert {row.split("\t")[-1] for row in page.locator("tbody tr").all_inner_texts()} == {"hög"}
    assert widest(page) <= 360
    page.get_by_label("Ord i namn eller syfte").fill("finns inte alls")
    page.get_by_role("button", name="Visa").click()
    expect(status).to_contain_text("Inga projekt motsvarar valet.")
    page.get_by_role("link", name="visa alla projekt").click()
    expect(status).to_contain_text("160 projekt")
    assert watched.complaints == []
    page.context.close()


def test_a_projects_plans_money_and_history_are_shown(watched: Watched) -> None:
    page = watched.open("/projekt/9")

    pictures = page.locator("img.chart")
    expect(pictures).to_have_count(2)
    assert [drawn_width(pictures.nth(n)) > 300 for n in range(2)] == [True, True]
    assert "Första planen: 2012-10-14–2016-10-31" in str(pictures.nth(0).get_attribute("alt"))
    assert "Utfall, 2016" in str(pictures.nth(1).get_attribute("alt"))
    expect(page.get_by_text("ändrad sedan 2016").first).to_be_visible()
    assert page.locator("section[aria-labelledby=liknande] article").count() > 0
    assert watched.complaints == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_holds_on_a_phone_in_english_and_in_the_dark(
    browser: Browser, server: Served, address: str
) -> None:
    watched = watch(browser, server, 320)
    page = english(watched.open(address))

    assert widest(page) <= 320
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(LOW_CONTRAST) == []
    assert watched.complaints == []
    assert watched.foreign == []
    page.context.close()


LEFT_IN_SWEDISH = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const swedish = node.closest("[lang]").lang === "sv" || node.closest("code, noscript");
    const text = walker.currentNode.data.trim();
    if (!swedish && /[åäöÅÄÖ]/.test(text) && text !== "Lärdom") found.push(text);
  }
  return found;
}"""


@pytest.mark.parametrize("address", ["/nyckeltal?matt=it_cost", "/tackning", "/projekt/9"])
def test_what_stays_swedish_in_english_is_marked_so(watched: Watched, address: str) -> None:
    page = english(watched.open(address))

    left = page.evaluate(LEFT_IN_SWEDISH)

    names = [one for one in left if one.startswith(("Exempel", "ESKO", "Lärdom is"))]
    assert [one for one in left if one not in names] == []
