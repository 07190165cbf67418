"""How soon a person sees something: the chat page's first paint, and the first hit after Enter.

In a real Chromium, against the real server over a library of so many documents. A hit is on the
screen in the frame after the one that a document's name, a sentence or the answer stands in.
"""

import statistics
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.made_folders import write_documents
from tests.bench.multiplying import Material
from tests.bench.running import lardom, show
from tests.browsing import CHROMIUM, FLAGS
from tests.conftest import Served, served

DOCUMENTS = 2000
VISITS = 10
BAR = "at most 300 ms"
SOUGHT = tuple(
    "digitalisering myndighet upphandling säkerhet samverkan kompetens uppföljning budget risk plan"
    " uppdraget redovisas regeringen stöd information utveckling system tjänster mål".split()
)
_PRESSED = """() => addEventListener("keydown", (event) => {
  sessionStorage.pressed = performance.timeOrigin + event.timeStamp;
})"""
_PAINTED = """() => new Promise((done) => {
  const told = (list) => {
    const [one] = list.getEntriesByName("first-contentful-paint");
    if (one) done(one.startTime);
  };
  new PerformanceObserver(told).observe({type: "paint", buffered: true});
})"""
_WATCH = """() => { window.seen = new Promise((done) => {
  const isThere = () => document.querySelector(".coming .words p, .answer, .coming [data-read]");
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const from = event.timeStamp;
    const look = () => requestAnimationFrame((now) => {
      if (isThere()) requestAnimationFrame((painted) => done(painted - from));
      else look();
    });
    look();
  }, {capture: true, once: true});
}); }"""


def measure_pages(
    material: Material, originals: Path, keep: Path, questions: Sequence[str]
) -> None:
    """Make the library in `keep` unless it is there, serve it, look at it."""
    if CHROMIUM is None:
        show("pages", "not measured", "no chromium on this machine")
        return
    data = keep / "pages"
    if not data.exists():
        folder = keep / "pages-material"
        write_documents(material, originals, folder, DOCUMENTS)
        lardom(data, "sync", str(folder))
    with served(data) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _first_paint(browser, server)
        _first_hit(browser, server, questions)
        _first_found(browser, server)
        browser.close()


def _first_paint(browser: Browser, server: Served) -> None:
    times = []
    for _ in range(VISITS):  # each with an empty cache
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.address)
        times.append(float(page.evaluate(_PAINTED)))
        context.close()
    _show("chat page, first paint with an empty cache", times, "at most 500 ms")


def _first_hit(browser: Browser, server: Served, questions: Sequence[str]) -> None:
    page = browser.new_context().new_page()
    times = [_hit_after_enter(page, server, question) for question in questions]
    _show(f"first hit on screen after Enter, {DOCUMENTS:,} documents", times, BAR)


def _first_found(browser: Browser, server: Served) -> None:
    page = browser.new_context().new_page()
    times = [_found_after_enter(page, server, words) for words in SOUGHT]
    _show(f"first document on screen after Enter in /sok, {DOCUMENTS:,} documents", times, BAR)


def _found_after_enter(page: Page, server: Served, words: str) -> float:
    page.goto(f"{server.address}/sok")
    page.locator("[name=q]").fill(words)
    page.evaluate(_PRESSED)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    painted = float(page.evaluate(_PAINTED))
    assert page.locator("mark").count() > 0, f"nothing is found of {words}"
    return painted + float(page.evaluate("performance.timeOrigin - sessionStorage.pressed"))


def _hit_after_enter(page: Page, server: Served, question: str) -> float:
    page.goto(server.address)
    page.locator("#question").fill(question)
    page.evaluate(_WATCH)
    page.keyboard.press("Enter")
    return float(page.evaluate("window.seen"))


def _show(name: str, times: Sequence[float], bar: str) -> None:
    ranked = sorted(times)
    p95 = ranked[max(0, round(0.95 * len(ranked)) - 1)]
    show(
        f"{name}: median/p95/max",
        f"{statistics.median(ranked):.0f} / {p95:.0f} / {ranked[-1]:.0f} ms",
        bar,
    )
