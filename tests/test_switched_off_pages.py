"""Pages and widgets that are open when they are turned off, in a real Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.switching import NAME, Part, Switches
from tests.browsing import Watched, browser, watch
from tests.conftest import Served, served
from tests.hosting import hosting
from tests.shelving import copied
from tests.test_page import QUESTION
from tests.test_widget import INLINE
from tests.widgets import Sites, Visit

__all__ = ["browser"]  # a fixture, taken in by its name

pytestmark = pytest.mark.browser
MESSAGE = "Stängt för underhåll till klockan 15."


@pytest.fixture(scope="module")
def sites(starter_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    data = copied(starter_data, tmp_path_factory.mktemp("off") / "data")
    with ExitStack() as stack:
        listed, unlisted = stack.enter_context(hosting()), stack.enter_context(hosting())
        server = stack.enter_context(served(data, LARDOM_ORIGINS=listed.address))
        yield Sites(listed=listed, unlisted=unlisted, server=server)


@pytest.fixture
def switches(sites: Sites) -> Iterator[Switches]:
    yield Switches(sites.server.data)
    (sites.server.data / NAME).unlink(missing_ok=True)


@pytest.fixture
def watched(browser: Browser, sites: Sites) -> Iterator[Watched]:
    seen = watch(browser, sites.server)
    yield seen
    seen.page.context.close()


@pytest.fixture
def visit(browser: Browser, sites: Sites) -> Iterator[Visit]:
    seen = watch(browser, Served(address=sites.listed.address, data=sites.server.data))
    yield Visit(sites=sites, watched=seen)
    seen.page.context.close()


def test_a_page_that_is_open_says_so_when_it_asks_and_when_it_is_loaded_anew(
    watched: Watched, switches: Switches
) -> None:
    page = watched.open("/")
    switches.turn(Part.WEB, MESSAGE)

    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.locator(".error")).to_contain_text(MESSAGE)
    expect(page.locator(".badge")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(MESSAGE)
    assert page.get_by_label("Din fråga").count() == 0

    switches.turn(Part.WEB, None)
    page.reload()
    expect(page.get_by_label("Din fråga")).to_be_visible()


def test_a_widget_that_is_open_says_so_when_it_asks(visit: Visit, switches: Switches) -> None:
    page = visit.open(INLINE)
    widget = page.locator("lardom-chat")
    expect(widget.get_by_label("Din fråga")).to_be_visible()
    switches.turn(Part.WIDGET, MESSAGE)

    widget.get_by_label("Din fråga").fill(QUESTION)
    widget.get_by_label("Din fråga").press("Enter")

    expect(widget.locator(".error")).to_contain_text(MESSAGE)
    expect(widget.locator(".badge")).to_have_count(0)


def test_a_widget_that_is_opened_while_it_is_off_says_so(visit: Visit, switches: Switches) -> None:
    switches.turn(Part.WIDGET, MESSAGE)
    address = f"{visit.sites.server.address}/embed"

    page = visit.open(f'<iframe title="Fråga" width="600" height="700" src="{address}"></iframe>')

    expect(page.frame_locator("iframe").get_by_role("alert")).to_contain_text(MESSAGE)
