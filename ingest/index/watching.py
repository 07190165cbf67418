"""Whether the files of an open generation are still as they were.

Nobody writes to a published one. Its words are mapped into memory, and the system ends a process
that reads on in a file that was cut short; so it is looked before each use.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from ingest.index.generation import KEYS, MANIFEST
from ingest.index.sealing import sealed_files

_Look = tuple[int, int, int, int]
_GONE: _Look = (0, 0, 0, 0)


class Watch:
    """Some files as they are when it is made."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(map(str, files))
        self._looks = self._look()

    def sees_change(self) -> bool:
        """True when any of them was written to, replaced or removed; a few µs a file."""
        return self._look() != self._looks

    def _look(self) -> list[_Look]:
        return list(map(_look_of, self._files))


def watch_generation(folder: Path) -> Watch:
    """Watches what readers of a generation leave alone."""
    stores = (folder / "lexical", folder / "chroma")
    files = (file for store in stores for file in sealed_files(store))
    return Watch([folder / MANIFEST, folder / KEYS, *files])


def _look_of(file: str) -> _Look:
    try:
        told = os.stat(file)  # noqa: PTH116  (a Path takes three times as long)
    except OSError:
        return _GONE
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_mode
