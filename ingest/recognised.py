"""The folder of recognised pages: PDFs of single pages with the text that was read in a picture.

::

    ocr/<SHA-256 of the whole file>/<page number>.pdf

A page is shown, and quotes in it are looked for, in its own PDF, whose only page is number 1.
Knows nothing about how letters are recognised.
"""

import os
import shutil
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

FOLDER = "ocr"


class RecognisedPages:
    """The recognised pages of a library. Written by reading processes, several at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, data: Path) -> "RecognisedPages":
        """Those of a data folder."""
        return cls(cls.folder_of(data))

    @staticmethod
    def folder_of(data: Path) -> Path:
        """Where they lie in a data folder."""
        return data / FOLDER

    def page(self, file_hash: str, number: int) -> Path | None:
        """The PDF of page `number` (from 1) of a file; None where it was not recognised."""
        path = self._folder / file_hash / f"{number}.pdf"
        return path if file_hash and path.is_file() else None

    def knows(self, file_hash: str) -> bool:
        """True when any page of the file is here."""
        return bool(file_hash) and (self._folder / file_hash).is_dir()

    def keep(self, file_hash: str, number: int, content: bytes) -> None:
        """Store a page's PDF, whole or not at all."""
        folder = self._folder / file_hash
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{number}.pdf"
        made = path.with_suffix(f".{os.getpid()}.new")
        try:
            made.write_bytes(content)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)

    def mark_used(self, file_hash: str) -> None:
        """Remember that the file's pages were wanted now, so that `sweep` leaves them."""
        now = time.time()
        with suppress(FileNotFoundError):
            os.utime(self._folder / file_hash, (now, now))

    def sweep(self, in_use: Collection[str], since: float) -> None:
        """Remove the pages of files that are not in use and were not wanted `since` a time."""
        for folder in self._folder.glob("*"):
            if folder.name not in in_use and folder.stat().st_mtime < since:
                shutil.rmtree(folder, ignore_errors=True)
