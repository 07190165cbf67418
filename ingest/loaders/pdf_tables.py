"""Puts the rows of a PDF page's tables together: pure geometry, knows nothing about PDF files.

A table is taken for one only where it surely is: rows of figures set in columns with wide gaps
between. Each row becomes one line, its cells apart by `CELL_BLANK`; lines that go on in a cell go
into it, and the lines over the columns become the header. No letter is added, taken away or moved.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.loaders.pdf_cells import Cells, Piece, columns_of, goes_on, merged, pieces_of, placed
from ingest.loaders.pdf_lines import Line, Ruler
from ingest.typography import CELL_BLANK

_WIDER = 1.35
_SHORTEST = 8
_LONG = 30
_FEWEST_LINES = 3
_FEWEST_CELLS = 6
_LONGEST_HEADER = 14
_CELL_LINES = 8
_NEAR = 1.5
_SAME_BASE = 2.0
_MARK = re.compile(r"\(?\w{1,3}[.)]?")
_Cutter = Callable[[int, Sequence[float]], list[Piece]]
"""Cuts the line at an index at wide gaps, and where one of the columns begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The lines of a row, by their indices, and its cells by column."""

    lines: list[int]
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Rows that take the place of the lines `first` to `behind` (excluded)."""

    first: int
    behind: int
    rows: list[Line]


def with_rows(lines: Sequence[Line], text: str, ruler: Ruler) -> list[Line]:
    """The lines of a page, of `lines_of` the same text and ruler, those of tables as rows."""

    def cut(place: int, lefts: Sequence[float]) -> list[Piece]:
        return pieces_of(lines[place], text, ruler, lefts)

    wide = _wide(lines)
    if len(wide) < 2:
        return list(lines)
    pieces = {place: cut(place, ()) for place in wide}
    rows = [place for place in wide if _is_row(pieces[place])]
    made: list[Line] = []
    done = 0
    for group in _groups(lines, rows):
        for table in _tables(lines, {place: pieces[place] for place in group}, cut):
            if table.first >= done:
                made += [*lines[done : table.first], *table.rows]
                done = table.behind
    return [*made, *lines[done:]]


def _tables(
    lines: Sequence[Line], rows: Mapping[int, Sequence[Piece]], cut: _Cutter
) -> Iterator[_Table]:
    """The table that the rows are, or those that they are apart at the longest way between."""
    if len(rows) < 2 or _is_list(list(rows.values())):
        return
    table = _table(lines, list(rows.values()), list(rows), cut)
    if table is not None:
        yield table
        return
    _, last = max((lines[a].base - lines[b].base, a) for a, b in pairwise(rows))
    for part in (range(last + 1), range(last + 1, len(lines))):
        yield from _tables(lines, {n: row for n, row in rows.items() if n in part}, cut)


def _wide(lines: Sequence[Line]) -> list[int]:
    """The lines with fewer letters than their length would hold."""
    known = [_advance(line) for line in lines]
    bound = _WIDER * _usual(lines, known)
    return [
        place
        for place, advance in enumerate(known)
        if advance > bound > 0 and " " in lines[place].text
    ]


def _advance(line: Line) -> float:
    """How far a letter of the line takes it on the average, for its height; 0 when unknown."""
    first, last = line.first, line.last
    if first is None or last is None or first.top <= first.bottom:
        return 0.0
    return (last.right - first.left) / (len(line.text) * (first.top - first.bottom))


def _usual(lines: Sequence[Line], known: Sequence[float]) -> float:
    """The advance of text, of all lines' advances; 0 for too few lines.

    Rows may be most lines of a page, but seldom of its long ones and of all.
    """
    some = [(len(line.text), share) for line, share in zip(lines, known, strict=True) if share > 0]
    usual = [
        sorted(chosen)[len(chosen) // 4]
        for shortest in (_LONG, _SHORTEST)
        if len(chosen := [share for letters, share in some if letters >= shortest]) >= _FEWEST_LINES
    ]
    return min(usual, default=0.0)


def _is_row(pieces: Sequence[Piece]) -> bool:
    """True for two cells or more, words in the first and a figure in one behind it."""
    if len(pieces) < 2 or not any(letter.isalnum() for letter in pieces[0].text):
        return False
    return any(any(map(str.isdigit, piece.text)) for piece in pieces[1:])


def _groups(lines: Sequence[Line], rows: Sequence[int]) -> list[list[int]]:
    """Runs of rows downwards, with few lines between one and the next."""
    groups: list[list[int]] = []
    for place in rows:
        before = groups[-1][-1] if groups else 0
        if groups and place - before <= _CELL_LINES and lines[place].base < lines[before].base:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _table(
    lines: Sequence[Line], rows: Sequence[Sequence[Piece]], places: Sequence[int], cut: _Cutter
) -> _Table | None:
    """The table of these rows; None where they do not surely make one."""
    columns = columns_of(rows)
    if len(columns) < 2 or sum(map(len, rows)) < _FEWEST_CELLS:
        return None
    lefts = [column.left for column in columns]

    def cells(place: int) -> Cells:
        return placed(cut(place, lefts), columns)

    body = [_Row(lines=[n], cells=cells(n)) for n in range(places[0], places[-1] + 1)]
    if not all(row.cells for row in body):
        return None
    body += _under(lines, places[-1], cells)
    header = _header(lines, places[0], cells)
    made = [*header, *_joined(body)]
    return _Table(
        first=made[0].lines[0],
        behind=made[-1].lines[-1] + 1,
        rows=[_line(lines[row.lines[0]], row.cells, len(columns)) for row in made],
    )


def _is_list(rows: Sequence[Sequence[Piece]]) -> bool:
    """True for marks far from their text, and for a table of contents."""
    if any(len(row) > 2 for row in rows):
        return False
    if all(_MARK.fullmatch(row[0].text) for row in rows):
        return True
    last = [row[-1].text for row in rows]
    upward = all(map(str.isdecimal, last)) and sorted(last, key=int) == last
    return upward and len(rows) > _FEWEST_LINES


def _under(lines: Sequence[Line], last: int, cells: Callable[[int], Cells]) -> list[_Row]:
    """The lines behind the last row that go on beside it or right under, behind the first cell."""
    found: list[_Row] = []
    top = lowest = lines[last].base
    for place in range(last + 1, len(lines)):
        here, base = cells(place), lines[place].base
        is_near = lowest - _NEAR * lines[place].height < base < top + _SAME_BASE
        if not is_near or len(here) != 1 or 0 in here:
            break
        lowest = min(lowest, base)
        found.append(_Row(lines=[place], cells=here))
    return found


def _header(lines: Sequence[Line], first: int, cells: Callable[[int], Cells]) -> list[_Row]:
    """The lines over the first row that keep to the columns, as one row; none, or that one."""
    found: list[_Row] = []
    for place in range(first - 1, max(first - 1 - _LONGEST_HEADER, -1), -1):
        here = cells(place) if lines[place].base > lines[first].base else {}
        if not here or any(map(str.isdigit, lines[place].text)):
            break
        found.insert(0, _Row(lines=[place], cells=here))
    while len(found) > 1 and found[0].cells.keys() == {0} and 0 in found[1].cells:
        del found[0]  # a title over the table stands where the first column does
    whole = merged(row.cells for row in found)
    in_order = all(goes_on(one.cells, other.cells) for one, other in pairwise(found))
    if len(whole) < 2 or not in_order:
        return []
    return [_Row(lines=[row.lines[0] for row in found], cells=whole)]


def _joined(body: Sequence[_Row]) -> list[_Row]:
    """The rows: a line begins one unless it goes on in the one before."""
    rows: list[_Row] = []
    for row in body:
        if rows and _continues(rows[-1].cells, row.cells):
            before = rows.pop()
            cells = merged((before.cells, row.cells))
            rows.append(_Row(lines=[*before.lines, *row.lines], cells=cells))
        else:
            rows.append(row)
    return rows


def _continues(row: Cells, cells: Cells) -> bool:
    """True in a cell behind the first, and where a name that is broken goes on in small letters."""
    if 0 in cells:
        return row.keys() == {0} and cells[0].text[0].islower()
    return goes_on(row, cells) and (len(cells) == 1 or row.keys() == {0})


def _line(line: Line, cells: Cells, columns: int) -> Line:
    text = CELL_BLANK.join(cells[n].text if n in cells else "" for n in range(columns)).strip()
    places = tuple(place for n in range(columns) if n in cells for place in cells[n].places)
    return replace(line, text=text, bold=False, places=places, is_row=True)
