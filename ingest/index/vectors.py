"""The vector store: Chroma, holding ids, vectors and the access level, nothing else.

Readers only ever open a published folder, to which nobody writes any more. Chroma is imported
when a folder is opened: it takes half a second, and a sync opens none in its own process.
"""

import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from tenacity import retry, retry_if_exception_message, stop_after_delay, wait_fixed

from ingest.errors import IndexDamagedError
from ingest.index.blanking import blank_before_sealing, blank_unsealed
from ingest.index.lending import lent
from ingest.index.sealing import check_database, check_seal, seal, sealed_files
from ingest.index.types import Found
from ingest.record.types import IndexRow, Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import Settings

COLLECTION = "chunks"
Change = TypeVar("Change")
VERSION = version("chromadb")
GRAPH: "CreateHNSWConfiguration" = {
    "space": "ip",
    "ef_construction": 160,
    "max_neighbors": 64,
    "ef_search": 100,
}
"""With 24 neighbours a quarter of 300 notes that differ by a number could not be found at all
(a hundredth with 64), for a fifth less time to build."""


PART = 20_000
SMALLEST_PART = 1000
"""Chroma writes its whole graph out after so many changes, and keeps later ones in its log."""

LONGEST_LOCK = 30
"""Seconds to ask again while a connection of Chroma's own writes: it then refuses at once."""


class VectorWriter:
    """Fills one unpublished folder. Close it before anyone else opens the folder.

    The graph is written out in equal parts of the `changes` to come (chunks added and deleted),
    so that hardly any are left in the log, which every reader would have to take in again.
    Every thousand changes, as Chroma has it, would take longer than all else for a million.
    """

    def __init__(self, folder: Path, changes: int = 0) -> None:
        self._folder = folder
        self._client = _client(folder)
        self._part = max(SMALLEST_PART, changes // max(1, -(-changes // PART)))
        graph: CreateHNSWConfiguration = {**GRAPH, "sync_threshold": self._part}
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": graph}
        )
        if self._collection.configuration_json["hnsw"]["sync_threshold"] != self._part:
            self._write_out_in_parts()  # the folder is a copy of an earlier one
        self._batch = self._client.get_max_batch_size()
        self._changes = 0

    @retry(
        retry=retry_if_exception_message(match=".*database is locked"),
        wait=wait_fixed(0.05),
        stop=stop_after_delay(LONGEST_LOCK),
        reraise=True,
    )
    def _write_out_in_parts(self) -> None:
        with warnings.catch_warnings():
            # Chroma warns that a collection without an embedding function of its own is "legacy".
            warnings.simplefilter("ignore", DeprecationWarning)
            self._collection.modify(configuration={"hnsw": {"sync_threshold": self._part}})

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add chunks that are not there yet."""
        for some in self._batches(rows):
            self._collection.add(
                ids=[str(row.key) for row in some],
                embeddings=np.stack([row.vector for row in some]),
                metadatas=[{"restricted": row.restricted} for row in some],
            )

    def delete(self, keys: Sequence[int]) -> None:
        """Take chunks away."""
        for some in self._batches(keys):
            self._collection.delete(ids=[str(key) for key in some])

    def _batches(self, changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
        """No more at once than Chroma takes, and none across the end of a part."""
        start = 0
        while start < len(changes):
            left = self._part - self._changes % self._part
            some = changes[start : start + min(left, self._batch)]
            self._changes += len(some)
            start += len(some)
            yield some

    def close(self) -> None:
        """Write everything out, let go of the folder, seal it."""
        self._client.close()
        blank_before_sealing(self._folder)
        # Without its index_metadata.pickle a graph is no more than what readers make again.
        written = [graph.parent for graph in self._folder.glob("*/index_metadata.pickle")]
        seal(self._folder, [file for graph in written for file in graph.iterdir()])


class VectorReader:
    """Searches one published folder; may be shared by threads, until it is closed.

    `has_failed` tells that a search did: its files are not as they were when it was opened.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self.has_failed = False
        check_seal(folder)
        check_database(folder / "chroma.sqlite3")
        with ExitStack() as opening:
            path = lent(folder, sealed_files(folder), opening)
            try:
                client = _client(path)
                opening.callback(client.close)
                self._collection = client.get_collection(COLLECTION, embedding_function=None)
            except Exception as error:  # Chroma raises many kinds, its own and Rust's
                raise IndexDamagedError(f"Vektorindexet i {folder} går inte att öppna.") from error
            self._open = opening.pop_all()
        self._unblanked: Path | None = path

    def count(self) -> int:
        """How many chunks it holds."""
        try:
            with self._lock:
                counted = self._collection.count()
                self._leave_nothing()
                return counted
        except Exception as error:  # see __init__
            raise IndexDamagedError("Vektorindexet gick inte att räkna.") from error

    def search(self, vector: Vectors, limit: int) -> list[Found]:
        """The nearest chunks by inner product, best first.

        Args:
            vector: float32 of shape (dimension,), length 1.
            limit: how many at most.
        """
        try:
            with self._lock:
                result = self._collection.query(
                    query_embeddings=vector.reshape(1, -1),
                    n_results=limit,
                    include=["distances"],
                )
                self._leave_nothing()
        except Exception as error:  # see __init__
            self.has_failed = True
            raise IndexDamagedError("Vektorindexet gick inte att söka i.") from error
        distances = result["distances"]
        scores = distances[0] if distances else []
        return [
            Found(key=int(name), score=1.0 - distance)
            for name, distance in zip(result["ids"][0], scores, strict=True)
        ]

    def _leave_nothing(self) -> None:
        if self._unblanked:
            blank_unsealed(self._unblanked)
            self._unblanked = None

    def close(self) -> None:
        """Let go of the folder; without this every reopening leaks."""
        self._open.close()


def load_chroma() -> None:
    """Import Chroma now, in a process that is sure to need it soon."""
    import chromadb.api.rust  # noqa: F401, PLC0415  (what a client imports when it is made)

    _settings()


@cache
def _settings() -> "Settings":
    """Made once: to ask the environment for each of them takes longer than to open a folder."""
    from chromadb.config import Settings  # noqa: PLC0415  (see above)

    return Settings(anonymized_telemetry=False)


def _client(folder: Path) -> "Client":
    import chromadb  # noqa: PLC0415  (see above)

    own = _settings().model_copy()  # the client writes its folder into them
    return cast("Client", chromadb.PersistentClient(path=str(folder), settings=own))
