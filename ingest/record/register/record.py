"""The register in an open record: what is put into it, and what is read of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select, update

from ingest.record.facts import Fact, read_fact
from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.register.copying import batches
from ingest.record.register.corrections import Corrected, history, note
from ingest.record.register.findings import (
    AnswerGiven,
    FindingHeld,
    findings_held,
    note_answer,
    put_findings,
)
from ingest.record.register.following import follow_projects
from ingest.record.register.putting import put_book
from ingest.record.register.reading import collections_held, live_access, row_counts
from ingest.record.register.rebuilding import Rebuilt, rebuilt
from ingest.record.register.replacing import carry_over
from ingest.record.register.tables import (
    register_agency_rows,
    register_collections,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.tracing import traced
from ingest.record.register.types import CollectionHeld, Import, Put, RowCounts
from ingest.record.register.versions import next_version
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
        said = read_fact(self._engine, Fact.REGISTER)
        return None if said is None else int(said)

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

    def put(self, what: Import) -> Put:
        """Store a workbook, whole or not at all; a second time of the same changes nothing."""
        with taking_turns(self._engine).begin() as connection:
            put = put_book(connection, what)
            if put.is_new:
                put = _carried(connection, put)
                follow_projects(connection, _touched(connection, put))
                next_version(connection)
            return put

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

    def counts(self) -> dict[int, RowCounts]:
        """How many rows each live workbook has."""
        return self._read(row_counts)

    def _read(self, reading: Callable[[Connection], Read]) -> Read:
        with self._engine.connect() as connection:
            return reading(connection)


def _carried(connection: Connection, put: Put) -> Put:
    if put.replaced is None:
        return put
    done = carry_over(connection, put.replaced, put.book)
    return replace(put, carried=done.carried, dropped=done.dropped)


def _touched(connection: Connection, put: Put) -> list[int]:
    """The agencies whose projects came, went or changed, or that another took over."""
    books, found = [put.book, put.replaced], set[int]()
    for table in (register_project_rows, register_agency_rows):
        query = (
            select(table.c.agency_id)
            .join(register_sheets, register_sheets.c.id == table.c.sheet_id)
            .where(register_sheets.c.book_id.in_(books))
            .distinct()
        )
        found.update(connection.scalars(query))
    return sorted(found)
