"""Makes rows of the register of one table of a sheet, as its mapping describes it.

A wide table has a column for each measure or question (or year of one); a long table names them
in a column of its own. Each number becomes a row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.errors import MappingError, UnclearError
from ingest.register.cell_values import meaning
from ingest.register.columns_read import Column, habits
from ingest.register.fields import Field
from ingest.register.headers import Placed, placed
from ingest.register.layout import AGENCY, YEAR
from ingest.register.mapping import (
    FIELDS,
    LEFT_OUT,
    LONG,
    UNIT,
    WIDE,
    Fixed,
    SheetMapping,
    bare_header,
    field_of,
)
from ingest.register.read_sheets import Held, ReadFile, ReadSheet, SheetRow
from ingest.register.row_reading import Findings, RowReader
from ingest.register.table_cells import TableCells
from ingest.register.table_rows import table_rows
from ingest.register.types import Cell, Row, Value
from ingest.register.units import unit_in, unit_named

_Values = tuple[Value, ...]
_DECIDING = (YEAR, UNIT)
"""What a row means otherwise where they are refused; it goes with them."""


class Table:
    """A table; `rows` goes through it once and fills `findings`.

    Raises `LoadError` where the sheet does not look as the mapping says.
    """

    def __init__(self, file: ReadFile, sheet: ReadSheet, mapping: SheetMapping) -> None:
        self._mapping = mapping
        self._placed = tuple(p for p in placed(sheet, mapping) if p.mapping.field != LEFT_OUT)
        self._data = table_rows(sheet, mapping, self._placed)
        self.findings = Findings(sheet.name)
        self.findings.tell(*self._data.notices)
        cells = TableCells(sheet, mapping, self._placed, self._data.rows)
        self._reader = RowReader(cells, self.findings)
        self._columns = {
            place.header.column: column
            for place in self._placed
            if (column := self._column(file, place))
        }
        self._fixed = tuple(_fixed_value(sheet, mapping, fixed) for fixed in mapping.fixed)
        self._is_wide = mapping.kind in WIDE
        self._needed = tuple(self._needed_fields())

    def rows(self) -> Iterator[Row]:
        """The rows of the register that the rows of the table tell."""
        numbers = [place for place in self._placed if self._is_number(place)]
        naming = [place for place in self._placed if not self._is_number(place)]
        for row in self._data.rows:
            values = self._values(row, naming)
            if not self._is_complete(row, values):
                continue
            free = tuple(self._reader.free(row, self._placed))
            if self._is_wide:
                yield from self._numbers(row, numbers, values, free)
            else:
                yield Row(kind=self._mapping.kind, values=values, free=free)

    def _column(self, file: ReadFile, place: Placed) -> Column | None:
        """How a column is to be understood; None for one of no field."""
        field = field_of(self._mapping.kind, place.mapping.field)
        if field is None:
            return None
        held = (row.at(place.header.column) for row in self._data.rows)
        return Column(
            field=field,
            unit=unit_named(place.mapping.unit) or unit_in(place.header.text),
            words=place.mapping.words,
            habits=habits(field, (cell for cell in held if cell and not cell.fault)),
            day_zero=file.day_zero,
        )

    def _needed_fields(self) -> Iterator[Field]:
        """The fields without which a row tells nothing."""
        told = {place.mapping.field for place in self._placed}
        naming = {field.id for field in self._long()} if self._is_wide else set()
        for field in FIELDS[self._mapping.kind]:
            is_needed = field.is_required and (field.id not in naming or field.id in told)
            needs_year = field is YEAR and field.id in told and not self._mapping.may_lack_year
            if is_needed or needs_year:
                yield field

    def _long(self) -> tuple[Field, Field]:
        """What names a number on a long sheet, and the number."""
        return LONG[self._mapping.kind]

    def _is_number(self, place: Placed) -> bool:
        if not self._is_wide:
            return False
        wide = {field.id for field in WIDE[self._mapping.kind]}
        return place.mapping.field in wide | {self._long()[1].id}

    def _values(self, row: SheetRow, places: Iterable[Placed]) -> _Values:
        """The values of the columns and the fixed ones; the agency is read first."""
        found = list(self._fixed)
        agency = _agency_of(found)
        for place in sorted(places, key=lambda one: one.mapping.field != AGENCY.id):
            column = self._columns.get(place.header.column)
            value = self._reader.value(row, place, column, agency) if column else None
            if value:
                found.append(value)
                agency = agency or _agency_of(found)
        return tuple(found)

    def _is_complete(self, row: SheetRow, values: _Values) -> bool:
        """True when the row has what every row needs; otherwise that is refused, once."""
        told = {value.field for value in values}
        for place in self._placed:
            field = self._columns[place.header.column].field if place.mapping.field else None
            if field is None or self._is_number(place) or field.id in told:
                continue
            if self.findings.has_refused(field.id, row.number):
                if field in self._needed or field in _DECIDING:
                    return False
            elif field in self._needed:
                self._refuse_lack(row, place, field, _agency_of(values))
                return False
        return True

    def _refuse_lack(self, row: SheetRow, place: Placed, field: Field, agency: str) -> None:
        error = UnclearError(
            f"raden saknar {bare_header(field)}.", "Fyll i cellen, eller ta bort raden."
        )
        held = Held(row=row.number, column=place.header.column, value="", original="")
        self.findings.refuse(field.id, agency, held, error)

    def _numbers(
        self, row: SheetRow, places: list[Placed], values: _Values, free: _Values
    ) -> Iterator[Row]:
        """A row for each number of a row of the table."""
        before = len(self.findings.refused)
        told = [
            Row(kind=self._mapping.kind, values=found, free=free)
            for place in places
            if (found := self._number(row, place, values))
        ]
        if not told and len(self.findings.refused) == before:
            self.findings.tell(f"Rad {row.number} har inga uppgifter.")
        yield from told

    def _number(self, row: SheetRow, place: Placed, values: _Values) -> _Values:
        """The values of one number: what names it, its measure and year, and the number."""
        name, number = self._long()
        known = {value.field: value for value in values}
        what, unit = known.pop(name.id, None), known.pop(UNIT.id, None)
        if place.mapping.field != number.id:
            what = _of_header(place, name.id, place.mapping.field)
        column = self._of_measure(place, what, unit)
        found = self._reader.value(row, place, column, _agency_of(values)) if column else None
        if what is None or found is None:
            return ()
        if place.mapping.year is not None:
            known[YEAR.id] = _of_header(place, YEAR.id, float(place.mapping.year))
        return (*known.values(), what, replace(found, field=number.id))

    def _of_measure(self, place: Placed, what: Value | None, unit: Value | None) -> Column | None:
        """How a number is to be understood, by its measure and the unit that its row says."""
        column = self._columns.get(place.header.column)
        field = field_of(self._mapping.kind, str(what.value)) if what else None
        if column is None or field is None:
            return None
        said = unit_named(str(unit.value)) if unit else None
        return replace(column, field=field, unit=said or column.unit)


def _agency_of(values: Iterable[Value]) -> str:
    return next((str(value.value) for value in values if value.field == AGENCY.id), "")


def _of_header(place: Placed, field: str, value: str | float) -> Value:
    return Value(field=field, value=value, original=place.header.text, cell=place.header.cell)


def _fixed_value(sheet: ReadSheet, mapping: SheetMapping, fixed: Fixed) -> Value:
    """A value of the mapping's own, which stands in no cell."""
    field = field_of(mapping.kind, fixed.field)
    held = Held(row=0, column=0, value=fixed.value, original=fixed.value)
    try:
        found = meaning(held, Column(field=field)) if field else None
    except UnclearError as error:
        raise MappingError(
            f"Bladet ”{sheet.name}”, fasta värden: {error.reason}", error.remedy
        ) from error
    if found is None:
        raise MappingError(
            f"Bladet ”{sheet.name}”, fasta värden: {fixed.field} är tomt.", "Skriv ett värde."
        )
    cell = Cell(sheet=sheet.name, row=0, column=0)
    return Value(field=fixed.field, value=found.value, original=fixed.value, cell=cell)
