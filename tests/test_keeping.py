"""Kept answers: beside a sync, until they expire, and only for those who may see their sources."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import event

import ingest.record
from assistant.answer import Answer
from assistant.errors import NotFoundError
from assistant.keeping import AnswerKeeper
from assistant.types import Asker
from ingest.embedding import Embedder
from ingest.lock import writing
from ingest.record.answers import Verdict
from ingest.record.opening import open_for_writing
from ingest.record.writing import RecordWriter
from tests.conftest import TakenIn
from tests.services import serving
from tests.shelving import copied

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
ANYONE = Asker()
QUESTION = "Vad kostade Vägprojektet?"


@pytest.fixture
def data(taken_in: TakenIn, tmp_path: Path) -> Path:
    return copied(taken_in.data, tmp_path / "data")


@pytest.fixture
def answer(data: Path, embedder: Embedder) -> Answer:
    with serving(data, embedder) as service:
        return service.assistant.ask(QUESTION, ANYONE)


def keeper(
    data: Path, *, days: int = 30, now: Callable[[], datetime] = lambda: NOON
) -> AnswerKeeper:
    return AnswerKeeper(data, "f" * 64, days, now)


def stored(data: Path, table: str = "answers") -> int:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        return int(record.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (our own names)


def take_back(data: Path) -> None:
    """Give the record the form that it had before answers were kept."""
    made = Config()
    made.set_main_option("script_location", str(Path(ingest.record.__file__).parent / "migrations"))
    made.set_main_option("path_separator", "os")
    engine = open_for_writing(data)
    with engine.begin() as connection:
        made.attributes["connection"] = connection
        command.downgrade(made, "0001")
    engine.dispose()


def test_a_kept_answer_tells_what_it_rested_on(data: Path, answer: Answer) -> None:
    with closing(keeper(data)) as keeping:
        named = keeping.keep(answer)
        kept = keeping.find(str(named.answer_id), ANYONE)

    assert len(kept.id) == 32
    assert (kept.asked, kept.expires) == ("2026-01-31T12:00:00Z", "2026-03-02T12:00:00Z")
    assert (kept.question, kept.generation, kept.embedder) == (QUESTION, 1, "f" * 64)
    assert {file.document_id for file in kept.files} == {c.document_id for c in answer.citations}
    assert all(len(file.content_hash) == 64 for file in kept.files)
    assert replace(named, answer_id=None) == answer


@pytest.mark.parametrize("question", ["Hej!", "Kostnad?", "Lista alla dokument", "Hjälp"])
def test_a_reply_is_kept_with_the_documents_that_it_names(
    data: Path, embedder: Embedder, question: str
) -> None:
    with serving(data, embedder) as service:
        reply = service.assistant.ask(question, ANYONE)
    with closing(keeper(data)) as keeping:
        kept = keeping.find(str(keeping.keep(reply).answer_id), ANYONE)

    listed = reply.listing.documents if reply.listing else ()
    named = {one.document_id for one in listed} | {near.document_id for near in reply.nearest}
    named |= {choice.document_id or "" for choice in reply.choices}
    assert {file.document_id for file in kept.files} == named
    assert bool(named) == (question != "Hej!")


def test_nothing_is_kept_where_it_is_turned_off(data: Path, answer: Answer) -> None:
    with closing(keeper(data, days=0)) as keeping:
        given = keeping.keep(answer)

        with pytest.raises(NotFoundError, match="LARDOM_KEEP_ANSWERS"):
            keeping.find("0" * 32, ANYONE)
    assert given == answer
    assert stored(data) == 0


def test_an_answer_expires_when_another_is_kept_and_when_the_service_starts(
    data: Path, answer: Answer
) -> None:
    times = [NOON]
    with closing(keeper(data, days=1, now=lambda: times[-1])) as keeping:
        first = keeping.find(str(keeping.keep(answer).answer_id), ANYONE)
        keeping.say(first, Verdict.RIGHT, None, "")
        times.append(NOON + timedelta(days=1))

        with pytest.raises(NotFoundError, match="finns inte"):
            keeping.find(first.id, ANYONE)
        keeping.keep(answer)
        assert (stored(data), stored(data, "feedback")) == (1, 0)

        times.append(NOON + timedelta(days=2))
        keeping.start()
    assert stored(data) == 0


def test_an_answer_of_another_owner_is_as_one_that_is_not_there(data: Path, answer: Answer) -> None:
    with closing(keeper(data)) as keeping:
        named = str(keeping.keep(answer, owner="en").answer_id)

        assert keeping.find(named, ANYONE, owner="en").owner == "en"
        for other in ("annan", None):
            with pytest.raises(NotFoundError):
                keeping.find(named, ANYONE, owner=other)


def test_an_answer_is_kept_while_a_sync_holds_the_lock(data: Path, answer: Answer) -> None:
    with writing(data), closing(keeper(data)) as keeping:
        named = keeping.keep(answer)

    assert named.answer_id
    assert stored(data) == 1


def test_an_answer_is_given_without_an_id_while_a_sync_writes_for_long(
    data: Path, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(data / "record.sqlite3", isolation_level=None)) as syncing:
        syncing.execute("BEGIN IMMEDIATE")
        with closing(keeper(data)) as keeping:
            given = keeping.keep(answer)

    assert given == answer
    assert "kunde inte sparas" in caplog.text
    assert stored(data) == 0


def test_a_sync_never_loses_its_turn_to_an_answer(data: Path, answer: Answer) -> None:
    engine = open_for_writing(data)
    given: list[Answer] = []

    with closing(keeper(data)) as keeping:

        @event.listens_for(engine, "before_cursor_execute")
        def between_reading_and_writing(*told: object) -> None:
            if str(told[2]).startswith("INSERT"):
                given.append(keeping.keep(answer))

        RecordWriter(engine, 2).stage(Path("/annan"), [])
        after = keeping.keep(answer)
    engine.dispose()

    assert given == [answer]
    assert after.answer_id


def test_a_record_of_an_older_form_is_brought_to_the_newest(data: Path, answer: Answer) -> None:
    take_back(data)

    with closing(keeper(data)) as keeping:
        named = keeping.keep(answer)

    assert named.answer_id
    assert stored(data) == 1


def test_a_record_of_the_form_before_waits_for_its_migration_while_a_sync_works(
    data: Path, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    take_back(data)
    with closing(keeper(data)) as keeping:
        with writing(data):
            before = keeping.keep(answer)
        after = keeping.keep(answer)

    assert before == answer
    assert "En annan inläsning" in caplog.text
    assert after.answer_id


def test_an_empty_data_folder_keeps_nothing_and_stays_empty(tmp_path: Path, answer: Answer) -> None:
    empty = tmp_path / "empty"
    with closing(keeper(empty)) as keeping:
        keeping.start()

        assert keeping.keep(answer) == answer
    assert not empty.exists()
