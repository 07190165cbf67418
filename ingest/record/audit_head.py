"""The head of the audit log, in a file apart from it: how far the log has come, and by what hash.

::

    42 6f1c…                    the newest entry
    43 90aa…                    one that is being written; else a line of blanks

Before an entry is stored it is announced here, and after it settled, so that a process that was
killed in between is told apart from an end that somebody has cut off. The file is of one size,
is written in one call, and is locked meanwhile.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DataFolderError
from ingest.record.audit_chain import BEGINNING, Link
from ingest.system_errors import in_swedish

NAME = "audit-head"
_LINE = 85
"""Characters of a line with its end: a number of up to 19 digits, a hash, blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the log has come to, and the entry that is on its way, if one is."""

    settled: Link
    coming: Link | None = None

    def fits(self, end: Link) -> bool:
        """True where a log that ends so lacks nothing and has nothing added."""
        return end in (self.settled, self.coming)


class HeadFile:
    """The file of one log. Every method raises `DataFolderError` where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Head | None:
        """What it says; None where there is no such file, or it says nothing that is understood."""
        try:
            return _understood(self.path.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None
        except OSError as error:
            raise self._unusable(error) from error

    def announce(self, end: Link, coming: Link) -> bool:
        """Tell that `coming` is being written after `end`; False, and nothing told, if that is odd.

        It is where the head knows of another end, or there is none though the log has entries.
        """
        with self._held(make=end == BEGINNING) as held:
            if held is None:
                return False
            said = _read(held)
            is_new = said is None and end == BEGINNING
            if not (is_new or (said is not None and said.fits(end))):
                return False
            _write(held, Head(settled=end, coming=coming))
        return True

    def settle(self, coming: Link) -> None:
        """Tell that what was announced is stored, unless the next was announced since."""
        with self._held(make=False) as held:
            said = None if held is None else _read(held)
            if held is not None and said and said.coming == coming:
                _write(held, Head(settled=coming))

    def write(self, end: Link) -> None:
        """Let the head be this end, whatever it was."""
        with self._held(make=True) as held:
            if held is not None:
                _write(held, Head(settled=end))

    @contextmanager
    def _held(self, *, make: bool) -> Iterator[int | None]:
        try:
            if make:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | (os.O_CREAT if make else 0), 0o644)
        except FileNotFoundError:
            yield None
            return
        except OSError as error:
            raise self._unusable(error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        except OSError as error:
            raise self._unusable(error) from error
        finally:
            os.close(handle)

    def _unusable(self, error: OSError) -> DataFolderError:
        return DataFolderError(
            f"Granskningsloggens huvud {self.path} går inte att läsa eller skriva "
            f"({in_swedish(error)}). Ge rätt till filen, eller peka ut en annan med "
            "LARDOM_AUDIT_HEAD."
        )


def _read(handle: int) -> Head | None:
    with suppress(ValueError):
        return _understood(os.pread(handle, 4 * _LINE, 0).decode("ascii"))
    return None


def _write(handle: int, head: Head) -> None:
    lines = (_line(head.settled), _line(head.coming) if head.coming else "")
    os.pwrite(handle, "".join(f"{line:<{_LINE - 1}}\n" for line in lines).encode(), 0)
    os.ftruncate(handle, len(lines) * _LINE)
    os.fsync(handle)


def _line(link: Link) -> str:
    return f"{link.number} {link.hash}".strip()


def _understood(text: str) -> Head | None:
    """What the text says; `ValueError` where it cannot be understood."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    settled, *coming = map(_link, lines)
    return Head(settled=settled, coming=coming[0] if coming else None)


def _link(words: list[str]) -> Link:
    return Link(number=int(words[0]), hash=words[1] if len(words) > 1 else "")
