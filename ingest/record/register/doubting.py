"""Looks up what the review holds against the values that a selection rests on.

Held against a value is what makes it probably wrong, as long as the last check found it and the
agency has not said that it is right. That a value is lacking is none of it: there is nothing to
rest on, which answers tell by themselves.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, or_, select

from ingest.record.register.tables import register_findings, register_sheets
from ingest.register.behind import Doubt
from ingest.register.checks.findings import OF_ITS_ROW, FaultKind, Severity
from ingest.register.replies import ReplyKind
from ingest.register.selection import Selection

_PROBABLY_WRONG = (Severity.WRONG.value, Severity.LIKELY.value)
_TOLD_TWICE = FaultKind.DUPLICATE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A doubt with the place of the value: `sheet` is its id, `agency` its number.

    `is_twice` where a sheet tells the figure of that agency and year in several cells.
    """

    doubt: Doubt
    sheet: int
    row: int
    column: int
    field: str
    agency: int
    year: int
    is_twice: bool


def doubted(
    connection: Connection,
    selection: Selection,
    fields: Sequence[str],
    books: Sequence[int],
    *,
    hides: bool,
) -> tuple[Doubted, ...]:
    """What is held against values of these fields in these workbooks, as far as it is asked for.

    Where others are hidden only what a row shows by itself: the rest tells what it was compared
    with.
    """
    c = register_findings.c
    query = (
        select(register_findings)
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .where(*_is_against_a_value(), c.field.in_(fields), register_sheets.c.book_id.in_(books))
        .order_by(c.collection_id, c.id)
    )
    if selection.years:
        query = query.where(c.year.in_(selection.years))
    if selection.agencies:
        query = query.where(c.agency_id.in_(selection.agencies))
    if hides:
        query = query.where(c.kind.in_([kind.value for kind in OF_ITS_ROW]))
    return tuple(
        Doubted(
            doubt=Doubt(
                finding=row.id,
                collection=row.collection_id,
                project=row.project,
                why=row.why,
                is_answered=row.answer is not None,
            ),
            sheet=row.sheet_id,
            row=row.row,
            column=row.column,
            field=row.field,
            agency=row.agency_id,
            year=row.year,
            is_twice=row.kind == _TOLD_TWICE and not row.project,
        )
        for row in connection.execute(query)
    )


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

    def __init__(self, held: Sequence[Doubted] = ()) -> None:
        self._of_cell: defaultdict[tuple[int, int, int, str], list[Doubt]] = defaultdict(list)
        self._twice: defaultdict[tuple[int, int, int, str], list[Doubt]] = defaultdict(list)
        for one in held:
            if one.is_twice:
                self._twice[one.sheet, one.agency, one.year, one.field].append(one.doubt)
            else:
                self._of_cell[one.sheet, one.row, one.column, one.field].append(one.doubt)

    def of_cell(self, sheet: int, row: int, column: int, field: str) -> tuple[Doubt, ...]:
        """Those of a cell, as far as it tells a field."""
        return tuple(self._of_cell.get((sheet, row, column, field), ()))

    def of_figure(self, row: RowMapping) -> tuple[Doubt, ...]:
        """Those of a figure: of its cell, and that its sheet tells it in another one too."""
        sheet, number = row["sheet_id"], row["number"]
        twice = self._twice.get((sheet, row["agency_id"], row["year"], number), ())
        return (*self.of_cell(sheet, row["row"], row["column"], number), *twice)
