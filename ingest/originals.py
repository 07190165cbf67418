"""The files that documents are read from: those of the folder, and those in its ZIP archives.

A member of an archive is named as if the archive were a folder, `arkiv.zip/rapport.pdf`.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ingest.archives import Archive, archive_above, is_archive, open_archive
from ingest.errors import LoadError
from ingest.regular_files import open_regular
from ingest.sidecar import NO_SIDECAR, Sidecar, read_sidecar, sidecar_names, understood, within

SIZE_LIMIT = 200 << 20
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file's bytes, and what stands beside it."""

    content: bytes
    sidecar: Sidecar

    @property
    def content_hash(self) -> str:
        """The SHA-256, in hex, of both."""
        return sha256(self.content + self.sidecar.content).hexdigest()

    @property
    def file_hash(self) -> str:
        """The SHA-256, in hex, of the file's bytes alone."""
        return sha256(self.content).hexdigest()


class OriginalReader:
    """Reads originals; the archive that was read last stays open. Not for threads; close it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._last: tuple[Path, int] | None = None
        self._archive: Archive | None = None

    def read(self, path: Path) -> Original:
        """The original at `path`.

        Raises:
            LoadError: it is too large or empty, or the archive or sidecar cannot be understood.
            OSError: it is not there, or may not be read.
        """
        archive = archive_above(path)
        if archive is None:
            return Original(content=_content(path), sidecar=read_sidecar(path))
        name = path.relative_to(archive).as_posix()
        beside = within(read_sidecar(archive), self._sidecar(archive, name))
        return Original(content=_not_empty(self._member(archive, name)), sidecar=beside)

    def members(self, path: Path) -> Archive:
        """The archive at `path`, open until the next one is; raises as `read` does."""
        stamp = (path, path.stat().st_mtime_ns)
        if self._archive is None or self._last != stamp:
            self.close()
            self._archive = self._open.enter_context(open_archive(path))
            self._last = stamp
        return self._archive

    def close(self) -> None:
        """Let go of the archive that was read last."""
        self._archive = self._last = None
        self._open.close()

    def _member(self, archive: Path, name: str) -> bytes:
        try:
            return self.members(archive).read(name)
        except KeyError as error:
            raise FileNotFoundError(2, "finns inte i arkivet", name) from error

    def _sidecar(self, archive: Path, name: str) -> Sidecar:
        held = {member.name for member in self.members(archive).contents.members}
        for beside in sidecar_names(PurePosixPath(name).name):
            there = str(PurePosixPath(name).with_name(beside))
            if there in held:
                return understood(self._member(archive, there), beside)
        return NO_SIDECAR


@contextmanager
def reading_originals() -> Iterator[OriginalReader]:
    """A reader, while the context lasts."""
    reader = OriginalReader()
    try:
        yield reader
    finally:
        reader.close()


def openable(path: Path) -> Path | bytes:
    """What a library opens an original by: its path, or the bytes of an archive's member.

    Raises as `OriginalReader.read`.
    """
    if archive_above(path) is None:
        return path
    with reading_originals() as originals:
        return originals.read(path).content


def content_hash(path: Path) -> str:
    """The SHA-256, in hex, of a file's bytes and its sidecar's, as `Original` has it.

    Raises `LoadError` for what cannot be understood, `OSError` where there is no such file.
    """
    if archive_above(path) is not None:
        with reading_originals() as originals:
            return originals.read(path).content_hash
    digest = sha256()
    # One that is larger than that is not taken in, so that its hash is nobody's; archives may be.
    left = path.stat().st_size if is_archive(path.name) else SIZE_LIMIT + 1
    with open_regular(path) as file:
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    digest.update(read_sidecar(path).content)
    return digest.hexdigest()


def stamp_of(path: Path) -> int:
    """When the file, or the archive that it lies in, was last written, in ns; else `OSError`."""
    return (archive_above(path) or path).stat().st_mtime_ns


def _content(path: Path) -> bytes:
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        content = b"" if size > SIZE_LIMIT else file.read(SIZE_LIMIT + 1)
    size = max(size, len(content))  # it may grow while it is read
    if size > SIZE_LIMIT:
        raise LoadError(
            f"filen är {size >> 20} MB, mer än gränsen {SIZE_LIMIT >> 20} MB.",
            "Dela dokumentet i flera filer.",
        )
    return _not_empty(content)


def _not_empty(content: bytes) -> bytes:
    if not content:
        raise LoadError("filen är tom.", "Hämta eller spara filen på nytt.")
    return content
