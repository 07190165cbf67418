"""What was corrected in the register: each said once, kept for good, the last one in force."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from ingest.record.moments import now
from ingest.record.register.tables import register_books, register_corrections, register_sheets
from ingest.register.types import Cell

Place = tuple[int, int, int, str]
"""Sheet in the record, row, column, field: a cell may tell of several, where one is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The cell of a file that a correction came in."""

    file: str
    sha256: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction of one cell: `value` is normalised, None strikes it.

    `sheet` is the sheet's id in the record. `source` is None where it came in no file. `corrected`
    is UTC, as 2026-01-31T12:00:00Z, and is set when it is noted.
    """

    sheet: int
    row: int
    column: int
    field: str
    value: str | float | bool | None
    original: str
    why: str
    source: Source | None = None
    who: str | None = None
    corrected: str = ""


def note(connection: Connection, corrections: Iterable[Corrected]) -> None:
    """Keep these corrections."""
    moment = now()
    for one in corrections:
        source = one.source
        connection.execute(
            insert(register_corrections).values(
                sheet_id=one.sheet,
                row=one.row,
                column=one.column,
                field=one.field,
                value=None if one.value is None else json.dumps(one.value, ensure_ascii=False),
                original=one.original,
                why=one.why,
                source=source and source.file,
                sha256=source and source.sha256,
                source_sheet=source and source.cell.sheet,
                source_row=source and source.cell.row,
                source_column=source and source.cell.column,
                corrected=moment,
                who=one.who,
            )
        )


def history(connection: Connection, sheets: Collection[int] | None = None) -> list[Corrected]:
    """All corrections of live books, or of some of their sheets, the oldest first."""
    c = register_corrections.c
    query = (
        select(register_corrections)
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .where(register_books.c.is_live, *([] if sheets is None else [c.sheet_id.in_(sheets)]))
        .order_by(c.id)
    )
    return [
        Corrected(
            sheet=row.sheet_id,
            row=row.row,
            column=row.column,
            field=row.field,
            value=None if row.value is None else json.loads(row.value),
            original=row.original,
            why=row.why,
            source=_source(row),
            who=row.who,
            corrected=row.corrected,
        )
        for row in connection.execute(query)
    ]


def in_force(corrections: Iterable[Corrected]) -> dict[Place, Corrected]:
    """The last correction of each cell's field."""
    return {place_of(one): one for one in corrections}


def place_of(one: Corrected) -> Place:
    """What a correction is of."""
    return (one.sheet, one.row, one.column, one.field)


def _source(row: Row[Any]) -> Source | None:
    if row.source is None:
        return None
    cell = Cell(sheet=row.source_sheet, row=row.source_row, column=row.source_column)
    return Source(file=row.source, sha256=row.sha256, cell=cell)
