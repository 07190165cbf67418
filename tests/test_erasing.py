"""What was erased is in no byte of any file of the data folder, and what is held is not erased."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Boolean, Column, Float, Integer, Table, create_engine, insert

from assistant.api.app import create_app
from assistant.lessons.stepping import key_of
from assistant.people.types import local_caller
from ingest.embedding import Embedder
from ingest.erasing import erase_answer, erase_document, erase_person
from ingest.errors import DocumentError, HeldError
from ingest.index.generation import generation_folder, live_generation
from ingest.index.lexical import LexicalReader
from ingest.record.holds import HoldKind, HoldRecord
from ingest.record.lesson_tables import lesson_comments, lessons
from ingest.record.opening import open_for_writing
from ingest.record.people_tables import sessions
from ingest.record.persons import records_of
from ingest.record.tables import metadata
from ingest.record.wiping import wipe
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.services import in_record, serving

CANARY = "kvastfibbla"
"""A word that is in what is to go, and nowhere else; a number behind it tells where from."""
ASKED = f"Vad kostade projekt {CANARY}1?"


def found(data: Path, word: str = CANARY) -> list[str]:
    """The files that have the word, in any case, as UTF-8 or UTF-16, or in their names."""
    forms = [word.encode(), word.upper().encode(), word.capitalize().encode()]
    forms += [word.encode("utf-16-le")]
    return [
        str(path.relative_to(data))
        for path in sorted(data.rglob("*"))
        if path.is_file()
        and (word in path.name or any(form in path.read_bytes() for form in forms))
    ]


def stems(data: Path) -> set[str]:
    """Every stem of the word index, read by its own reader."""
    folder = generation_folder(data, live_generation(data)) / "lexical"
    return {one.stem for one in LexicalReader(folder).stems()}


def rows(data: Path, query: str) -> list[str]:
    """The first column that the record answers a query with."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        return [str(row[0]) for row in record.execute(query)]


def filler(number: int) -> str:
    rows = "\n\n".join(
        f"Stycke {n} om ärende {number} och kostnader på {n} kronor." for n in range(30)
    )
    return f"# Protokoll {number}\n\n{rows}\n"


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A folder with a material folder, and the data folder that it was taken into."""
    home = tmp_path_factory.mktemp("planted")
    material = write_material(
        home / "material",
        {
            f"{CANARY}2.md": f"# Rapport om {CANARY}3 och ÄRENDEÅTERFÖRINGEN\n\nProjekt "
            f"{CANARY}1 kostade 14 miljoner kronor. Budgeten var 12 miljoner kronor.\n",
            **{f"annat/{n}.md": filler(n) for n in range(4)},
        },
    )
    sync(Library(data=home / "data", embedder=embedder, workers=1), [material])
    return home


@pytest.fixture
def planted(tmp_path: Path, taken_in: Path, embedder: Embedder) -> tuple[Library, Path, str]:
    """A library with a canary on every surface, the folder of its material, the document's id."""
    shutil.copytree(taken_in, tmp_path, dirs_exist_ok=True)
    data, material = tmp_path / "data", tmp_path / "material"
    in_record(data, "UPDATE folders SET path = ?", str(material))
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        query = "SELECT id, (SELECT file_hash FROM versions WHERE document_id = documents.id) "
        query += "FROM documents WHERE source LIKE ?"
        document, file_hash = record.execute(query, (f"{CANARY}%",)).fetchone()
    write_material(
        data,
        {
            f"ocr/{file_hash}/1.pdf": f"{CANARY}4",
            "index/building-dead/chroma/x": f"{CANARY}5",
            "index/gen-000000/lexical/y": f"{CANARY}6",
        },
    )
    library = Library(data=data, embedder=embedder, workers=1)
    return library, material, str(document)


def ask_and_say(library: Library, owner: str | None) -> str:
    """Ask over HTTP, in a conversation, and leave feedback; the id of the answer."""
    caller = replace(local_caller(frozenset()), id=owner)
    with serving(library.data, library.embedder, keep_conversations=30, editing=True) as service:
        made = create_app(replace(service, caller=caller))
        with TestClient(made) as client:
            answer = client.post("/api/v1/ask", json={"question": ASKED}).json()
            assert CANARY in str(answer["citations"])
            said = {"verdict": "wrong", "text": f"{CANARY}7"}
            path = f"/api/v1/answers/{answer['answer_id']}/feedback"
            assert client.post(path, json=said).status_code == 201
    return str(answer["answer_id"])


def test_an_erased_document_is_in_no_byte_and_no_store(
    planted: tuple[Library, Path, str],
) -> None:
    library, material, document = planted
    ask_and_say(library, None)
    ask_and_say(library, "a")
    assert len(found(library.data)) >= 4
    assert any("kvastfi" in stem for stem in stems(library.data))

    erased = erase_document(library, document)

    assert erased.is_wiped
    assert erased.records == 3
    assert erased.left == (str(material / f"{CANARY}2.md"),)
    assert found(library.data) == []
    assert not any("kvastfi" in stem for stem in stems(library.data))
    folders = [path.name for path in (library.data / "index").iterdir() if path.is_dir()]
    assert folders == [f"gen-{live_generation(library.data):06}"]
    with serving(library.data, library.embedder) as service:
        assert service.library.current().trouble == ()
        assert len(service.library.current().record.documents()) == 4


def test_an_erased_document_in_folders_of_ours_goes_with_its_file_and_sidecar(
    planted: tuple[Library, Path, str],
) -> None:
    library, material, document = planted
    write_material(material, {f"{CANARY}2.md.meta.yaml": f"title: {CANARY}\n"})

    erased = erase_document(library, document, [material])

    assert erased.left == ()
    assert found(material) == []
    assert found(library.data) == []


def test_an_erased_answer_takes_its_question_and_feedback_along(
    planted: tuple[Library, Path, str],
) -> None:
    library, _, _ = planted
    answer = ask_and_say(library, None)
    words = (f"{CANARY}7", "kvastfibbla1?")
    assert all(found(library.data, word) for word in words)

    erased = erase_answer(library.data, answer)

    assert (erased.records, erased.is_wiped) == (1, True)
    assert not any(found(library.data, word) for word in words)
    with pytest.raises(DocumentError, match="finns inte"):
        erase_answer(library.data, answer)


def test_an_erased_person_leaves_nothing_of_what_they_asked_and_said(tmp_path: Path) -> None:
    person = "a1b2c3d4"
    open_for_writing(tmp_path).dispose()
    times = ("2026-01-01T12:00:00Z", "2999-01-01T12:00:00Z")
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as record:
        for n in range(300):  # so many, and in such an order, that pages are split
            who = person if n % 2 else "annan"
            text = f"{CANARY}{n} " * 20 if n % 2 else "en annan fråga " * 20
            row = "INSERT INTO answers VALUES (?, ?, ?, ?, ?, '{}', '{}', '[]', 1, 'e', NULL, '1')"
            record.execute(row, (f"{n * 7919 % 300:032}", *times, who, text))
        talk = "INSERT INTO conversations VALUES (?, ?, ?, ?)"
        record.execute(talk, ("c" * 32, person, *times))
        asked = "INSERT INTO conversation_questions VALUES (?, 1, ?, ?, NULL, ?)"
        record.execute(asked, ("c" * 32, f"{CANARY}x", f"{CANARY}y", times[0]))
        record.commit()

    erased = erase_person(tmp_path, person)

    assert (erased.records, erased.is_wiped) == (151, True)
    assert found(tmp_path) == []
    assert found(tmp_path, person) == []
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as record:
        assert record.execute("SELECT count(*) FROM answers").fetchone() == (150,)


OF_PEOPLE = {"owner", "who", "person", "author", "reviewer", "placed_by", "released_by", "caller"}
OF_PEOPLE |= {"maker", "assignee"}
STAYS = {"audit.caller"}
"""Entries are kept to show what was done; docs/records.md tells."""


def names_of_people() -> list[Column[Any]]:
    return [
        column
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in OF_PEOPLE and f"{table.name}.{column.name}" not in STAYS
    ]


def a_row(table: Table) -> dict[str, object]:
    """Something in every column that must have something."""
    return {
        column.name: 1 if isinstance(column.type, Integer | Boolean | Float) else "x"
        for column in table.c
        if not column.nullable
    }


def plant(data: Path, column: Column[Any]) -> None:
    """A row with a person's id in a column; what it refers to need not be there."""
    open_for_writing(data).dispose()
    engine = create_engine(f"sqlite:///{data / 'record.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(insert(column.table).values({**a_row(column.table), column.name: "p-1"}))
    engine.dispose()


@pytest.mark.parametrize("column", names_of_people(), ids=str)
def test_an_erased_person_is_named_in_no_table(tmp_path: Path, column: Column[Any]) -> None:
    plant(tmp_path, column)
    assert found(tmp_path, "p-1")

    assert erase_person(tmp_path, "p-1").records == 1

    assert found(tmp_path, "p-1") == []


def test_what_is_stored_of_a_person_tells_of_lessons_and_sessions_without_what_opens_them(
    tmp_path: Path,
) -> None:
    for column in (lessons.c.author, lesson_comments.c.who, sessions.c.person):
        plant(tmp_path, column)

    engine = open_for_writing(tmp_path)
    told = records_of(engine, "p-1")

    engine.dispose()
    assert [len(some) for some in (told.lessons, told.comments, told.sessions)] == [1, 1, 1]
    assert not {"hash", "id_token"} & set(told.sessions[0])
    assert "sid" in told.sessions[0]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (HoldKind.DOCUMENT, ""),
        (HoldKind.CLASS, "withdrawn-documents"),
        (HoldKind.PROJECT, f"{CANARY}3"),
        (HoldKind.PROJECT, "ärendeåterföringen"),
    ],
    ids=["document", "class", "project", "project in other letters"],
)
def test_a_document_that_is_held_is_not_erased_and_nothing_is_changed(
    planted: tuple[Library, Path, str], kind: HoldKind, subject: str
) -> None:
    library, _, document = planted
    engine = open_for_writing(library.data)
    HoldRecord(engine).add(kind, subject or document, "Begärd.", None)
    live = live_generation(library.data)

    with pytest.raises(HeldError, match="ska bevaras"):
        erase_document(library, document)

    assert wipe(engine)
    engine.dispose()
    assert live_generation(library.data) == live
    assert "record.sqlite3" in found(library.data)


def as_published(client: TestClient, lesson: str, *confirmed: str) -> None:
    for what in ("submit", "publish"):
        body = {"step": what, "confirmed": list(confirmed)}
        reply = client.post(f"/api/v1/lessons/{lesson}/steps", json=body)
        assert reply.status_code == 200, reply.text


def test_a_lesson_goes_with_its_document_and_comes_back_with_no_start(
    planted: tuple[Library, Path, str],
) -> None:
    library, _, _ = planted
    told = {"title": f"Lärdom om {CANARY}8", "happened": "Det gick.", "differently": "Fråga först."}
    with serving(library.data, library.embedder) as service, TestClient(create_app(service)) as api:
        lesson = api.post("/api/v1/lessons", json=told).json()["lesson_id"]
        added = service.attachments.attach(
            service.caller, lesson, f"{CANARY}8.txt", f"Om {CANARY}8.".encode()
        )
        as_published(api, lesson, key_of(added))
    (document,) = rows(library.data, "SELECT id FROM documents WHERE source LIKE '%lardom%.md'")
    assert (library.data / "lardomar").is_dir()
    assert f"bilagor/{added.sha256}" in found(library.data, f"{CANARY}8")

    erased = erase_document(library, document)

    assert erased.left == ()
    assert found(library.data, f"{CANARY}8") == []
    with serving(library.data, library.embedder) as service, TestClient(create_app(service)) as api:
        assert api.get("/api/v1/lessons").json()["lessons"] == []
    assert found(library.data, f"{CANARY}8") == []


def test_what_was_proposed_from_a_document_goes_with_it_published_or_not(
    planted: tuple[Library, Path, str],
) -> None:
    library, material, _ = planted
    for n in ("x", "y"):
        told = (
            f"Projekt {CANARY}{n} började för sent, och driften fick veta av kraven sist av alla."
        )
        text = f"# Slutrapport {n}\n\n## Erfarenheter\n\n{told}\n"
        write_material(material, {f"slut{n}.md": text})
    sync(library, [material])
    with serving(library.data, library.embedder) as service, TestClient(create_app(service)) as api:
        api.post("/api/v1/lessons/drafts/proposed")
        drafts = api.get("/api/v1/lessons").json()["lessons"]
        assert len(drafts) == 2
        lesson = next(one["lesson_id"] for one in drafts if f"{CANARY}x" in str(one))
        said = {"title": "Börja", "happened": f"{CANARY}x igen.", "differently": "Börja tidigare."}
        path = f"/api/v1/lessons/{lesson}/text"
        assert api.put(path, json=said | {"revision": 1}).status_code == 200
        as_published(api, lesson)
    (origin,) = rows(library.data, "SELECT id FROM documents WHERE source = 'slutx.md'")

    erase_document(library, origin, [material])

    assert found(library.data, f"{CANARY}x") == []
    assert found(library.data, f"{CANARY}y")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("answers", "Ett svar"),
        ("conversations", "Ett samtal"),
        ("runs", "Historiken"),
        ("feedback", "Ett svar"),
    ],
)
def test_what_would_go_with_a_document_and_is_held_holds_the_document(
    planted: tuple[Library, Path, str], kept: str, said: str
) -> None:
    library, _, document = planted
    answer = ask_and_say(library, None)
    engine = open_for_writing(library.data)
    HoldRecord(engine).add(HoldKind.CLASS, kept, "Begärd.", None)

    with pytest.raises(HeldError, match=said):
        erase_document(library, document)
    if kept != "runs":
        with pytest.raises(HeldError, match="Svaret"):
            erase_answer(library.data, answer)

    assert wipe(engine)
    engine.dispose()
    assert "record.sqlite3" in found(library.data, f"{CANARY}7")


def test_what_somebody_who_is_held_has_corrected_outlives_its_document(
    planted: tuple[Library, Path, str],
) -> None:
    library, material, document = planted
    caller = replace(local_caller(frozenset()), id="a")
    with serving(library.data, library.embedder, editing=True) as service:
        app = create_app(replace(service, caller=caller))
        with TestClient(app) as api:
            path = f"/api/v1/documents/{document}/metadata"
            assert api.patch(path, json={"title": "Rättad"}).status_code == 200
    engine = open_for_writing(library.data)
    HoldRecord(engine).add(HoldKind.PERSON, "a", "Begärd.", None)
    engine.dispose()

    with pytest.raises(HeldError):
        erase_document(library, document)
    (material / f"{CANARY}2.md").unlink()
    sync(library, [material])
    sync(library, [material])

    with closing(sqlite3.connect(library.data / "record.sqlite3")) as record:
        query = "SELECT count(*) FROM corrections WHERE document_id = ? AND who = 'a'"
        assert record.execute(query, (document,)).fetchone()[0] >= 1


def test_what_a_reader_is_at_is_not_claimed_to_be_gone(
    tmp_path: Path,
) -> None:
    engine = open_for_writing(tmp_path)
    with closing(sqlite3.connect(tmp_path / "record.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answers").fetchone()

        is_wiped = wipe(engine, patience=0.2)

    assert not is_wiped
    assert wipe(engine)
    engine.dispose()
