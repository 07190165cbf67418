"""Reads the values of one row of a table, each with its cell; what is refused is told beside."""

from collections import Counter
from collections.abc import Iterator

from ingest.errors import UnclearError
from ingest.register.cell_values import meaning
from ingest.register.columns_read import Column
from ingest.register.headers import Placed
from ingest.register.mapping import FREE
from ingest.register.read_sheets import Held, SheetRow
from ingest.register.table_cells import TableCells
from ingest.register.types import Cell, Refused, Value

_TOLD_IN_FULL = 20
_WORDS_ALIKE = 3


class Findings:
    """What reading a table has come upon: values that were refused, and what should be told.

    Of remarks that are alike only the first `_TOLD_IN_FULL` are told in full.
    """

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.refused: list[Refused] = []
        self._notices: dict[str, None] = {}
        self._alike: Counter[str] = Counter()

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be told, in order, each once; at the end how much more is alike."""
        more = (
            f"Ytterligare {count - _TOLD_IN_FULL} celler: {remark} …"
            for remark, count in self._alike.items()
            if count > _TOLD_IN_FULL
        )
        return (*self._notices, *more)

    def refuse(self, of: str, agency: str, held: Held, error: UnclearError) -> None:
        """Keep the refusal of a cell."""
        self.refused.append(
            Refused(
                field=of,
                agency=agency,
                original=held.original,
                cell=Cell(sheet=self.sheet, row=held.row, column=held.column),
                reason=error.reason,
                remedy=error.remedy,
            )
        )

    def has_refused(self, of: str, row: int) -> bool:
        """True when the value of that field in that row is among the refused."""
        return any(one.field == of and one.cell.row == row for one in reversed(self.refused[-99:]))

    def tell(self, *notices: str) -> None:
        """Keep what should be told of the table."""
        self._notices.update(dict.fromkeys(notices))

    def remark(self, held: Held, remark: str) -> None:
        """Keep a remark on a cell that was read."""
        notice = f"Cell {held.name} (”{held.original.strip()}”) {remark}."
        if notice in self._notices:
            return  # a cell that stands for several rows
        kind = " ".join(remark.split()[:_WORDS_ALIKE])
        self._alike[kind] += 1
        if self._alike[kind] <= _TOLD_IN_FULL:
            self.tell(notice)


class RowReader:
    """Reads the cells of a table's rows, as its columns are to be understood."""

    def __init__(self, cells: TableCells, findings: Findings) -> None:
        self._cells = cells
        self._findings = findings

    def value(self, row: SheetRow, place: Placed, column: Column, agency: str) -> Value | None:
        """The value of a column; None where there is none, or it is refused."""
        try:
            held = self._cells.at(row, place.header.column)
        except UnclearError as error:
            first = row.at(place.header.column)
            if first:
                self._findings.refuse(column.field.id, agency, first, error)
            return None
        return self.of_held(held, column, agency) if held else None

    def of_held(self, held: Held, column: Column, agency: str) -> Value | None:
        """The value of a cell, or of a fixed text, which has row and column 0."""
        if held.comment:
            self._findings.remark(held, f"har en kommentar som inte är läst: ”{held.comment}”")
        try:
            found = meaning(held, column)
        except UnclearError as error:
            self._findings.refuse(column.field.id, agency, held, error)
            return None
        if found is None:
            return None
        if found.remark:
            self._findings.remark(held, found.remark)
        return self._value(column.field.id, found.value, held)

    def free(self, row: SheetRow, places: tuple[Placed, ...]) -> Iterator[Value]:
        """The columns that belong to no field, as they stand, by their header."""
        for place in places:
            held = row.at(place.header.column) if place.mapping.field == FREE else None
            if held and held.fault:
                error = UnclearError(f"{held.fault}.", "Skriv värdet i cellen.")
                self._findings.refuse(place.header.text, "", held, error)
            elif held and held.original.strip():
                kept = held.value if isinstance(held.value, str | float | int) else held.original
                yield self._value(place.header.text or place.header.cell.name, kept, held)

    def _value(self, of: str, value: str | float | bool, held: Held) -> Value:
        cell = Cell(sheet=self._findings.sheet, row=held.row, column=held.column)
        return Value(field=of, value=value, original=held.original, cell=cell)
