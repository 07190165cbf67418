"""One writer's work on the library: compare with the record, read, embed, stage, publish."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError, LoadError
from ingest.index.generation import generation_folder, live_generation, newest_folder, sweep
from ingest.index.publishing import build_generation, generation_is_whole
from ingest.index.types import Order
from ingest.reading import content_hash
from ingest.record.facts import UNFINISHED, Fact, read_fact
from ingest.record.opening import empty_log, open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.runs import RunRecord
from ingest.record.types import EmbeddedDocument
from ingest.record.writing import RecordWriter
from ingest.rendering import findable
from ingest.report import Tally
from ingest.sandbox import Read, read_documents
from ingest.scanning import Scan
from ingest.sidecar import read_sidecar
from ingest.types import Document, Failure

CHUNKS_A_BATCH = 1500

Progress = Callable[[str, int, int], None]
"""Told what is going on (Swedish), how much of it is done, and of how much."""


def silent(_what: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library to write: its data folder, its embedder, and how many reading processes.

    0 `workers` are one for each available processor.
    """

    data: Path
    embedder: Embedder
    workers: int = 0


class Work:
    """One writer's work on the library, from the lock taken to the lock let go."""

    def __init__(self, library: Library, progress: Progress) -> None:
        self._library = library
        self._progress = progress
        self._engine = open_for_writing(library.data)
        self._live = live_generation(library.data)
        self._prune(self._live)  # in case the one who published it was killed before
        remembered = int(read_fact(self._engine, Fact.GENERATION) or 0)
        self._coming = max(self._live, remembered, newest_folder(library.data)) + 1
        self.writer = RecordWriter(self._engine, self._coming)
        self.history = RunRecord(self._engine)
        sweep(library.data, self._live)

    def refuse_other_embedder(self) -> None:
        """Raise EmbedderMismatchError unless the library is empty or was embedded likewise."""
        remembered, wanted = read_fact(self._engine, Fact.EMBEDDER), self._library.embedder
        if remembered is None:
            self.writer.set_fact(Fact.EMBEDDER, wanted.fingerprint)
        elif remembered != wanted.fingerprint:
            raise EmbedderMismatchError(self._library.data, remembered, wanted.fingerprint)

    def take_in(self, folder: Path, scan: Scan, tally: Tally) -> None:
        """Stage what differs between the folder and the record."""
        known = self.writer.known(folder)
        for skipped in scan.skipped:
            tally.skip(skipped)
        for failure in scan.failed:
            tally.fail(failure, ())
        gone = sorted(set(known) - set(scan.sources))
        self.writer.remove(folder, gone)
        tally.remove(gone)
        fresh = []
        for source in scan.sources:
            if source in known and known[source] == _hash_or_none(folder / source):
                tally.unchanged.append(source)
            else:
                fresh.append(source)
        outcomes = self._counted(
            read_documents(folder, fresh, workers=self._library.workers), len(fresh)
        )
        for batch in _batches(_documents(outcomes, folder, tally)):
            self.writer.stage(folder, self._embedded([document for document, _ in batch]))
            for document, seconds in batch:
                tally.take(document, seconds, replaces=document.source in known)

    def embed_again(self) -> int:
        """Replace every chunk's vector; the number of chunks.

        Until it is done the library claims no embedder, so that nothing mixes two models.
        """
        self.writer.set_fact(Fact.EMBEDDER, UNFINISHED)
        reader = RecordReader(self._engine, None)
        keys = reader.keys()
        done = 0
        for rows in reader.index_rows(keys):
            vectors = self._library.embedder.embed_passages([row.words for row in rows])
            self.writer.replace_vectors([row.key for row in rows], vectors)
            done += len(rows)
            self._progress("Räknar om vektorer", done, len(keys))
        self.writer.set_fact(Fact.EMBEDDER, self._library.embedder.fingerprint)
        return len(keys)

    def publish(self) -> int:
        """Make what is staged the live generation, unless the live one already is it."""
        previous = self._live
        if self._live and not self.writer.has_staged(self._live):
            self._progress("Kontrollerar index", 0, 1)
            if generation_is_whole(self._order(self._live, 0)):
                self.writer.set_fact(Fact.GENERATION, str(self._live))
                return self._live
            previous = 0
        order = self._order(self._coming, previous)
        build_generation(order, partial(self._progress, "Bygger index"))
        self.writer.set_fact(Fact.GENERATION, str(self._coming))
        self._prune(self._coming)
        return self._coming

    def _order(self, generation: int, previous: int) -> Order:
        return Order(
            data=str(self._library.data),
            folder=str(generation_folder(self._library.data, generation)),
            generation=generation,
            previous=previous,
            embedder=self._library.embedder.fingerprint,
            dimension=self._library.embedder.dimension,
        )

    def _prune(self, generation: int) -> None:
        RecordWriter(self._engine, generation).prune()
        empty_log(self._engine)

    def _embedded(self, batch: Sequence[Document]) -> list[EmbeddedDocument]:
        """The documents with their vectors; one call of the model for them all."""
        words = [
            findable(document.metadata.title, chunk.heading, chunk.span.of(document.text))
            for document in batch
            for chunk in document.chunks
        ]
        vectors = self._library.embedder.embed_passages(words)
        ends = accumulate(len(document.chunks) for document in batch)
        return [
            EmbeddedDocument(document=document, vectors=vectors[end - len(document.chunks) : end])
            for document, end in zip(batch, ends, strict=True)
        ]

    def _counted(self, outcomes: Iterable[Read], whole: int) -> Iterator[Read]:
        for done, outcome in enumerate(outcomes, start=1):
            yield outcome
            self._progress("Läser dokument", done, whole)


def _documents(
    outcomes: Iterable[Read], folder: Path, tally: Tally
) -> Iterator[tuple[Document, float]]:
    """The documents with the seconds they took; failures are put on the tally as they come."""
    for read in outcomes:
        if isinstance(read.outcome, Failure):
            tally.fail(read.outcome, _access(folder / read.outcome.source), read.seconds)
        else:
            yield read.outcome, read.seconds


def _access(path: Path) -> tuple[str, ...]:
    """Who may know of a file that could not be read: nobody, where its rule cannot be either."""
    try:
        return read_sidecar(path).access
    except (OSError, LoadError):
        return ()


def _batches(
    documents: Iterable[tuple[Document, float]],
) -> Iterator[list[tuple[Document, float]]]:
    batch: list[tuple[Document, float]] = []
    size = 0
    for document, seconds in documents:
        batch.append((document, seconds))
        size += len(document.chunks)
        if size >= CHUNKS_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _hash_or_none(path: Path) -> str | None:
    try:
        return content_hash(path)
    except (OSError, LoadError):
        return None
