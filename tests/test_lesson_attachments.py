"""Attachments of lessons: who may add, read and remove them, and that nothing is left of them."""

import hashlib
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from assistant import wiring
from assistant.api.app import create_app
from assistant.api.ask import LARGEST_BODY
from assistant.api.lesson_attachments import LARGEST_REQUEST
from assistant.errors import UploadRefusedError
from assistant.lessons.attaching import Attachments
from assistant.lessons.attachment_rules import (
    LARGEST_ATTACHMENT,
    MOST_ATTACHMENTS,
    checked_file,
)
from assistant.lessons.keeping import Lessons
from assistant.lessons.publishing import LessonPublisher
from ingest.embedding import Embedder
from ingest.record.attached_files import FOLDER
from ingest.record.expiring import opened_expiring
from ingest.record.holds import HoldKind, HoldRecord, KeptClass
from ingest.record.opening import open_for_writing
from ingest.record.persons import records_of
from ingest.settings import LibrarySettings
from tests.bombs.archives import packed
from tests.lessons import PEOPLE, ByHeader, NoSyncing, by, step, written
from tests.services import serving
from tests.test_erasing import found

PDF = b"%PDF-1.7\nkvastfibbla i en bilaga"
CLOSED = "LARDOM_UPLOADS"


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture(form: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, form)
    return target.getvalue()


KINDS = {
    "plan.pdf": (PDF, "application/pdf"),
    "Åtgärder.docx": (
        saved(docx.Document()),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "tider.xlsx": (
        saved(openpyxl.Workbook()),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "bild.png": (picture("PNG"), "image/png"),
    "bild.JPG": (picture("JPEG"), "image/jpeg"),
    "text.txt": ("Åtta\tord.\r\n".encode(), "text/plain; charset=utf-8"),
    "text.md": ("\ufeff# Rubrik\n".encode(), "text/markdown; charset=utf-8"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def client(data: Path, tmp_path: Path, embedder: Embedder) -> Iterator[TestClient]:
    """Where the service takes files, and the library takes nothing in."""
    data.mkdir()
    uploader = wiring.build_uploader(LibrarySettings(data=data), tmp_path / "uppladdat")
    lessons = Lessons(data, LessonPublisher(data, NoSyncing()))
    attachments = Attachments(data, lessons)
    with closing(lessons), serving(data, embedder, uploader=uploader) as service:
        made = replace(service, lessons=lessons, attachments=attachments)
        with TestClient(create_app(made, recognisers=[ByHeader()])) as opened:
            yield opened


def of(lesson: str) -> str:
    return f"/api/v1/lessons/{lesson}/attachments"


def attach(
    client: TestClient,
    lesson: str,
    name: str = "plan.pdf",
    content: bytes = PDF,
    who: str = "editor",
) -> Any:
    return client.post(of(lesson), files={"file": (name, content)}, headers=by(who))


def listed(client: TestClient, lesson: str, who: str = "editor") -> Any:
    return client.get(of(lesson), headers=by(who)).json()


def files(data: Path) -> set[str]:
    return {path.name for path in (data / FOLDER).glob("*")}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", KINDS, ids=lambda name: name.rpartition(".")[2])
def test_what_is_attached_is_listed_and_comes_back_as_a_file_to_be_saved(
    client: TestClient, data: Path, name: str
) -> None:
    content, media_type = KINDS[name]
    lesson = written(client)

    added = attach(client, lesson, name, content)
    reply = client.get(added.json()["url"], headers=by("editor"))

    assert added.status_code == 201, added.text
    told = listed(client, lesson)
    assert told == {"attachments": [added.json()], "notice": "1 bilaga granskas inte automatiskt"}
    kept = told["attachments"][0]
    assert (kept["name"], kept["size"], kept["sha256"], kept["media_type"]) == (
        *(name, len(content), sha256(content), media_type),
    )
    assert reply.content == content
    assert reply.headers["content-type"] == media_type
    assert reply.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in reply.headers["content-security-policy"]
    assert files(data) == {sha256(content)}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.pdf", b"<html><script>alert(1)</script>", "inte vad namnet säger"),
        ("plan.pdf", KINDS["bild.png"][0], "inte vad namnet säger"),
        ("bild.png", PDF, "inte vad namnet säger"),
        ("bild.jpeg", b"<svg onload=x>", "inte vad namnet säger"),
        ("a.docx", KINDS["tider.xlsx"][0], "inte vad namnet säger"),
        ("a.xlsx", packed(("a.txt", b"x")), "inte vad namnet säger"),
        (
            "makro.docx",
            packed(("word/document.xml", b"x"), ("word/vbaProject.bin", b"x")),
            "inte vad namnet säger",
        ),
        ("a.txt", b"<!DOCTYPE html><body>x", "inte vad namnet säger"),
        ("a.md", b"MZ\x90\x00", "inte vad namnet säger"),
        ("a.txt", b"ett\x00tv\xc3\xa5", "inte vad namnet säger"),
        ("a.txt", "åäö".encode("latin-1"), "inte vad namnet säger"),
        ("sida.html", b"<html>", "slag som inte kan vara"),
        ("bild.svg", b"<svg/>", "slag som inte kan vara"),
        ("utan", PDF, "slag som inte kan vara"),
        ("../plan.pdf", PDF, "är en sökväg"),
        ("plan\u202efdp.pdf", PDF, "styrtecken"),
        (".pdf", PDF, "börjar med punkt"),
        (f"{'x' * 200}.pdf", PDF, "längre än 200 tecken"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(
    name: str, content: bytes, told: str
) -> None:
    with pytest.raises(UploadRefusedError, match=told) as caught:
        checked_file(name, content)

    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("sida.html", b"<html>", 422),
        ("plan.pdf", b"inget", 422),
        ("plan.pdf", b"", 422),
        ("plan.pdf", b"%PDF-" + bytes(LARGEST_ATTACHMENT), 413),
        ("plan.pdf", b"%PDF-" + bytes(LARGEST_REQUEST), 413),
    ],
    ids=["kind", "content", "empty", "too large", "much too large"],
)
def test_what_is_refused_leaves_nothing(
    client: TestClient, data: Path, name: str, content: bytes, status: int
) -> None:
    lesson = written(client)

    reply = attach(client, lesson, name, content)

    assert reply.status_code == status
    assert reply.json()["error"]["remedy"]
    assert listed(client, lesson) == {"attachments": [], "notice": ""}
    assert files(data) == set()


def test_a_file_may_be_larger_than_any_question(client: TestClient) -> None:
    lesson, large = written(client), PDF + bytes(2 * LARGEST_BODY)

    added = attach(client, lesson, "stor.pdf", large)
    on_page = client.post(
        f"/lardomar/{lesson}/bilagor",
        files={"file": ("större.pdf", large + b"!")},
        headers=by("editor"),
        follow_redirects=False,
    )

    assert added.status_code == 201, added.text
    assert on_page.status_code == 303
    sizes = [one["size"] for one in listed(client, lesson)["attachments"]]
    assert sizes == [len(large), len(large) + 1]


def test_a_lesson_has_so_many_and_no_two_of_a_name(client: TestClient) -> None:
    lesson = written(client)
    first = attach(client, lesson, "0.pdf")

    again = attach(client, lesson, "0.pdf")
    other = attach(client, lesson, "0.pdf", b"%PDF-1.7 annat")
    for number in range(1, MOST_ATTACHMENTS):
        assert attach(client, lesson, f"{number}.pdf").status_code == 201
    more = attach(client, lesson, "fler.pdf")

    assert again.json() == first.json()
    assert other.status_code == 409
    assert more.status_code == 422
    assert f"fler än {MOST_ATTACHMENTS}" in more.json()["error"]["message"]


@pytest.mark.parametrize("who", PEOPLE)
def test_only_who_wrote_it_adds_and_removes_and_others_are_not_told_of_a_draft(
    client: TestClient, data: Path, who: str
) -> None:
    lesson = written(client, access=["styrgrupp"])
    kept = attach(client, lesson).json()

    adding = attach(client, lesson, "ny.pdf", who=who)
    listing = client.get(of(lesson), headers=by(who))
    reading = client.get(kept["url"], headers=by(who))
    removing = client.delete(kept["url"], headers=by(who))

    is_own = who == "editor"
    may_write = "EDITOR" in {one.name for one in PEOPLE[who][0]}
    refused = 404 if may_write else 403
    assert adding.status_code == (201 if is_own else refused)
    assert (listing.status_code, reading.status_code) == ((200, 200) if is_own else (404, 404))
    assert removing.status_code == (200 if is_own else refused)
    assert files(data) == {sha256(PDF)}


def publish(client: TestClient, lesson: str, *confirmed: str) -> Any:
    return client.post(
        f"/api/v1/lessons/{lesson}/steps",
        json={"step": "publish", "confirmed": list(confirmed)},
        headers=by("reviewer"),
    )


def test_what_goes_with_a_published_lesson_is_for_those_who_may_see_it_as_it_stands(
    client: TestClient,
) -> None:
    lesson = written(client, access=["styrgrupp"])
    kept = attach(client, lesson).json()
    assert step(client, "editor", lesson, "submit") == 200
    assert publish(client, lesson, kept["key"]).status_code == 200

    seen = {who for who in PEOPLE if client.get(kept["url"], headers=by(who)).status_code == 200}
    rest = {client.get(kept["url"], headers=by(who)).status_code for who in PEOPLE.keys() - seen}
    changing = [
        attach(client, lesson, "ny.pdf"),
        client.delete(kept["url"], headers=by("editor")),
    ]
    assert step(client, "editor", lesson, "reopen") == 200
    after = client.get(kept["url"], headers=by("member"))

    assert seen == {"editor", "reviewer", "writing-reviewer", "member"}
    assert rest == {404}
    assert [reply.status_code for reply in changing] == [409, 409]
    assert after.status_code == 404


def test_an_attachment_is_not_to_be_had_by_way_of_another_lesson(client: TestClient) -> None:
    own, other = written(client), written(client)
    kept = attach(client, own).json()
    address = f"{of(other)}/{kept['attachment_id']}"

    assert client.get(address, headers=by("editor")).status_code == 404
    assert client.delete(address, headers=by("editor")).status_code == 404
    assert client.get(kept["url"], headers=by("editor")).status_code == 200


def test_nothing_is_published_before_somebody_says_that_they_have_read_what_goes_with_it(
    client: TestClient,
) -> None:
    lesson = written(client)
    kept = [attach(client, lesson, f"{one}.pdf").json() for one in ("a", "b")]
    assert step(client, "editor", lesson, "submit") == 200
    late = attach(client, lesson, "sen.pdf").json()

    page = client.get(f"/lardomar/{lesson}", headers=by("reviewer")).text
    without = publish(client, lesson, *(one["key"] for one in kept))
    published = publish(client, lesson, late["key"], *(one["key"] for one in kept))
    told = client.get(f"/lardomar/{lesson}", headers=by("reviewer")).text

    assert "3 bilagor granskas inte automatiskt." in page
    assert page.count('name="confirmed"') == 3
    assert without.status_code == 422
    assert without.json()["error"]["message"] == "1 bilaga granskas inte automatiskt: sen.pdf."
    assert published.status_code == 200
    assert "bilaga:" not in told
    assert "Får ses av:" in told


def test_adding_and_removing_are_told_among_the_changes_and_in_the_audit_log(
    client: TestClient, data: Path
) -> None:
    lesson = written(client)
    kept = attach(client, lesson).json()
    left = client.delete(kept["url"], headers=by("editor"))

    changes = client.get(f"/api/v1/lessons/{lesson}/changes", headers=by("editor")).json()
    page = client.get(f"/lardomar/{lesson}", headers=by("editor"))

    assert left.json() == {"attachments": [], "notice": ""}
    told = [(one["field"], one["before"], one["after"]) for one in changes["changes"][1:]]
    assert told == [("attachments", "", "plan.pdf"), ("attachments", "plan.pdf", "")]
    assert page.status_code == 200
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        noted = {
            row[0] for row in record.execute("SELECT object FROM audit WHERE caller = 'editor'")
        }
    things = {f"lesson:{lesson}:{what}:{kept['attachment_id']}" for what in ("attach", "detach")}
    assert things <= noted
    assert files(data) == set()


def test_the_page_adds_shows_and_removes(client: TestClient, data: Path) -> None:
    lesson = written(client)
    added = client.post(
        f"/lardomar/{lesson}/bilagor",
        files={"file": ("Åtgärdsplan.pdf", PDF)},
        headers=by("editor"),
        follow_redirects=False,
    )
    page = client.get(f"/lardomar/{lesson}", headers=by("editor")).text
    kept = listed(client, lesson)["attachments"][0]
    removed = client.post(
        f"/lardomar/{lesson}/bilagor/{kept['attachment_id']}/ta-bort",
        headers=by("editor"),
        follow_redirects=False,
    )

    assert (added.status_code, removed.status_code) == (303, 303)
    assert "Åtgärdsplan.pdf</a>" in page
    assert sha256(PDF) in page
    assert "1 bilaga granskas inte automatiskt." in page
    assert listed(client, lesson)["attachments"] == []
    assert files(data) == set()


def test_a_foreign_page_cannot_add_or_remove(client: TestClient, data: Path) -> None:
    lesson = written(client)
    kept = attach(client, lesson).json()
    foreign = by("editor") | {"Origin": "https://annan.exempel.se"}

    added = client.post(
        f"/lardomar/{lesson}/bilagor", files={"file": ("b.pdf", PDF + b"2")}, headers=foreign
    )
    removed = client.post(
        f"/lardomar/{lesson}/bilagor/{kept['attachment_id']}/ta-bort", headers=foreign
    )

    assert (added.status_code, removed.status_code) == (403, 403)
    assert files(data) == {sha256(PDF)}


def test_where_the_service_takes_no_files_it_takes_no_attachments(
    data: Path, embedder: Embedder
) -> None:
    data.mkdir()
    with serving(data, embedder) as service, TestClient(create_app(service)) as api:
        lesson = api.post("/api/v1/lessons", json={"title": "Lärdom"}).json()["lesson_id"]
        reply = api.post(of(lesson), files={"file": ("plan.pdf", PDF)})
        page = api.get(f"/lardomar/{lesson}").text

    assert reply.status_code == 403
    assert CLOSED in reply.json()["error"]["remedy"]
    assert CLOSED in page
    assert 'type="file"' not in page


def test_the_bytes_go_with_the_last_lesson_that_has_them(client: TestClient, data: Path) -> None:
    first, second = written(client), written(client)
    kept = [attach(client, one).json() for one in (first, second)]

    client.delete(kept[0]["url"], headers=by("editor"))
    between = files(data)
    client.delete(kept[1]["url"], headers=by("editor"))

    assert between == {sha256(PDF)}
    assert files(data) == set()


def test_what_was_laid_aside_goes_with_the_bytes_of_what_went_with_it(
    client: TestClient, data: Path
) -> None:
    lesson = written(client)
    attach(client, lesson, "kvastfibbla.pdf")
    assert found(data)

    with opened_expiring(data) as record:
        gone = record.remove(KeptClass.LESSONS, "2999-01-01T00:00:00Z")
        record.wipe()

    assert gone == 1
    assert found(data) == []
    assert files(data) == set()


def test_a_lesson_that_is_held_keeps_what_goes_with_it(client: TestClient, data: Path) -> None:
    lesson = written(client)
    kept = attach(client, lesson).json()
    engine = open_for_writing(data)
    HoldRecord(engine).add(HoldKind.PERSON, "editor", "Begärd.", None)
    engine.dispose()

    removed = client.delete(kept["url"], headers=by("editor"))
    with opened_expiring(data) as record:
        record.remove(KeptClass.LESSONS, "2999-01-01T00:00:00Z")

    assert removed.status_code == 409
    assert client.get(kept["url"], headers=by("editor")).content == PDF


def test_what_a_killed_server_left_is_gone_after_the_next_start(
    client: TestClient, data: Path
) -> None:
    kept = attach(client, written(client)).json()
    for name in (sha256(b"annat"), "0123.kommer"):
        (data / FOLDER / name).write_bytes(b"kvar")
    attachments = Attachments(data, Lessons(data, LessonPublisher(data, NoSyncing())))

    with closing(attachments):
        attachments.start()

    assert files(data) == {kept["sha256"]}


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"annat")])
def test_a_file_that_is_gone_or_changed_is_told_and_not_given(
    client: TestClient, data: Path, spoil: Any
) -> None:
    kept = attach(client, written(client)).json()
    spoil(data / FOLDER / kept["sha256"])

    reply = client.get(kept["url"], headers=by("editor"))

    assert reply.status_code == 503
    assert b"annat" not in reply.content


def test_an_export_of_a_person_names_what_they_attached(client: TestClient, data: Path) -> None:
    attach(client, written(client))

    engine = open_for_writing(data)
    told = records_of(engine, "editor").attachments
    engine.dispose()

    assert [(one["name"], one["sha256"]) for one in told] == [("plan.pdf", sha256(PDF))]
