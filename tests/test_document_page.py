"""The document view in a real browser: the quote marked, pages turned, hostile text just text."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.embedding import Embedder
from ingest.sync import sync
from ingest.work import Library
from tests.browsing import (
    LOW_CONTRAST,
    NAMELESS,
    SMALL_TARGETS,
    Watched,
    browser,
    drawn_width,
    watch,
    watched,
    widest,
)
from tests.conftest import Served, wait_until_alive, write_material

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

HOSTILE = """---
title: "<img src=x onerror=alert(1)> Rapport"
publisher: "<script>alert(2)</script>"
date: 2024-01-02
type: rapport
url: "javascript:alert(3)"
---

# Förord 😀 <b>fet</b>

Grävmaskinerna 😀😀 kostade 77 miljoner kronor. <img src=x onerror=alert(4)>
"""

PUBLISHED = """<!doctype html><html lang="sv"><head><title>Pumpverket</title>
<meta property="og:url" content="https://exempel.invalid/pumpar?a=1&amp;b=2#topp"></head>
<body><main><h1 id="topp">Pumpverket</h1>
<p>Rapporten handlar om pumpar som verket har köpt och hur de har fungerat sedan dess.</p>
<h2 id="&quot;><img/src=x/onerror=alert(5)>">Kostnader för pumpar</h2>
<p>Sidan har ett avsnitt om vad allt kostade under åren och vem som betalade det.</p>
<h2 id="javascript:alert(6)">Länspumpar</h2>
<p>Länspumparna kostade 88 miljoner kronor, och de betalades av Exempelverket.</p>
</main></body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Served]:
    """A server over a document that tries to be markup, and a web page with such anchors."""
    folder = tmp_path_factory.mktemp("hostile")
    material = write_material(folder / "material", {"hostil.md": HOSTILE, "pumpar.html": PUBLISHED})
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-P", "-m", "assistant", "serve", "--port", str(port)]
    environment = {**os.environ, "LARDOM_DATA": str(folder / "data")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_alive(address, process)
            yield Served(address=address, data=folder / "data")
        finally:
            process.terminate()
            process.wait(20)


def documents(page: Page, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(f"{address}/api/v1/documents").json()[
        "documents"
    ]
    return [
        page.request.get(f"{address}/api/v1{one['url'].replace('dokument', 'documents')}").json()
        for one in found
    ]


def of_source(source: str, page: Page, address: str) -> dict[str, Any]:
    return next(one for one in documents(page, address) if one["source"] == source)


def with_pages(watched: Watched, least: int = 3) -> dict[str, Any]:
    known = documents(watched.page, watched.server.address)
    return next(one for one in known if len(one["pages"]) >= least)


def without_pages(watched: Watched) -> dict[str, Any]:
    known = documents(watched.page, watched.server.address)
    return next(one for one in known if not one["pages"] and len(one["text"]) > 3000)


def words_of(page: Page) -> str:
    return " ".join("".join(page.locator("mark").all_text_contents()).split())


def test_the_quote_is_marked_in_the_page_picture_and_in_its_text(watched: Watched) -> None:
    found = with_pages(watched)
    shown = found["pages"][1]
    start, end = shown["start"] + 40, shown["start"] + 120

    page = watched.open(f"{found['url']}?start={start}&end={end}")

    expect(page.get_by_role("heading", level=1)).to_have_text(found["title"])
    expect(page.locator(".where")).to_have_text(f"s. {shown['label']} (2 av {len(found['pages'])})")
    picture = page.get_by_role("img", name="med citatet markerat")
    expect(picture).to_have_attribute(
        "src", re.compile(rf"/pages/2/picture\?.*start={start}&end={end}")
    )
    assert drawn_width(picture) >= 600
    assert words_of(page).replace(" ", "") == "".join(found["text"][start:end].split())
    assert (watched.complaints, watched.foreign) == ([], [])


def test_what_is_known_is_shown_and_what_is_unsure_is_marked(watched: Watched) -> None:
    found = with_pages(watched)
    unsure = {"field": "publisher", "witness": "first_line", "confidence": 0.5}
    corrected = {"field": "title", "witness": "correction", "confidence": 1.0}
    doubted = {**found, "origins": [unsure, corrected], "systems": ["Pust", "Mina meddelanden"]}
    of_the_document = f"**/api/v1/documents/{found['document_id']}"
    watched.page.route(of_the_document, lambda route: route.fulfill(json=doubted))

    page = watched.open(found["url"])

    known = page.locator("details.known")
    expect(known).to_contain_text("SpråkSvenska")
    expect(known).to_contain_text("IT-systemPust, Mina meddelanden")
    expect(known).to_contain_text(f"Utgivare{found['publisher']} (osäker)")
    expect(known).to_contain_text(f"Utgivare{found['publisher']} (osäker)ur första raden")
    expect(known).to_contain_text(f"Titel{found['title']}rättat av en person")
    expect(known.get_by_text("osäker")).to_have_count(1)
    expect(known.locator(".witness")).to_have_count(2)
    assert (watched.complaints, watched.foreign) == ([], [])


def test_a_document_without_pages_is_scrolled_to_its_marked_passage(watched: Watched) -> None:
    found = without_pages(watched)
    start, end = 2500, 2580

    page = watched.open(f"{found['url']}?start={start}&end={end}")

    expect(page.locator("mark").first).to_be_in_viewport()
    expect(page.locator("mark").first).to_be_focused()
    assert words_of(page).replace(" ", "") == "".join(found["text"][start:end].split())
    assert (watched.complaints, watched.foreign) == ([], [])


def test_pages_are_turned_by_button_and_by_field(watched: Watched) -> None:
    found = with_pages(watched)
    page = watched.open(found["url"])
    expect(page.get_by_role("button", name="Föregående sida")).to_be_disabled()

    page.get_by_role("button", name="Nästa sida").click()

    expect(page.locator(".where")).to_contain_text("(2 av ")
    expect(page).to_have_url(re.compile("page=2"))
    page.get_by_label("Gå till sida").fill(found["pages"][2]["label"])
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_contain_text("(3 av ")
    page.get_by_label("Gå till sida").fill("tolv")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("#page-error")).to_have_text(
        f"Sidan ”tolv” finns inte. Dokumentet har {len(found['pages'])} sidor."
    )


def test_the_outline_leads_to_the_page_of_a_heading(watched: Watched) -> None:
    found = with_pages(watched)
    heading = found["headings"][-1]
    page = watched.open(found["url"])

    page.get_by_role("navigation", name="Innehåll").get_by_role("link").last.click()

    expect(page.locator(f"#rubrik-{heading['start']}")).to_be_focused()
    number = next(p["number"] for p in reversed(found["pages"]) if p["start"] <= heading["start"])
    expect(page.locator(".where")).to_contain_text(f"({number} av ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_view_is_readable_and_its_controls_have_names(watched: Watched, scheme: Any) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    found = with_pages(watched)

    page = watched.open(f"{found['url']}?start=60&end=120")

    expect(page.locator("mark").first).to_be_visible()
    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("width", [320, 360], ids=["320 pixels", "360 pixels"])
@pytest.mark.parametrize("choose", [with_pages, without_pages], ids=["pages", "running text"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(
    browser: Browser, server: Served, width: int, choose: Any
) -> None:
    watched = watch(browser, server, width)
    page = watched.open(choose(watched)["url"])

    expect(page.locator(".text")).to_be_visible()
    found = widest(page)

    assert found <= width
    page.context.close()


def test_a_document_that_is_not_there_says_so_with_a_remedy(watched: Watched) -> None:
    page = watched.open("/dokument/ffffffffffffffff")

    expect(page.get_by_role("heading", name="finns inte i biblioteket")).to_be_visible()
    expect(page.locator(".error")).to_contain_text("sök efter det på nytt")
    expect(page.get_by_role("link", name="Till sökningen")).to_be_visible()


def test_markup_in_a_document_stays_text_and_the_quote_is_found_behind_emoji(
    browser: Browser, hostile: Served
) -> None:
    watched = watch(browser, hostile)
    found = of_source("hostil.md", watched.page, hostile.address)
    start = found["text"].index("kostade 77")

    page = watched.open(f"{found['url']}?start={start}&end={start + 10}")

    expect(page.locator("mark")).to_have_text("kostade 77")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".text")).to_contain_text("<img src=x onerror=alert(4)>")
    expect(page.locator("main img, main script, main b, a[href^=javascript]")).to_have_count(0)
    page.goto(f"{hostile.address}/?q=Vad+kostade+grävmaskinerna?")
    expect(page.locator(".words")).to_contain_text("77 miljoner kronor")
    page.locator(".citation").first.click()
    expect(page.locator(".passage mark").first).to_be_visible()
    expect(page.locator("main img, main script, main b")).to_have_count(0)
    assert (watched.complaints, watched.foreign) == ([], [])
    page.context.close()


def test_a_quote_of_a_web_page_leads_to_its_section_of_the_original(
    browser: Browser, hostile: Served
) -> None:
    section = "https://exempel.invalid/pumpar?a=1&b=2#javascript%3Aalert%286%29"
    watched = watch(browser, hostile)
    found = of_source("pumpar.html", watched.page, hostile.address)
    start = found["text"].index("kostade 88")
    page = watched.open(f"{found['url']}?start={start}&end={start + 10}")
    to_section = page.get_by_role("link", name="Öppna originalet vid avsnittet")

    in_document = to_section.get_attribute("href")
    page.goto(f"{hostile.address}/?q=Vad+kostade+länspumparna?")
    page.locator(".citation").first.click()
    beside_answer = to_section.get_attribute("href")

    assert (in_document, beside_answer) == (section, section)
    assert found["headings"][1]["original_url"].endswith(
        "#%22%3E%3Cimg%2Fsrc%3Dx%2Fonerror%3Dalert%285%29%3E"
    )
    assert (watched.complaints, watched.foreign) == ([], [])
    page.context.close()
