"""Rows of the register as they hold: what the workbook says, where nobody has corrected it."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from ingest.record.register.cells import list_to_json, typed
from ingest.record.register.corrections import Corrected, history, in_force
from ingest.record.register.tables import register_books, register_sheets
from ingest.register.fields import LISTS


class Corrections:
    """The corrections in force, for rows of live books, or of some of their sheets."""

    def __init__(self, connection: Connection, sheets: Collection[int] | None = None) -> None:
        self._of_row: defaultdict[tuple[int, int], list[Corrected]] = defaultdict(list)
        for one in in_force(history(connection, sheets)).values():
            self._of_row[one.sheet, one.row].append(one)
        self.sheets = frozenset(sheet for sheet, _ in self._of_row)
        """Those in which anything is corrected."""
        among = [] if sheets is None else [register_sheets.c.id.in_(sheets)]
        self._columns: dict[int, dict[str, int]] = {
            sheet: json.loads(columns)
            for sheet, columns in connection.execute(
                select(register_sheets.c.id, register_sheets.c.columns)
                .join(register_books, register_books.c.id == register_sheets.c.book_id)
                .where(register_books.c.is_live, *among)
            )
        }

    def column_of(self, sheet: int, field: str) -> int | None:
        """The column in which a sheet has a field, also where a row's cell there is empty."""
        return self._columns.get(sheet, {}).get(field)

    def of_cell(self, sheet: int, row: int, column: int, field: str) -> Corrected | None:
        """The correction of a cell, as far as it tells a field."""
        there = self._of_row.get((sheet, row), ())
        return next((one for one in there if (one.column, one.field) == (column, field)), None)

    def of_field(self, sheet: int, row: int, field: str) -> Corrected | None:
        """The correction of a row's field, which stands in one cell."""
        there = self._of_row.get((sheet, row), ())
        return next((one for one in there if one.field == field), None)

    def of_project(self, row: RowMapping) -> Mapping[str, Any]:
        """The fields of a row about a project, as they hold."""
        corrected = self._of_row.get((row["sheet_id"], row["row"]), ())
        if not corrected:
            return dict(row)
        return {
            **row,
            **{one.field: typed(one.field, one.value) for one in corrected if one.field in row},
        }

    def of_agency(self, row: RowMapping) -> Mapping[str, Any]:
        """The fields of a row about an agency, as they hold; lists are JSON, as in its columns."""
        corrected = self._of_row.get((row["sheet_id"], row["row"]), ())
        if not corrected:
            return dict(row)
        return {
            **row,
            **{
                one.field: list_to_json(one.value) if one.field in LISTS else one.value
                for one in corrected
                if one.field in row and one.field != "agency"
            },
        }

    def has_figure(self, row: RowMapping) -> bool:
        """Whether somebody has said what a figure is: that goes before what nobody has."""
        where = (row["sheet_id"], row["row"], row["column"], row["number"])
        return self.of_cell(*where) is not None

    def of_figure(self, row: RowMapping) -> float | None:
        """The value of a figure, as it holds; None where it is struck."""
        one = self.of_cell(row["sheet_id"], row["row"], row["column"], row["number"])
        value = row["value"] if one is None else one.value
        return None if value is None else float(value)
