"""Opens the record's database: settings that keep it whole, and its migrations.

The only room with SQLite's own words. Alembic is imported only when there is something to do,
for it costs a cold question a third of a second; a new record is made without it.
"""

import sqlite3
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
from ingest.record import (  # all of them have tables
    curated_tables,  # noqa: F401
    keeping_tables,  # noqa: F401
    lesson_tables,  # noqa: F401
    people_tables,  # noqa: F401
    place_tables,  # noqa: F401
    tables,
)
from ingest.record.faults import record_fault
from ingest.record.folding import teach_folding
from ingest.record.read_only import connect_reading, may_only_read
from ingest.record.register import tables as _register_tables  # noqa: F401  (the same)
from ingest.record.turns import queue_up, taking_turns
from ingest.system_errors import in_swedish

RECORD_NAME = "record.sqlite3"
NEWEST = "0027"
OLDER = (
    *("0001", "0002", "0003", "0004", "0005", "0006"),
    *("0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014", "0015", "0016"),
    *("0017", "0018", "0019", "0020", "0022", "0024"),
)
"""The forms that whoever opens a record brings to the newest."""
VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it."""
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


def open_for_writing(data: Path) -> Engine:
    """The record of a data folder, made or migrated to the newest form.

    Raises:
        DataFolderError: when the file is no record, is damaged, cannot be written, or was
            written by a newer program.
    """
    with ExitStack() as giving_up:
        engine = _engine(data, pooled=False)
        giving_up.callback(engine.dispose)
        revision = _revision(engine)
        if revision is not None and revision > NEWEST:
            raise _of_other_form(data, revision)
        if revision is None and _is_empty(engine):
            _make(engine)
        elif revision != NEWEST:
            _migrate(engine)
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
        return Seen(form=_revision(engine), faults=tuple(line for line in said if line != "ok"))
    finally:
        engine.dispose()


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
        revision = _revision(engine)
        if revision is None:
            return None
        if revision in OLDER:
            with writing(data):
                open_for_writing(data).dispose()
        elif revision != NEWEST:
            raise _of_other_form(data, revision)
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


def _revision(engine: Engine) -> str | None:
    query = text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    with engine.connect() as connection:
        if connection.execute(query).first() is None:
            return None
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.execute(text("SELECT name FROM sqlite_master")).first() is None


def _make(engine: Engine) -> None:
    """Make the newest form at once: the same as all migrations make, as their tests hold."""
    with taking_turns(engine).begin() as connection:
        tables.metadata.create_all(connection, checkfirst=False)
        connection.execute(text(VERSION_TABLE))
        connection.execute(text("INSERT INTO alembic_version VALUES (:form)"), {"form": NEWEST})


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415  (see the module's word on cold starts)
    from alembic.config import Config  # noqa: PLC0415  (the same)

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with taking_turns(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _explained(path: Path, context: ExceptionContext) -> DataFolderError | None:
    """An error of ours for what is wrong with the file; None for what is wrong with us."""
    error = context.sqlalchemy_exception
    if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
        return None
    return record_fault(path, context.original_exception)


def _of_other_form(data: Path, revision: str) -> DataFolderError:
    return DataFolderError(
        f"Databasen i {data} har en annan form ({revision}) än programmet ({NEWEST}). "
        "Kör `lardom sync` med den nyaste versionen."
    )
