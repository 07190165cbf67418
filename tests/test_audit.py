"""The audit log: what is noted, by whom it is read, and that nobody changes it unseen."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.api.app import create_app
from assistant.api.noting import MORE, MOST_NOTED
from assistant.auditing import Action, AuditLog, Outcome
from assistant.cli import app
from assistant.errors import SignInError
from assistant.people.types import Caller, Role, Way, local_caller
from ingest.embedding import Embedder
from ingest.record.audit import AuditRecord, Wanted, open_audit
from ingest.record.audit_chain import BEGINNING, Entry, Event, Link, link_of, sealed, verified
from ingest.record.audit_head import HeadFile
from tests.services import serving

BOOK = Path(__file__).parent.parent / "corpus" / "register" / "insamling-2016.xlsx"

EVENT = Event(
    moment="2026-01-31T12:00:00Z",
    caller="k1",
    way="oidc",
    action="refusal",
    object="GET /api/v1/audit",
    outcome="refused",
)
APPENDING = """
import sys
from pathlib import Path
from ingest.record.audit import opened_audit
from ingest.record.audit_chain import Event

data = Path(sys.argv[1])
with opened_audit(data, data / "audit-head") as log:
    for n in range(25):
        moment = "2026-01-31T12:00:00Z"
        assert log.append(Event(moment=moment, caller=sys.argv[2], way="key", action="setting",
                                object=str(n), outcome="done"))
"""


def chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for n in range(length):
        before = link_of(entries[-1]) if entries else BEGINNING
        told = Event(**{**vars_of(EVENT), "object": f"document:{n}"})
        entries.append(sealed(before, told))
    return entries


def vars_of(event: Event) -> dict[str, str]:
    return {name: getattr(event, name) for name in Event.__slots__}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[AuditRecord]:
    with closing(open_audit(tmp_path, tmp_path / "audit-head")) as opened:
        yield opened


def filled(log: AuditRecord, count: int) -> None:
    for n in range(count):
        moment = f"2026-01-{n + 1:02}T12:00:00Z"
        told = {**vars_of(EVENT), "object": f"document:{n}", "moment": moment}
        assert log.append(Event(**told))


def in_log(data: Path, statement: str, *values: object) -> None:
    """Change the log behind the program's back."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        record.execute(statement, values)
        record.commit()


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("field", [*Event.__slots__])
def test_whatever_is_said_otherwise_in_one_entry_breaks_the_chain(field: str, place: int) -> None:
    entries = chain(4)
    one = entries[place]

    changed = {**vars_of(one.event), field: f"{getattr(one.event, field)}x"}
    entries[place] = Entry(number=one.number, event=Event(**changed), hash=one.hash)

    assert verified(chain(4)).faults == ()
    assert verified(entries).faults


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET caller = 'annan' WHERE number = 3", "Post 3 stämmer inte"),
        ("UPDATE audit SET moment = '2020-01-01T00:00:00Z' WHERE number = 1", "Post 1 "),
        ("DELETE FROM audit WHERE number = 3", "Posterna 3–3 saknas"),
        ("DELETE FROM audit WHERE number <= 2", "Posterna 1–2 saknas"),
        ("DELETE FROM audit WHERE number = 5", "slutar vid post 4, men huvudet är 5"),
        ("DELETE FROM audit WHERE number >= 3", "slutar vid post 2, men huvudet är 5"),
        ("DELETE FROM audit", "slutar vid post 0, men huvudet är 5"),
        (
            "UPDATE audit SET object = (SELECT object FROM audit WHERE number = 7 - a.number) "
            "FROM audit a WHERE a.number = audit.number AND a.number IN (3, 4)",
            "Post 3 stämmer inte",
        ),
        (
            "INSERT INTO audit SELECT 6, moment, caller, way, action, object, outcome, hash "
            "FROM audit WHERE number = 5",
            "Post 6 stämmer inte",
        ),
    ],
    ids=[
        *("changed", "first-changed", "removed", "first-removed", "last-removed"),
        *("tail-cut", "all-removed", "reordered", "inserted"),
    ],
)
def test_what_is_done_to_the_stored_log_is_found(
    tmp_path: Path, log: AuditRecord, statement: str, said: str
) -> None:
    filled(log, 5)
    assert log.verify().faults == ()

    in_log(tmp_path, statement)

    assert any(said in fault for fault in log.verify().faults)


def test_an_entry_that_somebody_seals_and_puts_behind_the_last_is_found(
    tmp_path: Path, log: AuditRecord
) -> None:
    filled(log, 3)
    entry = sealed(log.end(), EVENT)
    values = (entry.number, *vars_of(EVENT).values(), entry.hash)

    in_log(
        tmp_path,
        "INSERT INTO audit (number, moment, caller, way, action, object, outcome, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *values,
    )

    assert "som huvudet inte känner till" in log.verify().faults[0]
    assert not log.append(EVENT)
    head = log.head.read()
    assert head is not None
    assert head.settled.number == 3


def test_a_log_that_was_written_anew_is_found_by_its_head(tmp_path: Path, log: AuditRecord) -> None:
    filled(log, 4)
    in_log(tmp_path, "DELETE FROM audit")
    forged = chain(4)

    for entry in forged:
        in_log(
            tmp_path,
            "INSERT INTO audit (number, moment, caller, way, action, object, outcome, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(entry.number, *vars_of(entry.event).values(), entry.hash),
        )

    assert verified(forged).faults == ()
    assert "skriven på nytt" in log.verify().faults[0]


def test_a_process_that_died_between_head_and_log_has_cut_nothing_off(log: AuditRecord) -> None:
    filled(log, 2)
    end = log.end()

    log.head.announce(end, Link(number=3, hash="f" * 64))

    assert log.verify().faults == ()
    assert log.append(EVENT)
    assert log.verify().faults == ()


def test_a_head_that_is_gone_is_told_and_not_made_again_by_itself(log: AuditRecord) -> None:
    filled(log, 2)
    log.head.path.unlink()

    known = log.append(EVENT)

    assert not known
    assert "saknas" in log.verify().faults[0]
    assert log.end().number == 3


def test_processes_append_one_after_the_other(tmp_path: Path) -> None:
    log = open_audit(tmp_path, tmp_path / "audit-head")
    command = [sys.executable, "-c", APPENDING, str(tmp_path)]
    running = [subprocess.Popen([*command, who]) for who in ("a", "b", "c")]

    assert [process.wait(60) for process in running] == [0, 0, 0]

    with closing(log):
        found = log.verify()
        by = [entry.event.caller for entry in log.entries(Wanted(limit=100))]
    assert (found.entries, found.faults) == (75, ())
    assert {who: by.count(who) for who in "abc"} == {"a": 25, "b": 25, "c": 25}


def test_the_oldest_entries_may_be_cut_off_and_the_log_tells_it(
    tmp_path: Path, log: AuditRecord
) -> None:
    filled(log, 6)

    assert log.older_than("2026-01-04") == 3
    assert log.cut("2026-01-04", EVENT) == 3
    assert log.verify().faults == ()
    assert log.cut("2026-01-05", EVENT) == 1
    assert log.verify().faults == ()
    in_log(tmp_path, "DELETE FROM audit WHERE number = (SELECT min(number) FROM audit)")
    assert log.verify().faults


def test_the_newest_entry_is_never_cut_off(log: AuditRecord) -> None:
    filled(log, 3)

    assert log.cut("2030", EVENT) == 2
    assert [entry.number for entry in log.entries(Wanted())] == [4, 3]


def test_a_log_that_cannot_be_written_stops_nothing_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "record.sqlite3").write_text("ingen databas", encoding="utf-8")

    with closing(AuditLog(tmp_path, tmp_path / "audit-head")) as log:
        log.note(local_caller(frozenset()), Action.SWITCH, "web:off")

    assert "kunde inte skrivas" in caplog.text
    assert "web:off" in caplog.text


class ByHeader:
    """Knows callers by a header, as only tests do."""

    def caller(self, request: Request) -> Caller | None:
        role = request.headers.get("x-role")
        if role == "fel":
            raise SignInError("Nyckeln gäller inte.", "Be om en ny.")
        if role is None:
            return None
        return Caller(way=Way.KEY, id=f"id-{role}", roles=frozenset({Role(role)}))


@pytest.fixture
def asking(tmp_path: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(tmp_path, embedder) as service:
        made = create_app(service, recognisers=[ByHeader()])
        with TestClient(made, raise_server_exceptions=False) as opened:
            yield opened


def audited(client: TestClient, **asked: str | int) -> list[tuple[str, str, str, str]]:
    answered = client.get("/api/v1/audit", params=asked, headers={"x-role": "auditor"})
    assert answered.status_code == 200
    return [
        (one["caller"], one["action"], one["object"], one["outcome"])
        for one in answered.json()["entries"]
    ]


def test_a_refusal_is_noted_with_its_route_and_not_with_what_was_asked(asking: TestClient) -> None:
    refused = asking.get("/api/v1/audit?caller=hemlig", headers={"x-role": "reader"})

    assert refused.status_code == 403
    assert audited(asking) == [("id-reader", "refusal", "GET /api/v1/audit", "refused")]


def test_a_sign_in_that_does_not_hold_is_noted_and_coming_without_any_is_not(
    asking: TestClient,
) -> None:
    bare = asking.get("/api/v1/documents")
    wrong = asking.get("/api/v1/documents", headers={"x-role": "fel"})

    assert (bare.status_code, wrong.status_code) == (401, 401)
    assert audited(asking) == [("", "sign-in", "GET /api/v1/documents", "refused")]


def test_a_page_elsewhere_that_wants_to_change_something_is_noted(asking: TestClient) -> None:
    headers = {"x-role": "administrator", "origin": "https://annan.example"}

    refused = asking.put("/api/v1/switches/web", json={"is_off": True}, headers=headers)

    assert refused.status_code == 403
    assert [one[1] for one in audited(asking)] == ["refusal"]


@pytest.mark.parametrize(
    ("headers", "caller", "action"),
    [
        pytest.param({"x-role": "fel"}, "", "sign-in", id="a sign-in that does not hold"),
        pytest.param({"origin": "https://annan.example"}, "", "refusal", id="a page elsewhere"),
        pytest.param({"x-role": "reader"}, "id-reader", "refusal", id="somebody who is known"),
    ],
)
def test_nobody_fills_the_log_with_refusals(
    asking: TestClient, headers: dict[str, str], caller: str, action: str
) -> None:
    for _ in range(3 * MOST_NOTED):
        asking.get("/api/v1/audit", headers=headers)

    noted = audited(asking, limit=100)
    assert len(noted) == MOST_NOTED + 1
    assert noted[0] == (caller, action, MORE, "refused")
    assert {one[2] for one in noted[1:]} <= {"GET /api/v1/audit", "GET (ingen väg)"}


def test_the_log_is_read_page_by_page_and_by_what_is_asked_for(asking: TestClient) -> None:
    for role in ("reader", "editor", "reader"):
        asking.get("/api/v1/audit", headers={"x-role": role})

    first = asking.get("/api/v1/audit?limit=2", headers={"x-role": "auditor"}).json()
    rest = asking.get(
        f"/api/v1/audit?limit=2&before={first['before']}", headers={"x-role": "auditor"}
    ).json()

    assert [one["number"] for one in first["entries"]] == [3, 2]
    assert ([one["number"] for one in rest["entries"]], rest["before"]) == ([1], None)
    assert len(audited(asking, caller="id-reader")) == 2
    assert audited(asking, action="switch") == []
    assert len(audited(asking, since="2020", until="2999-12-31")) == 3
    assert audited(asking, outcome="done") == []


def test_nobody_but_an_auditor_reads_the_log(asking: TestClient) -> None:
    others = sorted({*Role} - {Role.AUDITOR})

    refused = [asking.get("/api/v1/audit", headers={"x-role": role}) for role in others]

    assert {one.status_code for one in refused} == {403}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LARDOM_AUDIT_HEAD", str(tmp_path / "apart" / "head"))

    def ran(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, words)
        return result.exit_code, result.output

    return ran


def test_the_commands_tell_the_head_and_find_what_was_done(tmp_path: Path, run: Run) -> None:
    run("switch", "web", "off", "--message", "Stängt.")
    run("switch", "web", "on")
    code, head = run("audit", "head")
    listed = run("audit", "list")[1]

    assert code == 0
    assert head.startswith("2 ")
    assert "web:off" in listed
    assert "local" in listed
    assert run("audit", "verify") == (0, "Granskningsloggen är hel: 2 poster.\n")
    assert run("audit", "verify", "--head", head.strip())[0] == 0
    in_log(tmp_path / "data", "DELETE FROM audit WHERE number = 2")
    assert run("audit", "verify")[0] == 1
    assert "sparade huvudet" in run("audit", "verify", "--head", head.strip())[1]


def test_taking_in_and_forgetting_material_is_noted_by_numbers_and_never_by_names(
    tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "hemligt"
    folder.mkdir()
    (folder / "gåtan.md").write_text("# Gåtan\n\nTolv system byttes ut.\n", encoding="utf-8")

    run("sync", str(folder))
    run("forget", str(folder))
    run("sync", str(tmp_path / "finns-inte"))

    counts = "replaced=0 moved=0 copies=0"
    assert material(tmp_path) == [
        (f"sync stored=1 {counts} removed=0 failed=0", "done"),
        (f"forget stored=0 {counts} removed=1 failed=0", "done"),
        ("sync", "failed"),
    ]


def test_a_sync_that_never_began_makes_no_data_folder_to_note_it_in(
    tmp_path: Path, run: Run
) -> None:
    run("sync", str(tmp_path / "finns-inte"))

    assert not (tmp_path / "apart").exists()


def test_a_workbook_that_comes_and_goes_is_noted(tmp_path: Path, run: Run) -> None:
    run("register", "import", str(BOOK))
    run("register", "forget", "finns-inte.xlsx")
    run("register", "forget", BOOK.name)

    assert material(tmp_path) == [("register import", "done"), ("register forget", "done")]


def material(folder: Path) -> list[tuple[str, str]]:
    """What the log of the commands says of material, and how it went."""
    with closing(sqlite3.connect(folder / "data" / "record.sqlite3")) as record:
        asked = "SELECT object, outcome FROM audit WHERE action = 'material' ORDER BY number"
        return list(record.execute(asked))


def test_a_head_may_be_written_anew_by_a_person(tmp_path: Path, run: Run) -> None:
    run("switch", "api", "off")
    (tmp_path / "apart" / "head").unlink()

    assert run("audit", "verify")[0] == 1
    run("audit", "head", "--write")

    assert run("audit", "verify")[0] == 0


def test_outcomes_and_heads_are_as_they_are_written_down(tmp_path: Path) -> None:
    file = HeadFile(tmp_path / "head")

    file.write(Link(number=7, hash="a" * 64))

    assert Outcome.REFUSED.value == "refused"
    assert file.path.read_text("ascii").split() == ["7", "a" * 64]
