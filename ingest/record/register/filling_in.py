"""Makes figures of corrected cells that gave none: empty ones, and those that could not be read.

What was found there says whose figure it is, of which year. The workbook's own words stand in the
new row; its value counts through the correction, as that of any other.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from ingest.record.register.corrections import Corrected
from ingest.record.register.tables import register_figures, register_findings, register_sheets
from ingest.register.checks.findings import FaultKind
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES

_NUMBERS = frozenset(one.id for one in (*MEASURES, *QUESTIONS))


def fill_in(connection: Connection, corrections: Iterable[Corrected]) -> tuple[Corrected, ...]:
    """Make the figures that these need; gives those of which nothing tells the agency or year."""
    lacking = [one for one in corrections if _is_wanted(connection, one)]
    return tuple(one for one in lacking if not _is_made(connection, one))


def _is_wanted(connection: Connection, one: Corrected) -> bool:
    """True where it gives a number for a cell that has none."""
    c = register_figures.c
    there = (*_cell(register_figures, one), c.column == one.column, c.number == one.field)
    if one.field not in _NUMBERS or one.value is None:
        return False
    return connection.execute(select(c.id).where(*there)).first() is None


def _is_made(connection: Connection, one: Corrected) -> bool:
    c = register_findings.c
    there = (*_cell(register_findings, one), c.column == one.column, c.field == one.field)
    found = connection.execute(select(register_findings).where(*there)).all()
    if len(found) != 1 or found[0].agency_id is None or not _has_its_year(connection, found[0]):
        return False
    connection.execute(
        insert(register_figures).values(
            sheet_id=one.sheet,
            row=one.row,
            column=one.column,
            agency_id=found[0].agency_id,
            year=found[0].year,
            number=one.field,
            value=one.value,
            original=found[0].original,
        )
    )
    return True


def _has_its_year(connection: Connection, found: Row[Any]) -> bool:
    """True where the year of what was found is sure to be the figure's.

    Of a cell that could not be read it is the collection's; the row may say another.
    """
    if found.kind != FaultKind.UNREADABLE.value:
        return True
    sheet = register_sheets.c
    columns = connection.scalar(select(sheet.columns).where(sheet.id == found.sheet_id)) or ""
    beside = select(register_figures.c.year).where(
        register_figures.c.sheet_id == found.sheet_id, register_figures.c.row == found.row
    )
    years = set(connection.scalars(beside))
    return years == {found.year} or (not years and '"year"' not in columns)


def _cell(table: Any, one: Corrected) -> tuple[Any, ...]:
    return table.c.sheet_id == one.sheet, table.c.row == one.row
