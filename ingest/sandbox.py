"""Reads files in child processes, so that a file that crashes or hangs stops only itself.

The parent hands each child a few sources ahead and takes documents as they come. A child
that dies is replaced: the file it was on becomes a `Failure`, the files it had waiting go
back in the queue. No file is parsed in the parent, and what a child sends can only build the
nouns of `ingest.types`. POSIX only: the limits are the kernel's.
"""

import io
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import cast

from ingest import types
from ingest.archives import SUFFIX
from ingest.children import start_connected
from ingest.errors import LIKELY_DAMAGED, IngestError
from ingest.types import Document, Failure, Listing

_AHEAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost: wall-clock seconds, and bytes of address space of its process."""

    seconds: int = 60
    memory: int = 4 << 30


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
    children = [_Child(folder, limits) for _ in range(count)]
    try:
        while busy := [child for child in children if child.feed(waiting)]:
            answering = {child.fileno(): child for child in busy}
            for descriptor in wait(answering):
                for read in answering[cast("int", descriptor)].take(waiting):
                    if isinstance(read.outcome, Listing):
                        waiting.extend(read.outcome.members)
                    yield read
    finally:
        for child in children:
            child.end()


class _Child:
    """One child process at a time, and the sources it has been handed but not answered."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._handed: deque[str] = deque()
        self._start()

    def _start(self) -> None:
        self._is_ready = False
        self._since = time.monotonic()
        limits = (str(self._limits.seconds), str(self._limits.memory))
        self._child = start_connected("ingest.sandbox_child", *limits, str(self._folder))

    def fileno(self) -> int:
        """The descriptor that becomes readable when the child has answered or died."""
        return self._child.connection.fileno()

    def feed(self, waiting: deque[str]) -> bool:
        """Hand over sources from `waiting`; True while any answer is outstanding."""
        while waiting and len(self._handed) < _AHEAD:
            self._handed.append(waiting.popleft())
            try:
                self._child.connection.send_bytes(os.fsencode(self._handed[-1]))
            except OSError:
                break  # the child has died; `take` will find out
        return bool(self._handed)

    def take(self, waiting: deque[str]) -> Iterator[Read]:
        """What the child has sent; after its death the failure, the rest back in `waiting`."""
        try:
            message = self._child.connection.recv_bytes()
        except (EOFError, OSError):
            seconds = time.monotonic() - self._since
            yield Read(outcome=self._replace(waiting), seconds=seconds)
            return
        now = time.monotonic()
        if not self._is_ready:
            self._is_ready = True
        else:
            self._handed.popleft()
            yield Read(outcome=_unpack(message), seconds=now - self._since)
        self._since = now

    def _replace(self, waiting: deque[str]) -> Failure:
        self.end()
        if not self._is_ready:
            raise IngestError(
                f"Läsprocessen kunde inte starta (slutkod {self._child.process.returncode}). "
                f"Kontrollera installationen med: {sys.executable} -m ingest.sandbox_child"
            )
        failure = _death(self._handed.popleft(), self._child.process.returncode, self._limits)
        waiting.extendleft(reversed(self._handed))
        self._handed.clear()
        self._start()
        return failure

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
    else:
        reason = f"läsprogrammet kraschade på filen (slutkod {code})."
    return Failure(source=source, reason=reason, remedy=LIKELY_DAMAGED)


class _Nouns(pickle.Unpickler):
    """Builds nothing but the nouns of `ingest.types`, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> object:
        if module != types.__name__ or name.startswith("_"):
            raise pickle.UnpicklingError(f"a child process sent {module}.{name}")
        return super().find_class(module, name)


def _unpack(message: bytes) -> Document | Listing | Failure:
    outcome = _Nouns(io.BytesIO(message)).load()
    if not isinstance(outcome, Document | Listing | Failure):
        raise pickle.UnpicklingError(f"a child process sent a {type(outcome).__name__}")
    return outcome
