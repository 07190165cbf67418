"""Opens a record for short transactions where there may be none yet."""

from pathlib import Path

from sqlalchemy import Engine

from ingest.lock import writing
from ingest.record.opening import open_beside_writer, open_for_writing


def open_or_make(data: Path) -> Engine:
    """The record for short transactions, made where nothing has been taken in yet.

    Raises:
        LockedError: it must be made or migrated first, and another process is writing.
        DataFolderError: as `open_for_writing`.
    """
    while (engine := open_beside_writer(data)) is None:
        with writing(data):
            open_for_writing(data).dispose()
    return engine
