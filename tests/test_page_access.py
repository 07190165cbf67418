"""The question page for those who use a keyboard, a screen reader, a phone or a dark screen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

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

ADDRESS = "/?q=Hur+stora+var+myndigheternas+totala+it-kostnader+2016%3F"


def test_everything_can_be_done_from_the_keyboard(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Hur stora var kostnaderna")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("för it 2016?")
    expect(page.get_by_label("Din fråga")).to_have_value("Hur stora var kostnaderna\nför it 2016?")
    page.keyboard.press("Enter")
    expect(page.locator(".citation").first).to_be_visible()

    for _ in ("send", "narrow", "whole at once", "citation"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".source.is-open h3 button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".citation").first).to_be_focused()
    expect(page.locator(".source.is-open")).to_have_count(0)


def test_an_answer_is_announced_once_and_politely(watched: Watched) -> None:
    page = watched.open("/")
    page.evaluate(
        """() => { window.said = []; const status = document.getElementById("status");
        new MutationObserver(() => said.push(status.textContent))
          .observe(status, {childList: true}); }"""
    )

    page.get_by_label("Din fråga").fill("Varför lades Pust ner?")
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible()

    said = page.evaluate("window.said")
    assert said[0] == "Söker i biblioteket …"
    assert re.fullmatch(
        r"(Besvarad|Delvis besvarad)\. Svaret är klart: \d+ mening(ar)?, \d+ käll(a|or)\.", said[1]
    )
    assert len(said) == 2
    expect(page.locator("[aria-live=assertive], [role=alert]")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360], ids=["320 pixels", "360 pixels"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(
    browser: Browser, server: Served, width: int
) -> None:
    watched = watch(browser, server, width)
    page = watched.open(ADDRESS)
    page.locator(".citation").first.click()
    page.locator("#library summary").click()

    expect(page.locator(".documents li").first).to_be_visible()
    found = widest(page)

    assert found <= width
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_targets_are_large_and_controls_have_names(
    watched: Watched, scheme: Any
) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(ADDRESS)
    page.locator(".citation").first.click()
    page.locator("#library summary").click()

    expect(page.locator(".documents li").first).to_be_visible()

    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
