"""Cuts a document's text into passages of about a thousand characters.

A chunk never crosses a page, and leaves out its running head and foot. It ends at a heading
where one is near, else at a blank line, else at the end of a sentence. Headings stay with the
text under them. Chunks do not overlap; together they cover every other character that is not a
blank.
"""

from bisect import bisect_left, bisect_right
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
_DEEPEST = 12
_NONE = -1


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
    pages = [(page.number, page.body) for page in extract.pages]
    whole = [(None, Span(start=0, end=len(extract.text)))]
    outline = _Outline(extract.headings)
    starts = frozenset(heading.start for heading in extract.headings)
    placed = (
        (number, span)
        for number, page in pages or whole
        for span in _cut(extract.text, page, starts)
    )
    return tuple(
        Chunk(
            ordinal=ordinal,
            span=span,
            page=number,
            heading=_heading_over(extract.text, outline, span),
        )
        for ordinal, (number, span) in enumerate(placed)
    )


def _cut(text: str, page: Span, headings: frozenset[int]) -> Iterator[Span]:
    pieces = _pieces(text, page, headings)
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


def _pieces(text: str, page: Span, headings: frozenset[int]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for span in sentence_spans(text, page):
        for start, end in _parts(text, span):
            cut = _quality(text, pieces, start, headings)
            pieces.append(_Piece(start=start, end=end, cut=cut))
    return pieces


def _quality(text: str, before: Sequence[_Piece], start: int, headings: frozenset[int]) -> _Cut:
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

    A single heading of the first level at the top is the document's title and is left out. Of
    very many the innermost are named.
    """
    return " › ".join(_Outline(headings).path(offset))


class _Outline:
    """The headings of a document in order, each with the place of the one it stands under."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings
        self._starts = [heading.start for heading in headings]
        self._above: list[int] = []
        open_ones = [_NONE]
        first = _titles(headings)
        for place, heading in enumerate(headings):
            while len(open_ones) > 1 and headings[open_ones[-1]].level >= heading.level:
                open_ones.pop()
            self._above.append(open_ones[-1])
            if place >= first:
                open_ones.append(place)
        self._first = first

    def path(self, offset: int) -> tuple[str, ...]:
        """The titles above a position, outermost first."""
        place = bisect_right(self._starts, offset) - 1
        titles: list[str] = []
        while place >= self._first and len(titles) < _DEEPEST:
            titles.append(self._headings[place].title)
            place = self._above[place]
        return tuple(reversed(titles))

    def inside(self, span: Span) -> Sequence[int]:
        """Where the headings begin that stand in a span, but for one at its start."""
        behind = bisect_right(self._starts, span.start)
        return self._starts[behind : bisect_left(self._starts, span.end, lo=behind)]


def _titles(headings: Sequence[Heading]) -> int:
    """1 when the first heading is the document's title, else 0."""
    top = [heading.start for heading in headings if heading.level == 1]
    return int(bool(top) and len(top) == 1 and top[0] == headings[0].start == 0)


def _heading_over(text: str, outline: _Outline, span: Span) -> str:
    """The headings that hold for all of a chunk's running text."""
    bounds = [span.start, *outline.inside(span), span.end]
    paths = [
        outline.path(start)
        for start, end in pairwise(bounds)
        if "\n" in text[start:end].strip()  # a heading alone has nothing under it
    ] or [outline.path(span.start)]
    return " › ".join(_shared(paths))


def _shared(paths: Iterable[Sequence[str]]) -> Iterator[str]:
    for titles in zip(*paths, strict=False):
        if len(set(titles)) > 1:
            return
        yield titles[0]
