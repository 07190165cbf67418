"""Puts uploaded files into their folder whole, and takes them out again where they are no good.

A file that comes in lies in a hidden folder beside the material until it is complete. What is
said of it lies there before it does; a rule of access is never wider than it is to be, and what
is said of one file is never said of another. Knows nothing about the library.
"""

import glob
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from assistant.errors import UploadExistsError, UploadRefusedError
from assistant.uploading.folders import MaySee, rules_down_to
from assistant.uploading.telling import refuse_other_rule
from assistant.uploading.types import Upload
from ingest.access_rules import allowed_by_both
from ingest.errors import LoadError
from ingest.sidecar import SUFFIX, Sidecar, is_sidecar, read_sidecar, sidecar_bytes

_HIDDEN = ".uppladdning"
_LEFT_BEHIND = 24 * 3600.0
"""Seconds after which a hidden file is nobody's any more: its server was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A file in its place, and what is needed to put back what was there.

    `former` is the file that it replaced, kept aside, and `beside` what the sidecar of its own
    name held before, each None where there was none; `access` is the rule that held before.
    """

    path: Path
    source: str
    former: Path | None
    beside: bytes | None
    access: tuple[str, ...]


class Shelf:
    """The folder of uploads. The caller sees to it that one name is placed at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_file(self) -> Path:
        """An empty file of its own name, not visible as material; removed if it is left behind."""
        hidden = self.folder / _HIDDEN
        hidden.mkdir(parents=True, exist_ok=True)
        _sweep(hidden)
        path = hidden / uuid4().hex
        path.touch(exist_ok=False)
        return path

    def place(self, coming: Path, upload: Upload, may_see: MaySee) -> Placed:
        """Make a complete file visible under its name, with its sidecar; `coming` is gone then.

        Raises:
            UploadRuleError: others would see it than is expected.
            UploadExistsError: there is a file of that name that may not be replaced.
            UploadRefusedError: the sidecar that lies there cannot be read.
            OSError: the folder cannot be written; all is as it was.
        """
        path = self.folder / upload.source
        before = _sidecar(path)
        rules = rules_down_to(self.folder, upload.folder)
        said = before.said_access if upload.access is None else upload.access
        refuse_other_rule(upload, rules.allowed(upload.source, said))
        replaces = path.is_symlink() or path.exists()
        if replaces:
            ruled = rules.allowed(upload.source, before.said_access)
            _refuse_to_replace(path, upload, may_see=may_see(ruled))
        else:
            _refuse_to_join(path, upload, may_see=may_see(before.access))
        own = _own_sidecar(path)
        placed = Placed(
            path=path,
            source=upload.source,
            former=_kept_aside(path, self.folder / _HIDDEN) if replaces else None,
            beside=own.read_bytes() if own.is_file() else None,
            access=before.access,
        )
        access = before.access if upload.access is None else upload.access
        try:
            self._swap(placed, coming, _said(before, upload, placed.beside), access)
        except BaseException:
            self._put_back(placed)
            raise
        return placed

    def take_back(self, placed: Placed) -> None:
        """Remove a file and its sidecar again, and put back what they replaced."""
        if placed.former is None:
            placed.path.unlink(missing_ok=True)
        self._put_back(placed)

    def keep(self, placed: Placed) -> None:
        """Let go of what a file has replaced."""
        if placed.former is not None:
            placed.former.unlink(missing_ok=True)

    def _swap(
        self, placed: Placed, coming: Path, said: bytes | None, access: tuple[str, ...]
    ) -> None:
        """Put a file and its sidecar in place; in between, both rules of access hold."""
        if placed.former is None:
            self._write(placed.path, said)
            _link(coming, placed.path)
        else:
            there = _sidecar(placed.path)
            between = allowed_by_both(there.access, access)
            if between != there.access:
                self._write(placed.path, sidecar_bytes(_told(there), between))
            coming.replace(placed.path)
            coming.unlink(missing_ok=True)  # two names of one file are left as they are
            self._write(placed.path, said)
        _settle(placed.path.parent)

    def _put_back(self, placed: Placed) -> None:
        if placed.former is None:
            self._write(placed.path, placed.beside)
        else:
            self._swap(placed, placed.former, placed.beside, placed.access)

    def _write(self, path: Path, said: bytes | None) -> None:
        """Have the sidecar of a file say this, or be gone."""
        own = _own_sidecar(path)
        if said is None:
            own.unlink(missing_ok=True)
            return
        coming = self.new_file()
        with coming.open("wb") as file:
            file.write(said)
            settle_file(file)
        coming.replace(own)


def _sweep(hidden: Path) -> None:
    old = time.time() - _LEFT_BEHIND
    for path in hidden.iterdir():
        with suppress(OSError):
            if path.stat().st_ctime < old:
                path.unlink()


def _kept_aside(path: Path, hidden: Path) -> Path:
    """The file that stands there, by a second name, for it to be put back."""
    aside = hidden / uuid4().hex
    try:
        aside.hardlink_to(path)
    except OSError:  # not every file share has second names
        shutil.copy2(path, aside)
    return aside


def settle_file(file: BinaryIO) -> None:
    """See to it that what was written to a file outlives a power cut."""
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The same for the names in a folder, where its file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(coming: Path, path: Path) -> None:
    """Give a file its name, unless another took it in the meantime."""
    try:
        path.hardlink_to(coming)
    except FileExistsError as error:
        raise _exists(path.name, may_replace=True) from error
    except OSError:  # as above
        coming.rename(path)
    coming.unlink(missing_ok=True)


def _own_sidecar(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def _sidecar(path: Path) -> Sidecar:
    try:
        return read_sidecar(path)
    except LoadError as error:
        raise UploadRefusedError(
            f"Vid filen {path.name} ligger redan en metadatafil som inte går att läsa.",
            f"Rätta eller ta bort den i mappen {path.parent}, eller byt namn på filen.",
        ) from error


def _said(before: Sidecar, upload: Upload, beside: bytes | None) -> bytes | None:
    """What the sidecar is to say: what it said, and what came with the file before that."""
    if not upload.properties and upload.access is None:
        return beside
    access = before.said_access if upload.access is None else upload.access
    properties = dict(_told(before)) | dict(upload.properties)
    return sidecar_bytes(tuple(properties.items()), access)


def _told(sidecar: Sidecar) -> tuple[tuple[str, str], ...]:
    """What a sidecar says besides who may see the document."""
    return tuple((name, said) for name, said in sidecar.properties if name != "access")


def _refuse_to_replace(path: Path, upload: Upload, *, may_see: bool) -> None:
    may_replace = may_see and path.is_file() and not _tells_of_others(path, upload)
    if not upload.replaces or not may_replace or path.is_symlink():
        raise _exists(path.name, may_replace=may_replace)


def _refuse_to_join(path: Path, upload: Upload, *, may_see: bool) -> None:
    """Refuse a new file whose sidecar would be another's too, or is there already."""
    if not may_see or _own_sidecar(path).exists() or _tells_of_others(path, upload):
        raise _exists(path.name, may_replace=False)


def _tells_of_others(path: Path, upload: Upload) -> bool:
    """True where what is said of a file would be said of another.

    `avtal.docx.meta.yaml` tells of `avtal.docx`, and of an `avtal.docx.pdf` without one of its own.
    """
    ruled = (
        other
        for other in path.parent.glob(f"{glob.escape(path.name)}.*")
        if other.stem == path.name and other.is_file() and not is_sidecar(other.name)
        if not _own_sidecar(other).is_file()
    )
    return (bool(upload.properties) or upload.access is not None) and any(ruled)


def _exists(name: str, *, may_replace: bool) -> UploadExistsError:
    replace = " Ska den ersättas: skicka replace=true." if may_replace else ""
    return UploadExistsError(
        f"Det finns redan något som heter {name} bland de uppladdade filerna.",
        f"Välj ett annat namn.{replace}",
    )
