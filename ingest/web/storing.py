"""The folder of fetched files: DATA/web, which sync takes in as it does any material folder.

A file is there whole or not at all, with its sidecar before it: nobody reads a file without its
rule of access. Files that no address has any more are removed; the folder is ours alone.
"""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ingest.errors import DataFolderError
from ingest.sidecar import SUFFIX, sidecar_bytes
from ingest.system_errors import in_swedish
from ingest.types import EVERYONE
from ingest.web.types import Wanted

FOLDER = "web"
COMING = "web-coming"
"""Beside it: what is on its way, and the lock of whoever fetches."""


class WebFolder:
    """Keeps the fetched files of one data folder. Used by one process at a time."""

    def __init__(self, data: Path) -> None:
        self.folder = data.resolve() / FOLDER
        self._coming = data.resolve() / COMING

    def tidy(self, files: Collection[str]) -> None:
        """Make the folders, and remove all files but these, half-fetched ones too."""
        with self._usable():
            for folder in (self.folder, self._coming):
                folder.mkdir(parents=True, exist_ok=True)
            for left in self._coming.glob("*.part"):
                left.unlink()
            kept = {*files, *(file + SUFFIX for file in files)}
            for path in sorted(self.folder.rglob("*"), reverse=True):
                if path.is_dir() and not path.is_symlink():
                    _remove_if_empty(path)
                elif path.relative_to(self.folder).as_posix() not in kept:
                    path.unlink()

    @contextmanager
    def coming(self) -> Iterator[BinaryIO]:
        """An empty file to fetch into; gone when the block ends."""
        path = self._coming / f"{os.getpid()}.part"
        with self._usable(), path.open("w+b") as file:
            try:
                yield file
            finally:
                path.unlink(missing_ok=True)

    def keep(self, content: BinaryIO, file: str, wanted: Wanted) -> str:
        """Store what was fetched, under that name; the SHA-256 of its bytes, in hex."""
        with self._usable():
            place = self.folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            content.flush()
            os.fsync(content.fileno())
            digest = _sha256(Path(content.name))
            self._describe(place, wanted)
            Path(content.name).replace(place)
        return digest

    def describe(self, file: str, wanted: Wanted) -> None:
        """Bring a stored file's sidecar in step with the list of sources."""
        with self._usable():
            self._describe(self.folder / file, wanted)

    def is_whole(self, file: str, sha256: str) -> bool:
        """True when the file is there, with just those bytes."""
        try:
            return _sha256(self.folder / file) == sha256
        except OSError:
            return False

    def remove(self, file: str) -> None:
        """Remove a file, and its sidecar after it."""
        with self._usable():
            place = self.folder / file
            place.unlink(missing_ok=True)
            _sidecar(place).unlink(missing_ok=True)

    def _describe(self, place: Path, wanted: Wanted) -> None:
        said = sidecar_bytes((*wanted.properties, ("url", wanted.url)), _said(wanted))
        beside = _sidecar(place)
        if not beside.exists() or beside.read_bytes() != said:
            coming = self._next(beside)
            coming.write_bytes(said)
            coming.replace(beside)

    def _next(self, place: Path) -> Path:
        return self._coming / f"{place.name}.part"

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DataFolderError(
                f"Mappen {self.folder} går inte att skriva i ({in_swedish(error)}). "
                "Ge skrivrättighet och plats på disken, och försök igen; det som redan har hämtats "
                "är kvar."
            ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def _sidecar(place: Path) -> Path:
    return place.with_name(place.name + SUFFIX)


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _said(wanted: Wanted) -> tuple[str, ...] | None:
    """The rule of access to write down; what is for everyone needs none."""
    return None if EVERYONE in wanted.access else wanted.access
