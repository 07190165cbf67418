"""Opens the record's database with settings that keep it whole, in its newest form.

The only room with SQLite's own words.
"""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from ingest.errors import DataFolderError
from ingest.lock import writing
from ingest.record.faults import record_fault
from ingest.record.folding import teach_folding
from ingest.record.forms import (
    NEWEST,
    OLDER,
    form_of,
    is_empty,
    make_newest,
    migrate,
    other_form,
)
from ingest.record.read_only import connect_reading, may_only_read
from ingest.record.turns import queue_up
from ingest.system_errors import in_swedish

RECORD_NAME = "record.sqlite3"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)
BESIDE = (*PRAGMAS, "PRAGMA busy_timeout=1000", "PRAGMA synchronous=NORMAL")
"""Where a person waits: a power cut may take the last transactions, and nothing else with them."""

READ_ONLY = ("PRAGMA busy_timeout=10000",)
_BRINGING_UP = threading.Lock()


def open_for_writing(data: Path) -> Engine:
    """The record of a data folder, made or migrated to the newest form.

    Raises:
        DataFolderError: when the file is no record, is damaged, cannot be written, or was
            written by a newer program.
    """
    with ExitStack() as giving_up:
        engine = _engine(data, pooled=False)
        giving_up.callback(engine.dispose)
        revision = form_of(engine)
        if revision is not None and revision > NEWEST:
            raise other_form(data, revision)
        if revision is None and is_empty(engine):
            make_newest(engine)
        elif revision != NEWEST:
            migrate(engine)
        giving_up.pop_all()
    return engine


def open_for_reading(data: Path) -> Engine | None:
    """The record of a data folder, or None when nothing has been taken in yet.

    One of an older form is migrated first. Where nothing may be written, it is only read.

    Raises:
        LockedError: the record must be migrated first, and another process is writing.
        DataFolderError: when the file is no record, is damaged, or has a form that the program
            does not know.
    """
    return _opened(data, PRAGMAS)


def open_beside_writer(data: Path) -> Engine | None:
    """The record for short transactions beside a sync; None when nothing has been taken in yet.

    One of an older form is migrated first.

    Raises:
        LockedError: the record must be migrated first, and another process is writing.
        DataFolderError: as `open_for_writing`.
    """
    return _opened(data, BESIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A record as it lies there: its form (None: no record yet), and what is wrong in the file."""

    form: str | None
    faults: tuple[str, ...]


def look_at(data: Path) -> Seen:
    """What an existing record is like, whatever its form; nothing is migrated.

    Raises:
        DataFolderError: when the file is no record, or cannot be read at all.
    """
    engine = _engine(data, pooled=False)
    try:
        with engine.connect() as connection:
            said = connection.execute(text("PRAGMA quick_check(20)")).scalars().all()
        return Seen(form=form_of(engine), faults=tuple(line for line in said if line != "ok"))
    finally:
        engine.dispose()


def bring_up(data: Path) -> None:
    """Make the record, or migrate it, where that is not done yet; threads wait for each other.

    Raises:
        LockedError: another process is writing.
        DataFolderError: as `open_for_writing`.
    """
    with _BRINGING_UP, writing(data):
        open_for_writing(data).dispose()


def empty_log(engine: Engine) -> None:
    """Carry the write-ahead log over into the file and empty it.

    While others have the record open, what was deleted would stand in both until then.

    Raises:
        DataFolderError: when it cannot be written.
    """
    with closing(engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        except sqlite3.Error as error:
            raise record_fault(Path(str(engine.url.database)), error) from error


def _opened(data: Path, pragmas: Sequence[str]) -> Engine | None:
    if not _is_there(data / RECORD_NAME):
        return None
    with ExitStack() as giving_up:
        engine = _engine(data, pooled=True, pragmas=pragmas)
        giving_up.callback(engine.dispose)
        revision = form_of(engine)
        if revision is None:
            return None
        if revision in OLDER:
            bring_up(data)
        elif revision != NEWEST:
            raise other_form(data, revision)
        giving_up.pop_all()
    return engine


def _is_there(record: Path) -> bool:
    try:
        return record.exists()
    except OSError as error:
        raise DataFolderError(
            f"Datamappen {record.parent} går inte att läsa ({in_swedish(error)}). "
            "Ge läsrättighet, eller peka ut en annan mapp med LARDOM_DATA."
        ) from error


def _engine(data: Path, *, pooled: bool, pragmas: Sequence[str] = PRAGMAS) -> Engine:
    path = (data / RECORD_NAME).resolve()
    url = URL.create("sqlite", database=str(path))
    if pooled and may_only_read(path):
        reading, pragmas = partial(connect_reading, path), READ_ONLY
        engine = create_engine(url, poolclass=NullPool, creator=reading)
    else:
        engine = create_engine(url, poolclass=QueuePool if pooled else NullPool)
    event.listen(engine, "connect", lambda opened, _: _set_pragmas(opened, pragmas))
    queue_up(engine)
    event.listen(engine, "handle_error", lambda context: _explained(path, context))
    return engine


def _set_pragmas(connection: Any, pragmas: Sequence[str]) -> None:
    # Python's own transactions would leave CREATE TABLE outside: a killed migration must
    # leave nothing behind, so each transaction is begun by `turns`.
    connection.isolation_level = None
    teach_folding(connection)
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()


def _explained(path: Path, context: ExceptionContext) -> DataFolderError | None:
    """An error of ours for what is wrong with the file; None for what is wrong with us."""
    error = context.sqlalchemy_exception
    if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
        return None
    return record_fault(path, context.original_exception)
