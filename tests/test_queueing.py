"""Whose turn it is to write: the threads of a process queue up, and nobody keeps a turn."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ingest.errors import DataFolderError
from ingest.record.opening import open_beside_writer, open_for_writing
from ingest.record.turns import taking_turns

WRITERS = 40
A_WHILE = 0.05
"""Seconds; all of them together are more than SQLite lets anybody wait."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    open_for_writing(tmp_path).dispose()
    opened = open_beside_writer(tmp_path)
    assert opened is not None
    with taking_turns(opened).begin() as connection:
        connection.execute(text("CREATE TABLE written (by_whom INTEGER)"))
    yield opened
    opened.dispose()


def write(engine: Engine, whom: int, seconds: float = 0) -> None:
    with taking_turns(engine).begin() as connection:
        connection.execute(text("INSERT INTO written VALUES (:whom)"), {"whom": whom})
        time.sleep(seconds)


def test_many_threads_that_write_at_once_all_have_their_turn(engine: Engine) -> None:
    with ThreadPoolExecutor(WRITERS) as threads:
        for one in [threads.submit(write, engine, n, A_WHILE) for n in range(WRITERS)]:
            one.result()

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM written")) == WRITERS


def test_a_turn_that_does_not_come_is_told_of_and_stands_in_nobodys_way(
    engine: Engine,
) -> None:
    with closing(sqlite3.connect(str(engine.url.database))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFolderError, match="upptagen"):
            write(engine, 1)
        other.rollback()

    write(engine, 2)


def test_a_turn_that_ends_in_a_fault_stands_in_nobodys_way(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), taking_turns(engine).begin():
        raise ZeroDivisionError

    write(engine, 1)
