"""The pairs of rows that may be one project: those nobody has spoken of yet, and what is said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ingest.record.register.cells import from_json
from ingest.record.register.following import follow_projects, say
from ingest.record.register.tables import (
    register_agencies,
    register_books,
    register_collections,
    register_matches,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.versions import next_version
from ingest.register.matching import Said
from ingest.register.selection import Traced
from ingest.register.types import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMatched:
    """One row of a pair, as its workbook says it: days are as 2017-03-31, the budget in kronor.

    `agency` is the register's own name for it, whoever may see that, `agency_id` its number.
    `name` stands in its cell; `book` is the workbook, `project` what the row is held to be about.
    """

    id: int
    book: int
    project: int | None
    agency: str
    agency_id: int
    year: int
    name: Traced
    start: str
    planned_end: str
    system: str
    kind: str
    budget: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchHeld:
    """A pair of rows that may be one project; `likeness` is 0 to 1.

    `are_same` is what a person said, None as long as nobody has.
    """

    id: int
    earlier: RowMatched
    later: RowMatched
    likeness: float
    are_same: bool | None


def matches_held(connection: Connection) -> list[MatchHeld]:
    """All pairs of live rows, the likeliest first; also those that a person has spoken of."""
    m = register_matches.c
    pairs = connection.execute(select(register_matches).order_by(m.likeness.desc(), m.id)).all()
    rows = _rows(connection)
    return [
        MatchHeld(
            id=pair.id,
            earlier=rows[pair.earlier_id],
            later=rows[pair.later_id],
            likeness=pair.likeness,
            are_same=None if pair.verdict is None else pair.verdict == "same",
        )
        for pair in pairs
        if pair.earlier_id in rows and pair.later_id in rows
    ]


def say_of_match(
    connection: Connection, match: MatchHeld, who: str | None, *, are_same: bool
) -> None:
    """Note what a person says of a pair, and tell the projects of its agencies anew."""
    ends = (match.earlier.id, match.later.id)
    say(connection, Said(earlier=ends[0], later=ends[1], are_same=are_same), who)
    c = register_project_rows.c
    agencies = set(connection.scalars(select(c.agency_id).where(c.id.in_(ends))))
    follow_projects(connection, agencies)
    next_version(connection)


def _rows(connection: Connection) -> dict[int, RowMatched]:
    """The live rows that any pair is of, by id."""
    m, c = register_matches.c, register_project_rows.c
    named = select(m.earlier_id).union(select(m.later_id))
    query = (
        select(register_project_rows, register_collections.c.year)
        .add_columns(register_agencies.c.name.label("agency"), register_sheets.c.book_id)
        .add_columns(register_books.c.source, register_books.c.sha256)
        .add_columns(register_sheets.c.name.label("sheet"))
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_collections, register_collections.c.id == register_books.c.collection_id)
        .join(register_agencies, register_agencies.c.id == c.agency_id)
        .where(register_books.c.is_live, c.id.in_(named))
    )
    return {row.id: _row(row) for row in connection.execute(query)}


def _row(row: Any) -> RowMatched:
    written = from_json(row.cells).get("project")
    return RowMatched(
        id=row.id,
        book=row.book_id,
        project=row.project_id,
        agency=row.agency,
        agency_id=row.agency_id,
        year=row.year,
        name=Traced(
            field="project",
            value=row.project,
            original=row.project if written is None else written.original or row.project,
            source=row.source,
            sha256=row.sha256,
            cell=Cell(
                sheet=row.sheet, row=row.row, column=0 if written is None else written.column
            ),
        ),
        start=_day(row.start),
        planned_end=_day(row.planned_end),
        system=row.system or "",
        kind=row.kind or "",
        budget=row.budget,
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
