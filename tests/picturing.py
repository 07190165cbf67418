"""`make screenshots`: the pages as people see them, into `docs/pictures/`, by width and colours.

Over the starter corpus, in a real Chromium; every picture is of what stands in the window.
"""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ingest.embedding import load_embedder
from ingest.sync import sync
from ingest.work import Library
from tests.accessibility import Reach
from tests.browsing import CHROMIUM, FLAGS
from tests.conftest import ROOT, served

PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {360: 740, 768: 1024, 1440: 900}
"""Widths and heights of the window in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 128
"""So many are enough for these pages, and make the files small."""

ASKED = "/?q=Hur+stora+var+myndigheternas+totala+it-kostnader+2016%3F"
CURATED = "/granskade-svar/ny?fraga=Vad+%C3%A4r+nyttorealisering%3F"
FIGURES = "/?q=Hur+m%C3%A5nga+projekt+var+f%C3%B6rsenade+per+%C3%A5r%3F"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Something to take pictures of: an address, and what is done there first."""

    name: str
    path: str
    reach: Reach = lambda page: expect(page.locator("h1").first).to_be_attached()


def _answered(page: Page) -> None:
    expect(page.locator(".badge")).to_be_visible()


def _opened(page: Page) -> None:
    page.locator(".citation").first.click()
    picture = page.locator(".source.is-open img.page:not(.is-loading)")
    expect(picture.or_(page.locator(".source.is-open .passage")).first).to_be_visible()


def _document(page: Page) -> None:
    _opened(page)
    page.locator(".source.is-open .actions a").first.click()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator("img.page:not(.is-loading)")).to_be_visible()


def _asked_in_widget(page: Page) -> None:
    page.get_by_label("Din fråga").fill("Varför lades Pust ner?")
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible()


VIEWS = (
    View(name="fraga", path="/"),
    View(name="svar", path=ASKED, reach=_answered),
    View(name="kalla", path=ASKED, reach=_opened),
    View(name="dokument", path=ASKED, reach=_document),
    View(name="tal", path=FIGURES, reach=_answered),
    View(name="avslag", path="/?q=Hur+bakar+man+surdegsbr%C3%B6d%3F", reach=_answered),
    View(name="sok", path="/sok?q=nyttorealisering"),
    View(name="projekt", path="/projekt"),
    View(name="ett-projekt", path="/projekt/1"),
    View(name="nyckeltal", path="/nyckeltal"),
    View(name="register", path="/register"),
    View(name="granskning", path="/register/granskning/4"),
    View(name="tackning", path="/tackning"),
    View(name="inlasningar", path="/inlasningar"),
    View(name="obesvarade", path="/obesvarade"),
    View(name="uppgifter", path="/uppgifter"),
    View(name="lardomar", path="/lardomar"),
    View(name="ny-lardom", path="/lardomar/ny"),
    View(name="nytt-granskat-svar", path=CURATED),
    View(name="ladda-upp", path="/ladda-upp"),
    View(name="widget", path="/embed", reach=_asked_in_widget),
    View(name="in-english", path="/sprak/en?till=/"),
)


def main() -> None:
    """Take all pictures anew; those of views that are no more go."""
    if CHROMIUM is None:
        raise SystemExit(
            "Chromium saknas: installera det (på Debian: apt-get install chromium-headless-shell)."
        )
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="lardom-pictures-") as scratch:
        data, uploads = Path(scratch) / "data", Path(scratch) / "uploads"
        sync(Library(data=data, embedder=load_embedder(""), workers=1), [ROOT / "corpus"])
        with served(data, LARDOM_UPLOADS=str(uploads)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for view in VIEWS:
                _take(browser, server.address, view)
            browser.close()


def _take(browser: Browser, address: str, view: View) -> None:
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="sv-SE",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(address + view.path)
            view.reach(page)
            _keep(page.screenshot(), PICTURES / f"{view.name}-{width}-{scheme}.png")
            context.close()
    print(view.name)  # noqa: T201  (a command tells how far it has come)


def _keep(picture: bytes, path: Path) -> None:
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
