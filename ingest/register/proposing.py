"""Proposes how a foreign workbook answers to the register, from its headers.

What a header says word for word is certain; what only resembles a name, an amount without a unit
and a second column of the same field are marked for a person to look at.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz, process

from ingest.register.fields import FieldKind
from ingest.register.header_rows import Found, tables_of
from ingest.register.headers import Header
from ingest.register.layout import MEASURE, VALUE
from ingest.register.mapping import (
    FIELDS,
    FREE,
    ColumnMapping,
    Fixed,
    Mapping,
    SheetMapping,
    bare_header,
    field_of,
)
from ingest.register.read_sheets import ReadFile, ReadSheet
from ingest.register.recognising import is_ours, mapping_of
from ingest.register.synonyms import field_called, measure_called, names_of, normalised
from ingest.register.types import Collection, RowKind
from ingest.register.units import unit_in
from ingest.register.years import year_alone, year_split

_ALIKE = 86.0
_SHORTEST_ALIKE = 5


def propose(file: ReadFile, collection: Collection) -> Mapping:
    """A mapping of all the tables that were found; hidden sheets are left to a person.

    A collection workbook of our own gives its own mapping, and says itself which collection it
    is. A mapping with no sheets means that no header was understood.
    """
    if is_ours(file):
        return mapping_of(file)
    return Mapping(
        collection=collection,
        sheets=tuple(
            _sheet(sheet, table)
            for sheet in file.sheets
            if not sheet.is_hidden
            for table in tables_of(sheet)
        ),
    )


def _sheet(sheet: ReadSheet, table: Found) -> SheetMapping:
    columns = tuple(_without_twins(_column(table.kind, header) for header in table.headers))
    fixed: tuple[Fixed, ...] = ()
    if _lacks_measure(columns):
        title = _title(sheet, table)
        fixed = tuple(_measure_said(title))
        columns = tuple(_of_title(column, title) for column in columns)
    return SheetMapping(
        sheet=sheet.name,
        kind=table.kind,
        header_rows=table.header_rows,
        columns=columns,
        fixed=fixed,
        last_row=table.last_row,
    )


def _column(kind: RowKind, header: Header) -> ColumnMapping:
    alone = year_alone(header.text) if kind is RowKind.FIGURE else None
    if alone is not None:
        return _mapped(header, VALUE.id, alone, is_certain=True)
    name, year = year_split(header.text) if kind is RowKind.FIGURE else (header.text, None)
    if field := field_called(kind, name):
        return _mapped(header, field, year, is_certain=_has_unit(kind, field, header))
    field = _resembling(kind, name)
    return _mapped(header, field, year if field else None, is_certain=not (field or not name))


def _mapped(header: Header, field: str, year: int | None, *, is_certain: bool) -> ColumnMapping:
    return ColumnMapping(
        column=header.column, header=header.text, field=field, year=year, is_certain=is_certain
    )


def _has_unit(kind: RowKind, identity: str, header: Header) -> bool:
    """False for amounts whose header does not say what they are in."""
    field = field_of(kind, identity)
    return not field or field.kind is not FieldKind.MONEY or unit_in(header.text) is not None


def _resembling(kind: RowKind, header: str) -> str:
    """The id of the field whose name the header resembles; "" for none."""
    said = normalised(header)
    if len(said) < _SHORTEST_ALIKE:
        return FREE
    names = {name: field.id for field in FIELDS[kind] for name in names_of(field)}
    found = process.extractOne(said, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    return names[found[0]] if found else FREE


def _without_twins(columns: Iterator[ColumnMapping]) -> Iterator[ColumnMapping]:
    """The columns; of those that would be the same field only the first is."""
    seen: set[tuple[str, int | None]] = set()
    for column in columns:
        key = (column.field, column.year)
        if column.field != FREE and key in seen:
            yield ColumnMapping(column=column.column, header=column.header, is_certain=False)
        else:
            seen.add(key)
            yield column


def _lacks_measure(columns: tuple[ColumnMapping, ...]) -> bool:
    """True for columns of years that do not say of which measure."""
    told = {column.field for column in columns}
    return VALUE.id in told and MEASURE.id not in told


def _title(sheet: ReadSheet, table: Found) -> str:
    """The sheet's name or the nearest line above the table that names a measure; "" without."""
    first = table.header_rows[0]
    lines = [cell.text for row in sheet.rows if row.number < first for cell in row.filled]
    return next((text for text in (*reversed(lines), sheet.name) if measure_called(text)), "")


def _measure_said(title: str) -> Iterator[Fixed]:
    field = field_of(RowKind.FIGURE, measure_called(title))
    if field:
        yield Fixed(field=MEASURE.id, value=bare_header(field))


def _of_title(column: ColumnMapping, title: str) -> ColumnMapping:
    """A column of a year, in the unit that the title says; what it is comes from no header."""
    if column.field != VALUE.id:
        return column
    unit = unit_in(title)
    return replace(column, unit=unit.name if unit else "", is_certain=False)
