"""The widget for those who use a keyboard, a screen reader, a telephone or a dark screen."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import violations
from tests.browsing import browser, watch, widest
from tests.conftest import Served
from tests.test_page_streaming import HITS, SENTENCE, streaming
from tests.widgets import LAUNCHER, QUESTION, Sites, Visit, ask, sites, visit, works

__all__ = ["browser", "sites", "visit"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

NOTICE = "Du frågar ett automatiskt system (AI)."
BUTTON = '<lardom-chat></lardom-chat><p><a href="/annan">Annan sida</a></p>'
INLINE = '<lardom-chat place="inline"></lardom-chat>'
FOCUSED = """() => { let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return String(found.className); }"""


def back_to(page: Page, name: str, most: int = 20) -> None:
    """Goes backwards through what can be reached until the focus is on a node of that class."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"the keyboard never came to {name}")


def test_everything_in_the_widget_can_be_done_from_the_keyboard(visit: Visit) -> None:
    page = visit.open(BUTTON)
    launcher = page.get_by_role("button", name=LAUNCHER)
    page.keyboard.press("Tab")
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=LAUNCHER)).to_be_visible()
    expect(page.get_by_label("Din fråga")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible(timeout=20_000)
    expect(page.get_by_label("Din fråga")).to_be_focused()

    back_to(page, "citation")
    page.keyboard.press("Enter")
    expect(page.locator(".source [aria-expanded=true]").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Öppna i dokumentet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".citation").first).to_be_focused()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible()


def test_escape_reveals_the_page_behind_without_moving_the_focus(visit: Visit) -> None:
    page = visit.open(BUTTON)
    page.get_by_role("button", name=LAUNCHER).click()
    outside = page.get_by_role("link", name="Annan sida")
    outside.focus()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(outside).to_be_focused()


def test_escape_closes_only_the_window_that_one_stands_in(visit: Visit) -> None:
    page = visit.open(f'{BUTTON}<lardom-chat title="Den andra"></lardom-chat>')
    page.evaluate('document.querySelectorAll("lardom-chat").forEach((one) => one.open())')
    expect(page.get_by_role("dialog")).to_have_count(2)

    page.get_by_role("dialog", name="Den andra").get_by_label("Din fråga").press("Escape")

    expect(page.get_by_role("dialog", name="Den andra")).to_be_hidden()
    expect(page.get_by_role("dialog", name=LAUNCHER)).to_be_visible()


def test_a_button_of_the_page_opens_it_and_gets_the_focus_back(visit: Visit) -> None:
    page = visit.open("<button>Fråga oss</button><lardom-chat></lardom-chat>")
    page.evaluate(
        """() => document.querySelector("button").addEventListener("click",
        () => document.querySelector("lardom-chat").open())"""
    )
    page.get_by_role("button", name="Fråga oss").click()
    expect(page.get_by_label("Din fråga")).to_be_focused()

    page.get_by_role("button", name="Stäng").click()

    expect(page.get_by_role("button", name="Fråga oss")).to_be_focused()


def test_an_answer_in_the_widget_is_announced_once(visit: Visit) -> None:
    page = visit.open(INLINE)
    page.evaluate(
        """() => { window.said = [];
        const {shadowRoot} = document.querySelector("lardom-chat");
        const status = shadowRoot.querySelector("[role=status]");
        const told = new MutationObserver(() => said.push(status.textContent));
        told.observe(status, {childList: true}); }"""
    )

    ask(page.locator("lardom-chat"))

    said = page.evaluate("said")
    assert said[0] == "Söker i biblioteket …"
    assert said[1].startswith("Besvarad. Svaret är klart: ")
    assert len(said) == 2
    expect(page.locator("[aria-live], [role=alert], [role=log]")).to_have_count(0)


def test_it_always_says_that_one_talks_with_a_system(visit: Visit) -> None:
    page = visit.open(INLINE, "<style>lardom-chat::part(form) { color: red }</style>")
    notice = page.get_by_text(NOTICE)

    expect(notice).to_be_visible()
    ask(page.locator("lardom-chat"))

    expect(notice).to_be_visible()
    expect(page.get_by_role("link", name="Öppna Lärdom")).to_have_attribute(
        "href", f"{visit.sites.server.address}/"
    )
    assert notice.evaluate("(node) => node.closest('[part=notice]')") is None


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_that_of_the_attribute_or_of_the_screen(
    visit: Visit, theme: str, scheme: Any
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(INLINE)

    page.evaluate("(t) => document.querySelector('lardom-chat').setAttribute('theme', t)", theme)

    ground = page.locator(".panel").evaluate("(node) => getComputedStyle(node).backgroundColor")
    is_dark = theme == "dark" or (theme == "auto" and scheme == "dark")
    assert ground == ("rgb(18, 24, 25)" if is_dark else "rgb(255, 255, 255)")


def test_axe_finds_nothing_wrong_in_any_state(visit: Visit) -> None:
    page = visit.open(f"{BUTTON}{INLINE}")
    found = {"closed": violations(page)}
    page.get_by_role("button", name=LAUNCHER).click()
    found["open"] = violations(page)
    works(page.locator("lardom-chat").first, visit.sites.server)
    found["source"] = violations(page)
    ask(page.locator("lardom-chat").last, "Hur många projekt var försenade 2018, per myndighet?")
    found["register"] = violations(page)
    streaming(page, ("hits", HITS), ("sentence", SENTENCE))
    page.get_by_label("Din fråga").last.fill("Och 2016?")
    page.get_by_label("Din fråga").last.press("Enter")
    expect(page.locator(".coming").last).to_contain_text("12 mnkr")
    found["streaming"] = violations(page)
    page.get_by_role("button", name="Avbryt").last.press("Enter")
    page.unroute("**/api/v1/ask")
    page.route("**/api/v1/ask", lambda route: route.abort())
    page.get_by_label("Din fråga").last.fill("Och 2017?")
    page.get_by_label("Din fråga").last.press("Enter")
    expect(page.locator(".error")).to_be_visible()
    found["error"] = violations(page)

    assert found == {state: [] for state in found}


@pytest.mark.parametrize(
    ("width", "height"), [(320, 256), (360, 740)], ids=["400 percent", "telephone"]
)
def test_on_a_small_screen_everything_can_be_reached(
    browser: Browser, sites: Sites, width: int, height: int
) -> None:
    watched = watch(browser, Served(address=sites.listed.address, data=sites.server.data), width)
    watched.page.set_viewport_size({"width": width, "height": height})
    sites.put("/sida", f"{BUTTON}{INLINE}")
    page = watched.open("/sida")
    page.get_by_role("button", name=LAUNCHER).click()
    works(page.locator("lardom-chat").first, sites.server)

    for name in ("Stäng", "Fråga"):
        button = page.get_by_role("dialog").get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport()
    inner = page.get_by_role("dialog").evaluate("(node) => node.scrollWidth - node.clientWidth")

    assert (widest(page), inner) == (width, 0)
    page.context.close()


def test_parts_and_properties_let_the_page_set_its_looks(visit: Visit) -> None:
    style = """<style>lardom-chat { --lardom-accent: rgb(0, 80, 0); --lardom-offset: 40px; }
      lardom-chat::part(launcher) { border-radius: 0; }</style>"""
    page = visit.open("<lardom-chat></lardom-chat>", style)

    look = page.get_by_role("button", name=LAUNCHER).evaluate(
        """(node) => { const {backgroundColor, right, borderTopLeftRadius} = getComputedStyle(node);
        return [backgroundColor, right, borderTopLeftRadius]; }"""
    )

    assert look == ["rgb(0, 80, 0)", "40px", "0px"]
