"""Twenty steps with the keyboard alone: the question page, a document, the widget.

At every stop on the way the focus is seen: it has an outline and nothing lies over it.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Watched, browser, watched
from tests.test_page import QUESTION
from tests.widgets import LAUNCHER, Visit, sites, visit
from tests.widgets import QUESTION as ASKED

__all__ = ["browser", "sites", "visit", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

MOST_STOPS = 80
LONG = 20_000
STOP = """(selector) => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const box = node.getBoundingClientRect();
  const look = getComputedStyle(node);
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
  const over = node.getRootNode().elementFromPoint(x, y);
  const isOver = over !== null && !node.contains(over) && !over.contains(node);
  const isSeen = node === document.body || !isOver || over.getRootNode().host === node;
  const isOutlined = node === document.body || look.outlineStyle !== "none";
  return {isThere: node.matches(selector), isSeen, isOutlined, html: node.outerHTML.slice(0, 120)};
}"""


def go_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Go on until the focus is on such an element; it is seen at every stop."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(STOP, selector)
        assert stop["isSeen"], f"something lies over {stop['html']}"
        assert stop["isOutlined"], f"no outline on {stop['html']}"
        if stop["isThere"]:
            return
    pytest.fail(f"the keyboard never came to {selector}")


def is_focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate(STOP, selector)["isThere"])


def skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    go_to(page, "#question")


def open_the_filters(page: Page) -> None:
    go_to(page, ".narrow summary")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Från år")).to_be_visible()


def choose_a_year(page: Page) -> None:
    go_to(page, "#first_year")
    page.keyboard.type("2010")
    page.keyboard.press("Tab")
    expect(page.locator(".chips li")).to_have_count(1)


def take_the_chip_away(page: Page) -> None:
    go_to(page, ".chips button", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_count(0)
    assert not is_focused(page, "body"), "the focus was lost"


def ask(page: Page) -> None:
    if not is_focused(page, "#question"):
        go_to(page, "#question", "Shift+Tab")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible(timeout=LONG)
    assert is_focused(page, "#question")


def open_a_source(page: Page) -> None:
    go_to(page, ".citation")
    page.keyboard.press("Enter")
    expect(page.locator(".source.is-open h3 button")).to_be_focused()


def close_it_and_be_back(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".source.is-open")).to_have_count(0)
    assert is_focused(page, ".citation")


def copy(page: Page) -> None:
    go_to(page, ".about button")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Svaret och källorna är kopierade.")


def see_what_was_searched(page: Page) -> None:
    go_to(page, ".searched summary")
    page.keyboard.press("Enter")
    expect(page.locator(".searched[open], .searched details[open]").first).to_be_visible()


def say_that_it_is_right(page: Page) -> None:
    go_to(page, ".answer .feedback .choice[data-verdict=right]", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#omdome-svar")).to_be_visible()
    go_to(page, ".feedback .more button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tack, ditt omdöme är sparat.")).to_be_visible()


def ask_again(page: Page) -> None:
    go_to(page, "#question", "Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Vad är nyttorealisering?")
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_contain_text("Vad är nyttorealisering?", timeout=LONG)


def reopen_the_first(page: Page) -> None:
    go_to(page, "#thread summary")
    page.keyboard.press("Enter")
    go_to(page, "#thread li button")
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_contain_text(QUESTION)


def open_the_library(page: Page) -> None:
    go_to(page, "#library summary")
    page.keyboard.press("Enter")
    expect(page.locator(".documents li").first).to_be_visible()


def go_on_to_a_document(page: Page) -> None:
    go_to(page, ".citation[aria-label^='Källa [1]']", "Shift+Tab")
    page.keyboard.press("Enter")
    go_to(page, ".source.is-open .actions a")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible(timeout=LONG)


def turn_the_page(page: Page) -> None:
    go_to(page, ".steps button:last-child")
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_contain_text("(2 av")


def jump_to_a_page(page: Page) -> None:
    go_to(page, "#page")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_contain_text("(1 av")


def open_the_widget(page: Page) -> None:
    go_to(page, "[part~=launcher]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=LAUNCHER)).to_be_visible()


def ask_the_widget(page: Page) -> None:
    expect(page.get_by_label("Din fråga")).to_be_focused()
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible(timeout=LONG)


def see_its_source(page: Page) -> None:
    go_to(page, ".citation", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".source [aria-expanded=true]").first).to_be_focused()
    page.keyboard.press("Escape")
    assert is_focused(page, ".citation")


def close_the_widget(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert is_focused(page, "[part~=launcher]")


ON_THE_PAGE: tuple[Callable[[Page], None], ...] = (
    skip_to_the_content,
    open_the_filters,
    choose_a_year,
    take_the_chip_away,
    ask,
    open_a_source,
    close_it_and_be_back,
    copy,
    see_what_was_searched,
    say_that_it_is_right,
    ask_again,
    reopen_the_first,
    open_the_library,
    go_on_to_a_document,
    turn_the_page,
    jump_to_a_page,
)
IN_THE_WIDGET = (open_the_widget, ask_the_widget, see_its_source, close_the_widget)


def test_there_are_twenty_steps() -> None:
    assert len(ON_THE_PAGE) + len(IN_THE_WIDGET) == 20


def test_the_question_page_and_a_document_are_used_with_the_keyboard_alone(
    watched: Watched,
) -> None:
    page = watched.open("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    for step in ON_THE_PAGE:
        step(page)


def test_the_widget_is_used_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.open('<p><a href="/annan">En länk</a></p><lardom-chat></lardom-chat>')

    for step in IN_THE_WIDGET:
        step(page)
