"""Folders for temporary files that are gone afterwards, even those of a process that was killed.

Whoever made a folder holds a lock on it for as long as it lives; a folder without a lock is
nobody's any more, and the next that makes one takes it away. Knows nothing about what is written.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "lardom-scratch-"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class Scratch:
    """A new folder below the system's own for temporary files, made for this process's use."""

    def __init__(self) -> None:
        _remove_orphans()
        self.path, self._held = _locked()
        while not self.path.exists():  # another process took it for an orphan before the lock
            os.close(self._held)
            self.path, self._held = _locked()

    def remove(self) -> None:
        """Take the folder away with what is in it; safe to repeat."""
        if self._held >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._held)
            self._held = -1


def empty(folder: Path) -> None:
    """Take away what lies in a folder."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()


def _locked() -> tuple[Path, int]:
    """A new folder, and the descriptor that holds its lock."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with suppress(FileNotFoundError):  # taken for an orphan at once, as may happen below
            held = os.open(path, _FOLDER)
            break
    fcntl.flock(held, fcntl.LOCK_EX)
    return path, held


def _remove_orphans() -> None:
    """Take away the folders of processes of ours that ended without doing so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _opened(folder) as held:
            if os.fstat(held).st_uid == os.geteuid():
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    held = os.open(folder, _FOLDER)
    try:
        yield held
    finally:
        os.close(held)
