"""Reads ZIP archives, which may have been made to do harm: what they hold, and its bytes.

Nothing is written to disk, and nothing the archive says of itself is believed: sizes and places
are compared with one another before anything is unpacked, and with what comes out. Knows
nothing about documents.
"""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from ingest.archive_names import composed, decoded, refuse_name, shown, tidied
from ingest.archive_refusals import (
    ArchiveLimits,
    refuse_crowd,
    refuse_member,
    refuse_overlap,
    refuse_same_name,
    refuse_total,
)
from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.types import Failure

SUFFIX = ".zip"
_DIRECTORY_LIMIT = 8 << 20
_PIECE = 1 << 16
_UTF8 = 0x800
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


_USUAL = ArchiveLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its path there with "/", and its unpacked bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an archive holds, by name; of a failure `source` is the name as it can be shown."""

    members: tuple[Member, ...]
    failed: tuple[Failure, ...]


class Archive:
    """An open archive; made by `open_archive`, and of use as long as that is open."""

    def __init__(self, packed: zipfile.ZipFile, limits: ArchiveLimits) -> None:
        self._packed = packed
        self._limits = limits
        self._found: dict[str, zipfile.ZipInfo] = {}
        self.contents = self._judge_all()

    def read(self, name: str) -> bytes:
        """The bytes of a member of `contents`; raise `LoadError` unless they are as announced.

        Never unpacks more than a piece beyond the announced size. Raises `KeyError` for a name
        that is no readable member.
        """
        found = copy(self._found[name])
        announced = found.file_size
        found.file_size += 2 * _PIECE  # so that what is more than announced is seen, not cut off
        content = bytearray()
        try:
            with self._packed.open(found) as member:
                while len(content) <= announced and (piece := member.read(_PIECE)):
                    content += piece
        except _BROKEN as error:
            raise LoadError("filen i arkivet är skadad.", LIKELY_DAMAGED) from error
        if len(content) != announced:
            raise LoadError("filen i arkivet är inte så stor som arkivet säger.", LIKELY_DAMAGED)
        return bytes(content)

    def _judge_all(self) -> Contents:
        entries = self._packed.infolist()
        refuse_crowd(entries, self._limits)
        refuse_overlap(entries, self._packed.start_dir, self._limits)
        files = [entry for entry in entries if not _is_folder(entry)]
        times = Counter(tidied(_name(entry)) for entry in files)
        judged = [self._judge(entry, times) for entry in files]
        members = [one for one in judged if isinstance(one, Member)]
        refuse_total(sum(member.size for member in members), self._limits)
        failed = [one for one in judged if isinstance(one, Failure)]
        return Contents(
            members=tuple(sorted(members, key=lambda member: member.name)),
            failed=tuple(sorted(failed, key=lambda failure: failure.source)),
        )

    def _judge(self, entry: zipfile.ZipInfo, times: Counter[str]) -> Member | Failure:
        written = _name(entry)
        name = tidied(written)
        try:
            refuse_name(written)
            refuse_member(entry, name, self._limits)
            refuse_same_name(times[name])
        except LoadError as error:
            return Failure(source=shown(written), reason=error.reason, remedy=error.remedy)
        self._found[name] = entry
        return Member(name=name, size=entry.file_size)


@contextmanager
def open_archive(path: Path, limits: ArchiveLimits = _USUAL) -> Iterator[Archive]:
    """The archive at `path`, while the context lasts.

    Raises:
        LoadError: it is no ZIP archive, damaged, or too large in members or unpacked bytes.
        OSError: the file cannot be opened.
    """
    with _Guarded(io.FileIO(path)) as file, _opened(file) as packed:
        yield Archive(packed, limits)


def is_archive(name: str) -> bool:
    """True for the name of a file that is read member by member."""
    return name.lower().endswith(SUFFIX)


def archive_above(path: Path) -> Path | None:
    """The archive that `path` leads into, as `arkiv.zip/rapport.pdf` does; None for other paths."""
    above = (parent for parent in path.parents if is_archive(parent.name))
    return next((parent for parent in above if parent.is_file()), None)


class _Guarded(io.BufferedReader):
    """A file of which only pieces are read, for `zipfile` reads a directory of any length whole."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _DIRECTORY_LIMIT:
            raise LoadError(
                f"arkivets innehållsförteckning är över {_DIRECTORY_LIMIT >> 20} MB.",
                "Dela det i flera arkiv, eller packa om det.",
            )
        return super().read(size)


def _opened(file: io.BufferedReader) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise LoadError(
            "filen är ingen ZIP-fil, eller en skadad.",
            "Hämta filen på nytt, eller packa om den som ZIP.",
        ) from error


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8:
        return composed(entry.orig_filename)
    return decoded(entry.orig_filename, entry.extra)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.orig_filename.endswith("/") and not entry.file_size
