"""Cuts the lines of a PDF page at wide gaps, and tells in which columns the pieces stand.

Pure geometry; knows nothing about PDF files.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.loaders.pdf_lines import Line, Ruler
from ingest.types import Span
from ingest.typography import LINE_HYPHEN

_TOLERANCE = 1.0
_BLANKS = re.compile(r"\s+")
_WIDE_GAP = 0.8
_GAP = 0.3
_SAME_LEFT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The words of a cell, and where its parts stand in the page's text."""

    text: str
    places: tuple[Span, ...]


Cells = dict[int, Cell]
"""The cells of a line by the column they stand in, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a line between wide gaps, from its left to its right edge."""

    cell: Cell
    left: float
    right: float

    @property
    def text(self) -> str:
        """The words of it."""
        return self.cell.text


def pieces_of(line: Line, text: str, ruler: Ruler, lefts: Sequence[float]) -> list[Piece]:
    """Cuts a line of a page's text at wide gaps, and where one of the columns at `lefts` begins."""
    if line.first is None or line.last is None:
        return []
    if len(line.places) != 1:
        whole = Cell(text=line.text, places=line.places)
        return [Piece(cell=whole, left=line.first.left, right=line.last.right)]
    (place,) = line.places
    pieces: list[Piece] = []
    start, left = place.start, line.first.left
    for blank in _BLANKS.finditer(text, place.start, place.end):
        before, behind = ruler.glyph(blank.start() - 1), ruler.glyph(blank.end())
        gap = (behind.left - before.right) / line.height
        begins = any(abs(behind.left - one) < _SAME_LEFT for one in lefts)
        if gap > _WIDE_GAP or (begins and gap > _GAP):
            cell = _cell(text, Span(start=start, end=blank.start()))
            pieces.append(Piece(cell=cell, left=left, right=before.right))
            start, left = blank.end(), behind.left
    last = _cell(text, Span(start=start, end=place.end))
    return [*pieces, Piece(cell=last, left=left, right=line.last.right)]


def _cell(text: str, place: Span) -> Cell:
    return Cell(text=place.of(text).replace("\ufffe", "-"), places=(place,))


def columns_of(rows: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The columns from left to right; none where one row has two cells in one of them."""
    columns: list[Piece] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.left):
        if columns and piece.left < columns[-1].right:
            right = max(columns[-1].right, piece.right)
            columns[-1] = replace(columns[-1], right=right)
        else:
            columns.append(piece)
    apart = all(_is_apart(row, columns) for row in rows)
    return columns if apart else []


def _is_apart(row: Sequence[Piece], columns: Sequence[Piece]) -> bool:
    found = [n for piece in row for n in _under(piece, columns)]
    return len(found) == len(set(found)) == len(row)


def _under(piece: Piece, columns: Sequence[Piece]) -> list[int]:
    """The columns that the piece stands in."""
    return [
        n
        for n, column in enumerate(columns)
        if piece.left < column.right + _TOLERANCE and column.left - _TOLERANCE < piece.right
    ]


def placed(pieces: Sequence[Piece], columns: Sequence[Piece]) -> Cells:
    """The cells of a line by column; none for a line that does not keep to the columns."""
    cells: Cells = {}
    for piece in pieces:
        under = _under(piece, columns)
        if len(under) != 1 or under[0] < max(cells, default=0):
            return {}
        cells[under[0]] = _together(cells.get(under[0]), piece.cell)
    return cells


def _together(cell: Cell | None, more: Cell) -> Cell:
    """A cell that goes on; a word that is broken at a hyphen keeps it, without a blank."""
    if cell is None:
        return more
    is_broken = LINE_HYPHEN.match(f"{cell.text}\n{more.text}", len(cell.text) - 1)
    text = cell.text + ("" if is_broken else " ") + more.text
    return Cell(text=text, places=cell.places + more.places)


def goes_on(row: Cells, cells: Cells) -> bool:
    """True where the cells come behind or in the row's last: no word would change its place."""
    return min(cells) >= max(row)


def merged(parts: Iterable[Cells]) -> Cells:
    """The cells of several lines as those of one row."""
    row: Cells = {}
    for cells in parts:
        for n, cell in cells.items():
            row[n] = _together(row.get(n), cell)
    return row
