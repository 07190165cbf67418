"""The rows that a collection workbook is filled with, laid out as the grid of each sheet.

A cell holds what `types.Value` has normalised, in the unit of its column, or, where a line says
what is `written`, just that. Knows nothing about the file's format.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ingest.register.fields import Field, FieldKind
from ingest.register.layout import (
    MEASURE,
    MEASURE_FIELDS,
    NO,
    QUESTION_FIELDS,
    SHEETS,
    YES,
    Sheet,
    by_id,
)
from ingest.register.measures import MEASURES
from ingest.register.types import Row, RowKind

Content = str | float | date | None
"""What is put in a cell; `float` stands for whole numbers too."""

_THOUSAND = 1000
_WIDE = {RowKind.FIGURE: ("measure", "value"), RowKind.MATURITY: ("question", "level")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value of a line: `field` and `value` as in `types.Value`.

    `written` is put in the cell as it stands, instead of the value: "1,2 mnkr", for one.
    """

    field: str
    value: str | float | bool = ""
    written: Content = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a row tells of, with the fields that `types.Row` names by kind.

    Entries whose field is none of its kind's become columns of their own, headed by it. Figures
    and maturity of the same agency and year share a row of the sheet, as far as they can.
    """

    kind: RowKind
    entries: tuple[Entry, ...]

    def get(self, field: str) -> Entry | None:
        """The entry of a field, or None."""
        return next((entry for entry in self.entries if entry.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet to write: its columns, and the content of each row under the header."""

    sheet: Sheet
    columns: tuple[Field, ...]
    rows: tuple[tuple[Content, ...], ...]


def line(row: Row) -> Line:
    """A row as it was read, as a line to write."""
    values = (*row.values, *row.free)
    return Line(
        kind=row.kind,
        entries=tuple(Entry(field=value.field, value=value.value) for value in values),
    )


def definitions() -> tuple[Line, ...]:
    """What the product itself says that each measure means."""
    return tuple(
        Line(
            kind=RowKind.DEFINITION,
            entries=(
                Entry(field="measure", value=measure.id),
                Entry(field="definition", value=measure.definition),
            ),
        )
        for measure in MEASURES
    )


def grids(lines: Iterable[Line]) -> tuple[Grid, ...]:
    """One grid for each sheet of the workbook, in order; rows in the order of the lines."""
    lines = tuple(lines)
    return tuple(_grid(sheet, [one for one in lines if one.kind is sheet.kind]) for sheet in SHEETS)


def _grid(sheet: Sheet, lines: list[Line]) -> Grid:
    lines = _gathered(lines, *_WIDE[sheet.kind]) if sheet.kind in _WIDE else lines
    known = {field.id for field in sheet.columns}
    more = dict.fromkeys(e.field for one in lines for e in one.entries if e.field not in known)
    free = (Field(id=name, header=name, kind=FieldKind.TEXT, explanation="") for name in more)
    columns = (*sheet.columns, *free)
    rows = (tuple(_content(one.get(field.id), field) for field in columns) for one in lines)
    return Grid(sheet=sheet, columns=columns, rows=tuple(rows))


def _gathered(lines: list[Line], name: str, number: str) -> list[Line]:
    """One line for all that an agency tells of a year: each measure's number as its own entry.

    A measure that comes twice for the same agency and year begins a further line.
    """
    found: list[dict[str, Entry]] = []
    open_ones: dict[tuple[object, object], dict[str, Entry]] = {}
    for one in lines:
        named = {entry.field: entry for entry in one.entries}
        what, told = str(named.pop(name).value), named.pop(number)
        key = (_said(named.get("agency")), _said(named.get("year")))
        if key not in open_ones or what in open_ones[key]:
            open_ones[key] = named
            found.append(named)
        open_ones[key][what] = Entry(field=what, value=told.value, written=told.written)
    kind = lines[0].kind if lines else RowKind.FIGURE
    return [Line(kind=kind, entries=tuple(named.values())) for named in found]


def _said(entry: Entry | None) -> tuple[Content, Content]:
    return (entry.value, entry.written) if entry else (None, None)


def _content(entry: Entry | None, field: Field) -> Content:
    if entry is None:
        return None
    return entry.written if entry.written is not None else _in_cell(entry.value, field)


def _in_cell(value: str | float | bool, field: Field) -> Content:
    """The value in the unit and the words of its column."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return _text_in_cell(value, field)
    if field.kind is FieldKind.LEVEL and field not in QUESTION_FIELDS:
        return field.choices[int(value) - 1]
    if field.kind is FieldKind.MONEY:
        return _plain(Decimal(repr(value)) / _THOUSAND)
    return _plain(Decimal(repr(value)))


def _text_in_cell(value: str, field: Field) -> Content:
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(value)
    if field is MEASURE:
        known = by_id(MEASURE_FIELDS, value)
        return next(m.name for m in MEASURES if m.id == value) if known else value
    return value


def _plain(number: Decimal) -> float:
    """Whole numbers as such, so that the cell holds 1200 and not 1200.0."""
    return int(number) if number == number.to_integral_value() else float(number)
