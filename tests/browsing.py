"""A real Chromium for the page tests, and an eye on what it should never do."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

from tests.conftest import Served

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
"""The shell is Chromium without the windows that nobody sees: a page costs it a fourth as much."""
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A page with everything it complained about and every address it asked beyond the server."""

    page: Page
    server: Served
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.server.address + path)
        return self.page

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.server.address + "/", "data:")):
            self.foreign.append(request.url)


def watch(browser: Browser, server: Served, width: int = 1280) -> Watched:
    """A fresh page of `width` CSS pixels; its cookies and storage are its own."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="sv-SE")
    context.set_default_timeout(10_000)
    watched = Watched(page=context.new_page(), server=server)
    watched.page.on("console", lambda message: watched.heard(message))  # noqa: PLW0108 - playwright
    # marks the function it is given, which the methods of a slotted object do not allow
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("request", lambda request: watched.asked(request))  # noqa: PLW0108 - the same
    return watched


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: the pages are NOT tested in a browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def watched(browser: Browser, server: Served) -> Iterator[Watched]:
    seen = watch(browser, server)
    yield seen
    seen.page.context.close()


def drawn_width(picture: Locator) -> int:
    """The width in pixels of the picture the server drew, once it is there."""
    return int(picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)"))


def widest(page: Page) -> int:
    """The width of what the page holds, in CSS pixels: above the window's, it scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


LOW_CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).reduce((sum, value, i) => {
    const share = value / 255;
    const linear = share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4;
    return sum + [.2126, .7152, .0722][i] * linear;
  }, 0);
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return parts(colour)[3] === 0 && node.parentElement ? ground(node.parentElement) : colour;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const box = node.getBoundingClientRect();
    const off = node.closest("noscript, .hidden, .skip, [hidden], :disabled") || box.width < 2;
    if (off || !walker.currentNode.data.trim()) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim()}`);
  }
  return found;
}"""

CONTROLS = "a, button, input, textarea, summary"

NAMELESS = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter((node) => {{
  const name = node.ariaLabel || node.labels?.[0]?.textContent || node.textContent;
  return node.checkVisibility() && !name?.trim();
}}).map((node) => node.outerHTML)"""

SMALL_TARGETS = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter((node) => {{
  const box = node.getBoundingClientRect();
  const small = box.width < 24 || box.height < 24;
  return node.checkVisibility() && !node.closest(".skip") && small;
}}).map((node) => node.outerHTML)"""
