"""The nouns of a file of tables as it was read: sheets, their rows, and what each cell holds.

Knows nothing about file formats, nor about what the columns mean.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from ingest.register.types import column_letters

Holding = str | bool | float | date | time | timedelta
"""What a cell can hold; `float` stands for whole numbers too, `date` for moments."""
KINDS = (str, bool, int, float, date, time, timedelta)

_ERRORS = frozenset(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #SKÄRNING! "
    "#DIVISION/0! #VÄRDEFEL! #REFERENS! #NAMN? #OGILTIGT! #SAKNAS! #SPILL!".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A cell that is not empty: its value, and `original` as a Swedish reader sees it.

    `unit` is the unit that the cell's number format shows, "" where it shows none. `fault` says
    (Swedish) why the value cannot be used, "" where it can; `comment` is what somebody noted.
    """

    row: int
    column: int
    value: Holding
    original: str
    unit: str = ""
    fault: str = ""
    comment: str = ""

    @property
    def name(self) -> str:
        """As spreadsheets name the cell: C14."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The text of a cell that holds text, else ""."""
        return self.value if isinstance(self.value, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row that holds anything: `cells` by column, None where one is empty."""

    number: int
    cells: tuple[Held | None, ...]

    def at(self, column: int) -> Held | None:
        """The cell in a column, counted from 1."""
        return self.cells[column - 1] if 1 <= column <= len(self.cells) else None

    @property
    def filled(self) -> tuple[Held, ...]:
        """The cells that are not empty."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Cells that are merged into one, whose value stands in the first: bounds included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def name(self) -> str:
        """As spreadsheets name it: B2:B5."""
        first = f"{column_letters(self.first_column)}{self.first_row}"
        return f"{first}:{column_letters(self.last_column)}{self.last_row}"

    def holds(self, row: int, column: int) -> bool:
        """True for a cell of the area."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """A sheet: its rows in order; empty ones are not among them. A CSV file's is named ""."""

    name: str
    rows: tuple[SheetRow, ...]
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False
    is_filtered: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def row(self, number: int) -> SheetRow | None:
        """The row with that number, or None where it is empty."""
        return next((row for row in self.rows if row.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file of tables. `day_zero` is the day that its numbers count from where they mean days.

    None where that is not known, as of text files.
    """

    sheets: tuple[ReadSheet, ...]
    day_zero: date | None
    notices: tuple[str, ...] = ()

    def sheet(self, name: str) -> ReadSheet | None:
        """The sheet of that name, whatever its case; None where there is none."""
        wanted = name.strip().casefold()
        return next((s for s in self.sheets if s.name.strip().casefold() == wanted), None)


def error_in(text: str) -> str:
    """The fault of a cell that shows an error value, "" where it shows none."""
    said = text.strip().upper()
    return f"cellen visar felet {said}" if said in _ERRORS else ""
