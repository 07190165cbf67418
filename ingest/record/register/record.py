"""The register in an open record: what is put into it, and what is read of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select, update

from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.register.copying import batches
from ingest.record.register.corrections import Corrected, history, note
from ingest.record.register.files import FileHeld, file_held
from ingest.record.register.findings import (
    AnswerGiven,
    FindingHeld,
    findings_held,
    note_answer,
    put_findings,
)
from ingest.record.register.following import follow_projects, touched
from ingest.record.register.forgetting import files_named, forget_books
from ingest.record.register.looking import RegisterSeen
from ingest.record.register.matches import MatchHeld, matches_held, say_of_match
from ingest.record.register.places import (
    BookPlace,
    BookThere,
    books_there,
    is_placed,
    remark,
    rule,
    take_away,
)
from ingest.record.register.putting import put_book
from ingest.record.register.reading import collections_held, live_access, row_counts
from ingest.record.register.rebuilding import Rebuilt, rebuilt
from ingest.record.register.replacing import carried
from ingest.record.register.tables import register_books, register_collections
from ingest.record.register.telling import (
    AgencyTold,
    FigureTold,
    RowTold,
    agencies_told,
    figures_told,
    rows_told,
)
from ingest.record.register.tracing import traced
from ingest.record.register.types import CollectionHeld, Import, Put, RowCounts
from ingest.record.register.versions import next_version, note_reviewed
from ingest.record.tables import folders
from ingest.record.turns import taking_turns
from ingest.register.checks.findings import Finding
from ingest.register.copied import Batch
from ingest.register.selecting import Picked
from ingest.register.selection import Found, Selection
from ingest.register.types import Stage

Read = TypeVar("Read")


def open_register(data: Path) -> "RegisterRecord | None":
    """The register of a data folder, to be read; None when nothing has been taken in yet.

    Raises:
        LockedError: the record must be migrated first, and another process is writing.
        DataFolderError: the record cannot be used.
    """
    engine = open_for_reading(data)
    return None if engine is None else RegisterRecord(engine)


def open_register_to_write(data: Path) -> "RegisterRecord":
    """The register of a data folder, made where there is none. Hold the lock while it is open.

    Raises:
        DataFolderError: the record cannot be used.
    """
    return RegisterRecord(open_for_writing(data))


class RegisterRecord:
    """The register in the record. Every method raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def version(self) -> int | None:
        """How often the register has changed; None before the first workbook."""
        return RegisterSeen(self._engine).version()

    def books(self) -> list[tuple[int, tuple[str, ...]]]:
        """The live workbooks, with who may see what each says."""
        return self._read(live_access)

    def collections(self) -> list[CollectionHeld]:
        """The collections with their live workbooks, by year and survey."""
        return self._read(collections_held)

    def trace(self, selection: Selection, picked: Sequence[Picked]) -> tuple[Found, ...]:
        """The rows of a result with their cells; one that is gone meanwhile is left out."""
        return self._read(lambda connection: traced(connection, selection, picked))

    @contextmanager
    def columns(self) -> Iterator[tuple[int, Iterator[Batch]]]:
        """The version, and all of the register column by column, as of one moment."""
        with self._engine.connect() as connection:
            yield self.version() or 0, batches(connection)

    def put(self, what: Import, place: BookPlace | None = None) -> Put:
        """Store a workbook, whole or not at all; a second time of the same changes nothing.

        Without a place it was named by hand: a file of that name.
        """
        with taking_turns(self._engine).begin() as connection:
            put = put_book(connection, what, place)
            if put.changes:
                put = carried(connection, put)
                follow_projects(connection, touched(connection, (put.book, put.replaced)))
                next_version(connection)
            return put

    def there(self, folder: Path) -> dict[str, BookThere]:
        """The workbooks that lie in a folder as far as is known, by their paths."""
        return self._read(lambda connection: books_there(connection, folder))

    def remark(self, place: BookPlace) -> None:
        """Note what the file looks like that lies there, which is the same."""
        with taking_turns(self._engine).begin() as connection:
            remark(connection, place)

    def rule(self, place: BookPlace, access: Sequence[str]) -> None:
        """Let this rule of access hold for what lies there."""
        with taking_turns(self._engine).begin() as connection:
            rule(connection, place, access)

    def folders(self) -> list[Path]:
        """The material folders of the library."""
        with self._engine.connect() as connection:
            return [Path(path) for path in connection.scalars(select(folders.c.path))]

    def take_away(self, folder: Path, sources: Collection[str]) -> None:
        """Let the workbooks of files that are gone be live no more; they stay as history."""
        with taking_turns(self._engine).begin() as connection:
            gone = take_away(connection, folder, sources)
            if gone:
                follow_projects(connection, touched(connection, gone))
                next_version(connection)

    def forget(self, folder: Path) -> tuple[str, ...]:
        """Remove the workbooks of a folder for good; see `forgetting.forget_books`."""
        with taking_turns(self._engine).begin() as connection:
            forgotten = forget_books(connection, folder)
            if forgotten.books:
                next_version(connection)
            return forgotten.hashes

    def files(self) -> set[str]:
        """The hashes of the files that the record names."""
        return self._read(files_named)

    def is_reviewed(self) -> bool:
        """True when the collections have been checked as they are."""
        return RegisterSeen(self._engine).is_reviewed()

    def note_review(self) -> None:
        """Note that they have been."""
        with taking_turns(self._engine).begin() as connection:
            note_reviewed(connection)

    def set_stage(self, collection: int, stage: Stage) -> None:
        """Say how far the quality assurance of a collection has come."""
        is_it = register_collections.c.id == collection
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(register_collections).where(is_it).values(stage=stage.value))
            next_version(connection)

    def rebuilt(self) -> tuple[Rebuilt, ...]:
        """All collections as books, as they hold; see `rebuilding.py` for their sheets' names."""
        return self._read(rebuilt)

    def put_findings(self, collection: int, findings: Iterable[Finding]) -> None:
        """Store what was found in a collection now; what is not found any more is closed."""
        with taking_turns(self._engine).begin() as connection:
            put_findings(connection, collection, findings)

    def findings(self, collection: int) -> list[FindingHeld]:
        """What was found in a collection, by agency and place; closed ones too."""
        return self._read(lambda connection: findings_held(connection, collection))

    def corrections(self) -> list[Corrected]:
        """All corrections of live workbooks, the oldest first."""
        return self._read(history)

    def answer(self, answers: Iterable[AnswerGiven], corrections: Sequence[Corrected]) -> None:
        """Note what agencies answered, and the corrections that come of it; all or nothing."""
        with taking_turns(self._engine).begin() as connection:
            for one in answers:
                note_answer(connection, one)
            note(connection, corrections)
            if corrections:
                next_version(connection)

    def is_placed(self, book: int) -> bool:
        """True for a workbook that came from a folder."""
        return self._read(lambda connection: is_placed(connection, book))

    def set_aside(self, book: int) -> None:
        """Let a workbook be live no more; its rows and what was said of them stay as history."""
        is_it = register_books.c.id == book
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(register_books).where(is_it).values(is_live=False))
            follow_projects(connection, touched(connection, (book, None)))
            next_version(connection)

    def matches(self) -> list[MatchHeld]:
        """The pairs of rows that may be one project; those that a person spoke of too."""
        return self._read(matches_held)

    def say_of_match(self, match: MatchHeld, who: str | None, *, are_same: bool) -> None:
        """Note what a person says of a pair; which projects there are is told anew."""
        with taking_turns(self._engine).begin() as connection:
            say_of_match(connection, match, who, are_same=are_same)

    def told(self, rows: Sequence[int]) -> dict[int, RowTold]:
        """Rows about projects in full, by id; one that is gone meanwhile is left out."""
        return self._read(lambda connection: rows_told(connection, rows))

    def figures_of(self, agency: int, books: Sequence[int]) -> tuple[FigureTold, ...]:
        """An agency's figures in these workbooks, each with its cell."""
        return self._read(lambda connection: figures_told(connection, agency, books))

    def agencies(self, books: Sequence[int]) -> dict[int, AgencyTold]:
        """What these workbooks say of agencies, by id."""
        return self._read(lambda connection: agencies_told(connection, books))

    def file(self, sha256: str) -> FileHeld | None:
        """The kept file of that hash, with who may see it; None where there is none."""
        return self._read(lambda connection: file_held(connection, sha256))

    def counts(self) -> dict[int, RowCounts]:
        """How many rows each live workbook has."""
        return self._read(row_counts)

    def _read(self, reading: Callable[[Connection], Read]) -> Read:
        with self._engine.connect() as connection:
            return reading(connection)
