"""Takes a workbook that was read into the register: the file is kept, its rows go to the record.

    lock -> keep the file -> one transaction: rows, what carries over, which project -> copy

Killed before the transaction it is as if it never came; after it, the copy is made by whoever
asks next.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from ingest.errors import DataFolderError
from ingest.lock import writing
from ingest.record.register.places import BookPlace
from ingest.record.register.record import RegisterRecord, open_register_to_write
from ingest.record.register.types import Import, Put
from ingest.register.asking import copy_anew
from ingest.register.copied import announced_files, coming_files
from ingest.system_errors import in_swedish


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import, and the file as it is kept."""

    put: Put
    kept: Path


def kept_file(data: Path, sha256: str, source: str) -> Path:
    """Where a version of a workbook is kept."""
    return _books(data) / f"{sha256}{Path(source).suffix.lower()}"


def import_book(data: Path, content: bytes, what: Import) -> Imported:
    """Take a workbook in; a second time of the same changes nothing.

    Raises:
        LockedError: another process is writing.
        DataFolderError: when the disk is full, or the folder or record cannot be written to.
    """
    with writing(data), closing(open_register_to_write(data)) as record:
        imported = store_book(data, record, content, what)
        if imported.put.changes:
            copy_anew(data, record)
    return imported


def store_book(
    data: Path,
    record: RegisterRecord,
    content: bytes,
    what: Import,
    place: BookPlace | None = None,
) -> Imported:
    """The same under a lock that is held; the copy is left to be made. Raises DataFolderError."""
    sweep_files(data, record)
    path = kept_file(data, what.sha256, what.source)
    with kept(data, record, path, content):
        return Imported(put=record.put(what, place), kept=path)


def sweep_files(data: Path, record: RegisterRecord) -> None:
    """Remove the files that somebody was killed over, unless the record names them. Hold the lock.

    Other files stay though no record names them: it may be the record that was lost.
    """
    announced = announced_files(data)
    named = record.files() if announced else set()
    for mark in announced:
        if mark.name not in named:
            forget_files(data, (mark.name,))
        mark.unlink(missing_ok=True)


@contextmanager
def kept(data: Path, record: RegisterRecord, path: Path, content: bytes) -> Iterator[None]:
    """Keep a file of that path, unless the record does not name it afterwards. Hold the lock."""
    with _announced(data, (path.stem,)):
        keep(path, content)
        yield
        sweep_files(data, record)


@contextmanager
def forgetting(data: Path) -> Iterator[None]:
    """Whichever files the record names no more after this are removed, though it be killed."""
    with _announced(data, {path.stem for path in _books(data).glob("*")}):
        yield


@contextmanager
def _announced(data: Path, hashes: Iterable[str]) -> Iterator[None]:
    """Have it be known which files to look at, as long as it is not over what the record names."""
    marks = [coming_files(data) / sha256 for sha256 in hashes]
    try:
        for mark in marks:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
    except OSError as error:
        raise _unwritable(coming_files(data), error) from error
    yield
    for mark in marks:
        mark.unlink(missing_ok=True)


def forget_files(data: Path, hashes: Iterable[str]) -> None:
    """Remove kept files that nothing names any more. Hold the lock."""
    for sha256 in hashes:
        for path in _books(data).glob(f"{sha256}.*"):
            path.unlink(missing_ok=True)


def _books(data: Path) -> Path:
    return data / "register" / "books"


def keep(path: Path, content: bytes) -> Path:
    """Write a file that is never altered, whole or not at all. Hold the lock."""
    if path.exists():
        return path
    coming = path.with_name(f"{uuid4().hex}.coming")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob("*.coming"):  # whoever wrote it was killed
            left.unlink()
        with coming.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        coming.rename(path)
    except OSError as error:
        coming.unlink(missing_ok=True)
        raise _unwritable(path.parent, error) from error
    return path


def _unwritable(folder: Path, error: OSError) -> DataFolderError:
    return DataFolderError(
        f"Arbetsboken gick inte att spara i {folder} ({in_swedish(error)}). "
        "Se till att disken har plats och att mappen går att skriva i, och försök igen."
    )
