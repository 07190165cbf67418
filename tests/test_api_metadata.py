"""Correcting through the service: where it is open, by whom, and what comes of it."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from ingest.embedding import Embedder
from ingest.lock import writing
from tests.services import GROUP, HIDDEN, OPEN, client, guarded, serving
from tests.shelving import copied
from tests.test_api import LISTED_FIELDS, UNKNOWN, assert_told

__all__ = ["guarded"]  # a fixture, taken in by its name
DOCUMENTS = "/api/v1/documents"
TITLE = "Om en kungsörn"


@pytest.fixture(scope="module")
def data(guarded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(guarded, tmp_path_factory.mktemp("edited") / "data")


@pytest.fixture(scope="module")
def api(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    """A service that takes corrections, for those outside the group."""
    with serving(data, embedder, editing=True) as service, client(service) as opened:
        yield opened


def ids(api: TestClient) -> dict[str, str]:
    return {one["source"]: one["document_id"] for one in api.get(DOCUMENTS).json()["documents"]}


@pytest.fixture(scope="module")
def opened(api: TestClient) -> str:
    """The id of the document that everyone may see."""
    return ids(api)[OPEN]


@pytest.fixture(scope="module")
def edited(api: TestClient, opened: str) -> dict[str, Any]:
    """What the service says to a correction; its title is changed."""
    more = {"language": "en", "projects": ["Korpen"], "systems": []}
    body = {"title": TITLE, "year": 2019, "kind": "rapport", **more}
    response = api.patch(f"{DOCUMENTS}/{opened}/metadata", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_correction_is_published_when_it_is_answered(
    api: TestClient, opened: str, edited: dict[str, Any]
) -> None:
    now = api.get(DOCUMENTS).json()
    found = api.get("/api/v1/search", params={"q": "kungsörn"}).json()["hits"]

    assert set(edited["document"]) == LISTED_FIELDS
    assert (edited["document"]["title"], edited["document"]["year"]) == (TITLE, 2019)
    assert edited["document"]["kind"] == "report"
    assert edited["document"]["language"] == "en"
    assert (edited["document"]["projects"], edited["document"]["systems"]) == (["Korpen"], [])
    corrected = [one for one in edited["document"]["origins"] if one["witness"] == "correction"]
    assert [one["field"] for one in corrected] == ["title", "year", "kind", "language", "projects"]
    assert {one["confidence"] for one in corrected} == {1.0}
    assert edited["generation"] == now["generation"]
    assert edited["document"] in now["documents"]
    assert found[0]["document_id"] == opened


def test_corrections_are_listed(api: TestClient, opened: str, edited: dict[str, Any]) -> None:
    answer = api.get(f"{DOCUMENTS}/{opened}/corrections").json()

    assert answer == {"document_id": opened, "corrections": edited["corrections"]}
    assert [(one["field"], one["value"], one["who"]) for one in answer["corrections"]] == [
        ("title", TITLE, None),
        ("year", "2019", None),
        ("kind", "report", None),
        ("language", "en", None),
        ("projects", '["Korpen"]', None),
        ("systems", "[]", None),
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "Inget är angivet"),
        ({"year": 1066}, "1066"),
        ({"year": None, "title": ""}, "titel"),
        ({"url": "javascript:alert(1)"}, "webbadress"),
        ({"kind": "bok"}, "slag"),
        ({"title": "a\u0000b"}, "titel"),
        ({"color": "red"}, "color"),
        ({"title": 7}, "title"),
        ({"language": "svenska språket"}, "språk"),
        ({"projects": "Korpen"}, "projects"),
        ({"systems": [""] * 2 + ["a"]}, "system"),
        ([], "body"),
    ],
    ids=json.dumps,
)
def test_what_cannot_be_right_is_refused_and_changes_nothing(
    api: TestClient, opened: str, body: Any, told: str
) -> None:
    before = api.get(f"{DOCUMENTS}/{opened}/corrections").json()

    response = api.patch(f"{DOCUMENTS}/{opened}/metadata", json=body)

    assert told in assert_told(response, 422)
    assert api.get(f"{DOCUMENTS}/{opened}/corrections").json() == before


def test_a_body_that_is_no_json_is_refused(api: TestClient, opened: str) -> None:
    response = api.patch(f"{DOCUMENTS}/{opened}/metadata", content=b"{")

    assert_told(response, 422)


def test_where_it_is_not_open_nobody_corrects(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder) as service, client(service) as api:
        name = ids(api)[OPEN]
        responses = [
            api.patch(f"{DOCUMENTS}/{one}/metadata", json={"title": "x"}) for one in (name, UNKNOWN)
        ]
        kept = api.get(f"{DOCUMENTS}/{name}/corrections").json()["corrections"]

    for response in responses:
        assert_told(response, 403)
        assert "LARDOM_EDITING=true" in response.json()["error"]["remedy"]
    assert kept == []


def test_what_one_may_not_see_is_as_what_is_not_there(
    guarded: Path, embedder: Embedder, api: TestClient
) -> None:
    with serving(guarded, embedder, GROUP) as service, client(service) as inside:
        secret = ids(inside)[HIDDEN]

    for name in (secret, UNKNOWN):
        told = [
            api.patch(f"{DOCUMENTS}/{name}/metadata", json={"title": "x"}),
            api.get(f"{DOCUMENTS}/{name}/corrections"),
            api.get(f"{DOCUMENTS}/{name}/dublin-core"),
        ]
        messages = {assert_told(response, 404).replace(name, "") for response in told}
        assert len(messages) == 1


def test_while_another_writes_the_correction_is_refused_at_once(
    api: TestClient, data: Path, opened: str
) -> None:
    with writing(data):
        response = api.patch(f"{DOCUMENTS}/{opened}/metadata", json={"title": "x"})

    assert "inläsning" in assert_told(response, 409)


def test_the_service_answers_others_while_it_corrects(api: TestClient, opened: str) -> None:
    done: list[int] = []

    def correct() -> None:
        response = api.patch(f"{DOCUMENTS}/{opened}/metadata", json={"diarienummer": "2024/1"})
        done.append(response.status_code)

    worker = threading.Thread(target=correct)
    worker.start()
    time.sleep(0.2)
    answered = api.get("/livez").status_code
    was_at_work = not done
    worker.join()

    assert (answered, was_at_work, done) == (200, True, [200])


XML, JSON = "application/xml", "application/json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, XML),
        (XML, XML),
        ("text/xml", XML),
        (JSON, JSON),
        ("application/ld+json", JSON),
        ("application/json, text/plain, */*", JSON),
        ("application/xml;q=0.5, application/json", JSON),
        ("application/json;q=0.5, application/xml;q=0.9", XML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
        ("application/json;q=x", XML),
        ("", XML),
    ],
)
def test_dublin_core_comes_in_the_form_that_is_asked_for(
    api: TestClient, opened: str, edited: dict[str, Any], accept: str | None, media_type: str
) -> None:
    headers = {} if accept is None else {"Accept": accept}
    response = api.get(f"{DOCUMENTS}/{opened}/dublin-core", headers=headers)

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"].split(", ")
    title = (
        etree.fromstring(response.content)[0].text
        if media_type == XML
        else response.json()["dcterms:title"][0]
    )
    assert title == edited["document"]["title"]


def test_a_correction_is_noted_by_the_documents_id_and_not_by_what_it_says(
    api: TestClient, opened: str
) -> None:
    path = f"/api/v1/documents/{opened}/metadata"
    assert api.patch(path, json={"title": "Hemlig rubrik"}).status_code == 200
    assert api.patch(path, json={"title": None}).status_code == 200

    noted = api.get("/api/v1/audit?action=metadata").json()["entries"]

    assert {(one["object"], one["outcome"]) for one in noted} == {(f"document:{opened}", "done")}
    assert "Hemlig" not in api.get("/api/v1/audit").text
