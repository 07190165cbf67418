"""Writes the rows of a sheet as lines "| Rad | a | b |", the header over each block of rows.

`Rad` is the row's own number in the sheet. The header stands again after each thousand
characters, behind a blank line, so that a passage cut there can be understood and quoted
without the beginning of the sheet. Knows nothing about file formats.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.loaders.sheet_cells import column_letters
from ingest.typography import SHEET_ROW

CELL_LIMIT = 2_000_000
TEXT_LIMIT = 20 << 20
FULL = f"Högst {CELL_LIMIT} celler och {TEXT_LIMIT >> 20} MB text läses ur en fil."
_BLOCK = 1100  # a chunk takes 1200 characters and looks for a blank line after 600
_LONGEST_REPEATED = _BLOCK // 2
_HEADER_WITHIN = 20
_FIGURE = re.compile(r"(?=\D*\d)[\d\s.,:;%+−–/kr€$-]+|Ja|Nej|#\S+[!?A]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: `number` counts from 1 in the sheet; each cell is one line, "" where it is empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a sheet as text; `last` is the number of the last row that is in it."""

    text: str
    last: int
    is_cut: bool


@dataclass(slots=True, kw_only=True)
class Allowance:
    """What may still be read of a file, over all its sheets; no cells once something is left out.

    What is written is taken from it.
    """

    cells: int = CELL_LIMIT
    characters: int = TEXT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """Where the header is among the rows (None without one) and which columns have values."""

    place: int | None
    columns: tuple[int, ...]
    line: str


def table_text(
    rows: Iterable[Row], allowance: Allowance, *, above: int = 0, first_column: int = 0
) -> Table:
    """Write the rows that hold anything, as far as `allowance` goes.

    `above` characters stand over them in their passage; the first cell of each row stands in
    the column `first_column`, counted from 0.
    """
    kept, is_cut = _kept(rows, allowance)
    parts: list[str] = []
    last = 0
    for number, part in _lines(kept, _header(kept, first_column), above):
        if len(part) >= allowance.characters:
            is_cut = True
            break
        allowance.characters -= len(part) + 1
        parts.append(part)
        last = number or last
    if is_cut:
        allowance.cells = 0
    return Table(text="\n".join(parts).rstrip(), last=last, is_cut=is_cut)


def _kept(rows: Iterable[Row], allowance: Allowance) -> tuple[list[Row], bool]:
    """The rows with values as far as the cells allow, and whether any was left out."""
    kept: list[Row] = []
    characters = 0
    for row in rows:
        filled = len(row.cells) - row.cells.count("")
        if not filled:
            continue
        if filled > allowance.cells or characters > allowance.characters:
            return kept, True
        allowance.cells -= filled
        characters += sum(map(len, row.cells)) + 3 * len(row.cells)
        kept.append(row)
    return kept, False


def _lines(rows: Sequence[Row], header: _Header, above: int) -> Iterator[tuple[int, str]]:
    """The lines with the number of their row, 0 for headers and the blank lines before them."""
    if not rows:
        return
    place = header.place or 0
    for row in rows[:place]:
        line = _line(str(row.number), filter(None, row.cells))
        above += len(line) + 1
        yield row.number, line
    if place:
        yield 0, ""
    yield 0, header.line
    size = above + len(header.line) + 1
    repeated = header.line if len(header.line) <= _LONGEST_REPEATED else None
    for row in rows if header.place is None else rows[place + 1 :]:
        line = _line(str(row.number), _among(row.cells, header.columns))
        if repeated and size + len(line) > _BLOCK and size > len(repeated) + 1:
            yield 0, f"\n{repeated}"
            size = len(repeated) + 1
        size += len(line) + 1
        yield row.number, line


def _among(cells: Sequence[str], columns: Iterable[int]) -> Iterator[str]:
    width = len(cells)
    return (cells[column] if column < width else "" for column in columns)


def _line(number: str, cells: Iterable[str]) -> str:
    return f"| {number} | {' | '.join(cells)} |"


def _header(rows: Sequence[Row], first_column: int) -> _Header:
    columns = tuple(sorted({n for row in rows for n, cell in enumerate(row.cells) if cell}))
    place = next((n for n in range(min(_HEADER_WITHIN, len(rows) - 1)) if _heads(rows, n)), None)
    names = rows[place].cells if place is not None else ()
    named = (
        name or column_letters(first_column + column)
        for name, column in zip(_among(names, columns), columns, strict=True)
    )
    return _Header(place=place, columns=columns, line=_line(SHEET_ROW, named))


def _heads(rows: Sequence[Row], place: int) -> bool:
    """True when the row may name the columns: several cells, mostly words, or years in a row."""
    cells = [cell for cell in rows[place].cells if cell]
    widest = max(len(row.cells) - row.cells.count("") for row in rows[: 2 * _HEADER_WITHIN])
    if len(cells) < 2 or 2 * len(cells) < widest:
        return False
    figures = [cell for cell in cells if _FIGURE.fullmatch(cell)]
    return 2 * len(figures) < len(cells) or _are_years(figures)


def _are_years(figures: Sequence[str]) -> bool:
    if len(figures) < 2 or not all(map(_YEAR.fullmatch, figures)):
        return False
    years = list(map(int, figures))
    return abs(years[1] - years[0]) == 1 and len(set(years)) == len(years)
