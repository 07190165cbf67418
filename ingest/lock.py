"""One writer at a time: an advisory lock on the data folder.

Knows nothing about what is written.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import DataFolderError, LockedError
from ingest.system_errors import in_swedish

LOCK_NAME = "lock"


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the data folder for writing; made when missing, freed by the system on any exit.

    Raises:
        LockedError: at once, when another process holds it.
        DataFolderError: when the folder cannot be made, written or locked.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataFolderError(
            f"Datamappen {data} går inte att skriva i ({in_swedish(error)}). "
            "Ge skrivrättighet och plats, eller peka ut en annan mapp med LARDOM_DATA."
        ) from error
    try:
        _take(handle, data)
        yield
    finally:
        os.close(handle)


def _take(handle: int, data: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError(
            f"En annan inläsning arbetar redan i datamappen {data}. "
            "Vänta tills den är klar och försök igen."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"Datamappen {data} går inte att låsa ({in_swedish(error)}). "
            "Lägg den på en lokal disk och peka ut den med LARDOM_DATA."
        ) from error
