"""Carries over what people said and the program found out, when a workbook comes anew.

Its rows are new rows: those that name the same agency and project keep the project's number
(`pairing.py` says which, where there are several) and what was said of it; a correction stays
where its cell says what it said when it was corrected.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from ingest.record.register.cells import free_from_json, from_json
from ingest.record.register.pairing import RowNamed, numbers_among, paired
from ingest.record.register.tables import (
    register_agency_rows,
    register_corrections,
    register_figures,
    register_matches,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.types import Put

_NUMBERED = frozenset({"id", "sheet_id", "row", "project_id", "cells"})
_SAID = tuple(one for one in register_project_rows.columns if one.name not in _NUMBERED)
"""What a row says, wherever it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How many corrections still hold, how many do not, and rows that may be any of several."""

    carried: int
    dropped: int
    unclear: tuple[RowNamed, ...]


def carried(connection: Connection, put: Put) -> Put:
    """What was put in place of another workbook, with what was carried over from that one.

    One that was there already, at another place, has what was said of itself alone.
    """
    if put.replaced is None or not put.is_stored:
        return put
    done = carry_over(connection, put.replaced, put.book)
    unclear = tuple(f"”{row.name}” (rad {row.row})" for row in done.unclear)
    return replace(put, carried=done.carried, dropped=done.dropped, unclear=unclear)


def carry_over(connection: Connection, older: int, newer: int) -> Carried:
    """Carry over from the older book to the newer one."""
    found = paired(_projects(connection, older), _projects(connection, newer))
    for old, new in found.pairs.items():
        number = select(register_project_rows.c.project_id).where(register_project_rows.c.id == old)
        is_new = register_project_rows.c.id == new
        connection.execute(
            update(register_project_rows).where(is_new).values(project_id=number.scalar_subquery())
        )
    _carry_verdicts(connection, found.pairs)
    kept, dropped = _carry_corrections(connection, older, newer, found.pairs)
    return Carried(carried=kept, dropped=dropped, unclear=found.unclear)


def _projects(connection: Connection, book: int) -> list[RowNamed]:
    """The rows of a book about projects, in their order."""
    c = register_project_rows.c
    query = (
        select(register_project_rows)
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .where(register_sheets.c.book_id == book)
        .order_by(c.sheet_id, c.row)
    )
    return [_named(row) for row in connection.execute(query).mappings()]


def _named(row: RowMapping) -> RowNamed:
    free = free_from_json(row["free"], "", row["row"])
    seldom = (row["start"], row["planned_end"], row["system"], row["kind"], row["budget"])
    return RowNamed(
        id=row["id"],
        agency=row["agency_id"],
        name=row["project"],
        row=row["row"],
        signs=(
            numbers_among((one.field, one.original) for one in free),
            tuple(row[column.name] for column in _SAID),
            None if set(seldom) == {None} else seldom,
            row["start"],
            row["system"],
            row["purpose"],
        ),
    )


def _carry_verdicts(connection: Connection, pairs: dict[int, int]) -> None:
    c = register_matches.c
    said = select(register_matches).where(c.verdict.is_not(None))
    for row in connection.execute(said).mappings().all():
        ends = (row["earlier_id"], row["later_id"])
        moved = tuple(pairs.get(end, end) for end in ends)
        if moved != ends:
            values = {**row, "earlier_id": moved[0], "later_id": moved[1]}
            del values["id"]
            connection.execute(insert(register_matches).values(values))


def _carry_corrections(
    connection: Connection, older: int, newer: int, pairs: dict[int, int]
) -> tuple[int, int]:
    """How many still hold, and how many do not."""
    cells = _Cells(connection, newer, pairs)
    c = register_corrections.c
    of_book = (
        select(register_corrections, register_sheets.c.name)
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .where(register_sheets.c.book_id == older)
        .order_by(c.id)
    )
    carried, corrections = 0, connection.execute(of_book).mappings().all()
    for one in corrections:
        place = cells.same(one)
        if place is not None:
            values = {k: v for k, v in one.items() if k not in {"id", "name"}}
            connection.execute(insert(register_corrections).values({**values, **place}))
            carried += 1
    return carried, len(corrections) - carried


class _Cells:
    """Finds the cell of the newer book that stands for a corrected one of the older."""

    def __init__(self, connection: Connection, newer: int, pairs: dict[int, int]) -> None:
        self._connection = connection
        self._newer = newer
        self._pairs = pairs

    def same(self, correction: RowMapping) -> dict[str, Any] | None:
        """Its place, where it says what the corrected cell says; else None."""
        return self._figure(correction) or self._project(correction) or self._agency(correction)

    def _figure(self, correction: RowMapping) -> dict[str, Any] | None:
        c = register_figures.c
        is_it = (c.column == correction["column"], c.number == correction["field"])
        old = self._row(register_figures, correction, *is_it)
        if old is None:
            return None
        same = (c.agency_id, c.year, c.number, c.original)
        query = (
            select(c.sheet_id, c.row, c.column)
            .join(register_sheets, register_sheets.c.id == c.sheet_id)
            .where(register_sheets.c.book_id == self._newer)
            .where(*(column == old[column.name] for column in same))
            .order_by(c.row != old["row"], c.id)  # told twice: each of its own
        )
        found = self._connection.execute(query).mappings().first()
        return None if found is None else dict(found)

    def _project(self, correction: RowMapping) -> dict[str, Any] | None:
        old = self._row(register_project_rows, correction)
        c = register_project_rows.c
        if old is None or old["id"] not in self._pairs:
            return None
        query = select(register_project_rows).where(c.id == self._pairs[old["id"]])
        return _same_cell(correction, old, self._connection.execute(query).mappings().one())

    def _agency(self, correction: RowMapping) -> dict[str, Any] | None:
        old = self._row(register_agency_rows, correction)
        c = register_agency_rows.c
        if old is None:
            return None
        query = (
            select(register_agency_rows)
            .join(register_sheets, register_sheets.c.id == c.sheet_id)
            .where(register_sheets.c.book_id == self._newer, c.agency_id == old["agency_id"])
        )
        new = self._connection.execute(query).mappings().first()
        return None if new is None else _same_cell(correction, old, new)

    def _row(self, table: Any, correction: RowMapping, *also: Any) -> RowMapping | None:
        is_there = (
            table.c.sheet_id == correction["sheet_id"],
            table.c.row == correction["row"],
            *also,
        )
        return self._connection.execute(select(table).where(*is_there)).mappings().first()


def _same_cell(correction: RowMapping, old: RowMapping, new: RowMapping) -> dict[str, Any] | None:
    field = correction["field"]
    before, after = from_json(old["cells"]).get(field), from_json(new["cells"]).get(field)
    if before is None and after is None:  # it fills a cell that is empty still
        return {"sheet_id": new["sheet_id"], "row": new["row"], "column": correction["column"]}
    if before is None or after is None:
        return None
    is_same = old[field] == new[field] if field in old else before.original == after.original
    if not is_same:
        return None
    return {"sheet_id": new["sheet_id"], "row": new["row"], "column": after.column}
