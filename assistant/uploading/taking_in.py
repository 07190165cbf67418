"""Takes uploads in: places each as it comes, syncs them in turn, and tells each what became of it.

One sync at a time, of all that came while the one before was under way. Killed at any moment,
what was placed lies in the folder, and the next sync takes it in.
"""

import queue
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.errors import (
    UploadExistsError,
    UploadFolderError,
    UploadsClosedError,
)
from assistant.uploading.folders import (
    Coming,
    MaySee,
    folders_in,
    foreseen,
    rules_down_to,
)
from assistant.uploading.incoming import Incoming
from assistant.uploading.placing import Placed, Shelf
from assistant.uploading.telling import belongs, refusal, refuse_wider_decision, taken_in
from assistant.uploading.types import Outcome, Ruling, Upload
from ingest.originals import SIZE_LIMIT
from ingest.syncprocess import Ending, Synced
from ingest.system_errors import in_swedish

SECONDS = 120.0
_KEPT = "Filen är mottagen och tas in vid nästa inläsning"
BUSY = f"{_KEPT}: biblioteket skrivs just nu av någon annan."
SLOW = "Filen är mottagen. Inläsningen tar lång tid och fortsätter."
_LOOK = "Se `lardom status` för hur det går."


class Syncing(Protocol):
    """What brings the library in step with a folder."""

    def sync(self, folder: Path) -> Synced:
        """Take in what is new in the folder; returns when it is done or cannot be."""
        ...

    def close(self) -> None:
        """End what is under way."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many bytes a file may have, and how many seconds somebody waits for its outcome."""

    size: int = SIZE_LIMIT
    seconds: float = SECONDS


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    placed: Placed
    outcome: "Future[Outcome]"


class Uploader:
    """Takes uploads into one folder, or none where it is closed. One per process; for threads.

    It owns what syncs and what rules.
    """

    def __init__(
        self, folder: Path | None, syncing: Syncing, ruling: Ruling, limits: Limits = LIMITS
    ) -> None:
        self.limits = limits
        self._ruling = ruling
        self._shelf = None if folder is None else Shelf(folder.resolve())
        self._syncing = syncing
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._names: set[str] = set()
        self._worker: threading.Thread | None = None

    @property
    def folder(self) -> Path:
        """The folder of uploads; raises UploadsClosedError where there is none."""
        return self._open().folder

    @property
    def is_open(self) -> bool:
        """Whether files may come in through the service."""
        return self._shelf is not None

    def refuse_if_closed(self) -> None:
        """Raise UploadsClosedError unless files may come in this way."""
        self._open()

    def folders(self, may_see: MaySee) -> tuple[str, ...]:
        """The folders that somebody may send files into, "" the outermost first."""
        shelf = self._open()
        with _folder_told(shelf.folder):
            return folders_in(shelf.folder, may_see)

    def foresee(self, folder: str, narrowed: Sequence[str] | None, may_see: MaySee) -> Coming:
        """Who would see a file that comes into a folder; raises as `folders.foreseen`."""
        shelf = self._open()
        with _folder_told(shelf.folder):
            return foreseen(shelf.folder, folder, narrowed, may_see)

    def receive(self) -> Incoming:
        """A file to be written; close it in any case. Raises UploadFolderError."""
        shelf = self._open()
        with _folder_told(shelf.folder):
            return Incoming(shelf.new_file(), self.limits.size)

    def take_in(self, incoming: Incoming, upload: Upload, may_see: MaySee) -> "Future[Outcome]":
        """Place a finished file, and have it synced; what becomes of it is told when it is known.

        What lies there is replaced only for whom the record, too, lets see every document of it.

        The outcome may raise UploadRefusedError (the file cannot be read; it is gone again, and
        what it replaced is back) or UploadFolderError (the library cannot be written; likewise).

        Raises:
            NotFoundError: there is no such folder, or it is not for who sends the file.
            UploadRuleError: others would see it than is expected.
            UploadExistsError: the name is taken.
            UploadFolderError: the folder cannot be written.
        """
        shelf = self._open()
        self.foresee(upload.folder, None, may_see)
        self._claim(upload.source)
        try:
            with _folder_told(shelf.folder):
                self._refuse_wider_decision(shelf, upload)
                lying = self._ruling.lying_at(shelf.folder, upload.source)
                may_see_all = all(map(may_see, lying))
                placed = shelf.place(
                    incoming.path, upload, lambda ruled: may_see_all and may_see(ruled)
                )
        except BaseException:
            self._release(upload.source)
            raise
        waiting = _Waiting(placed=placed, outcome=Future())
        self._waiting.put(waiting)
        self._start()
        return waiting.outcome

    def close(self) -> None:
        """End what is under way; what was placed stays, for the next sync to take in."""
        self._syncing.close()
        self._waiting.put(None)
        if self._worker is not None:
            self._worker.join()
        self._ruling.close()

    def _open(self) -> Shelf:
        if self._shelf is None:
            raise UploadsClosedError(
                "Den här tjänsten tar inte emot filer.",
                "Lägg filen i en mapp som läses in med `lardom sync`, eller be den som driver "
                "tjänsten att ställa in LARDOM_UPLOADS till en mapp för uppladdade filer.",
            )
        return self._shelf

    def _refuse_wider_decision(self, shelf: Shelf, upload: Upload) -> None:
        rules = rules_down_to(shelf.folder, upload.folder)
        decided = self._ruling.decided_at(shelf.folder, upload.source)
        refuse_wider_decision(upload, [rules.allowed(upload.source, one) for one in decided])

    def _claim(self, name: str) -> None:
        with self._lock:
            if name in self._names:
                raise UploadExistsError(
                    f"En fil som heter {name} laddas upp just nu.",
                    "Vänta tills den är inläst, eller välj ett annat namn.",
                )
            self._names.add(name)

    def _release(self, name: str) -> None:
        with self._lock:
            self._names.discard(name)

    def _start(self) -> None:
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="uploads", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        while first := self._waiting.get():
            batch = [first]
            while not self._waiting.empty():
                further = self._waiting.get()
                if further is None:  # closed: this batch is the last one
                    self._waiting.put(None)
                    break
                batch.append(further)
            self._sync(batch)

    def _sync(self, batch: list[_Waiting]) -> None:
        try:
            synced = self._syncing.sync(self.folder)
        except Exception as error:  # whoever waits is told, whatever it is
            synced = Synced(ending=Ending.FAILED, reason=str(error))
        for one in batch:
            self._tell(one, synced)

    def _tell(self, one: _Waiting, synced: Synced) -> None:
        name = one.placed.source
        try:
            outcome = self._settled(one.placed, synced)
        except Exception as error:  # the same
            self._release(name)
            one.outcome.set_exception(error)
        else:
            self._release(name)
            one.outcome.set_result(outcome)

    def _settled(self, placed: Placed, synced: Synced) -> Outcome:
        source, shelf = placed.source, self._open()
        if synced.ending in {Ending.LOCKED, Ending.CLOSED}:
            shelf.keep(placed)
            return Outcome(source=source, waits_for=BUSY)
        is_there = any(belongs(one, source) for one in synced.there)
        if synced.ending is Ending.DONE and is_there:
            shelf.keep(placed)
            return taken_in(source, synced)
        with _folder_told(shelf.folder):
            shelf.take_back(placed)
        raise refusal(source, synced)


@contextmanager
def _folder_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UploadFolderError(
            f"Mappen för uppladdade filer går inte att skriva i ({in_swedish(error)}).",
            f"Be den som driver tjänsten att se över mappen {folder} (LARDOM_UPLOADS) och att "
            "disken har plats.",
        ) from error
