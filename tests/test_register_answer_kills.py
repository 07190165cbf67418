"""A list of answers that is killed on its way in is taken in whole by the next command."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.record.opening import RECORD_NAME
from ingest.record.register.findings import AnswerGiven
from ingest.record.register.record import open_register_to_write
from ingest.register.renewing import changing
from ingest.register.reviewing import take_answers_in
from tests.kill_points import ANSWER_POINTS, REACHED, KillPoint, interpreter_killed_at
from tests.test_register_reviewing import answered, data, found_of

__all__ = ["data"]  # a fixture, taken in by its name
LIST = "svar.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is left when answers are in; copies that were only begun may stay for an hour."""

    corrections: tuple[tuple[object, ...], ...]
    findings: tuple[tuple[object, ...], ...]
    facts: tuple[tuple[object, ...], ...]
    files: tuple[str, ...]


def held(data: Path) -> Held:
    folder = data / "register"
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        found = [
            tuple(database.execute(query).fetchall())
            for query in (
                'SELECT sheet_id, "row", "column", value, original, sha256, source_row '
                "FROM register_corrections ORDER BY id",
                "SELECT id, is_open, answer, comment FROM register_findings ORDER BY id",
                "SELECT name, value FROM facts ORDER BY name",
            )
        ]
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    files = [str(path) for path in paths if not path.name.startswith("coming-")]
    return Held(corrections=found[0], findings=found[1], facts=found[2], files=tuple(files))


@pytest.fixture
def sent(data: Path) -> bytes:
    """A list that corrects one value, and stands by another."""
    said = {
        found_of(data, "sum").finding.id: ("rättas till", "100 tkr", ""),
        found_of(data, "order").finding.id: ("stämmer", "", "som planerat"),
    }
    return answered(data, said)


@pytest.fixture
def whole(data: Path, sent: bytes, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """What is left where nobody is killed."""
    beside = tmp_path_factory.mktemp("beside") / "data"
    shutil.copytree(data, beside)
    take_answers_in(beside, sent, LIST, None)
    return held(beside)


@pytest.mark.slow
@pytest.mark.parametrize("point", ANSWER_POINTS, ids=lambda point: point.name)
def test_answers_killed_on_their_way_in_are_in_after_the_next_time(
    point: KillPoint, data: Path, sent: bytes, whole: Held, tmp_path_factory: pytest.TempPathFactory
) -> None:
    room = tmp_path_factory.mktemp("room")
    (room / LIST).write_bytes(sent)
    python = interpreter_killed_at(point, "group", room / "watch")

    killed = subprocess.run(
        [str(python), "-P", "-m", "assistant", "register", "answers", str(room / LIST)],
        env={**os.environ, "LARDOM_DATA": str(data)},
        start_new_session=True,
        capture_output=True,
        check=False,
    )
    take_answers_in(data, sent, LIST, None)

    assert (killed.returncode, (room / "watch" / REACHED).exists()) == (-9, True), killed.stderr
    assert held(data) == whole


def test_what_was_answered_and_not_checked_is_checked_by_the_next_command(
    data: Path, sent: bytes, whole: Held
) -> None:
    take_answers_in(data, sent, LIST, None)
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        database.execute("UPDATE facts SET value = '1' WHERE name = 'reviewed'")
        database.execute("UPDATE register_findings SET is_open = 1")
        database.commit()
    for copy in (data / "register").glob("copy-*"):
        copy.unlink()

    with changing(data):
        pass

    assert held(data) == whole


def test_a_list_without_corrections_is_not_kept(data: Path) -> None:
    said = {found_of(data, "sum").finding.id: ("stämmer", "", "ränta ingår")}
    before = held(data).files

    take_answers_in(data, answered(data, said), LIST, None)

    assert held(data).files == before


def test_a_list_that_was_killed_before_its_answers_were_noted_leaves_no_file(data: Path) -> None:
    lost = "a" * 64
    for folder, name in (("coming", lost), ("books", f"{lost}.xlsx")):
        (data / "register" / folder).mkdir(exist_ok=True)
        (data / "register" / folder / name).touch()

    with closing(open_register_to_write(data)) as record:
        record.answer([AnswerGiven(finding="none", answer="stands", comment="")], [])
    with changing(data):
        pass

    assert [name for name in held(data).files if lost in name] == []
