"""The files of lessons' attachments: each under the SHA-256 of its content, in the data folder.

::

    bilagor/<SHA-256 in hex>

Files are written and removed in turns with whoever writes to the record, so that what a row names
lies there, and what no row names any more is gone.
"""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, select

from ingest.errors import DataFolderError
from ingest.record.lesson_tables import lesson_attachments
from ingest.record.turns import taking_turns
from ingest.system_errors import in_swedish

FOLDER = "bilagor"
_COMING = ".kommer"


def folder_of(engine: Engine) -> Path:
    """Where the files lie: beside the record."""
    return Path(str(engine.url.database)).parent / FOLDER


def keep_file(folder: Path, sha256: str, content: bytes) -> None:
    """Write a file, whole or not at all. Hold the turn to write; raises `DataFolderError`."""
    path = folder / sha256
    coming = folder / f"{uuid4().hex}{_COMING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() == content:
            return
        with coming.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        coming.replace(path)
    except OSError as error:
        coming.unlink(missing_ok=True)
        raise DataFolderError(
            f"Bilagan gick inte att spara i {folder} ({in_swedish(error)}). Se över mappen och "
            "att disken har plats."
        ) from error


def read_file(folder: Path, sha256: str) -> bytes:
    """The bytes of a file; raises `DataFolderError` where it is gone or is not what it was."""
    try:
        content = (folder / sha256).read_bytes()
    except OSError as error:
        raise _lost(in_swedish(error)) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _lost("innehållet är inte det som sparades")
    return content


def sweep(engine: Engine) -> None:
    """Remove the files that no attachment names any more, and what was left half written.

    Raises `DataFolderError` where they cannot be removed.
    """
    folder = folder_of(engine)
    if not folder.is_dir():
        return
    with taking_turns(engine).begin() as connection:
        named = set(connection.scalars(select(lesson_attachments.c.sha256)))
        for path in folder.iterdir():
            if path.name in named or path.is_dir():  # a folder is none of ours
                continue
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise DataFolderError(
                    f"Bilagan {path} gick inte att ta bort ({in_swedish(error)}). Ta bort den för "
                    "hand."
                ) from error


def _lost(why: str) -> DataFolderError:
    return DataFolderError(
        f"Bilagans fil går inte att läsa ({why}). Ta bort bilagan och lägg till den på nytt."
    )
