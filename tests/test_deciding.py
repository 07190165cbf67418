"""An editor says who may see a document: at once, whatever the index holds, and for good."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.deciding import who_in_words
from ingest.embedding import Embedder
from ingest.record.deciding import By, DecisionRecord
from ingest.record.opening import open_beside_writer
from ingest.types import EVERYONE, INTERNAL
from tests.canaries import A, Planted, planted, served
from tests.conftest import write_material
from tests.shelf import Shelf
from tests.shelving import Counting, copied

__all__ = ["planted"]  # a fixture, taken in by its name

QUESTION = "Vad kostade projektet enligt zorviktexten?"
WORD = "zorvik"
TWO = {
    "a.md": "# Rapport\n\nRapporten handlar om det nya systemet.\n",
    "b.md": "# B\n\nNågot annat.\n",
}
TEXT = TWO["a.md"]


@pytest.fixture
def api(planted: Planted, embedder: Embedder, tmp_path: Path) -> Iterator[TestClient]:
    with served(copied(planted.data, tmp_path / "data"), embedder) as (_, opened):
        yield opened


@pytest.fixture
def document(planted: Planted) -> str:
    (found,) = set(planted.documents["everyone"]) - set(planted.pdfs["everyone"])
    return found


def decide(api: TestClient, document: str, access: list[str] | None, caller: str = "editor") -> Any:
    address = f"/api/v1/documents/{document}/access"
    return api.patch(address, json={"access": access}, headers={"x-caller": caller})


def withdraw(api: TestClient, document: str, *, withdrawn: bool) -> Any:
    address = f"/api/v1/documents/{document}/withdrawal"
    return api.post(address, json={"withdrawn": withdrawn}, headers={"x-caller": "editor"})


def statuses(api: TestClient, document: str) -> list[int]:
    address = f"/api/v1/documents/{document}"
    return [
        api.get(address, headers={"x-caller": caller}).status_code
        for caller in ("reader", "member", "both")
    ]


def test_what_an_editor_decides_holds_on_the_next_request_and_can_be_taken_back(
    api: TestClient, document: str
) -> None:
    before = statuses(api, document)

    narrowed = decide(api, document, [A]).json()
    after = statuses(api, document)
    back = decide(api, document, None)

    assert (before, after) == ([200, 200, 200], [404, 200, 200])
    assert (narrowed["access"], narrowed["origin"]) == ([A], "editor")
    assert narrowed["who_said"] == f"Bara den som hör till {A} får se det."
    assert back.status_code == 404  # who decided it away from themselves cannot see it either
    assert decide(api, document, None, "missing").status_code == 401


def test_a_rule_is_taken_back_by_somebody_who_may_see_the_document(
    api: TestClient, document: str
) -> None:
    decide(api, document, ["internal"])
    hidden = api.post("/api/v1/ask", json={"question": QUESTION}, headers={"x-caller": "visitor"})

    back = decide(api, document, None).json()
    shown = api.post("/api/v1/ask", json={"question": QUESTION}, headers={"x-caller": "visitor"})

    assert WORD + "titel" not in hidden.text
    assert WORD + "titel" in shown.text
    assert (back["access"], back["origin"]) == (["everyone"], "folder")
    assert [one["access"] for one in back["history"]] == [["internal"], None]


def test_a_withdrawn_document_is_nowhere_until_it_is_let_back(
    api: TestClient, document: str
) -> None:
    told = withdraw(api, document, withdrawn=True).json()
    gone = statuses(api, document)
    listed = api.get("/api/v1/documents", headers={"x-caller": "both"}).text

    assert (told["origin"], told["who_said"]) == ("withdrawn", "Ingen får se det.")
    assert (gone, document in listed) == ([404, 404, 404], False)
    back = withdraw(api, document, withdrawn=False).json()
    assert statuses(api, document) == [200, 200, 200]
    assert [one["is_withdrawn"] for one in back["history"]] == [True, False]


@pytest.mark.parametrize(
    "wrong", [[], ["everyone", A], [""], ["a,b"]], ids=["none", "both", "empty", "comma"]
)
def test_a_rule_that_could_be_read_in_two_ways_is_refused(
    api: TestClient, document: str, wrong: list[str]
) -> None:
    response = decide(api, document, wrong)

    assert response.status_code == 422
    assert statuses(api, document) == [200, 200, 200]


@pytest.mark.parametrize(
    ("access", "said"),
    [
        (("everyone",), "Alla får se det, även den som inte är inloggad."),
        (("internal", "a"), "Alla som är inloggade får se det."),
        (("a", "b"), "Bara den som hör till a eller b får se det."),
        ((), "Ingen får se det."),
    ],
)
def test_a_rule_is_said_in_words(access: tuple[str, ...], said: str) -> None:
    assert who_in_words(access) == said


@pytest.fixture
def shelf(tmp_path: Path, embedder: Embedder) -> Shelf:
    (tmp_path / "shelf").mkdir()
    return Shelf(data=tmp_path / "shelf", embedder=Counting(embedder))


def deciding(shelf: Shelf) -> DecisionRecord:
    engine = open_beside_writer(shelf.data)
    assert engine is not None
    return DecisionRecord(engine)


def test_what_was_decided_survives_syncs_new_content_and_a_file_that_comes_back(
    shelf: Shelf, tmp_path: Path
) -> None:
    material = write_material(tmp_path / "material", TWO)
    shelf.take_in(material)
    name = shelf.rows()["a.md"].id
    with closing(deciding(shelf)) as record:
        record.decide(name, [A], By(who="redaktör A"))

    shelf.take_in(material)
    same = shelf.rows()["a.md"].access
    write_material(material, {"a.md": TEXT + "\nOch lite till.\n"})
    shelf.take_in(material)
    changed = shelf.rows()["a.md"].access
    (material / "a.md").unlink()
    shelf.take_in(material)
    write_material(material, {"a.md": TEXT})
    shelf.take_in(material)

    assert (same, changed, shelf.rows()["a.md"].access) == ((A,), (A,), (A,))
    with closing(deciding(shelf)) as record:
        assert [(one.access, one.who) for one in record.of(name)] == [((A,), "redaktör A")]


def test_a_withdrawn_document_whose_file_comes_back_is_still_withdrawn(
    shelf: Shelf, tmp_path: Path
) -> None:
    material = write_material(tmp_path / "material", TWO)
    shelf.take_in(material)
    with closing(deciding(shelf)) as record:
        record.withdraw(shelf.rows()["a.md"].id, By(who=None), is_withdrawn=True)
    (material / "a.md").unlink()
    shelf.take_in(material)
    write_material(material, {"a.md": TEXT})

    shelf.take_in(material)

    assert set(shelf.rows()) == {"b.md"}


def test_a_locked_folder_holds_for_editors_too(shelf: Shelf, tmp_path: Path) -> None:
    rule = "access: internal\nlocked: true\n"
    material = write_material(tmp_path / "material", {"a.md": TEXT, "_access.yaml": rule})
    shelf.take_in(material)
    with closing(deciding(shelf)) as record:
        record.decide(shelf.rows()["a.md"].id, [EVERYONE], By(who=None))

    assert shelf.rows()["a.md"].access == (INTERNAL,)
    shelf.take_in(material)
    assert shelf.rows()["a.md"].access == (INTERNAL,)
