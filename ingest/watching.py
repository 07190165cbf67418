"""Watches material folders and has them synced when something has changed and it is quiet again.

A folder that vanishes is waited for, and keeps its documents; another writer is waited for too.
Knows nothing about what a sync does.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from ingest.errors import EmbedderError, FolderError, IngestError, LockedError
from ingest.report import SyncReport

QUIET = 2.0
LONGEST = 60.0
TICK = 0.5
LOCKED_RETRY = 1.0
RETRY = 30.0
_STEP_MS = 100

Mark = tuple[int, int] | None
"""Which folder lies at a path: its device and inode; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What to watch: folders with absolute paths, and the data folder, whose changes are ours.

    With `poll` the folders are looked through every so many seconds, for file shares that tell
    nothing of changes; 0 leaves it to the system to tell.
    """

    folders: tuple[Path, ...]
    data: Path
    poll: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What to do: sync some of the folders, show what came of it, tell a person (Swedish)."""

    sync: Callable[[Sequence[Path]], SyncReport]
    show: Callable[[SyncReport], None]
    tell: Callable[[str], None]


class Due:
    """Which folders are to be synced, and when: after a while of quiet, or of waiting."""

    def __init__(self, folders: Collection[Path]) -> None:
        self._folders = set(folders)
        self._first = self._last = float("-inf")
        self._not_before = float("-inf")

    def add(self, folders: Collection[Path], now: float) -> None:
        """Something changed in these."""
        if not folders:
            return
        if not self._folders:
            self._first = now
        self._last = now
        self._folders |= set(folders)

    def postpone(self, until: float) -> None:
        """Try again then."""
        self._not_before = until

    def take(self, folders: Collection[Path]) -> None:
        """These are done."""
        self._folders -= set(folders)

    def now(self, there: Collection[Path], now: float) -> list[Path]:
        """What is to be synced now, of the folders that are there."""
        is_time = now - self._last >= QUIET or now - self._first >= LONGEST
        return sorted(self._folders & set(there)) if is_time and now >= self._not_before else []


class Watcher:
    """Watches until it is interrupted. Everything is synced once at the beginning."""

    def __init__(self, watched: Watched, doing: Doing) -> None:
        self._watched = watched
        self._doing = doing
        self._due = Due(watched.folders)
        self._marks: dict[Path, Mark] = {folder: _mark(folder) for folder in watched.folders}
        self._missing: set[Path] = set()
        self._told = ""

    def watch(self) -> None:
        """Watch for ever.

        Raises:
            KeyboardInterrupt: a person ends it.
            FolderError: the system cannot watch a folder.
            EmbedderError: the library was built with another model.
        """
        while True:
            self._notice()
            there = [folder for folder, mark in self._marks.items() if mark is not None]
            self._due.add(set(there), time.monotonic())  # what changed while nobody looked
            for changed in self._changes(there):
                self._due.add(changed, time.monotonic())
                if any(_mark(folder) != mark for folder, mark in self._marks.items()):
                    break
                if due := self._due.now(there, time.monotonic()):
                    self._sync(due)

    def _notice(self) -> None:
        """Tell of folders that went or came back; those that are new at their place are due."""
        marks = {folder: _mark(folder) for folder in self._watched.folders}
        gone = {folder for folder, mark in marks.items() if mark is None}
        for folder in sorted(gone - self._missing):
            self._doing.tell(
                f"Mappen {folder} finns inte, eller går inte att nå. Dess dokument är kvar i "
                "biblioteket; bevakningen väntar på mappen."
            )
        for folder in sorted(self._missing - gone):
            self._doing.tell(f"Mappen {folder} är på plats igen.")
        came = {one for one, mark in marks.items() if mark not in {None, self._marks[one]}}
        self._due.add(came, time.monotonic())
        self._marks, self._missing = marks, gone

    def _changes(self, there: Sequence[Path]) -> Iterator[set[Path]]:
        """Every now and then the folders in which something changed, often none.

        Ends when one of the folders is no more what it was.
        """
        if not there:
            yield from _nothing()
        try:
            for changes in self._events(there):
                paths = {Path(path): change for change, path in changes}
                yield {one for one in there if any(path.is_relative_to(one) for path in paths)}
                if any(paths.get(one) is watchfiles.Change.deleted for one in there):
                    return
        except FileNotFoundError:  # gone since it was looked for: it is looked for again
            time.sleep(TICK)
        except (OSError, RuntimeError) as error:  # the latter is the library's own error's family
            raise FolderError(
                f"Mapparna går inte att bevaka ({error}). Låt dem ses igenom i stället, till "
                "exempel varje minut: `lardom watch MAPP --poll 60`."
            ) from error

    def _events(self, there: Sequence[Path]) -> Iterator[set[watchfiles.main.FileChange]]:
        return watchfiles.watch(
            *there,
            watch_filter=self._matters,
            step=_STEP_MS,
            debounce=int(TICK * 1000),
            rust_timeout=int(TICK * 1000),
            yield_on_timeout=True,
            force_polling=self._watched.poll > 0,
            poll_delay_ms=int(self._watched.poll * 1000) or 1,
            ignore_permission_denied=True,
        )

    def _matters(self, _change: watchfiles.Change, path: str) -> bool:
        """False for what a sync writes itself."""
        return not Path(path).is_relative_to(self._watched.data)

    def _sync(self, due: Sequence[Path]) -> None:
        """Sync what is due; what stands in the way is told once, and tried again later."""
        try:
            report = self._doing.sync(due)
        except LockedError:
            self._wait("En annan inläsning pågår; bevakningen väntar på den.", LOCKED_RETRY)
        except EmbedderError:
            raise
        except FolderError as error:
            if len(due) > 1:  # the others shall not wait for the one
                for folder in due:
                    self._sync([folder])
                return
            self._due.take(due)
            self._doing.tell(str(error))
        except IngestError as error:
            self._wait(f"{error} Nytt försök om {RETRY:.0f} sekunder.", RETRY)
        else:
            self._due.take(due)
            self._told = ""
            self._doing.show(report)

    def _wait(self, told: str, seconds: float) -> None:
        self._due.postpone(time.monotonic() + seconds)
        if told != self._told:
            self._doing.tell(told)
            self._told = told


def _nothing() -> Iterator[set[Path]]:
    while True:
        time.sleep(TICK)
        yield set()


def _mark(folder: Path) -> Mark:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
