"""Reads files in child processes, so that a file that crashes or hangs stops only itself.

The parent hands each child a few sources ahead and takes documents as they come. A child
that dies is replaced: the file it was on becomes a `Failure`, the files it had waiting go
back in the queue. No file is parsed in the parent, and what a child sends is checked
(`ingest.outcomes`). Beside the limits that the kernel keeps for a child the parent keeps the
time itself, and ends a child that does not answer. POSIX only: the limits are the kernel's.
"""

import json
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import cast

from ingest.archives import is_archive
from ingest.children import Child
from ingest.confinement import Limits
from ingest.errors import IngestError
from ingest.outcomes import death, too_long, unpack
from ingest.programs import NO_PROGRAMS, Programs
from ingest.programs.office import remove_sockets
from ingest.types import Document, Failure, Listing, Working

_AHEAD = 8
_SECONDS_TO_START = 120.0
_SECONDS_TO_DIE = 3.0
_SECONDS_TO_SEND = 60.0
_FRAME = 1 << 16
_USUAL = Limits()


def _to_nobody(_source: str, _working: Working) -> None:
    """For whoever does not want to know of work that takes long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongWork:
    """The programs that may help with a file beyond its limits of time, and who is told of it.

    With them a file may take `seconds` in all.
    """

    programs: Programs = NO_PROGRAMS
    tell: Callable[[str, Working], None] = _to_nobody
    seconds: int = 40 * 60


_NO_LONG_WORK = LongWork()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of a file, and the seconds that its process took for it."""

    outcome: Document | Listing | Failure
    seconds: float


def read_documents(
    folder: Path,
    sources: Sequence[str],
    *,
    workers: int = 0,
    limits: Limits = _USUAL,
    long_work: LongWork = _NO_LONG_WORK,
) -> Iterator[Read]:
    """Read `sources` below `folder`; yield the outcome of each once, in the order they finish.

    After an archive is listed its members are read, as if they had been among the sources.

    `workers` is the number of child processes, 0 for one per available processor. Closing
    the iterator ends them. Raises `IngestError` when a child process cannot start at all.
    """
    waiting = deque(sources)
    holds_more = any(map(is_archive, sources))
    most = workers or _processors()
    count = most if holds_more else min(most, len(waiting))
    children: list[_Reader] = []
    try:
        for _ in range(count):
            child = _Reader(folder.absolute(), limits, long_work)
            children.append(child)
        while busy := [child for child in children if child.feed(waiting)]:
            answering = {child.fileno(): child for child in busy}
            patience = max(0.0, min(child.deadline for child in busy) - time.monotonic())
            for descriptor in wait(answering, patience):
                for read in answering[cast("int", descriptor)].take(waiting):
                    if isinstance(read.outcome, Listing):
                        waiting.extend(read.outcome.members)
                    yield read
            for child in busy:
                yield from child.give_up(waiting)
    finally:
        for child in children:
            child.end()


class _Reader:
    """One child process at a time, and the sources it has been handed but not answered."""

    def __init__(self, folder: Path, limits: Limits, long_work: LongWork) -> None:
        self._folder = folder
        self._limits = limits
        self._long_work = long_work
        self._handed: deque[str] = deque()
        self._start()

    def _start(self) -> None:
        self._is_ready = False
        self._working: Working | None = None
        self._since = time.monotonic()
        self.deadline = self._since + _SECONDS_TO_START
        limits = json.dumps(asdict(self._limits))
        self._child = Child(
            "ingest.sandbox_child",
            *(limits, str(self._folder), self._long_work.programs.as_text()),
            longest=self._limits.answer + _FRAME,
        )

    def fileno(self) -> int:
        """The descriptor that becomes readable when the child has answered or died."""
        return self._child.fileno()

    def feed(self, waiting: deque[str]) -> bool:
        """Hand over sources from `waiting`; True while any answer is outstanding."""
        if self._is_ready and not self._handed:
            self._begin()
        while waiting and len(self._handed) < _AHEAD:
            self._handed.append(waiting.popleft())
            try:
                self._child.send(os.fsencode(self._handed[-1]))
            except OSError:
                break  # the child has died; `take` will find out
        return bool(self._handed)

    def take(self, waiting: deque[str]) -> Iterator[Read]:
        """What the child has sent; after its death the failure, the rest back in `waiting`."""
        was_sending = self._child.is_sending
        try:
            for message in self._child.hear():
                if self._is_ready:
                    outcome = unpack(message, self._handed[0])
                    if isinstance(outcome, Working):
                        self._go_on(outcome)
                        continue
                    self._handed.popleft()
                    yield Read(outcome=outcome, seconds=time.monotonic() - self._since)
                self._is_ready = True
                self._begin()
        except (EOFError, IndexError, pickle.UnpicklingError):
            yield from self._replaced(waiting, is_overdue=False)
            return
        if self._child.is_sending and not was_sending:
            self.deadline = max(self.deadline, time.monotonic() + _SECONDS_TO_SEND)

    def give_up(self, waiting: deque[str]) -> Iterator[Read]:
        """The failure of a file whose child is long past its time, as the kernel saw no reason."""
        if self._handed and time.monotonic() > self.deadline and not self._child.has_news:
            yield from self._replaced(waiting, is_overdue=True)

    def _begin(self) -> None:
        self._working = None
        self._since = time.monotonic()
        self.deadline = self._since + self._limits.seconds + _SECONDS_TO_DIE

    def _go_on(self, working: Working) -> None:
        """Give the child the time that it asks for, up to what a file may take in all."""
        if self._long_work.programs == NO_PROGRAMS:
            raise pickle.UnpicklingError("a child process asks for time that it does not need")
        self._working = working
        latest = self._since + self._long_work.seconds
        self.deadline = min(time.monotonic() + working.seconds, latest) + _SECONDS_TO_DIE
        self._long_work.tell(self._handed[0], working)

    def _replaced(self, waiting: deque[str], *, is_overdue: bool) -> Iterator[Read]:
        """Start a new child; the failure of the file that the old one was on, if it was on one."""
        seconds = time.monotonic() - self._since
        self.end()
        code = self._child.process.returncode
        if not self._is_ready:
            raise IngestError(
                f"Läsprocessen kunde inte starta (slutkod {code}). "
                f"Kontrollera installationen med: {sys.executable} -m ingest.sandbox_child"
            )
        on, *behind = self._handed or [""]
        failure = self._failure(on, -signal.SIGALRM if is_overdue else code)
        waiting.extendleft(reversed(behind))
        self._handed.clear()
        self._start()
        if on:
            yield Read(outcome=failure, seconds=seconds)

    def _failure(self, source: str, code: int) -> Failure:
        if self._working and code == -signal.SIGALRM:
            return too_long(source, self._working)
        return death(source, code, self._limits)

    def end(self) -> None:
        """Kill the process and wait for it; safe to repeat."""
        self._child.kill()
        remove_sockets(self._child.scratch)
        self._child.end()


def _processors() -> int:
    """How many processors this process may use; macOS tells only how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
