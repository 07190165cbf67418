"""The widget where people sign in: it asks as a visitor, by itself; over the real server."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import browser, watch
from tests.conftest import Served, served
from tests.hosting import hosting
from tests.test_widget import INLINE
from tests.widgets import Sites, Visit, ask

__all__ = ["browser"]  # a fixture, taken in by its name

pytestmark = pytest.mark.browser
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  (of this file alone)
SETTINGS = {
    "LARDOM_SIGN_IN": "proxy",
    "LARDOM_PROXY_ADDRESSES": "10.1.2.3",
    "LARDOM_PROXY_SECRET": SECRET,
}


@pytest.fixture(scope="module")
def sites(starter_data: Path) -> Iterator[Sites]:
    with ExitStack() as stack:
        listed, unlisted = stack.enter_context(hosting()), stack.enter_context(hosting())
        said = {**SETTINGS, "LARDOM_ORIGINS": listed.address}
        server = stack.enter_context(served(starter_data, **said))
        yield Sites(listed=listed, unlisted=unlisted, server=server)


@pytest.fixture
def visit(browser: Browser, sites: Sites) -> Iterator[Visit]:
    watched = watch(browser, Served(address=sites.listed.address, data=sites.server.data))
    yield Visit(sites=sites, watched=watched)
    watched.page.context.close()


def test_it_gets_one_pass_for_all_its_questions(visit: Visit) -> None:
    page = visit.open(INLINE)

    ask(page.locator("lardom-chat"))
    ask(page.locator("lardom-chat"))

    passes = [url for url in visit.watched.foreign if url.endswith("/api/v1/visitors")]
    assert len(passes) == 1
    assert visit.third == []
    expect(page.locator("lardom-chat").locator(".citation").first).to_be_visible()


def test_it_asks_in_a_frame_of_the_server_too(visit: Visit) -> None:
    address = f"{visit.sites.server.address}/embed"
    page = visit.open(f'<iframe title="Fråga" width="600" height="700" src="{address}"></iframe>')

    ask(page.frame_locator("iframe"))

    assert visit.third == []


def test_no_header_makes_a_sender_another_than_who_is_at_the_socket(sites: Sites) -> None:
    said = {"X-Lardom-Secret": SECRET, "X-Lardom-User": "exempel-1"}
    forwarded = {"X-Forwarded-For": "10.1.2.3", "Forwarded": "for=10.1.2.3"}

    asked = httpx2.get(f"{sites.server.address}/api/v1/documents", headers={**said, **forwarded})

    assert asked.status_code == 401
