"""Reads projects whole from the register's copy: each with what every collection says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from ingest.register.agencies_asked import names_asked, within
from ingest.register.columns import Columns
from ingest.register.fields import DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectState:
    """What one collection says of a project; None is what it does not say.

    Days are as 2017-03-31, amounts in kronor, risks 1 to 3, spans in days; `row` is the row's id
    in the record and `book` the workbook's.
    """

    row: int
    book: int
    agency: int
    year: int
    name: str
    purpose: str | None
    kind: str | None
    system: str | None
    start: str | None
    planned_end: str | None
    revised_end: str | None
    actual_end: str | None
    budget: float | None
    revised_budget: float | None
    outcome: float | None
    phase: str | None
    risk_benefit: int | None
    risk_budget: int | None
    risk_time: int | None
    benefit_plan: bool | None
    benefit_owner: str | None
    supplier: str | None
    status: str | None
    overrun: float | None
    overrun_share: float | None
    budget_change: float | None
    length: int | None
    delay: int | None
    end_revision: int | None
    highest_risk: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectKnown:
    """A project, with what each collection says, the oldest first; at least one does."""

    id: int
    agency: str
    states: tuple[ProjectState, ...]

    @property
    def newest(self) -> ProjectState:
        """What the last collection says."""
        return self.states[-1]


_COLUMNS = tuple(field.name for field in fields(ProjectState))


def read_projects(
    columns: Columns, books: Sequence[int], ids: Sequence[int] = (), most: int = 0
) -> tuple[ProjectKnown, ...]:
    """The projects that these workbooks tell of, by id: those named, or all (at most so many)."""
    seen = within("book", books)
    if ids:
        seen += f" AND {within('project', ids)}"
    among = f"SELECT DISTINCT project FROM projects WHERE {seen} ORDER BY project"
    among += f" LIMIT {int(most)}" if most else ""
    chosen = ", ".join(_column(name) for name in _COLUMNS)
    rows = columns.fetch(
        f"SELECT p.project, n.name, {chosen} FROM projects p "
        f"JOIN {names_asked(books)} n ON n.agency = p.agency "
        f"WHERE {within('p.book', books)} AND p.project IN ({among}) "
        "ORDER BY p.project, p.year, p.row"
    )
    return tuple(_project(list(some)) for _, some in groupby(rows, key=lambda row: row[0]))


def _column(name: str) -> str:
    return f"CAST(p.{name} AS VARCHAR)" if name in DAYS else f"p.{name}"


def _project(rows: Sequence[tuple[Any, ...]]) -> ProjectKnown:
    return ProjectKnown(
        id=rows[0][0],
        agency=rows[-1][1],
        states=tuple(ProjectState(**dict(zip(_COLUMNS, row[2:], strict=True))) for row in rows),
    )
