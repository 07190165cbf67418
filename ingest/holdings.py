"""The documents of the library as its live generation shows them, for whoever looks after them.

Opens neither index nor embedder. Knows nothing about who asks but what they may see.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DocumentError
from ingest.index.generation import live_generation
from ingest.record.corrections import Correction, CorrectionRecord
from ingest.record.facts import Fact, read_fact
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow
from ingest.types import Metadata

MaySee = Callable[[tuple[str, ...]], bool]
"""True for an access rule that lets the person who asks see the document."""
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A document with what its material says, and everything that people said, oldest first.

    `row` has its metadata as it holds now, `places` are the paths of its files.
    """

    row: DocumentRow
    places: tuple[str, ...]
    as_read: Metadata
    said: tuple[Correction, ...]


class Holdings:
    """An open record, read on behalf of one person."""

    def __init__(
        self, reader: RecordReader, corrections: CorrectionRecord, may_see: MaySee
    ) -> None:
        self._reader = reader
        self._corrections = corrections
        self._may_see = may_see

    def documents(self) -> list[DocumentRow]:
        """Every document that the person may see, by title."""
        return [row for row in self._reader.documents() if self._may_see(row.access)]

    def find(self, named: str) -> DocumentRow:
        """The one document of that id, source or path of a file.

        Raises:
            DocumentError: there is none, or there are several.
        """
        path = Path(named).resolve() if "\0" not in named else None
        rows = self.documents()
        found = [
            row
            for row in rows
            if named in {row.id, row.source} or Path(row.folder, row.source) == path
        ] or [row for row in rows if named in self._reader.places(row.id)]
        if not found:
            raise DocumentError(
                f"Dokumentet {named!a} finns inte i biblioteket, eller är inte för dig.",
                "Se vilka som finns med `lardom documents list`.",
            )
        if len(found) > 1:
            ids = ", ".join(f"{row.id} ({row.folder})" for row in found[:SHOWN])
            raise DocumentError(f"{len(found)} dokument heter {named}.", f"Ange ett id: {ids}.")
        return found[0]

    def described(self, row: DocumentRow) -> Described:
        """The document with where its metadata is from."""
        return Described(
            row=row,
            places=tuple(self._reader.places(row.id)),
            as_read=self._corrections.as_read(row.version_id, row.metadata),
            said=self._corrections.of(row.id),
        )


@contextmanager
def open_holdings(data: Path, may_see: MaySee) -> Iterator[Holdings]:
    """The documents of a data folder, until the block ends.

    Raises:
        DocumentError: nothing has been taken in yet.
        IngestError: as `open_for_reading`.
    """
    engine = open_for_reading(data)
    if engine is None:
        raise DocumentError(
            f"Biblioteket i {data} är tomt.", "Ta in material med `lardom sync MAPP`."
        )
    try:
        published = live_generation(data) or int(read_fact(engine, Fact.GENERATION) or 0)
        yield Holdings(RecordReader(engine, published), CorrectionRecord(engine), may_see)
    finally:
        engine.dispose()
