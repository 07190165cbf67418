"""What is held out to whoever is about to ask: what the library has, to those who may see it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.service import Service
from assistant.suggesting import WANTED
from ingest.embedding import Embedder
from tests.services import in_record, serving


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(service: Service) -> TestClient:
    return TestClient(create_app(service))


def test_what_is_offered_is_what_the_documents_have(client: TestClient) -> None:
    documents = client.get("/api/v1/documents").json()["documents"]

    offered = client.get("/api/v1/filters").json()

    names = [one["name"] for one in offered["publishers"]]
    years = [one["year"] for one in documents if one["year"]]
    assert set(names) == {one["publisher"] for one in documents if one["publisher"]}
    assert names == sorted(names, key=str.casefold)
    assert sum(one["documents"] for one in offered["kinds"]) == len(documents)
    assert (offered["first_year"], offered["last_year"]) == (min(years), max(years))


def test_every_publisher_and_kind_that_is_offered_has_hits(client: TestClient) -> None:
    offered = client.get("/api/v1/filters").json()
    filters = [
        *({"publisher": one["name"]} for one in offered["publishers"]),
        *({"kind": one["kind"]} for one in offered["kinds"]),
    ]

    for chosen in filters:
        found = client.get("/api/v1/search", params={"q": "projekt", **chosen}).json()

        assert found["filters"]["dropped"] == []
        assert found["hits"]


def test_nothing_is_offered_of_what_the_asker_may_not_see(
    starter_data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(starter_data, tmp_path / "data"))
    in_record(
        data,
        "UPDATE documents SET access = '[\"few\"]' WHERE id NOT IN "
        "(SELECT document_id FROM versions WHERE publisher = 'Riksrevisionen')",
    )

    with serving(data, embedder) as service:
        offered = TestClient(create_app(service)).get("/api/v1/filters").json()

    assert [one["name"] for one in offered["publishers"]] == ["Riksrevisionen"]


def test_the_page_has_the_examples_once_they_have_been_found(
    starter_data: Path, embedder: Embedder
) -> None:
    with serving(starter_data, embedder) as service:
        client = TestClient(create_app(service))
        before = client.get("/").text

        found = client.get("/api/v1/examples").json()["examples"]

        after = client.get("/").text
    assert len(found) == WANTED + 2  # of documents, and of the register
    assert 'aria-labelledby="examples-title" hidden' in before
    assert 'aria-labelledby="examples-title" hidden' not in after
    assert all(one["question"] in after for one in found)
    assert not any(one["question"] in before for one in found)


def test_an_empty_library_holds_nothing_out_and_the_page_is_still_there(
    embedder: Embedder, tmp_path: Path
) -> None:
    with serving(tmp_path, embedder) as service:
        client = TestClient(create_app(service))

        page, examples = client.get("/"), client.get("/api/v1/examples")

    assert page.status_code == 200
    assert 'aria-labelledby="examples-title" hidden' in page.text
    assert (examples.status_code, set(examples.json()["error"])) == (503, {"message", "remedy"})


def test_the_register_answers_what_it_holds_out(service: Service, client: TestClient) -> None:
    held_out = [one["question"] for one in client.get("/api/v1/examples").json()["examples"]]
    of_register = [question for question in held_out if "2018" in question]

    answers = [service.figures.answer(question, service.asker) for question in of_register]

    assert len(answers) == 2
    assert {one.status.value for one in answers} == {"answered"}
