"""Whatever is sent to whatever address is answered as it should: no fault, no copy, no way out."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.app import create_app
from assistant.api.permissions import PERMISSIONS, PUBLIC
from assistant.people.settings import SignInMode
from assistant.people.types import Caller, Way, local_caller
from assistant.people_wiring import build_sign_in
from assistant.types import SiteLinks
from ingest.embedding import Embedder
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.services import serving
from tests.test_wiring import settings

HOME, ELSEWHERE = "https://lardom.exempel.se", "annan.example"
LISTED = "https://intranat.exempel.se"
ROUTES = sorted({*PERMISSIONS, *PUBLIC})
PATHS = sorted({path for _, path in ROUTES} | {"/static/x", "/static", "/openapi.json", "/x/y"})
METHODS = ("TRACE", "OPTIONS", "PROPFIND", "DELETE", "PATCH", "POST", "A" * 200, "get")
NUMBERS = ("0", "-1", str(2**53), str(2**63), str(10**30), "9" * 4000, "1e9", "١", "x")
NAMED = {"language": "en", "part": "web", "number": "1"}
FOR_ALL = {"/widget.js"}


class EveryoneSignsIn:
    """Takes everyone for one person who has signed in and may do everything."""

    def caller(self, request: Request) -> Caller | None:
        return replace(local_caller(frozenset()), way=Way.PROXY, id="proxy:a")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    material = write_material(folder / "material", {"a.md": "# Tranan\n\nTranan kostade 17 kr.\n"})
    data = folder / "data"
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    return data


@pytest.fixture(scope="module")
def asking(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    behind = settings(
        data=data,
        sign_in=SignInMode.PROXY,
        proxy_addresses="10.1.2.0/24",
        proxy_secret=SecretStr("x" * 32),
        limit_person=0,
    )
    with serving(data, embedder) as opened, closing(build_sign_in(behind)) as sign_in:
        service = replace(opened, links=SiteLinks(service=HOME))
        made = create_app(service, (LISTED,), [EveryoneSignsIn()], sign_in)
        with TestClient(made, raise_server_exceptions=False, follow_redirects=False) as client:
            yield client


def filled(path: str, value: str | None = None) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: value or NAMED.get(found[1], "1"), path)


@pytest.mark.parametrize("path", PATHS)
def test_no_method_is_a_fault(asking: TestClient, path: str) -> None:
    for method in METHODS:
        for accepted in ("*/*", "text/html"):
            told = asking.request(method, filled(path), headers={"accept": accepted})

            assert told.status_code < 500, (method, path)
            if told.status_code == 405:
                assert told.headers["allow"], (method, path)


@pytest.mark.parametrize(("method", "path"), [one for one in ROUTES if "{" in one[1]])
def test_no_number_in_a_path_is_a_fault(asking: TestClient, method: str, path: str) -> None:
    for number in NUMBERS:
        assert asking.request(method, filled(path, number)).status_code < 500, number


def test_no_number_in_a_query_is_a_fault(asking: TestClient) -> None:
    described = asking.get("/openapi.json").json()["paths"]
    for path, methods in described.items():
        for one in methods.get("get", {}).get("parameters", []):
            if one["in"] == "query":
                for number in NUMBERS[:5]:
                    told = asking.get(filled(path), params={one["name"]: number})
                    assert told.status_code < 500, (path, one["name"], number)


@pytest.mark.parametrize("path", sorted({path for method, path in ROUTES if method == "GET"}))
def test_where_people_sign_in_nothing_is_kept_for_the_next_at_the_computer(
    asking: TestClient, path: str
) -> None:
    found = asking.get("/api/v1/documents").json()["documents"][0]["document_id"]

    told = asking.get(path.replace("{document_id}", found) if "{" in path else path)

    kept = told.headers["cache-control"]
    assert ("no-store" in kept) == (path not in FOR_ALL)


def test_a_file_that_all_have_may_be_kept(asking: TestClient) -> None:
    assert "no-store" not in asking.get("/static/page.css").headers.get("cache-control", "")
    assert asking.get("/widget.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", [filled(one) for one in PATHS])
def test_no_address_leads_to_the_host_that_a_request_names(asking: TestClient, path: str) -> None:
    for address in (path, f"{path}/"):
        told = asking.get(address, headers={"host": ELSEWHERE})

        assert ELSEWHERE not in told.headers.get("location", "")


def test_where_people_sign_in_the_library_is_ready_and_nothing_is_counted(
    asking: TestClient,
) -> None:
    assert asking.get("/readyz").json() == {"status": "ready"}


def test_the_feed_names_the_service_by_its_set_address(asking: TestClient) -> None:
    fed = asking.get("/api/v1/lessons/feed.atom?theme=krav", headers={"host": ELSEWHERE})

    assert ELSEWHERE not in fed.text
    assert f"{HOME}/api/v1/lessons/feed.atom?theme=krav" in fed.text
