"""The button that signs out, in a real Chromium, with a real sign-in service beside the server."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, expect

from assistant.api.app import create_app
from assistant.people_wiring import build_sign_in
from ingest.embedding import Embedder
from tests.browsing import browser, watch
from tests.oidc_provider import oidc_provider
from tests.peopled import listening
from tests.services import serving
from tests.test_sign_in_oidc import oidc_settings

__all__ = ["browser"]  # a fixture, taken in by its name

pytestmark = pytest.mark.browser


def test_the_button_signs_out_here_and_there_and_leads_back(
    browser: Browser, tmp_path: Path, embedder: Embedder
) -> None:
    with oidc_provider() as provider, serving(tmp_path, embedder) as service:
        provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}

        def made(address: str) -> FastAPI:
            terms = oidc_settings(provider, tmp_path, public_url=address)
            return create_app(service, sign_in=build_sign_in(terms))

        with listening(made, tmp_path) as server:
            watched = watch(browser, server)
            page = watched.open("/logga-in?till=/obesvarade")
            page.get_by_role("link", name="Logga in").click()
            page.get_by_role("button", name="Logga ut").click()

            expect(page.get_by_role("status")).to_contain_text("både ur Lärdom")
            assert page.url.startswith(f"{server.address}/logga-ut/klart?state=")
            assert len(provider.left) == 1
            page.goto(f"{server.address}/sok")
            expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
            watched.page.context.close()
