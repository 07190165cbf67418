"""Pages of another site with the widget, in a real browser, over the real server."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.browsing import Watched, watch
from tests.conftest import Served, served
from tests.hosting import Host, hosting, page_of

QUESTION = "Vilka orsaker till överskriden budget pekade Riksrevisionen på i RiR 2011:5?"
LAUNCHER = "Fråga Lärdom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """A listed site, one that is not, and the server that both would use."""

    listed: Host
    unlisted: Host
    server: Served

    def put(self, path: str, body: str, head: str = "", policy: str = "") -> None:
        """Has both sites give a page with the widget's script and this body."""
        script = f'<script type="module" src="{self.server.address}/widget.js"></script>'
        for host in (self.listed, self.unlisted):
            host.files[path] = page_of(body, script + head)
            if policy:
                host.policies[path] = policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page of the listed site, watched."""

    sites: Sites
    watched: Watched

    @property
    def page(self) -> Page:
        return self.watched.page

    @property
    def third(self) -> list[str]:
        """What was asked of neither the site nor the server."""
        own = (self.sites.server.address + "/", self.sites.listed.address + "/")
        return [url for url in self.watched.foreign if not url.startswith(own)]

    def open(self, body: str, head: str = "", policy: str = "") -> Page:
        """Opens a page with this body."""
        self.sites.put("/sida", body, head, policy)
        return self.watched.open("/sida")


@pytest.fixture(scope="module")
def sites(starter_data: Path) -> Iterator[Sites]:
    with ExitStack() as stack:
        listed, unlisted = stack.enter_context(hosting()), stack.enter_context(hosting())
        server = stack.enter_context(served(starter_data, LARDOM_ORIGINS=listed.address))
        yield Sites(listed=listed, unlisted=unlisted, server=server)


@pytest.fixture
def visit(browser: Browser, sites: Sites) -> Iterator[Visit]:
    watched = watch(browser, Served(address=sites.listed.address, data=sites.server.data))
    yield Visit(sites=sites, watched=watched)
    watched.page.context.close()


def ask(scope: Locator | FrameLocator, question: str = QUESTION, label: str = "Din fråga") -> None:
    """Asks in a widget whose field can be seen, and waits for the answer."""
    before = scope.locator(".badge").count()
    scope.get_by_label(label).fill(question)
    scope.get_by_label(label).press("Enter")
    expect(scope.locator(".badge")).to_have_count(before + 1, timeout=20_000)


def works(scope: Locator | FrameLocator, server: Served) -> None:
    """Asks in a widget and opens the first source of the answer."""
    ask(scope)
    scope.locator(".citation").first.click()
    opened = scope.locator(".source:has([aria-expanded=true])")
    expect(opened.locator("blockquote")).to_be_visible()
    expect(opened).to_contain_text("Riksrevisionen")
    way = opened.get_by_role("link")
    expect(way).to_be_visible()
    assert str(way.get_attribute("href")).startswith(f"{server.address}/dokument/")
