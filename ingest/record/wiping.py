"""Sees to it that nothing of what was deleted is left in the record's files.

SQLite zeroes what is deleted (`secure_delete`), but promises nothing of copies that were left in a
page when a row moved away before. So the file is written anew from its rows, and the log emptied.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from ingest.record.faults import record_fault

_PATIENCE = 15.0
"""Seconds that others' readings are waited for, which hold the log."""


def wipe(engine: Engine, patience: float = _PATIENCE) -> bool:
    """Write the record anew and empty its log; False where somebody read in it for too long.

    Then the log may still have what was deleted, until the next wipe. Hold no transaction.

    Raises:
        DataFolderError: when another process writes for long, or the disk is full.
    """
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute("VACUUM")
            cursor.execute(f"PRAGMA busy_timeout={round(1000 * patience)}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_) = cursor.fetchone() or (1,)
        except sqlite3.Error as error:
            raise record_fault(Path(str(engine.url.database)), error) from error
        finally:
            cursor.close()
    return not is_busy
