"""Syncs a folder in a child process, so that a server can serve on while it is taken in.

The child writes the record and the index; this process opens neither. POSIX only.
"""

import json
import os
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingest.children import command, environment
from ingest.report import Notice
from ingest.settings import LibrarySettings
from ingest.types import Failure

PATIENCE = 20.0
"""Seconds that another writer is waited for."""
_MODELS_LIE_IN = (
    *("HOME", "XDG_CACHE_HOME", "HF_HOME", "HF_HUB_CACHE"),
    *("SENTENCE_TRANSFORMERS_HOME", "CUDA_VISIBLE_DEVICES"),
)
"""What a child needs to know beyond its start, where a model of one's own is set."""
_CUT_OFF = "inläsningens process avbröts"


class Ending(StrEnum):
    """How a sync in a child ended: done, not begun (another writes), not to be done, or killed."""

    DONE = "done"
    LOCKED = "locked"
    FAILED = "failed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """How a sync ended, and what it did where it is done.

    `reason` says why it is not done (Swedish). `there` are the sources that are in the library
    now, archives' members among them.
    """

    ending: Ending
    reason: str = ""
    there: frozenset[str] = frozenset()
    failed: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOrder:
    """What the child is told: the folder, the library, and how long another writer is waited for.

    `model`, `batch` and `device` are the embedder's, as `load_embedder` takes them.
    """

    folder: str
    data: str
    model: str
    batch: int
    device: str
    workers: int
    patience: float


class SyncProcess:
    """Syncs folders into the library that is set, one after the other; ended by `close`."""

    def __init__(self, settings: LibrarySettings, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._is_closed = False

    def sync(self, folder: Path) -> Synced:
        """Take in what is new or changed in a folder; returns when the child has ended."""
        with self._lock:
            if self._is_closed:
                return Synced(ending=Ending.CLOSED)
            self._child = _started(self._order(folder))
        with self._child as child:
            said, _ = child.communicate()
        if self._is_closed:
            return Synced(ending=Ending.CLOSED)
        return _understood(said)

    def close(self) -> None:
        """End what is under way, wherever it is; the library stays whole."""
        with self._lock:
            self._is_closed = True
            if self._child is not None:
                self._child.kill()

    def _order(self, folder: Path) -> SyncOrder:
        return SyncOrder(
            folder=str(folder),
            data=str(self._settings.data.absolute()),
            model=self._settings.embedding_model,
            batch=self._settings.embedding_batch,
            device=self._settings.embedding_device,
            workers=self._settings.workers,
            patience=self._patience,
        )


def _started(order: SyncOrder) -> subprocess.Popen[str]:
    models = {name: os.environ[name] for name in _MODELS_LIE_IN if name in os.environ}
    return subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
        command("ingest.syncprocess_child", json.dumps(asdict(order))),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,  # what it complains of goes where the server's complaints go
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is for the server, which waits for what is under way
        env=environment() | models | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"},
    )


def _understood(said: str) -> Synced:
    """What the child said on its last line; one that said nothing came to no good end."""
    last = said.strip().rpartition("\n")[2]
    try:
        told: Mapping[str, Any] = json.loads(last)
    except json.JSONDecodeError:
        return Synced(ending=Ending.FAILED, reason=_CUT_OFF)
    return Synced(
        ending=Ending(told["ending"]),
        reason=told["reason"],
        there=frozenset(told["there"]),
        failed=tuple(Failure(**one) for one in told["failed"]),
        notices=tuple(Notice(**one) for one in told["notices"]),
    )
