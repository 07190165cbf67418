"""Lends a store's folder to a library that insists on writing where nothing may be written.

Both stores write when they only read: tantivy a lock, Chroma its database. On a read-only disk
they get a folder of their own among the temporary files: links to what they leave alone, and
copies of the rest.
"""

import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path

from ingest.errors import IndexDamagedError


def lent(folder: Path, untouched: Collection[Path], until: ExitStack) -> Path:
    """The folder itself, or its stand-in, which is removed when `until` is closed.

    `untouched` are the files that readers leave alone.

    Raises:
        IndexDamagedError: when a stand-in is called for and cannot be made.
    """
    if os.access(folder, os.W_OK):
        return folder
    try:
        stand_in = Path(until.enter_context(_temporary()))
        for file in folder.rglob("*"):
            place = stand_in / file.relative_to(folder)
            if file.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            elif file in untouched:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(file.resolve())
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
    except OSError as error:
        raise IndexDamagedError(
            f"Indexmappen {folder} går inte att skriva i, och ingen kopia gick att göra.",
            "Ge skrivrättighet till datamappen, eller plats i mappen för tillfälliga filer.",
        ) from error
    return stand_in


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="lardom-index-", ignore_cleanup_errors=True)
