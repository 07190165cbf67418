"""Tells rows of the register in full: every value with its cell, and what was corrected when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from ingest.record.register.cells import free_from_json, from_json
from ingest.record.register.correcting import Corrections
from ingest.record.register.corrections import Corrected, history
from ingest.record.register.tables import (
    register_agency_rows,
    register_books,
    register_collections,
    register_figures,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.tracing import Tracer
from ingest.register.fields import PROJECT_FIELDS
from ingest.register.selection import Traced
from ingest.register.types import Cell

_FIELDS = tuple((field.id,) for field in PROJECT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A correction of a cell: `before` is what the workbook says there, `after` what came instead.

    A value that was struck has "" after. `after` stands in the cell of the answer that it came in,
    or in the workbook's own where it came in no file; `corrected` is UTC.
    """

    before: Traced
    after: Traced
    why: str
    corrected: str
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """A row about a project: its fields, its further columns by their headers, its corrections."""

    id: int
    book: int
    values: tuple[Traced, ...]
    free: tuple[Traced, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold:
    """A figure of an agency: `year` is what it is of, `collected` the collection's."""

    year: int
    collected: int
    value: Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTold:
    """What the newest workbook says of an agency, besides what can be asked for."""

    id: int
    org_number: str
    successor: str


def rows_told(connection: Connection, rows: Sequence[int]) -> dict[int, RowTold]:
    """Those rows about projects, by id."""
    tracer = Tracer(connection, Corrections(connection))
    found = tracer.rows(register_project_rows, rows)
    changes = _changes(connection, found.values())
    return {
        number: RowTold(
            id=number,
            book=row["book"],
            values=tuple(tracer.of_project(row, _FIELDS)),
            free=tuple(_free(row)),
            changes=tuple(changes.get(number, ())),
        )
        for number, row in found.items()
    }


def figures_told(
    connection: Connection, agency: int, books: Sequence[int]
) -> tuple[FigureTold, ...]:
    """An agency's figures in these workbooks, by number and year, the newest collection first."""
    f, c = register_figures.c, register_collections.c
    query = (
        select(f.id, f.year, c.year.label("collected"))
        .join(register_sheets, register_sheets.c.id == f.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_collections, c.id == register_books.c.collection_id)
        .where(f.agency_id == agency, register_books.c.id.in_(books))
        .order_by(f.number, f.year, c.year.desc(), register_books.c.id.desc(), f.id)
    )
    wanted = connection.execute(query).all()
    tracer = Tracer(connection, Corrections(connection))
    rows = tracer.rows(register_figures, [one.id for one in wanted])
    return tuple(
        FigureTold(year=one.year, collected=one.collected, value=tracer.of_figure(rows[one.id]))
        for one in wanted
    )


def agencies_told(connection: Connection, books: Sequence[int]) -> dict[int, AgencyTold]:
    """What these workbooks say of agencies, the newest that says it, by id."""
    a = register_agency_rows.c
    query = (
        select(register_agency_rows)
        .join(register_sheets, register_sheets.c.id == a.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_collections, register_collections.c.id == register_books.c.collection_id)
        .where(register_books.c.id.in_(books))
        .order_by(register_collections.c.year, register_books.c.id)
    )
    corrections = Corrections(connection)
    found: dict[int, AgencyTold] = {}
    for row in map(corrections.of_agency, connection.execute(query).mappings()):
        before = found.get(row["agency_id"])
        found[row["agency_id"]] = AgencyTold(
            id=row["agency_id"],
            org_number=row["org_number"] or (before.org_number if before else ""),
            successor=row["successor"] or "",
        )
    return found


def _free(row: RowMapping) -> list[Traced]:
    return [
        _traced(row, one.field, one.value, one.original, one.cell.column)
        for one in free_from_json(row["free"], row["sheet"], row["row"])
    ]


def _changes(connection: Connection, rows: Any) -> dict[int, list[Change]]:
    """The corrections of rows, the oldest first, by the row's id."""
    by_place = {(row["sheet_id"], row["row"]): row for row in rows}
    found: dict[int, list[Change]] = {}
    for one in history(connection):
        row = by_place.get((one.sheet, one.row))
        if row is not None:
            found.setdefault(row["id"], []).append(_change(row, one))
    return found


def _change(row: RowMapping, one: Corrected) -> Change:
    written = from_json(row["cells"]).get(one.field)
    said = "" if written is None else written.original
    held = row.get(one.field)
    original = str(held) if said is None else said
    before = _traced(row, one.field, "" if held is None else str(held), original, one.column)
    return Change(
        before=before,
        after=_after(before, one),
        why=one.why,
        corrected=one.corrected,
        who=one.who,
    )


def _after(before: Traced, one: Corrected) -> Traced:
    came = one.source
    return Traced(
        field=one.field,
        value="" if one.value is None else one.value,
        original=one.original,
        source=before.source if came is None else came.file,
        sha256=before.sha256 if came is None else came.sha256,
        cell=before.cell if came is None else came.cell,
        is_corrected=True,
    )


def _traced(
    row: RowMapping, field: str, value: str | float | bool, original: str, column: int
) -> Traced:
    return Traced(
        field=field,
        value=value,
        original=original,
        source=row["source"],
        sha256=row["sha256"],
        cell=Cell(sheet=row["sheet"], row=row["row"], column=column),
    )
