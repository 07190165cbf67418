"""Walks a material folder: which files are material, which are not and why.

Names that begin with `_` or `.` are never material; links are not followed out of the folder.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FolderError
from ingest.sidecar import is_sidecar

SOURCE_LIST = "sources.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that is no material, and why (Swedish)."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The files of a folder as paths below it with "/", sorted."""

    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def scan_folder(folder: Path) -> Scan:
    """List a folder's files, subfolders included.

    Raises:
        FolderError: when the folder is missing, unreadable, no folder, or holds no files at all.
    """
    if not folder.is_dir():
        what = "är ingen mapp" if folder.exists() else "finns inte"
        raise FolderError(
            f"Mappen {folder} {what}. Kontrollera sökvägen; inget har ändrats i biblioteket. "
            f"Ska dess dokument bort: kör `lardom forget {folder}`."
        )
    sources: list[str] = []
    skipped: list[Skipped] = []
    for root, _, names in os.walk(folder, onerror=_refuse):
        for name in names:
            source = (Path(root) / name).relative_to(folder).as_posix()
            reason = _why_not(folder, source)
            if reason:
                skipped.append(Skipped(source=source, reason=reason))
            else:
                sources.append(source)
    if not sources:
        raise FolderError(
            f"Mappen {folder} innehåller inga dokument. Inget har ändrats i biblioteket. "
            "Lägg dokument i mappen, eller kontrollera att den är rätt ansluten."
        )
    return Scan(
        sources=tuple(sorted(sources)), skipped=tuple(sorted(skipped, key=lambda s: s.source))
    )


def _refuse(error: OSError) -> None:
    raise FolderError(
        f"Mappen {error.filename} går inte att läsa ({error.strerror}). "
        "Ge läsrättighet och försök igen; inget har ändrats i biblioteket."
    ) from error


def _why_not(folder: Path, source: str) -> str:
    parts = source.split("/")
    if any(part.startswith((".", "_")) for part in parts):
        return "namnet börjar med punkt eller understreck"
    if is_sidecar(parts[-1]):
        return "metadatafil till ett dokument"
    if source == SOURCE_LIST:
        return "lista över webbkällor"
    path = folder / source
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "länk ut ur mappen"
    return "" if path.is_file() else "inte en vanlig fil"
