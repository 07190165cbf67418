"""Records are removed when a decision says so, never before, and never what is held."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import select
from typer.testing import CliRunner

from assistant.api.app import create_app
from assistant.cli import app
from assistant.keeping import answer_days
from assistant.people.persons import Person
from assistant.people.sessions import Lasting, Sessions
from assistant.people.types import Caller, Role, Way, local_caller
from assistant.repeating import Repeating
from assistant.retaining import DailyRuns
from ingest.embedding import Embedder
from ingest.errors import HeldError, RetentionError
from ingest.record.answers import AnswerRecord
from ingest.record.conversations import ConversationRecord
from ingest.record.document_names import document_id
from ingest.record.erasing import ErasingRecord
from ingest.record.expiring import ExpiringRecord
from ingest.record.holds import HoldKind, HoldRecord, KeptClass, held_conversation
from ingest.record.lesson_tables import lessons
from ingest.record.opening import open_for_writing
from ingest.record.register.record import open_register_to_write
from ingest.record.tables import conversations
from ingest.record.writing import RecordWriter
from ingest.register.importing import forget_files
from ingest.retention.policy import read_rules, template
from tests.registering import agency, collection, figure, project, take_in
from tests.services import serving
from tests.shelving import HERE, document, embedded, shown
from tests.test_erasing import a_row

OLD, LATER = "2020-01-01T12:00:00Z", "2999-01-01T12:00:00Z"
DOCUMENT = "4b1c8a90d2e35f67"
RULES = """
klasser:
  answers: {dagar: 30, beslut: Dnr 2026/1, grund: "RA-FS 2021:6"}
  conversations: {dagar: 30, beslut: Dnr 2026/1, grund: "RA-FS 2021:6"}
  feedback: {dagar: 30, beslut: Dnr 2026/1, grund: "RA-FS 2021:6"}
  runs: {dagar: 30, beslut: Dnr 2026/1, grund: "RA-FS 2021:6"}
  corrections: {dagar: 30, beslut: Dnr 2026/1, grund: "RA-FS 2021:6"}
  audit: {dagar: bevaras, beslut: "", grund: ""}
"""


def plant(data: Path) -> None:
    """Old and new records of every sort that is rows: three answers, talks, runs, corrections."""
    data.mkdir()
    open_for_writing(data).dispose()
    statements: list[tuple[str, tuple[object, ...]]] = [
        ("INSERT INTO folders VALUES (1, '/m')", ()),
        (
            "INSERT INTO documents (id, folder_id, source, access, withdrawn) "
            "VALUES (?, 1, 'a', '[]', 0)",
            (DOCUMENT,),
        ),
    ]
    files = json.dumps([{"document_id": DOCUMENT, "content_hash": "", "access": []}])
    for n, (owner, asked, rests) in enumerate(
        [("a", OLD, files), ("b", OLD, "[]"), ("a", LATER, "[]")]
    ):
        row = "INSERT INTO answers VALUES (?, ?, ?, ?, 'q', '{}', '{}', ?, 1, 'e', NULL, '1')"
        statements.append((row, (f"{n:032}", asked, LATER, owner, rests)))
        said = "INSERT INTO feedback VALUES (?, ?, NULL, 'right', '', ?)"
        statements.append((said, (f"{n:032}", f"{n:032}", asked)))
        talk = "INSERT INTO conversations VALUES (?, ?, ?, ?)"
        statements.append((talk, (f"{n:032}", owner, asked, LATER)))
        run = "INSERT INTO runs (job, folders, started) VALUES ('sync', '[]', ?)"
        statements.append((run, (asked,)))
        corrected = "INSERT INTO corrections (document_id, field, value, corrected, who) "
        corrected += "VALUES (?, 'year', '2019', ?, ?)"
        statements.append((corrected, (DOCUMENT, asked, owner)))
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        for statement, values in statements:
            record.execute(statement, values)
        record.commit()


def left(data: Path) -> dict[str, int]:
    tables = ("answers", "feedback", "conversations", "runs", "corrections")
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        return {
            name: record.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  (our own names)
            for name in tables
        }


class As:
    """Takes everyone for a caller of these roles."""

    def __init__(self, *roles: Role, id: str | None = "arkivarie") -> None:  # noqa: A002  (as a caller has it)
        self._caller = Caller(way=Way.OIDC, id=id, roles=frozenset(roles))

    def caller(self, request: Request) -> Caller | None:
        return self._caller


@pytest.fixture
def data(tmp_path: Path) -> Path:
    plant(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def archive(data: Path, tmp_path: Path, embedder: Embedder) -> Iterator[TestClient]:
    rules = tmp_path / "gallring.yaml"
    rules.write_text(RULES, encoding="utf-8")
    with serving(data, embedder, rules=rules) as service:
        made = create_app(service, recognisers=[As(Role.ARCHIVIST, Role.AUDITOR)])
        with TestClient(made, raise_server_exceptions=False) as opened:
            yield opened


def counted(report: dict[str, list[dict[str, object]]], what: str) -> dict[str, object]:
    return {one["rule"]["kept"]: one[what] for one in report["classes"]}  # type: ignore[index]  # JSON


def test_a_dry_run_tells_what_would_go_and_removes_nothing(data: Path, archive: TestClient) -> None:
    report = archive.post("/api/v1/retention/runs").json()

    assert report["is_dry"]
    due = {"answers": 2, "conversations": 2, "feedback": 2, "runs": 2, "corrections": 2}
    assert counted(report, "due") == {**due, "audit": 0}
    assert set(counted(report, "removed").values()) == {0}
    assert report["classes"][0]["rule"]["decision"] == "Dnr 2026/1"
    assert set(left(data).values()) == {3}


def test_a_run_removes_what_is_due_and_not_held_and_is_noted(
    data: Path, archive: TestClient
) -> None:
    wish = {"kind": "document", "subject": DOCUMENT, "reason": "Begärd i ett mål."}
    held = archive.post("/api/v1/retention/holds", json=wish)

    report = archive.post("/api/v1/retention/runs?dry_run=false").json()

    assert held.status_code == 201
    assert report["is_wiped"]
    removed = {"answers": 1, "conversations": 2, "feedback": 0, "runs": 2, "corrections": 0}
    assert counted(report, "removed") == {**removed, "audit": 0}
    assert counted(report, "held")["answers"] == 1
    assert counted(report, "held")["corrections"] == 2
    assert left(data) == {
        "answers": 2,
        "feedback": 2,
        "conversations": 1,
        "runs": 1,
        "corrections": 3,
    }
    noted = archive.get("/api/v1/audit").json()["entries"]
    assert [one["action"] for one in noted] == ["retention", "hold"]
    assert noted[0]["object"] == "run answers=1 conversations=2 runs=2"


def test_lessons_laid_aside_go_and_those_in_force_or_at_review_stay(tmp_path: Path) -> None:
    open_for_writing(tmp_path).dispose()
    states = ("draft", "review", "published", "superseded", "withdrawn")
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as record:
        for state in states:
            for changed in (OLD, LATER):
                row = a_row(lessons) | {"id": f"{state}-{changed}", "state": state}
                row |= {"changed": changed, "author": "a" if state == "withdrawn" else "b"}
                marks = ", ".join("?" * len(row))
                said = f"INSERT INTO lessons ({', '.join(row)}) VALUES ({marks})"  # noqa: S608
                record.execute(said, tuple(row.values()))
        record.commit()
    engine = open_for_writing(tmp_path)
    HoldRecord(engine).add(HoldKind.PERSON, "a", "Begärd.", None)
    expiring = ExpiringRecord(engine)

    due = expiring.due(KeptClass.LESSONS, "2026-01-01T00:00:00Z")
    gone = expiring.remove(KeptClass.LESSONS, "2026-01-01T00:00:00Z")

    assert (due.due, due.held, gone) == (3, 1, 2)
    with engine.connect() as connection:
        left = set(connection.scalars(select(lessons.c.id)))
    engine.dispose()
    kept_old = {f"{state}-{OLD}" for state in ("review", "published", "withdrawn")}
    assert left == kept_old | {f"{state}-{LATER}" for state in states}


def test_what_was_held_goes_with_the_next_run_once_it_is_released(
    data: Path, archive: TestClient
) -> None:
    wish = {"kind": "class", "subject": "answers", "reason": "Begärd."}
    number = archive.post("/api/v1/retention/holds", json=wish).json()["id"]
    archive.post("/api/v1/retention/runs?dry_run=false")
    assert left(data)["answers"] == 3

    released = archive.delete(f"/api/v1/retention/holds/{number}")
    archive.post("/api/v1/retention/runs?dry_run=false")

    assert released.json() == {"id": number}
    assert archive.delete(f"/api/v1/retention/holds/{number}").status_code == 404
    (shown,) = archive.get("/api/v1/retention").json()["holds"]
    assert shown["released_by"] == "arkivarie"
    assert left(data)["answers"] == 1


@pytest.mark.parametrize(
    ("kind", "subject", "kept"),
    [
        (HoldKind.PERSON, "a", {"answers": 1, "conversations": 1}),
        (HoldKind.PERSON, "b", {"answers": 1, "conversations": 1}),
        (HoldKind.DOCUMENT, DOCUMENT, {"answers": 1, "conversations": 0}),
        (HoldKind.CLASS, "feedback", {"answers": 2, "conversations": 0}),
        (HoldKind.CLASS, "conversations", {"answers": 0, "conversations": 2}),
    ],
    ids=["person", "other-person", "document", "feedback", "conversations"],
)
def test_what_is_held_outlives_its_own_time_too(
    data: Path, kind: HoldKind, subject: str, kept: dict[str, int]
) -> None:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        for table in ("answers", "conversations"):
            expired = f"UPDATE {table} SET expires = ? WHERE id != ?"  # noqa: S608  (our own names)
            record.execute(expired, (OLD, f"{2:032}"))
        record.commit()
    engine = open_for_writing(data)
    HoldRecord(engine).add(kind, subject, "Begärd.", None)

    AnswerRecord(engine).expire("2026-01-01T12:00:00Z")
    ConversationRecord(engine).expire("2026-01-01T12:00:00Z")

    engine.dispose()
    now = left(data)
    assert {name: now[name] - 1 for name in kept} == kept


def test_a_document_holds_the_conversation_that_it_answered_in_and_no_other(data: Path) -> None:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        for n in range(3):  # the first led to an answer out of the document
            asked = "INSERT INTO conversation_questions VALUES (?, 1, 'q', 'q', ?, ?)"
            record.execute(asked, (f"{n:032}", f"{n:032}", OLD))
        record.commit()
    engine = open_for_writing(data)
    HoldRecord(engine).add(HoldKind.DOCUMENT, DOCUMENT, "Begärd.", None)
    with engine.connect() as connection:
        held = connection.execute(select(conversations.c.id).where(held_conversation()))
        found = list(held.scalars())
    engine.dispose()

    assert found == [f"{0:032}"]


def test_a_person_whose_records_are_held_is_not_erased(data: Path) -> None:
    engine = open_for_writing(data)
    HoldRecord(engine).add(HoldKind.PERSON, "a", "Begärd.", None)

    with pytest.raises(HeldError, match="ska bevaras"):
        ErasingRecord(engine).erase_person("a")
    assert ErasingRecord(engine).erase_person("b") == 3

    engine.dispose()
    assert (left(data)["answers"], left(data)["corrections"]) == (2, 3)


def test_a_run_removes_sessions_that_have_ended_whatever_the_rules(
    data: Path, archive: TestClient
) -> None:
    sessions = Sessions(
        data, Lasting(idle_minutes=60, hours=10), lambda: datetime(2026, 1, 31, tzinfo=UTC)
    )
    with closing(sessions):
        sessions.begin(Person(id="canary-9", name="A", groups=frozenset()), None)
        sessions.end(sessions.begin(Person(id="canary-9", name="B", groups=frozenset()), None))
    dry = archive.post("/api/v1/retention/runs")
    before = {path.name for path in _files(data) if b"canary-9" in path.read_bytes()}

    archive.post("/api/v1/retention/runs?dry_run=false")

    assert dry.json()["is_dry"]
    assert before
    assert not any(b"canary-9" in path.read_bytes() for path in _files(data))


def _files(data: Path) -> list[Path]:
    return [path for path in data.rglob("*") if path.is_file()]


def test_a_document_is_due_when_it_has_been_withdrawn_for_its_time(data: Path) -> None:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        record.execute("UPDATE documents SET withdrawn = 1")
        record.commit()
    engine = open_for_writing(data)
    expiring = ExpiringRecord(engine)

    expiring.notice_withdrawn("2026-01-01T12:00:00Z")
    expiring.notice_withdrawn("2026-03-01T12:00:00Z")

    assert expiring.withdrawn("2026-01-01") == ()
    assert expiring.withdrawn("2026-02-01") == (DOCUMENT,)
    assert expiring.due(KeptClass.WITHDRAWN_DOCUMENTS, "2026-02-01").due == 1
    engine.dispose()


def test_the_template_is_a_file_of_rules_that_removes_nothing_before_it_is_filled_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "gallring.yaml"
    path.write_text(template(), encoding="utf-8")

    with pytest.raises(RetentionError, match="saknar beslut eller grund"):
        read_rules(path)
    path.write_text(template().replace('""', '"Dnr 1"'), encoding="utf-8")

    assert {rule.kept for rule in read_rules(path)} == set(KeptClass)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("klasser: 3", "saknar ”klasser”"),
        ("klasser:\n  svar: {dagar: 3}", "Klassen ”svar” finns inte"),
        ("klasser:\n  answers: {dagar: -1, beslut: a, grund: b}", "dagar=”-1”"),
        ("klasser:\n  answers: {dagar: true, beslut: a, grund: b}", "dagar=”True”"),
        ("klasser:\n  answers: {dagar: 3, beslut: a}", "saknar beslut eller grund"),
        ("klasser:\n  answers: {tid: 3}", "fel uppgift: ”tid”"),
        ("klasser: [", "är inte YAML"),
    ],
    ids=["no-classes", "unknown", "negative", "boolean", "no-basis", "no-field", "no-yaml"],
)
def test_a_wrong_rule_is_told_and_removes_nothing(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "gallring.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RetentionError, match=said):
        read_rules(path)


def test_a_server_carries_the_rules_out_by_itself(
    data: Path, tmp_path: Path, embedder: Embedder
) -> None:
    rules = tmp_path / "gallring.yaml"
    rules.write_text(RULES, encoding="utf-8")
    with serving(data, embedder, rules=rules) as service:
        daily = Repeating("retention", DailyRuns(service.retention, local_caller(frozenset())).run)
        daily.start()
        deadline = time.monotonic() + 10
        while left(data)["answers"] > 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        daily.stop()

    assert left(data)["answers"] == 1


def test_one_reads_what_is_stored_of_oneself_and_not_of_others(
    data: Path, embedder: Embedder
) -> None:
    with (
        serving(data, embedder) as service,
        TestClient(create_app(service, recognisers=[As(Role.READER, id="a")])) as client,
    ):
        answered = client.get("/api/v1/me/records")
        refused = client.get("/api/v1/retention")

    told = answered.json()
    assert answered.headers["cache-control"] == "private, no-store"
    assert (len(told["answers"]), len(told["feedback"]), len(told["corrections"])) == (2, 2, 2)
    assert {one["owner"] for one in told["answers"]} == {"a"}
    assert told["answers"][0]["files"][0]["document_id"] == DOCUMENT
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("wanted", "signs_in", "days"),
    [(None, False, 30), (None, True, 0), (7, True, 7), (0, False, 0)],
)
def test_what_people_who_sign_in_ask_is_kept_only_where_that_is_set(
    wanted: int | None, signs_in: bool, days: int
) -> None:
    assert answer_days(wanted, signs_in=signs_in) == days


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "gallring.yaml").write_text(RULES, encoding="utf-8")
    monkeypatch.setenv("LARDOM_DATA", str(data))
    monkeypatch.setenv("LARDOM_RETENTION", str(tmp_path / "gallring.yaml"))

    def ran(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, words)
        return result.exit_code, result.output or str(result.exception)

    return ran


def test_the_commands_hold_run_release_export_and_erase(data: Path, run: Run) -> None:
    assert "skulle gallras" in run("retention", "run", "--dry-run")[1]
    code, told = run("retention", "hold", "add", "--person", "a", "--reason", "Begärd i ett mål.")
    assert (code, told[:10]) == (0, "1: person ")
    assert "answers: 1 gallrades, 1 bevaras särskilt" in run("retention", "run")[1]
    assert "Begärd i ett mål." in run("retention", "hold", "list")[1]
    assert run("erase", "--person", "a")[0] != 0
    assert run("retention", "hold", "release", "1")[0] == 0
    exported = json.loads(run("person", "export", "a")[1])
    assert len(exported["answers"]) == 2
    assert run("erase", "--person", "a")[0] == 0
    assert json.loads(run("person", "export", "a")[1])["answers"] == []
    assert left(data)["answers"] == 0
    assert "erasure  person:a  failed" in run("audit", "list")[1]
    assert run("audit", "verify")[0] == 0


def test_a_document_that_is_held_outlives_its_removal_and_is_shown_to_nobody(
    tmp_path: Path,
) -> None:
    engine = open_for_writing(tmp_path)
    writer = RecordWriter(engine, 1)
    writer.stage(HERE, embedded(document("a.md", "Det hemliga."), document("b.md", "Annat.")))
    HoldRecord(engine).add(HoldKind.DOCUMENT, document_id(HERE, "a.md"), "Begärd.", None)

    RecordWriter(engine, 2).remove(HERE, ["a.md", "b.md"])
    RecordWriter(engine, 2).prune()

    assert shown(tmp_path, 2) == {}
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as record:
        texts = [text for (text,) in record.execute("SELECT text FROM versions")]
    assert len(texts) == 1
    assert "Det hemliga." in texts[0]


def test_old_versions_of_a_workbook_go_with_their_files_and_the_live_one_stays(
    tmp_path: Path,
) -> None:
    for cost in (10.0, 12.0, 14.0):
        take_in(tmp_path, [agency(2, "Exempelverket"), figure(2, "Exempelverket", "it_cost", cost)])
    books = tmp_path / "register" / "books"
    assert len(list(books.iterdir())) == 3

    with closing(open_register_to_write(tmp_path)) as record:
        early = record.forget_superseded("2000-01-01")
        forgotten = record.forget_superseded("2999-01-01")
    forget_files(tmp_path, forgotten.hashes)

    assert (early.books, forgotten.books) == (0, 2)
    assert len(list(books.iterdir())) == 1
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        values = database.execute("SELECT value FROM register_figures").fetchall()
    assert values == [(14.0,)]


def test_a_workbook_with_a_project_that_is_held_stays(tmp_path: Path) -> None:
    for cost in (10.0, 12.0):
        for year, name in ((2018, "Tranan"), (2019, "Korpen")):
            rows = [agency(2, "Exempelverket"), project(2, "Exempelverket", name, budget=cost)]
            take_in(tmp_path, rows, collection(year), f"{name}.xlsx")
    engine = open_for_writing(tmp_path)
    HoldRecord(engine).add(HoldKind.PROJECT, "Korpen", "Begärd.", None)
    engine.dispose()

    with closing(open_register_to_write(tmp_path)) as record:
        forgotten = record.forget_superseded("2999-01-01")

    assert forgotten.books == 1  # the other one
