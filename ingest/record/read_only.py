"""Opens a record where nothing can be written: no right to, a read-only disk, or a full one.

SQLite reads a record with a log by an index of that log, which it must be able to write; so where
nobody has the record open, and the log is empty, the file is read for itself. That is decided at
every connection, and none is kept: what writes to the record meanwhile is met with its log.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from ingest.errors import DataFolderError

_NOT_WRITABLE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
)


def may_only_read(record: Path) -> bool:
    """True where a record cannot be opened for writing, though it may be there and whole."""
    if not (os.access(record.parent, os.W_OK) and os.access(record, os.W_OK)):
        return True
    try:
        with closing(sqlite3.connect(record)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").close()
    except sqlite3.OperationalError as error:
        return record.is_file() and error.sqlite_errorcode & 0xFF in _NOT_WRITABLE
    except sqlite3.DatabaseError:  # whoever opens it will say what is wrong with it
        return False
    return False


def connect_reading(record: Path) -> sqlite3.Connection:
    """A connection that writes nothing.

    Raises:
        DataFolderError: when changes wait in the log that cannot be read without writing.
        sqlite3.Error: when the file is no record, or cannot be read.
    """
    address = f"{record.as_uri()}?mode=ro"
    connection = _connected(address)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").close()
    except sqlite3.OperationalError:
        connection.close()
        _refuse_waiting(record)
        return _connected(f"{address}&immutable=1")
    return connection


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _refuse_waiting(record: Path) -> None:
    log = record.with_name(f"{record.name}-wal")
    if log.exists() and log.stat().st_size:
        raise DataFolderError(
            f"Databasen {record} har ändringar som väntar i {log.name}, och mappen går inte att "
            "skriva i. Frigör utrymme om disken är full, eller kör `lardom status` en gång med "
            "skrivrättighet, så förs de in."
        )
