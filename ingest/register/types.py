"""The nouns of the register as a workbook gives it: cells, values, rows, a collection.

Knows nothing about files, the record or questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_LETTERS = 26


class RowKind(StrEnum):
    """What a row of a workbook tells of."""

    AGENCY = "agency"
    PROJECT = "project"
    FIGURE = "figure"
    MATURITY = "maturity"
    DEFINITION = "definition"


class Stage(StrEnum):
    """How far the quality assurance of a collection has come, the least first."""

    DRAFT = "draft"
    REVIEW = "review"
    SETTLED = "settled"


def least_settled(stages: Iterable[Stage]) -> Stage:
    """The one that has come least far; a draft, where there are none."""
    return min(stages, key=tuple(Stage).index, default=Stage.DRAFT)


class Tax(StrEnum):
    """Whether the amounts of a collection hold value-added tax."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a workbook: row and column count from 1. A CSV file's sheet is named "".

    Both are 0 for a value that stands in no cell, but in the mapping.
    """

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """As spreadsheets name it: C14."""
        return f"{column_letters(self.column)}{self.row}" if self.row else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a row, normalised, with what the cell says and where.

    `value` is, by the kind of its field: text and choices str; a date str as 2017-03-31; money a
    number of kronor; a share a number of percent; a count a number; a level 1 to 3 (risk) or
    1 to 5 (maturity); yes or no bool. A cell that is empty gives no `Value`.
    """

    field: str
    value: str | float | bool
    original: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row of a sheet tells of, or one cell of a wide sheet of figures.

    The fields by kind:

    - agency: the fields of `fields.AGENCY_FIELDS`;
    - project: those of `fields.PROJECT_FIELDS`;
    - figure: `agency` (str, as given), `year` (number, where it is not the collection's),
      `measure` (id of `measures.MEASURES`), `value` (number in the measure's unit);
    - maturity: `agency`, `year` likewise, `question` (id of `maturity.QUESTIONS`), `level`;
    - definition: `measure`, `definition` (what this collection says the measure means).

    `free` are the columns that belong to no field, by their header.
    """

    kind: RowKind
    values: tuple[Value, ...]
    free: tuple[Value, ...] = ()

    def get(self, field: str) -> Value | None:
        """The value of a field, or None where the cell is empty or there is no such column."""
        return next((value for value in self.values if value.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A yearly collection. `price_year` is the year whose prices the amounts are in, or None."""

    survey: str
    year: int
    stage: Stage
    tax: Tax
    price_year: int | None
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A value that could not be read for certain and is in no row; reason and remedy in Swedish.

    `field` as in `Value`; `agency` is the agency of its row as given, "" where there is none.
    The field is one that every row needs where the whole row was left out with it.
    """

    field: str
    agency: str
    original: str
    cell: Cell
    reason: str
    remedy: str

    @property
    def text(self) -> str:
        """All of it for a person: where, why, and what to do."""
        where = f" på bladet ”{self.cell.sheet}”" if self.cell.sheet else ""
        return f"Cell {self.cell.name}{where}: {self.reason} {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNamed:
    """What sheet of what file a cell's sheet stands for, in a book put together of several."""

    sheet: str
    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What a workbook gave. `notices` tell a person (Swedish) what was left out, and where.

    `sheets` are told where it is put together of several workbooks.
    """

    collection: Collection
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    sheets: tuple[SheetNamed, ...] = ()


def column_letters(column: int) -> str:
    """A column counted from 1, as spreadsheets name it: 1 A, 27 AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column that spreadsheets name so, counted from 1; 0 for what is no name."""
    number = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
