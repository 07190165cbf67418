"""Takes a workbook that was read into the register: the file is kept, its rows go to the record.

    lock -> keep the file -> one transaction: rows, what carries over, which project -> copy

Killed before the transaction it is as if it never came; after it, the copy is made by whoever
asks next.
"""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from ingest.errors import DataFolderError
from ingest.lock import writing
from ingest.record.register.record import open_register_to_write
from ingest.record.register.types import Import, Put
from ingest.register.asking import copy_anew
from ingest.system_errors import in_swedish


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import, and the file as it is kept."""

    put: Put
    kept: Path


def kept_file(data: Path, sha256: str, source: str) -> Path:
    """Where a version of a workbook is kept."""
    return data / "register" / "books" / f"{sha256}{Path(source).suffix.lower()}"


def import_book(data: Path, content: bytes, what: Import) -> Imported:
    """Take a workbook in; a second time of the same changes nothing.

    Raises:
        LockedError: another process is writing.
        DataFolderError: when the disk is full, or the folder or record cannot be written to.
    """
    with writing(data):
        kept = keep(kept_file(data, what.sha256, what.source), content)
        with closing(open_register_to_write(data)) as record:
            put = record.put(what)
            if put.is_new:
                copy_anew(data, record)
    return Imported(put=put, kept=kept)


def keep(path: Path, content: bytes) -> Path:
    """Write a file that is never altered, whole or not at all."""
    if path.exists():
        return path
    coming = path.with_name(f"{uuid4().hex}.coming")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with coming.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        coming.rename(path)
    except OSError as error:
        coming.unlink(missing_ok=True)
        raise DataFolderError(
            f"Arbetsboken gick inte att spara i {path.parent} ({in_swedish(error)}). "
            "Se till att disken har plats och att mappen går att skriva i, och försök igen."
        ) from error
    return path
