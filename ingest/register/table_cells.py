"""The cells of a table as they are meant: merged ones stand for all that they cover.

An amount over several rows is refused, as it would be counted once for each.
"""

from collections import defaultdict
from collections.abc import Sequence

from ingest.errors import UnclearError
from ingest.register.fields import Field, FieldKind
from ingest.register.headers import Placed
from ingest.register.mapping import SheetMapping, field_of
from ingest.register.read_sheets import Area, Held, ReadSheet, SheetRow

_COUNTED = frozenset((FieldKind.MONEY, FieldKind.COUNT, FieldKind.SHARE))


class TableCells:
    """Gives the cells of a table's columns row by row, from the top."""

    def __init__(
        self,
        sheet: ReadSheet,
        mapping: SheetMapping,
        columns: Sequence[Placed],
        rows: Sequence[SheetRow],
    ) -> None:
        self._columns = tuple(one.header.column for one in columns if one.mapping.field)
        self._fields = {
            one.header.column: field_of(mapping.kind, one.mapping.field) for one in columns
        }
        self._falling = {one.header.column for one in columns if one.mapping.fills_down}
        self._above: dict[int, Held] = {}
        self._rows = {row.number: row for row in rows}
        self._areas: dict[int, list[Area]] = defaultdict(list)
        for area in sheet.merged:
            for number in range(area.first_row, area.last_row + 1):
                if number in self._rows:
                    self._areas[number].append(area)

    def at(self, row: SheetRow, column: int) -> Held | None:
        """The cell that says what stands in a row and column; None where nothing does.

        Raises `UnclearError` at the first cell of an area that covers what it cannot mean.
        """
        held = self._shown(row, column)
        if column not in self._falling:
            return held
        if held and held.original.strip():
            self._above[column] = held
        return self._above.get(column)

    def _shown(self, row: SheetRow, column: int) -> Held | None:
        areas = self._areas.get(row.number, ())
        area = next((area for area in areas if area.holds(row.number, column)), None)
        if area is None:
            return row.at(column)
        first = self._rows.get(area.first_row)
        held = first.at(area.first_column) if first else None
        if not self._is_shared(area):
            return held if held and column == area.first_column else None
        if self._is_clear(area, self._fields.get(column)):
            return held
        if held and (row.number, column) == (area.first_row, area.first_column):
            raise UnclearError(
                f"cellen är sammanslagen med andra ({area.name}), så det går inte att veta vad "
                f"”{held.original}” gäller.",
                "Dela cellen och skriv värdet där det hör hemma.",
            )
        return None

    def _is_shared(self, area: Area) -> bool:
        """True for an area over several rows, or over several columns that are read."""
        return area.last_row > area.first_row or len(self._within(area)) > 1

    def _within(self, area: Area) -> list[int]:
        return [column for column in self._columns if area.holds(area.first_row, column)]

    def _is_clear(self, area: Area, field: Field | None) -> bool:
        is_one_column = len(self._within(area)) <= 1
        return is_one_column and (field is None or field.kind not in _COUNTED)
