"""Looks up what the review holds against the values that a selection rests on.

Held against a value is what makes it probably wrong, as long as the last check found it and the
agency has not said that it is right. That a value is lacking is none of it: there is nothing to
rest on, which answers tell by themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, or_, select

from ingest.record.register.tables import register_findings, register_sheets
from ingest.register.aggregated import Suspect
from ingest.register.behind import Doubt
from ingest.register.checks.findings import OF_ITS_ROW, FaultKind, Severity
from ingest.register.replies import ReplyKind
from ingest.register.selection import Selection

_PROBABLY_WRONG = (Severity.WRONG.value, Severity.LIKELY.value)
_TOLD_TWICE = register_findings.c.kind == FaultKind.DUPLICATE.value
_AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSeen:
    """What may be told of the review: that of these workbooks.

    Where others are hidden (`hides`) only what a row shows by itself: the rest tells what it was
    compared with.
    """

    books: tuple[int, ...]
    hides: bool


def suspects(
    connection: Connection, selection: Selection, fields: Sequence[str], seen: ReviewSeen
) -> frozenset[Suspect]:
    """Rows of which values of these fields are pointed out, as far as the selection asks for them.

    By agency, year and name: rows that only share those with one are among them.
    """
    c = register_findings.c
    query = _held(seen, c.agency_id, c.year, c.project).where(c.field.in_(fields)).distinct()
    if selection.years:
        query = query.where(c.year.in_(selection.years))
    if selection.agencies:
        query = query.where(c.agency_id.in_(selection.agencies))
    return frozenset((row.agency_id, row.year, row.project) for row in connection.execute(query))


def doubts_of(connection: Connection, rows: Iterable[RowMapping], seen: ReviewSeen) -> "Doubts":
    """What is held against values of these rows, which are about projects or figures."""
    c = register_findings.c
    found: list[Any] = []
    for some in _batched(list(rows)):
        is_of_row = c.row.in_({row["row"] for row in some})
        is_told_twice = c.agency_id.in_({row["agency_id"] for row in some}) & _TOLD_TWICE
        query = _held(seen, *c).where(
            c.sheet_id.in_({row["sheet_id"] for row in some}), or_(is_of_row, is_told_twice)
        )
        found += connection.execute(query.order_by(c.collection_id, c.id))
    return Doubts(found)


def _batched(rows: list[RowMapping]) -> Iterator[list[RowMapping]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _held(seen: ReviewSeen, *columns: ColumnElement[Any]) -> Select[Any]:
    query = (
        select(*columns)
        .join(register_sheets, register_sheets.c.id == register_findings.c.sheet_id)
        .where(*_is_against_a_value(), register_sheets.c.book_id.in_(seen.books))
    )
    if seen.hides:
        of_its_row = [kind.value for kind in OF_ITS_ROW]
        query = query.where(register_findings.c.kind.in_(of_its_row))
    return query


def _is_against_a_value() -> tuple[ColumnElement[bool], ...]:
    c = register_findings.c
    return (
        c.is_open,
        or_(c.answer.is_(None), c.answer != ReplyKind.STANDS.value),
        c.severity.in_(_PROBABLY_WRONG),
        c.kind != FaultKind.MISSING.value,
        c.agency_id.is_not(None),
    )


class Doubts:
    """Doubts by where their values stand."""

    def __init__(self, findings: Iterable[Any] = ()) -> None:
        """Of rows of the table of findings."""
        self._of_cell: defaultdict[tuple[int, int, int, str], dict[str, Doubt]] = defaultdict(dict)
        self._twice: defaultdict[tuple[int, int, int, str], dict[str, Doubt]] = defaultdict(dict)
        for row in findings:
            place = (row.sheet_id, row.row, row.column, row.field)
            self._of_cell[place][row.id] = _doubt(row)
            if row.kind == FaultKind.DUPLICATE and not row.project:
                figure = (row.sheet_id, row.agency_id, row.year, row.field)
                self._twice[figure][row.id] = _doubt(row)

    def of_cell(self, sheet: int, row: int, column: int, field: str) -> tuple[Doubt, ...]:
        """Those of a cell, as far as it tells a field."""
        return tuple(self._of_cell.get((sheet, row, column, field), {}).values())

    def of_figure(self, row: RowMapping) -> tuple[Doubt, ...]:
        """Those of a figure: of its cell, and that its sheet tells it in another one too."""
        sheet, number = row["sheet_id"], row["number"]
        twice = self._twice.get((sheet, row["agency_id"], row["year"], number), {}).values()
        of_cell = self.of_cell(sheet, row["row"], row["column"], number)
        return tuple(dict.fromkeys((*of_cell, *twice)))


def _doubt(row: Any) -> Doubt:
    return Doubt(
        finding=row.id,
        collection=row.collection_id,
        project=row.project,
        why=row.why,
        is_answered=row.answer is not None,
    )
