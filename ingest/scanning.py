"""Walks a material folder: which files are material, which are not and why.

Names that begin with `_` or `.` are never material; links are not followed out of the folder,
nor to other folders.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ingest.errors import FolderError
from ingest.material_names import is_collection, is_named_as_rule, is_rule, why_no_material
from ingest.system_errors import in_swedish
from ingest.types import Failure, Skipped

_NO_SIGNS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The files of a folder as paths below it with "/", sorted.

    `failed` are those whose very name cannot be read; it is written with � in their places.
    `collections` are the collection workbooks, which go to the register; `rules` say who may see
    their folders.
    """

    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failed: tuple[Failure, ...]
    collections: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def scan_folder(folder: Path, data: Path | None = None) -> Scan:
    """List a folder's files, subfolders included; what lies in the data folder is no material.

    Raises:
        FolderError: when the folder is missing, unreadable, no folder, or holds no files at all.
    """
    scan = list_folder(folder, data)
    if not scan.sources and not scan.failed and not scan.collections:
        raise FolderError(
            f"Mappen {folder} innehåller inga dokument. Inget har ändrats i biblioteket. "
            "Lägg dokument i mappen, eller kontrollera att den är rätt ansluten."
        )
    return scan


def list_folder(folder: Path, data: Path | None = None) -> Scan:
    """The same for a folder that may be empty."""
    _check(folder)
    sources: list[str] = []
    collections: list[str] = []
    skipped: list[Skipped] = []
    failed: list[Failure] = []
    rules: list[str] = []
    for source in sorted(_files(folder, failed)):
        shown = _shown(source)
        if reason := _why_not(folder, source) or _ours(folder / source, data):
            skipped.append(Skipped(source=shown, reason=reason))
            rules += [source] if is_rule(source) else []
        elif shown != source:
            failed.append(_misnamed(source, shown))
        else:
            (collections if is_collection(source) else sources).append(source)
    return Scan(
        sources=tuple(sources),
        skipped=tuple(skipped),
        failed=tuple(failed),
        collections=tuple(collections),
        rules=tuple(rules),
    )


def _check(folder: Path) -> None:
    shown = os.fsencode(folder).decode("utf-8", "replace")
    if shown != str(folder):
        raise FolderError(f"Mappens namn {shown} är inte skrivet i UTF-8. Byt namn på mappen.")
    try:
        mode = folder.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = None
    except OSError as error:
        _refuse(error)
    if mode is None or not stat.S_ISDIR(mode):
        what = "finns inte" if mode is None else "är ingen mapp"
        raise FolderError(
            f"Mappen {folder} {what}. Kontrollera sökvägen; inget har ändrats i biblioteket. "
            f"Ska dess dokument bort: kör `lardom forget {folder}`."
        )


def _refuse(error: OSError) -> NoReturn:
    raise FolderError(
        f"Mappen {error.filename} går inte att läsa ({in_swedish(error)}). "
        "Ge läsrättighet och försök igen; inget har ändrats i biblioteket."
    ) from error


def _files(folder: Path, failed: list[Failure]) -> Iterator[str]:
    """Whatever lies in the folder and below, and is no folder itself.

    Folders too deep for any path are put on `failed`.
    """

    def told(error: OSError) -> None:
        if error.errno != errno.ENAMETOOLONG:
            _refuse(error)
        failed.append(_too_deep(Path(error.filename).relative_to(folder).as_posix()))

    for root, folders, names in os.walk(folder, onerror=told):
        links = [name for name in folders if is_named_as_rule(name) or _is_link(Path(root) / name)]
        for name in (*names, *links):
            yield (Path(root) / name).relative_to(folder).as_posix()


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # the path is too long to ask
        return False


def _shown(source: str) -> str:
    """The path as it can be put before a person: in UTF-8, on one line, in reading order."""
    readable = os.fsencode(source).decode("utf-8", "replace")
    return _NO_SIGNS.sub("\N{REPLACEMENT CHARACTER}", readable)


def _why_not(folder: Path, source: str) -> str:
    return why_no_material(source) or _why_no_file(folder, folder / source)


def _ours(path: Path, data: Path | None) -> str:
    return "hör till datamappen" if data is not None and path.is_relative_to(data) else ""


def _why_no_file(folder: Path, path: Path) -> str:
    link = _is_link(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:  # what cannot be read is material: reading it will say why
        nowhere = link and error.errno in {errno.ENOENT, errno.ELOOP}
        return "länk som inte leder någonstans" if nowhere else ""
    if not stat.S_ISREG(mode):
        return "länk till en mapp" if stat.S_ISDIR(mode) else "inte en vanlig fil"
    outside = link and not path.resolve().is_relative_to(folder.resolve())
    return "länk ut ur mappen" if outside else ""


def _misnamed(source: str, shown: str) -> Failure:
    if os.fsencode(source).decode("utf-8", "replace") == source:
        return Failure(
            source=shown,
            reason="filens namn innehåller styrtecken, så att det kan se ut som ett annat.",
            remedy="Byt namn på filen.",
        )
    return Failure(
        source=shown,
        reason="filens namn är inte skrivet i UTF-8.",
        remedy="Byt namn på filen; ofta är det å, ä eller ö som har gått sönder.",
    )


def _too_deep(folder: str) -> Failure:
    return Failure(
        source=_shown(folder),
        reason="mappens sökväg är längre än vad systemet kan öppna.",
        remedy="Flytta mappen högre upp, eller korta namnen på mapparna ovanför.",
    )
