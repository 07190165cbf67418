"""Reads the register of a record: each thing as it is then, or all of it as of one moment."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from ingest.record.register.agencies import agencies_called
from ingest.record.register.copying import batches
from ingest.record.register.corrections import Corrected, history
from ingest.record.register.doubting import ReviewSeen, suspects
from ingest.record.register.files import FileHeld, file_held
from ingest.record.register.findings import FindingHeld, findings_held
from ingest.record.register.forgetting import files_named
from ingest.record.register.matches import MatchHeld, matches_held
from ingest.record.register.places import BookThere, books_there, is_placed
from ingest.record.register.reading import collections_held, live_access, row_counts
from ingest.record.register.rebuilding import Rebuilt, rebuilt
from ingest.record.register.telling import (
    AgencyTold,
    FigureTold,
    RowTold,
    agencies_told,
    figures_told,
    rows_told,
)
from ingest.record.register.tracing import fields_behind, traced, traced_twice
from ingest.record.register.types import CollectionHeld, RowCounts
from ingest.record.register.versions import is_reviewed, version
from ingest.record.tables import folders
from ingest.register.aggregated import Suspect
from ingest.register.contradicted import PickedTwice
from ingest.register.contradictions import Contradiction
from ingest.register.copied import Batch
from ingest.register.selecting import Picked
from ingest.register.selection import Found, Selection

Read = TypeVar("Read")
Connect = Callable[[], AbstractContextManager[Connection]]


class RegisterReader:
    """The register, to be read. Every method raises `DataFolderError` as the record does."""

    def __init__(self, connect: Connect) -> None:
        """`connect` gives a connection to the record, for one thing that is read."""
        self._connect = connect

    @contextmanager
    def at_once(self) -> Iterator["RegisterReader"]:
        """The register as it is at this moment, whatever is written meanwhile; for one thread."""
        with self._connect() as connection:
            version(connection)  # the moment is that of the first look
            yield RegisterReader(lambda: nullcontext(connection))

    def version(self) -> int | None:
        """How often the register has changed; None before the first workbook."""
        return self._read(version)

    def books(self) -> list[tuple[int, tuple[str, ...]]]:
        """The live workbooks, with who may see what each says."""
        return self._read(live_access)

    def collections(self) -> list[CollectionHeld]:
        """The collections with their live workbooks, by year and survey."""
        return self._read(collections_held)

    def trace(
        self, selection: Selection, picked: Sequence[Picked], seen: ReviewSeen
    ) -> tuple[Found, ...]:
        """The rows of a result with their cells; one that is gone meanwhile is left out.

        Each value goes with what the review holds against it, as far as that is `seen`.
        """
        return self._read(lambda connection: traced(connection, selection, picked, seen))

    def suspects(self, selection: Selection, seen: ReviewSeen) -> frozenset[Suspect]:
        """The rows of which values are pointed out that a selection may rest on."""
        fields = fields_behind(selection)
        return self._read(lambda connection: suspects(connection, selection, fields, seen))

    def trace_twice(self, picked: Sequence[PickedTwice]) -> tuple[Contradiction, ...]:
        """Figures that have several values, each value with its cell."""
        return self._read(lambda connection: traced_twice(connection, picked)) if picked else ()

    @contextmanager
    def columns(self) -> Iterator[tuple[int, Iterator[Batch]]]:
        """The version, and all of the register column by column, as of one moment."""
        with self._connect() as connection:
            yield version(connection) or 0, batches(connection)

    def there(self, folder: Path) -> dict[str, BookThere]:
        """The workbooks that lie in a folder as far as is known, by their paths."""
        return self._read(lambda connection: books_there(connection, folder))

    def folders(self) -> list[Path]:
        """The material folders of the library."""
        paths = self._read(lambda connection: connection.scalars(select(folders.c.path)).all())
        return [Path(path) for path in paths]

    def files(self) -> set[str]:
        """The hashes of the files that the record names."""
        return self._read(files_named)

    def is_reviewed(self) -> bool:
        """True when the collections have been checked as they are."""
        return self._read(is_reviewed)

    def rebuilt(self) -> tuple[Rebuilt, ...]:
        """All collections as books, as they hold; see `rebuilding.py` for their sheets' names."""
        return self._read(rebuilt)

    def findings(self, collection: int) -> list[FindingHeld]:
        """What was found in a collection, by agency and place; closed ones too."""
        return self._read(lambda connection: findings_held(connection, collection))

    def corrections(self) -> list[Corrected]:
        """All corrections of live workbooks, the oldest first."""
        return self._read(history)

    def is_placed(self, book: int) -> bool:
        """True for a workbook that came from a folder."""
        return self._read(lambda connection: is_placed(connection, book))

    def matches(self) -> list[MatchHeld]:
        """The pairs of rows that may be one project; those that a person spoke of too."""
        return self._read(matches_held)

    def told(self, rows: Sequence[int]) -> dict[int, RowTold]:
        """Rows about projects in full, by id; one that is gone meanwhile is left out."""
        return self._read(lambda connection: rows_told(connection, rows))

    def figures_of(self, agency: int, books: Sequence[int]) -> tuple[FigureTold, ...]:
        """An agency's figures in these workbooks, each with its cell."""
        return self._read(lambda connection: figures_told(connection, agency, books))

    def agencies(self, books: Sequence[int]) -> dict[int, AgencyTold]:
        """What these workbooks say of agencies, by id."""
        return self._read(lambda connection: agencies_told(connection, books))

    def agencies_called(self, name: str) -> frozenset[int]:
        """The agencies that are or were called so by any workbook."""
        return self._read(lambda connection: agencies_called(connection, name))

    def file(self, sha256: str) -> FileHeld | None:
        """The kept file of that hash, with who may see it; None where there is none."""
        return self._read(lambda connection: file_held(connection, sha256))

    def counts(self) -> dict[int, RowCounts]:
        """How many rows each live workbook has."""
        return self._read(row_counts)

    def _read(self, reading: Callable[[Connection], Read]) -> Read:
        with self._connect() as connection:
            return reading(connection)
