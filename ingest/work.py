"""One writer's work on the library: take folders in, embed anew, publish."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.editions import newer_editions
from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError
from ingest.index.generation import generation_folder, live_generation, newest_folder, sweep
from ingest.index.processes import IndexProcess
from ingest.index.publishing import build_generation, generation_is_whole
from ingest.index.types import Order
from ingest.passages import embedded
from ingest.programs import NO_PROGRAMS, Programs
from ingest.progress import Progress
from ingest.recognised import RecognisedPages
from ingest.record.corrections import CorrectionRecord
from ingest.record.editions import EditionRecord
from ingest.record.facts import UNFINISHED, Fact, read_fact
from ingest.record.opening import empty_log, open_for_writing
from ingest.record.page_states import file_hashes, pictured_files
from ingest.record.reading import RecordReader
from ingest.record.register.looking import RegisterSeen
from ingest.record.runs import RunRecord
from ingest.record.stored import stored_document
from ingest.record.types import EmbeddedDocument
from ingest.record.writing import RecordWriter
from ingest.register_work import RegisterWork
from ingest.report import Tally
from ingest.ruling import FolderRuling
from ingest.sandbox import LongWork
from ingest.scanning import Scan
from ingest.taking_in import FolderWork, Means
from ingest.types import Document, PageState, Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library to write: its data folder, its embedder, and how many reading processes.

    0 `workers` are one for each available processor. `programs` may help to read. `ahead` is a
    child that will publish, started already: it loads its libraries while files are read.
    """

    data: Path
    embedder: Embedder
    workers: int = 0
    programs: Programs = NO_PROGRAMS
    ahead: IndexProcess | None = None


class Work:
    """One writer's work on the library, from the lock taken to the lock let go."""

    def __init__(self, library: Library, progress: Progress) -> None:
        self._library = library
        self._progress = progress
        self._engine = open_for_writing(library.data)
        self._recognised = RecognisedPages.of(library.data)
        self._began = time.time()
        self._long_work: dict[str, Working] = {}
        self._is_reruled = False
        self._live = live_generation(library.data)
        self._prune(self._live)  # in case the one who published it was killed before
        remembered = int(read_fact(self._engine, Fact.GENERATION) or 0)
        self._coming = max(self._live, remembered, newest_folder(library.data)) + 1
        self.writer = RecordWriter(self._engine, self._coming)
        self.history = RunRecord(self._engine)
        self.corrections = CorrectionRecord(self._engine)
        self.register = RegisterWork(library.data, RegisterSeen(self._engine), progress)
        sweep(library.data, self._live)

    def refuse_other_embedder(self) -> None:
        """Raise EmbedderMismatchError unless the library is empty or was embedded likewise."""
        remembered, wanted = read_fact(self._engine, Fact.EMBEDDER), self._library.embedder
        if remembered is None:
            self.writer.set_fact(Fact.EMBEDDER, wanted.fingerprint)
        elif remembered != wanted.fingerprint:
            raise EmbedderMismatchError(self._library.data, remembered, wanted.fingerprint)

    def take_in(self, folder: Path, scan: Scan, tally: Tally) -> None:
        """Stage what differs between the folder and the record; workbooks go to the register."""
        ruling = FolderRuling(folder, scan.rules, tally)
        means = Means(
            writer=self.writer,
            corrections=self.corrections,
            ruling=ruling,
            embedder=self._library.embedder,
            workers=self._library.workers,
            progress=self._progress,
            long_work=LongWork(programs=self._library.programs, tell=self._told_of_long_work),
        )
        FolderWork(means, folder, tally, self._unfinished(folder)).take_in(scan)
        self._is_reruled |= ruling.end(self.writer.rulings)
        self.register.take_in(folder, scan.collections, tally, ruling.rules)

    def tidy(self) -> None:
        """Remove the recognised pages of files that are not in the library any more."""
        self._recognised.sweep(file_hashes(self._engine), self._began)

    def _unfinished(self, folder: Path) -> frozenset[str]:
        """Sources with pages that can be recognised now but were not, or are recognised no more."""
        if not self._library.programs.recognised:
            return frozenset()
        return frozenset(
            file.source
            for file in pictured_files(self._engine, folder)
            if file.state is PageState.UNREAD or not self._recognised.knows(file.file_hash)
        )

    def _told_of_long_work(self, source: str, working: Working) -> None:
        self._long_work[source] = working
        alike = [each for each in self._long_work.values() if each.what == working.what]
        done, whole = sum(each.done for each in alike), sum(each.whole for each in alike)
        self._progress(working.what, done, whole)

    def stored(self, document: str) -> EmbeddedDocument | None:
        """A document as the coming generation shows it so far, or None."""
        row = RecordReader(self._engine, self._coming).document(document)
        return None if row is None else stored_document(self._engine, row)

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

    def embedded(self, batch: Sequence[Document]) -> list[EmbeddedDocument]:
        """The documents with their vectors; one call of the model for them all."""
        return embedded(batch, self._library.embedder)

    def publish(self, *, afresh: bool = False) -> int:
        """Make what is staged the live generation, unless the live one already is it.

        `afresh`: nothing of the live one's index is taken over. What is staged may be what a run
        that died left, so the rules are settled first.
        """
        self._is_reruled |= self.writer.rulings.settle_all()
        self._relate_editions()
        previous = 0 if afresh else self._live
        if self._live and not self.writer.has_staged(self._live):
            self._progress("Kontrollerar index", 0, 1)
            if generation_is_whole(self._order(self._live, 0), self._library.ahead):
                self.writer.set_fact(Fact.GENERATION, str(self._live))
                self._prune(self._live)
                return self._live
            previous = 0
        order = self._order(self._coming, previous)
        build_generation(order, partial(self._progress, "Bygger index"), self._library.ahead)
        self.writer.set_fact(Fact.GENERATION, str(self._coming))
        self._prune(self._coming)
        return self._coming

    def _relate_editions(self) -> None:
        editions = EditionRecord(self._engine)
        if editions.sketch() or self._is_reruled or self.writer.has_staged(self._live):
            editions.relate(newer_editions(editions.publications()))

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
