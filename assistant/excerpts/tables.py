"""Finds the tables among the pieces of a text, and the header row of each.

Rows stand as "| a | b |" (Markdown, web pages) or "a | b" (Word), or with `CELL_BLANK` between
(PDF). A rule of hyphens tells the header above it; without one the first of several rows is taken
for it where it looks like one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.excerpts.pieces import Piece, is_paragraph_break
from assistant.excerpts.types import Form
from ingest.types import Span
from ingest.typography import CELL_BLANK, SHEET_ROW

_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*\Z")
_DIGIT = re.compile(r"\d")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_LONGEST_HEADER_CELL = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """`rows` are places of pieces: the body's rows in order; `header` is the span above them."""

    rows: tuple[int, ...]
    header: Span | None


def tables(text: str, found: Sequence[Piece]) -> Iterator[FoundTable]:
    """The tables in order; one without a header, such as names and values, has None."""
    place = 0
    while place < len(found):
        behind = place
        while behind < len(found) and _goes_on(text, found, place, behind):
            behind += 1
        if behind > place:
            yield _table(text, found, range(place, behind))
        place = max(behind, place + 1)


def cells(row: str) -> list[str]:
    """The cells of a row in order, without blanks around them; empty ones are kept."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inner.replace(CELL_BLANK, "|").split("|")]


def _goes_on(text: str, found: Sequence[Piece], first: int, place: int) -> bool:
    if found[place].form is not Form.ROW:
        return False
    before = found[place - 1].span.end
    return place == first or not is_paragraph_break(text, before, found[place].span.start)


def _table(text: str, found: Sequence[Piece], places: range) -> FoundTable:
    rules = [n for n in places if _RULE.match(found[n].span.of(text))]
    if rules:
        header = found[rules[0] - 1].span if rules[0] > places.start else None
        body = range(rules[0] + 1, places.stop)
        return FoundTable(rows=tuple(n for n in body if n not in rules), header=header)
    rows = [cells(found[n].span.of(text)) for n in places]
    if _has_header(rows) and text[: found[places.start].span.start].strip():
        return FoundTable(rows=tuple(places[1:]), header=found[places.start].span)
    return FoundTable(rows=tuple(places), header=None)


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """True when the first row names columns, as far as one can see: short, full, no figures.

    Some column has figures in every other row: else the first may well be a row like them. Of a
    spreadsheet the header was found when it was taken in.
    """
    first = rows[0]
    if first[0] == SHEET_ROW and len(rows) >= _LEAST_ROWS:
        return True
    body = rows[1:-1] if len(rows[-1]) < len(first) else rows[1:]  # a sum may lack cells
    columns = list(zip(*body, strict=False))
    return (
        any(all(_DIGIT.search(cell) for cell in column) for column in columns)
        and len(rows) >= _LEAST_ROWS
        and len(first) >= _LEAST_COLUMNS
        and all(len(row) == len(first) for row in body)
        and all(0 < len(cell) <= _LONGEST_HEADER_CELL for cell in first)
        and not any(_DIGIT.search(cell) or cell.endswith(".") for cell in first)
    )
