"""Takes one folder in: compare, adopt what is known from elsewhere, read, embed, stage.

Nothing is shown before the whole run is published; killed at any moment, what was staged is
kept and the next run goes on from there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.archives import is_archive
from ingest.comparing import Compared, Remembered, compare, new_looks
from ingest.embedding import Embedder
from ingest.passages import Taken, batches, embedded
from ingest.progress import Progress
from ingest.record.corrections import CorrectionRecord, document_corrected, in_force
from ingest.record.places import Adopted, Place
from ingest.record.types import EmbeddedDocument
from ingest.record.writing import RecordWriter
from ingest.report import Tally
from ingest.ruling import FolderRuling
from ingest.sandbox import LongWork, Read, read_documents
from ingest.scanning import Scan
from ingest.sidecar import who_may_know
from ingest.types import Document, Failure, Listing

MOST_TWINS = 200
"""So many documents wait, with their texts, for it to be told whose content theirs is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What taking in is done with; `workers` reading processes, 0 for one per processor.

    `ruling` is of the folder that is taken in.
    """

    writer: RecordWriter
    corrections: CorrectionRecord
    ruling: FolderRuling
    embedder: Embedder
    workers: int
    progress: Progress
    long_work: LongWork


class FolderWork:
    """Takes one folder in, once."""

    def __init__(
        self, means: Means, folder: Path, tally: Tally, unfinished: frozenset[str] = frozenset()
    ) -> None:
        """Read the sources `unfinished` again, though they are the same."""
        self._means = means
        self._writer = means.writer
        self._folder = folder
        self._tally = tally
        self._unfinished = unfinished
        self._known = means.writer.known(folder)
        self._standing = means.writer.places.hashes()
        self._unsure: set[Place] = set()
        self._by_place: dict[str, str] = {}
        self._gone: set[str] = set()
        self._archives: dict[str, Listing] = {}
        self._broken: set[str] = set()
        self._read_now: dict[str, str] = {}
        self._pending: set[str] = set()
        self._twins: list[Taken] = []

    def take_in(self, scan: Scan) -> None:
        """Stage what differs between the folder and the record."""
        self._means.ruling.begin(self._writer.rulings)
        for skipped in scan.skipped:
            self._tally.skip(skipped)
        for failure in scan.failed:
            self._tally.fail(failure, ())
        seen = self._writer.seen
        remembered = Remembered(
            known=self._known,
            seen=seen.of_folder(self._folder),
            sizes=seen.sizes(),
            unfinished=self._unfinished,
        )
        told = partial(self._means.progress, "Jämför filer")
        compared = compare(self._folder, scan.sources, remembered, told)
        self._tally.unchanged += compared.unchanged
        self._remove(compared.gone)
        self._read(self._adopted(compared))
        self._tally.remove(sorted(self._gone))
        self._remember(compared, remembered)

    def _remove(self, sources: Sequence[str]) -> None:
        self._writer.remove(self._folder, sources)
        self._writer.seen.forget(self._folder, sources)
        self._gone.update(sources)

    def _adopted(self, compared: Compared) -> list[str]:
        """Adopt what is known from elsewhere; the sources that are left, to be read."""
        again = {s for s in compared.fresh if self._is_same(s, compared.hashes.get(s))}
        at_stake = [*compared.fresh, *compared.members_at_stake(self._known)]
        self._unsure = {self._place(source) for source in at_stake if source not in again}
        renamed = self._writer.places.described_by_place()
        self._by_place = {s: h for s, h in compared.hashes.items() if h in renamed}
        return [
            source
            for source in compared.fresh
            if is_archive(source)
            or source in self._by_place
            or source in again
            or not self._adopts(source, compared.hashes.get(source))
        ]

    def _is_same(self, source: str, content_hash: str | None) -> bool:
        """True for a file with the content that it is known by."""
        return content_hash is not None and self._known.get(source) == content_hash

    def _place(self, source: str) -> Place:
        return Place(folder=str(self._folder), source=source)

    def _adopts(self, source: str, content_hash: str | None, read: Document | None = None) -> bool:
        """True when the place shows a document now that was known from elsewhere.

        One that moves is shown as it was `read`, or as it was.
        """
        if content_hash is None or content_hash not in self._standing:
            return False
        if source in self._known:
            self._writer.remove(self._folder, [source])
        place = self._place(source)
        adopted = self._writer.places.adopt(place, content_hash, self._unsure, shown=read is None)
        if adopted is None:
            return False
        self._unsure.discard(place)
        if adopted.moves and read is not None:
            self._stage_moved(adopted, read)
        if adopted.moves and adopted.lies.folder == place.folder:
            self._gone.discard(adopted.lies.source)
        self._tally.adopt(source, adopted)
        return True

    def _stage_moved(self, adopted: Adopted, read: Document) -> None:
        """Show a document where it lies now; its passages are not embedded again."""
        said = in_force(self._means.corrections.of(adopted.document))
        document = document_corrected(read, said)
        vectors = self._writer.vectors(adopted.version, document)
        if vectors is None:
            (item,) = embedded([document], self._means.embedder)
        else:
            item = EmbeddedDocument(document=document, vectors=vectors)
        self._writer.restage(adopted.document, item, ())

    def _read(self, sources: Sequence[str]) -> None:
        for batch in batches(self._documents(sources)):
            self._stage(batch)
            self._standing |= self._pending
            self._pending.clear()
            self._adopt_twins()
        self._adopt_twins()
        for batch in batches(self._twins):
            self._stage(batch)

    def _adopt_twins(self) -> None:
        self._twins = [
            (document, seconds)
            for document, seconds in self._twins
            if not self._adopts(document.source, document.content_hash, document)
        ]

    def _stage(self, batch: Sequence[Taken]) -> None:
        names = self._writer.names(self._folder, [document.source for document, _ in batch])
        read = dict(zip(names, (document for document, _ in batch), strict=True))
        corrected = self._means.corrections.applied(read)
        self._writer.stage(self._folder, embedded(corrected, self._means.embedder))
        for document, seconds in batch:
            self._unsure.discard(self._place(document.source))
            self._tally.take(document, seconds, replaces=document.source in self._known)

    def _documents(self, sources: Sequence[str]) -> Iterator[Taken]:
        """The documents that are new here, as they are read."""
        whole = len(sources)
        workers, long_work = self._means.workers, self._means.long_work
        reads = read_documents(self._folder, sources, workers=workers, long_work=long_work)
        for done, read in enumerate(reads, start=1):
            outcome = read.outcome
            if isinstance(outcome, Listing):
                whole += len(outcome.members)
                self._list(outcome)
            elif isinstance(outcome, Failure):
                self._fail(outcome, read)
            elif self._is_new(document := self._means.ruling.ruled(outcome), read):
                yield document, read.seconds
            self._means.progress("Läser dokument", done, whole)

    def _is_new(self, document: Document, read: Read) -> bool:
        source, content_hash = document.source, document.content_hash
        self._read_now[source] = content_hash
        if self._is_same(source, content_hash):
            self._unsure.discard(self._place(source))
            if source in self._unfinished:
                return True
            self._tally.unchanged.append(source)
            return False
        if self._adopts(source, content_hash, document):
            return False
        is_known = content_hash in self._pending or content_hash in self._standing
        if is_known and len(self._twins) < MOST_TWINS:  # when all is read it is told whose
            self._twins.append((document, read.seconds))
            return False
        self._pending.add(content_hash)
        return True

    def _list(self, listing: Listing) -> None:
        self._archives[listing.source] = listing
        inside, held = f"{listing.source}/", set(listing.members)
        self._remove([s for s in self._known if s.startswith(inside) and s not in held])
        for skipped in listing.skipped:
            self._tally.skip(
                skipped, self._means.ruling.allowed(listing.source, listing.said_access)
            )
        for failure in listing.failed:
            access = self._means.ruling.failed(failure.source, listing.said_access)
            self._tally.fail(failure, access)
            self._broken.add(listing.source)

    def _fail(self, failure: Failure, read: Read) -> None:
        if self._adopts(failure.source, self._by_place.get(failure.source)):
            return  # it is the content that was read before, and keeps what was told of it
        listing = self._listing_above(failure.source)
        if listing:
            self._broken.add(listing.source)
        said = listing.said_access if listing else who_may_know(self._folder / failure.source)
        access = self._means.ruling.failed(failure.source, said)
        self._tally.fail(failure, access, read.seconds)

    def _listing_above(self, source: str) -> Listing | None:
        parents = (one for one in self._archives.values() if source.startswith(f"{one.source}/"))
        return next(parents, None)

    def _remember(self, compared: Compared, remembered: Remembered) -> None:
        """Note what the files look like now; archives only where every member could be read."""
        whole = self._archives.keys() - self._broken
        partly = [s for s in compared.fresh if is_archive(s) and s not in whole]
        found = {**compared.hashes, **self._read_now}
        hashes = {source: found[source] for source in found.keys() - set(partly)}
        away = (
            remembered.seen.keys() - compared.marks.keys()
        )  # an archive that comes back is opened
        self._writer.seen.forget(self._folder, {*partly, *away})
        self._writer.seen.remember(self._folder, new_looks(compared, remembered, hashes))
