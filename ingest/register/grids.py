"""A part of a sheet as it is shown: its rows as texts, each cell as a Swedish reader sees it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.register.read_sheets import Held, ReadFile, ReadSheet, SheetRow

MOST_ROWS = 200
MOST_COLUMNS = 200
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWanted:
    """The rows of a sheet that are to be shown, from 1, bounds included; see `MOST_ROWS`.

    `sheet` is "" for the first sheet.
    """

    sheet: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row: `texts` by column, "" for an empty cell, as many in every row."""

    number: int
    texts: tuple[str, ...]
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A part of a sheet; `last` is the last row of the sheet that holds anything.

    `is_there` is False where the file has no sheet of that name, and then there are no rows.
    `sheets` are the names of all the file's sheets. `columns_left` counts the columns of these
    rows that are not among them, being too far to the right.
    """

    is_there: bool
    sheet: str
    sheets: tuple[str, ...]
    rows: tuple[GridRow, ...]
    last: int
    columns_left: int
    hidden_columns: tuple[int, ...]


def grid_of(file: ReadFile, wanted: GridWanted) -> Grid:
    """The wanted part of a file that was read."""
    names = tuple(one.name for one in file.sheets)
    sheet = file.sheet(wanted.sheet) if wanted.sheet else next(iter(file.sheets), None)
    if sheet is None:
        return _without_sheet(wanted, names)
    shown = list(_rows(sheet, wanted))
    wide = max((len(row.cells) for row in shown), default=0)
    return Grid(
        is_there=True,
        sheet=sheet.name,
        sheets=names,
        rows=tuple(
            GridRow(
                number=row.number,
                texts=tuple(_text(row.at(n)) for n in range(1, min(wide, MOST_COLUMNS) + 1)),
                is_hidden=row.number in sheet.hidden_rows,
            )
            for row in shown
        ),
        last=max((row.number for row in sheet.rows), default=0),
        columns_left=max(0, wide - MOST_COLUMNS),
        hidden_columns=tuple(sorted(n for n in sheet.hidden_columns if n <= MOST_COLUMNS)),
    )


def _without_sheet(wanted: GridWanted, names: tuple[str, ...]) -> Grid:
    return Grid(
        is_there=False,
        sheet=wanted.sheet,
        sheets=names,
        rows=(),
        last=0,
        columns_left=0,
        hidden_columns=(),
    )


def _rows(sheet: ReadSheet, wanted: GridWanted) -> Iterator[SheetRow]:
    """The rows in order, empty ones too; a sheet ends with its last row that holds anything."""
    by_number = {row.number: row for row in sheet.rows}
    last = min(wanted.last, wanted.first + MOST_ROWS - 1, max(by_number, default=0))
    for number in range(max(1, wanted.first), last + 1):
        yield by_number.get(number) or SheetRow(number=number, cells=())


def _text(cell: Held | None) -> str:
    if cell is None:
        return ""
    said = " ".join(filter(None, (cell.original, f"({cell.fault})" if cell.fault else "")))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
