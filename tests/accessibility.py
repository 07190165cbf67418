"""What axe-core finds wrong with a page, in every way that a page may be looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "assistant/web/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (values) => {
  const options = {runOnly: {type: "tag", values}, resultTypes: ["violations"]};
  const found = await axe.run(document, options);
  const why = (node) => (node.failureSummary ?? "").replace(/\\s+/g, " ").slice(0, 200);
  return found.violations.flatMap(({id, nodes}) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${why(node)})`));
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way to look at a page: its width in CSS pixels, its colours."""

    name: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"


LOOKS = (
    Look(name="light"),
    Look(name="dark", scheme="dark"),
    Look(name="forced colours", forced="active"),
    Look(name="200 %", width=640, height=400),
    Look(name="400 %", width=320, height=256),
)
"""Zooming in on a window of 1280 pixels leaves so many CSS pixels of it."""

Reach = Callable[[Page], None]
"""Brings a page into a state."""


def violations(page: Page) -> list[str]:
    """What axe finds wrong in the page as it stands, by every look; skips where it is missing."""
    if not AXE.exists():
        pytest.skip("no node_modules: axe-core has NOT looked at the pages")
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for look in LOOKS:
        with looked_at(page, look):
            found += [f"{look.name}: {one}" for one in page.evaluate(_RUN, TAGS)]
            beyond = page.evaluate("document.documentElement.scrollWidth") - look.width
            found += [f"{look.name}: scrolls sideways by {beyond} pixels"] if beyond > 0 else []
    return found


@contextmanager
def looked_at(page: Page, look: Look) -> Iterator[None]:
    """The page in that look, until the block ends."""
    before = page.viewport_size
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(color_scheme=look.scheme, forced_colors=look.forced, reduced_motion="reduce")
    yield
    if before:
        page.set_viewport_size(before)
    page.emulate_media(color_scheme="light", forced_colors="none")
