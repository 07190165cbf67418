"""Cuts a document's text into passages of about a thousand characters.

A chunk never crosses a page. It ends at a heading where one is near, else at a blank line,
else at the end of a sentence. Headings stay with the text under them. Chunks do not overlap;
together they cover every character that is not a blank.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from ingest.sentences import sentence_spans
from ingest.types import Chunk, Extract, Heading, Span

TARGET = 1200
LIMIT = 1600
_ENOUGH = 600
_SECTION_ENOUGH = 250
_REMNANT = 200


class _Cut(IntEnum):
    """How good a place for a cut the beginning of a piece is; higher is better."""

    NEVER = 0
    SENTENCE = 1
    LINE = 2
    PARAGRAPH = 3
    HEADING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A sentence, or a part of an overlong one, and how well a chunk may begin with it."""

    start: int
    end: int
    cut: _Cut


def chunk(extract: Extract) -> tuple[Chunk, ...]:
    """The passages of a document in reading order, `ordinal` counting from 0."""
    pages = [(page.number, page.span) for page in extract.pages]
    whole = [(None, Span(start=0, end=len(extract.text)))]
    placed = ((number, span) for number, page in pages or whole for span in _cut(extract, page))
    return tuple(
        Chunk(ordinal=ordinal, span=span, page=number, heading=_heading_over(extract, span))
        for ordinal, (number, span) in enumerate(placed)
    )


def _cut(extract: Extract, page: Span) -> Iterator[Span]:
    pieces = _pieces(extract, page)
    bounds = [0]
    while bounds[-1] < len(pieces):
        bounds.append(_next_bound(pieces, bounds[-1]))
    if len(bounds) > 2 and _is_remnant(pieces, bounds[-3], bounds[-2]):
        del bounds[-2]
    for first, behind in pairwise(bounds):
        yield Span(start=pieces[first].start, end=pieces[behind - 1].end)


def _is_remnant(pieces: Sequence[_Piece], before: int, last: int) -> bool:
    end = pieces[-1].end
    return end - pieces[last].start < _REMNANT and end - pieces[before].start <= LIMIT


def _next_bound(pieces: Sequence[_Piece], first: int) -> int:
    """The index of the piece that begins the next chunk, when one begins with `first`."""
    start = pieces[first].start
    behind = bisect_right(pieces, start + TARGET, lo=first, key=lambda piece: piece.end)
    open_to = [k for k in range(first + 1, behind + 1) if k < len(pieces) and pieces[k].cut]
    headed = [k for k in open_to if pieces[k].cut is _Cut.HEADING]
    if sections := [k for k in headed if _is_section(pieces, first, k)]:
        return sections[-1]
    if behind == len(pieces):
        return behind
    if long := [k for k in open_to if pieces[k - 1].end - start >= _ENOUGH]:
        return max(long, key=lambda k: (pieces[k].cut, k))
    return open_to[-1] if open_to else max(behind, first + 1)


def _is_section(pieces: Sequence[_Piece], first: int, cut: int) -> bool:
    """True when there is enough on both sides of a heading to cut there."""
    before = pieces[cut - 1].end - pieces[first].start
    return min(before, pieces[-1].end - pieces[cut].start) >= _SECTION_ENOUGH


def _pieces(extract: Extract, page: Span) -> list[_Piece]:
    headings = {heading.start for heading in extract.headings}
    pieces: list[_Piece] = []
    for span in sentence_spans(extract.text, page):
        for start, end in _parts(extract.text, span):
            cut = _quality(extract.text, pieces, start, headings)
            pieces.append(_Piece(start=start, end=end, cut=cut))
    return pieces


def _quality(text: str, before: Sequence[_Piece], start: int, headings: set[int]) -> _Cut:
    if before and before[-1].start in headings:
        return _Cut.NEVER
    if start in headings:
        return _Cut.HEADING
    lines = text.count("\n", before[-1].end, start) if before else 0
    return (_Cut.SENTENCE, _Cut.LINE, _Cut.PARAGRAPH)[min(lines, 2)]


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The span itself, or parts of it cut at blanks when it is longer than a chunk may be."""
    start = span.start
    while span.end - start > TARGET:
        blank = max(text.rfind(" ", start, start + TARGET), text.rfind("\n", start, start + TARGET))
        end = blank if blank > start else start + TARGET
        yield start, end
        start = end
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield start, span.end


def heading_path(headings: Sequence[Heading], offset: int) -> str:
    """The headings above a position, outermost first, joined with " › "; "" without any.

    A single heading of the first level at the top is the document's title and is left out.
    """
    return " › ".join(_path(headings, offset))


def _path(headings: Sequence[Heading], offset: int) -> tuple[str, ...]:
    path: list[Heading] = []
    for heading in headings[_titles(headings) : bisect_right(headings, offset, key=_start)]:
        while path and path[-1].level >= heading.level:
            path.pop()
        path.append(heading)
    return tuple(heading.title for heading in path)


def _start(heading: Heading) -> int:
    return heading.start


def _titles(headings: Sequence[Heading]) -> int:
    """1 when the first heading is the document's title, else 0."""
    top = [heading.start for heading in headings if heading.level == 1]
    return int(bool(top) and len(top) == 1 and top[0] == headings[0].start == 0)


def _heading_over(extract: Extract, span: Span) -> str:
    """The headings that hold for all of a chunk's running text."""
    inside = [h.start for h in extract.headings if span.start < h.start < span.end]
    bounds = [span.start, *inside, span.end]
    paths = [
        _path(extract.headings, start)
        for start, end in pairwise(bounds)
        if "\n" in extract.text[start:end].strip()  # a heading alone has nothing under it
    ] or [_path(extract.headings, span.start)]
    return " › ".join(_shared(paths))


def _shared(paths: Iterable[Sequence[str]]) -> Iterator[str]:
    for titles in zip(*paths, strict=False):
        if len(set(titles)) > 1:
            return
        yield titles[0]
