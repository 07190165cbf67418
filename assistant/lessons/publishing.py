"""Brings the library in step with the lessons that are published, in a thread of its own.

The record alone says what is published. What was published no more is shown no more at once,
whatever the library holds; this room only sees to it that the rest follows. Killed at any moment,
the next start goes on from there.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Protocol

from assistant.lessons.shelf import LessonShelf
from ingest.errors import IngestError
from ingest.record.lesson_types import Lesson
from ingest.syncprocess import Ending, Synced

_LOG = logging.getLogger("lardom")
PAUSE = 2.0
"""Seconds until it is tried again, while somebody else writes to the library."""


class Syncing(Protocol):
    """What brings the library in step with a folder."""

    def sync(self, folder: Path) -> Synced:
        """Take in what is new in the folder; returns when it is done or cannot be."""
        ...

    def close(self) -> None:
        """End what is under way."""
        ...


class LessonPublisher:
    """Takes the lessons of one data folder in. One per process; for threads. Close it."""

    def __init__(self, data: Path, syncing: Syncing, pause: float = PAUSE) -> None:
        self._shelf = LessonShelf(data)
        self._syncing = syncing
        self._pause = pause
        self._wanted: queue.SimpleQueue[Future[bool] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._worker: threading.Thread | None = None

    @property
    def folder(self) -> Path:
        """The folder of published lessons."""
        return self._shelf.folder

    def renew(self, published: Callable[[], Sequence[Lesson]], seconds: float = 0) -> bool:
        """Have the library follow, and wait so long for it; True when it has by then.

        `published` is asked when its turn comes, in another thread.
        """
        done: Future[bool] = Future()
        self._start(published)
        self._wanted.put(done)
        wait([done], timeout=seconds)
        return done.done() and done.result()

    def close(self) -> None:
        """End what is under way; the next start goes on from there."""
        self._closed.set()
        self._syncing.close()
        self._wanted.put(None)
        if self._worker is not None:
            self._worker.join()

    def _start(self, published: Callable[[], Sequence[Lesson]]) -> None:
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(
                    target=self._work, args=(published,), name="lessons", daemon=True
                )
                self._worker.start()

    def _work(self, published: Callable[[], Sequence[Lesson]]) -> None:
        while first := self._wanted.get():
            batch = [first]
            while not self._wanted.empty():
                further = self._wanted.get()
                if further is None:  # closed
                    self._wanted.put(None)
                    break
                batch.append(further)
            is_done = self._followed(published)
            for one in batch:
                one.set_result(is_done)

    def _followed(self, published: Callable[[], Sequence[Lesson]]) -> bool:
        """Whether the library has followed, as soon as nobody else writes to it."""
        while not self._closed.is_set():
            try:
                self._shelf.renew(published())
                synced = self._syncing.sync(self._shelf.folder)
            except (IngestError, OSError) as error:
                synced = Synced(ending=Ending.FAILED, reason=str(error))
            if synced.ending is Ending.LOCKED:
                self._closed.wait(self._pause)
                continue
            for failure in synced.failed:
                _LOG.warning("Lärdomen %s togs inte in: %s", failure.source, failure.reason)
            if synced.ending is Ending.FAILED:
                _LOG.warning("Lärdomarna togs inte in: %s", synced.reason)
            return synced.ending is Ending.DONE and not synced.failed
        return False
