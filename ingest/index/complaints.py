"""What a build process that failed tells its parent, as an error a person can act on.

Its stores are native libraries with words of their own; what they mean is looked for in those.
"""

import re
import shutil
import signal
from pathlib import Path

from ingest.errors import DataFolderError, IndexDamagedError, IngestError

TOLD = 3
TOLD_OF_RECORD = 4
"""The exit codes of a process that printed the reason itself."""
BEGUN = "begun"
ENDED = "ended"
"""What the lines begin with that tell the number of the process at work, and its exit code."""
_NO_ROOM = re.compile(
    r"No space left on device|is full|Disk quota exceeded|File too large|StorageFull"
)
_NOT_ALLOWED = re.compile(
    r"Permission denied|Read-only file system|readonly database|Operation not permitted"
)
_NO_MEMORY = re.compile(r"MemoryError|Cannot allocate memory|memory allocation")
_LONGEST = 200
_AGAIN = "Det förra är orört. Försök igen med `lardom sync`."

_HEAP = 64 << 20
"""Bytes: tantivy asks for less than this at once."""
_LEAST = 1 << 20
"""Bytes: Chroma asks for less than this to open an index, or to write a batch of its log."""
_GAVE_NO_REASON = "chromadb.errors.InternalError"


def build_failure(folder: Path, code: int, said: str, complaint: str) -> IngestError:
    """The error for a build below `folder` that ended with `code` (negative: a signal).

    `said` is its last line on standard output, `complaint` all that it wrote on standard error.
    """
    if code == TOLD_OF_RECORD:
        return DataFolderError(said)
    if _is_out_of_room(folder, code, complaint):
        return no_room(folder)
    if code == TOLD:
        return IndexDamagedError(f"Indexet gick inte att bygga: {said.rstrip('.')}.", _AGAIN)
    if _NOT_ALLOWED.search(complaint):
        return DataFolderError(
            f"Indexet gick inte att bygga: {folder} går inte att skriva i. Ge skrivrättighet, "
            "eller peka ut en annan mapp med LARDOM_DATA; det förra indexet är orört."
        )
    if _NO_MEMORY.search(complaint) or code == -signal.SIGKILL:
        return IndexDamagedError(
            "Indexet gick inte att bygga: processen avslutades utifrån, eller minnet tog slut.",
            f"Frigör minne om det är ont om det. {_AGAIN}",
        )
    return IndexDamagedError(
        f"Indexet gick inte att bygga: processen avbröts (slutkod {code}{_last_line(complaint)}).",
        _AGAIN,
    )


def no_room(folder: Path) -> DataFolderError:
    """The error for a disk that is full."""
    return DataFolderError(
        f"Indexet gick inte att bygga: disken där {folder} ligger är full. Frigör utrymme och kör "
        "`lardom sync` igen; det förra indexet är orört, och det som har lästs in finns kvar."
    )


def _last_line(complaint: str) -> str:
    lines = complaint.strip().splitlines()
    return f"; {lines[-1].strip()[:_LONGEST]}" if lines else ""


def _is_out_of_room(folder: Path, code: int, complaint: str) -> bool:
    """By what was said; else by what is left, where a library does not say why it gave up."""
    if _NO_ROOM.search(complaint):
        return True
    is_silent = code == TOLD or _GAVE_NO_REASON in complaint
    least = _HEAP if "writer was killed" in complaint else _LEAST if is_silent else 0
    try:
        return shutil.disk_usage(folder).free < least
    except OSError:
        return False
