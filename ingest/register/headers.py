"""The headers of a sheet, also where they take several rows, and the columns of a mapping in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import LoadError
from ingest.register.amounts import tidy
from ingest.register.mapping import ColumnMapping, SheetMapping
from ingest.register.read_sheets import Held, ReadSheet
from ingest.register.synonyms import normalised
from ingest.register.types import Cell, column_letters

_HINTED = r"(?:å{2,4}|y{2,4}|mm|dd)"
_DATE_HINT = re.compile(rf"{_HINTED}(?:[-/. ]{_HINTED})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands over a column: the texts of its header rows, and the cell of the last of them."""

    column: int
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A column of the mapping with the header that it was found under."""

    header: Header
    mapping: ColumnMapping


def headers_of(sheet: ReadSheet, rows: tuple[int, ...]) -> tuple[Header, ...]:
    """The headers from left to right; a merged one stands over each column that it covers.

    Columns without any header, but with cells below, have the text "".
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    return tuple(_header(sheet, rows, column) for column in range(1, width + 1))


def placed(sheet: ReadSheet, mapping: SheetMapping) -> tuple[Placed, ...]:
    """The columns of the mapping where the sheet has them; those that it left out are left out.

    Raises `LoadError` for a column that is not there.
    """
    headers = headers_of(sheet, mapping.header_rows)
    return tuple(
        Placed(header=_found(sheet, headers, column), mapping=column) for column in mapping.columns
    )


def header_of(row: int, column: int, sheet: ReadSheet) -> Held | None:
    """The cell that is shown in a place of a header row: of a merged area the first of that row."""
    area = next((area for area in sheet.merged if area.holds(row, column)), None)
    found = sheet.row(area.first_row if area else row)
    held = found.at(area.first_column if area else column) if found else None
    return held if held and held.original.strip() else None


def is_date_hint(text: str) -> bool:
    """True for what only tells how a date is to be written: ÅÅÅÅ-MM-DD."""
    return bool(_DATE_HINT.fullmatch(text))


def _header(sheet: ReadSheet, rows: tuple[int, ...], column: int) -> Header:
    parts = dict(_parts(sheet, rows, column))
    row = next(reversed(parts.values()), rows[-1] if rows else 0)
    return Header(
        column=column,
        text=" ".join(parts),
        cell=Cell(sheet=sheet.name, row=row, column=column),
    )


def _parts(sheet: ReadSheet, rows: tuple[int, ...], column: int) -> Iterator[tuple[str, int]]:
    for row in rows:
        held = header_of(row, column, sheet)
        text = tidy(held.original) if held else ""
        if text and not is_date_hint(text):
            yield text, held.row if held else row


def _found(sheet: ReadSheet, headers: tuple[Header, ...], column: ColumnMapping) -> Header:
    """Where the letter says, if the header stands there; else the only column headed so."""
    wanted = normalised(column.header)
    said = next((header for header in headers if header.column == column.column), None)
    if said and normalised(said.text) == wanted:
        return said
    alike = [header for header in headers if wanted and normalised(header.text) == wanted]
    if len(alike) == 1:
        return alike[0]
    letters = column_letters(column.column)
    there = f"i {said.cell.name} står ”{said.text}”" if said else f"bladet slutar före {letters}"
    name = f"bladet ”{sheet.name}”" if sheet.name else "tabellen"
    raise LoadError(
        f"{name} har ingen kolumn ”{column.header}” ({letters}); {there}.",
        "Rätta rubriken i filen, eller kolumnen i mappningen.",
    )
