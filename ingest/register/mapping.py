"""How the sheets and columns of a foreign workbook answer to the register: the nouns and rules.

Knows nothing about files; `mapping_file` writes a mapping as YAML, `proposing` suggests one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import MappingError
from ingest.register.dates import EARLIEST, LATEST
from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS, Field, FieldKind
from ingest.register.layout import (
    AGENCY,
    DEFINITION,
    LEVEL,
    MEASURE,
    MEASURE_FIELDS,
    QUESTION,
    QUESTION_FIELDS,
    VALUE,
    YEAR,
    by_id,
)
from ingest.register.types import Collection, RowKind, column_letters
from ingest.register.units import Sort, split_unit, unit_named

FREE = ""
LEFT_OUT = "-"
UNIT = Field(
    id="unit", header="Enhet", kind=FieldKind.TEXT, explanation="Enheten som värdet är skrivet i."
)
FIELDS = {
    RowKind.AGENCY: AGENCY_FIELDS,
    RowKind.PROJECT: PROJECT_FIELDS,
    RowKind.FIGURE: (AGENCY, YEAR, MEASURE, VALUE, UNIT, *MEASURE_FIELDS),
    RowKind.MATURITY: (AGENCY, YEAR, QUESTION, LEVEL, *QUESTION_FIELDS),
    RowKind.DEFINITION: (MEASURE, DEFINITION),
}
"""What a column of each kind of sheet may be."""

WIDE = {RowKind.FIGURE: MEASURE_FIELDS, RowKind.MATURITY: QUESTION_FIELDS}
LONG = {RowKind.FIGURE: (MEASURE, VALUE), RowKind.MATURITY: (QUESTION, LEVEL)}
"""On a long sheet the one column names what the other gives."""

_SORTS = {
    FieldKind.MONEY: Sort.MONEY,
    FieldKind.SHARE: Sort.SHARE,
    FieldKind.COUNT: Sort.COUNT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a word of the file means: of a field's choices, "ja" or "nej", or a measure."""

    said: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What a column is: `field` is an id, `FREE` (kept as it stands) or `LEFT_OUT`.

    `column` counts from 1 and tells columns with the same `header` apart. `unit` goes before the
    header's, `year` is that of a column of one year. `fills_down`: an empty cell repeats the one
    above. `is_certain` is False where a proposal should be looked at.
    """

    column: int
    header: str
    field: str = FREE
    unit: str = ""
    year: int | None = None
    fills_down: bool = False
    words: tuple[Word, ...] = ()
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A value that holds for all rows of a sheet, as it would be written in a cell."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """What a sheet tells, or a part of one: `header_rows` and `last_row` count from 1.

    `may_lack_year`: a row whose year is empty is of the collection's year; else it is refused.
    """

    sheet: str
    kind: RowKind
    header_rows: tuple[int, ...]
    columns: tuple[ColumnMapping, ...]
    fixed: tuple[Fixed, ...] = ()
    last_row: int | None = None
    may_lack_year: bool = False

    def column_of(self, field: str) -> ColumnMapping | None:
        """The first column of a field, or None."""
        return next((column for column in self.columns if column.field == field), None)

    def fixed_of(self, field: str) -> Fixed | None:
        """The fixed value of a field, or None."""
        return next((fixed for fixed in self.fixed if fixed.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a whole workbook is to be read."""

    collection: Collection
    sheets: tuple[SheetMapping, ...]


def field_of(kind: RowKind, identity: str) -> Field | None:
    """The field of that id that a sheet of that kind may have."""
    return by_id(FIELDS[kind], identity)


def bare_header(field: Field) -> str:
    """What people call the field: its header without the unit."""
    return split_unit(field.header)[0]


def unsure(mapping: Mapping) -> tuple[str, ...]:
    """What a person should look at before the mapping is used, a line (Swedish) each."""
    return tuple(
        f"Bladet ”{sheet.sheet}”, kolumn {column_letters(column.column)} ”{column.header}”: "
        f"{_meant(sheet.kind, column)}"
        for sheet in mapping.sheets
        for column in sheet.columns
        if not column.is_certain
    )


def validate(mapping: Mapping) -> None:
    """Raise `MappingError` for the first thing in the mapping that cannot be right."""
    if not mapping.sheets:
        raise MappingError("Mappningen nämner inget blad.", "Lägg till minst ett under ”blad”.")
    for sheet in mapping.sheets:
        where = f"Bladet ”{sheet.sheet}”"
        if any(row < 1 for row in sheet.header_rows):
            raise MappingError(
                f"{where}: rubrikraderna {list(sheet.header_rows)} går inte att läsa.",
                "Ange radnummer från 1.",
            )
        for column in sheet.columns:
            _check_column(where, sheet.kind, column)
        for fixed in sheet.fixed:
            _known(f"{where}, fasta värden", sheet.kind, fixed.field)
        _check_twice(where, sheet)
        _check_needed(where, sheet)


def _meant(kind: RowKind, column: ColumnMapping) -> str:
    field = field_of(kind, column.field)
    if field is None:
        return "sparas som den är; hör den till något fält?"
    has_unit = column.unit or split_unit(column.header)[1]
    if field.kind is FieldKind.MONEY and not has_unit:
        return f"är den {bare_header(field)}, och i vilken enhet?"
    return f"är den {bare_header(field)}?"


def _check_column(where: str, kind: RowKind, column: ColumnMapping) -> None:
    where = f"{where}, kolumn {column_letters(column.column)} ”{column.header}”"
    if column.column < 1:
        raise MappingError(f"{where}: kolumnen finns inte.", "Ange en bokstav från A.")
    if column.year is not None and not EARLIEST <= column.year <= LATEST:
        raise MappingError(
            f"{where}: året {column.year} kan inte stämma.",
            f"Ange ett år mellan {EARLIEST} och {LATEST}.",
        )
    if column.field in {FREE, LEFT_OUT}:
        return
    field = _known(where, kind, column.field)
    unit = unit_named(column.unit)
    if column.unit and unit is None:
        raise MappingError(
            f"{where}: enheten ”{column.unit}” är okänd.",
            "Använd kr, tkr, mnkr, mdkr eller procent.",
        )
    if unit and field.kind in _SORTS and field is not VALUE and unit.sort is not _SORTS[field.kind]:
        raise MappingError(
            f"{where}: {bare_header(field)} kan inte vara i {unit.name}.",
            "Rätta fältet eller enheten.",
        )


def _known(where: str, kind: RowKind, identity: str) -> Field:
    if field := field_of(kind, identity):
        return field
    names = ", ".join(bare_header(field) for field in FIELDS[kind])
    raise MappingError(f"{where}: fältet ”{identity}” finns inte.", f"Välj bland: {names}.")


def _check_twice(where: str, sheet: SheetMapping) -> None:
    places = Counter(column.column for column in sheet.columns)
    for place, times in places.items():
        if times > 1:
            raise MappingError(
                f"{where}: kolumn {column_letters(place)} nämns {times} gånger.",
                "Låt varje kolumn stå en gång.",
            )
    told = Counter((column.field, column.year) for column in sheet.columns)
    told.update((fixed.field, None) for fixed in sheet.fixed)
    for (identity, _), times in told.items():
        if times > 1 and (field := field_of(sheet.kind, identity)):
            raise MappingError(
                f"{where}: {times} kolumner eller fasta värden är {bare_header(field)}.",
                "Låt bara en vara det; sätt de andra till fritt eller utelämnad.",
            )


def _check_needed(where: str, sheet: SheetMapping) -> None:
    for names in _needed(sheet):
        raise MappingError(
            f"{where}: ingen kolumn är {names}.",
            "Ange kolumnen under ”kolumner”, eller ett värde för hela bladet under ”fast”.",
        )


def _needed(sheet: SheetMapping) -> Iterator[str]:
    """What is told nowhere but must be."""
    told = {column.field for column in sheet.columns} | {fixed.field for fixed in sheet.fixed}
    wide = {field.id for field in WIDE.get(sheet.kind, ())}
    named = LONG.get(sheet.kind, ())
    for field in FIELDS[sheet.kind]:
        is_long_one = field in named
        if field.is_required and field.id not in told and not (is_long_one and told & wide):
            yield bare_header(field)
    if sheet.kind is RowKind.FIGURE and not told & {*wide, VALUE.id}:
        yield bare_header(VALUE)
