"""Reads files in child processes, so that a file that crashes or hangs stops only itself.

The parent hands each child a few sources ahead and takes documents as they come. A child
that dies is replaced: the file it was on becomes a `Failure`, the files it had waiting go
back in the queue. No file is parsed in the parent, and what a child sends can only build the
nouns of `ingest.types`. Beside the limits that the kernel keeps for a child the parent keeps the
time itself, and ends a child that does not answer. POSIX only: the limits are the kernel's.
"""

import io
import json
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import cast

from ingest import types
from ingest.archives import SUFFIX
from ingest.children import Child
from ingest.confinement import Limits
from ingest.errors import LIKELY_DAMAGED, IngestError
from ingest.types import Document, Failure, Listing

_AHEAD = 8
_SECONDS_TO_START = 120.0
_SECONDS_TO_DIE = 3.0
_SECONDS_TO_SEND = 60.0
_FRAME = 1 << 16
_USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of a file, and the seconds that its process took for it."""

    outcome: Document | Listing | Failure
    seconds: float


def read_documents(
    folder: Path, sources: Sequence[str], *, workers: int = 0, limits: Limits = _USUAL
) -> Iterator[Read]:
    """Read `sources` below `folder`; yield the outcome of each once, in the order they finish.

    After an archive is listed its members are read, as if they had been among the sources.

    `workers` is the number of child processes, 0 for one per available processor. Closing
    the iterator ends them. Raises `IngestError` when a child process cannot start at all.
    """
    waiting = deque(sources)
    holds_more = any(source.lower().endswith(SUFFIX) for source in sources)
    most = workers or _processors()
    count = most if holds_more else min(most, len(waiting))
    children: list[_Reader] = []
    try:
        for _ in range(count):
            children.append(_Reader(folder.absolute(), limits))  # noqa: PERF401 - ended below
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

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._handed: deque[str] = deque()
        self._start()

    def _start(self) -> None:
        self._is_ready = False
        self._since = time.monotonic()
        self.deadline = self._since + _SECONDS_TO_START
        limits = json.dumps(asdict(self._limits))
        self._child = Child(
            "ingest.sandbox_child", limits, str(self._folder), longest=self._limits.answer + _FRAME
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
                    outcome = _unpack(message, self._handed[0])
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
        self._since = time.monotonic()
        self.deadline = self._since + self._limits.seconds + _SECONDS_TO_DIE

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
        code = -signal.SIGALRM if is_overdue else code
        on, *behind = self._handed or [""]
        waiting.extendleft(reversed(behind))
        self._handed.clear()
        self._start()
        if on:
            yield Read(outcome=_death(on, code, self._limits), seconds=seconds)

    def end(self) -> None:
        """Kill the process and wait for it; safe to repeat."""
        self._child.end()


def _processors() -> int:
    """How many processors this process may use; macOS tells only how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _death(source: str, code: int, limits: Limits) -> Failure:
    if code == -signal.SIGALRM:
        reason = f"filen tog längre tid att läsa än gränsen {limits.seconds} sekunder."
    elif code == -signal.SIGXCPU:
        reason = (
            f"filen tog längre tid att läsa än gränsen {limits.cpu_seconds} sekunders räknande."
        )
    elif code == -signal.SIGABRT:  # as libraries end that are refused memory
        reason = (
            "läsprogrammet gav upp filen, troligen för att den kräver mer minne än gränsen "
            f"{limits.memory >> 20} MB."
        )
    else:
        reason = f"läsprogrammet kraschade på filen (slutkod {code})."
    return Failure(source=source, reason=reason, remedy=LIKELY_DAMAGED)


class _Nouns(pickle.Unpickler):
    """Builds nothing but the nouns of `ingest.types`, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> object:
        if module != types.__name__ or name.startswith("_"):
            raise pickle.UnpicklingError(f"a child process sent {module}.{name}")
        return super().find_class(module, name)


def _unpack(message: bytes, source: str) -> Document | Listing | Failure:
    """What became of `source`; raises `UnpicklingError` for anything else than that."""
    try:
        outcome = _Nouns(io.BytesIO(message)).load()
    except Exception as error:  # bytes that are no pickle let many kinds of error out
        raise pickle.UnpicklingError("a child process sent what is no outcome") from error
    if not isinstance(outcome, Document | Listing | Failure) or outcome.source != source:
        raise pickle.UnpicklingError(f"a child process sent a {type(outcome).__name__}")
    if isinstance(outcome, Listing) and not all(
        member.startswith(f"{source}/") for member in outcome.members
    ):
        raise pickle.UnpicklingError("a child process sent what is in no archive of its own")
    return outcome
