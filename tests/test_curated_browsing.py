"""A pinned answer on the question page, in a real Chromium: shown as what it is."""

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import browser
from tests.peopled import of, peopled
from tests.shelving import copied
from tests.test_curated_api import (
    QUESTION,
    QUOTE,
    SENTENCE,
    LibraryOf,
    Place,
    body,
    curating,
    library_of,
    pinned,
    tranan,
)

__all__ = ["browser", "library_of", "tranan"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser


def test_a_pinned_answer_is_shown_as_reviewed_with_a_way_to_the_ordinary_one(
    browser: Browser, tranan: Path, tmp_path: Path, library_of: LibraryOf
) -> None:
    library = library_of(copied(tranan / "data", tmp_path / "data"))
    with (
        curating(library) as (service, clock),
        peopled(service) as server,
        httpx2.Client(base_url=server.address) as client,
    ):
        place = Place(
            client=client,
            service=service,
            material=tranan / "material",
            library=library,
            clock=clock,
        )
        pinned(place, body(place.open))
        watched = of(browser, server, "reader")
        page = watched.open("/")

        page.get_by_label("Din fråga").fill(QUESTION)
        page.get_by_role("button", name="Fråga", exact=True).click()

        main = page.get_by_role("main")
        expect(main).to_contain_text("Granskat svar: granskat av Exempel reviewer den")
        expect(main).to_contain_text(SENTENCE)
        page.locator(".citation").first.click()
        expect(page.locator("blockquote").first).to_contain_text(QUOTE)
        main.get_by_role("link", name="vanliga svaret").click()
        expect(page.locator(".badge")).to_be_visible()
        expect(main).not_to_contain_text("Granskat svar")
        assert "ordinary=1" in page.url
        assert watched.complaints == []
        watched.page.context.close()
