"""Tells the running heads and feet of PDF pages from what stands between them.

Pure; knows nothing about PDF files. What returns at the same height at the edge of many pages
runs, and so do page numbers. No line is left out: a page is parted, not cut.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.loaders.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"(?:sid(?:an?|\.)?\s*)?[–-]?\s*(\d{1,4})\s*[–-]?(?:\s*\(\d{1,4}\))?|[ivxl]+", re.I
)
_NUMBERED = re.compile(r"(\d{1,4})\s+[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_EDGE = 4
_OFTEN_PAGES = 3
_OFTEN_SHARE = 0.3
_RUNNING_LENGTH = 100
_SAME_HEIGHT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartedPage:
    """The lines of a page: its running head, what stands under it, its running foot."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]
    foot: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A line that may run: the page and the place in it, both from 0, and its shape.

    A shape is the words with all numbers alike, so that "Sida 3" returns on the next page.
    `number` is the page number the line may be or begin with.
    """

    page: int
    place: int
    shape: str
    base: float
    number: int | None
    is_number: bool
    is_outermost: bool


def parted(pages: Sequence[Sequence[Line]]) -> list[PartedPage]:
    """The pages in their parts.

    The first page keeps in its body what returns: there it says what the document is. A page
    that would have nothing else is all body.
    """
    edges = [edge for page, lines in enumerate(pages) for edge in _edges(page, lines)]
    steps = Counter(edge.number - edge.page for edge in edges if edge.number is not None)
    running = _running(edges, len(pages))
    apart: list[set[int]] = [set() for _ in pages]
    for edge in edges:
        if _is_page_number(edge, steps) or (edge.page and edge.shape in running):
            apart[edge.page].add(edge.place)
    return [_parted(lines, places) for lines, places in zip(pages, apart, strict=True)]


def _edges(page: int, lines: Sequence[Line]) -> Iterator[_Edge]:
    """The first and last lines of a page, as they come and as they stand on it."""
    bases = [line.base for line in lines]
    order = sorted(range(len(lines)), key=bases.__getitem__)
    places = {*range(len(lines))[:_EDGE], *range(len(lines))[-_EDGE:]}
    outermost = {*order[:1], *order[-1:]}
    for place in sorted(places | {*order[:_EDGE], *order[-_EDGE:]}):
        text = lines[place].text
        if len(text) > _RUNNING_LENGTH:
            continue
        alone = _PAGE_NUMBER.fullmatch(text)
        begins = alone or _NUMBERED.match(text)
        yield _Edge(
            page=page,
            place=place,
            shape=_DIGITS.sub("#", text),
            base=bases[place],
            number=int(begins[1]) if begins and begins[1] else None,
            is_number=alone is not None,
            is_outermost=place in outermost,
        )


def _is_page_number(edge: _Edge, steps: Counter[int]) -> bool:
    """True for a number that counts with the pages, or stands highest or lowest of all."""
    if not edge.is_number:
        return False
    counts = edge.number is not None and steps[edge.number - edge.page] >= _OFTEN_PAGES
    return counts or edge.is_outermost


def _running(edges: Sequence[_Edge], pages: int) -> frozenset[str]:
    """The shapes that return at the same height on many pages.

    What begins with a number that does not count with the pages is a footnote or a heading.
    """
    of_shape: defaultdict[str, dict[int, _Edge]] = defaultdict(dict)
    for edge in edges:
        if not edge.is_number:
            of_shape[edge.shape][edge.page] = edge
    often = max(_OFTEN_PAGES, _OFTEN_SHARE * pages)
    return frozenset(
        shape
        for shape, found in of_shape.items()
        if len(found) >= often
        if _at_one_height([edge.base for edge in found.values()]) >= often
        if not shape.startswith("#") or _count_with_pages(list(found.values()))
    )


def _at_one_height(bases: Sequence[float]) -> int:
    """How many lines stand at the height at which most do."""
    upward = sorted(bases)
    return max(
        bisect_right(upward, base + _SAME_HEIGHT) - place for place, base in enumerate(upward)
    )


def _count_with_pages(edges: Sequence[_Edge]) -> bool:
    numbers = [edge.number - edge.page for edge in edges if edge.number is not None]
    return not numbers or 2 * Counter(numbers).most_common(1)[0][1] > len(edges)


def _parted(lines: Sequence[Line], apart: set[int]) -> PartedPage:
    if len(apart) in (0, len(lines)):
        return PartedPage(head=(), body=tuple(lines), foot=())
    bases = [line.base for line in lines]
    middle = (min(bases) + max(bases)) / 2
    is_measured = min(bases) < max(bases)
    heads = {n for n in apart if (bases[n] >= middle if is_measured else 2 * n < len(lines))}
    return PartedPage(
        head=tuple(lines[n] for n in sorted(heads)),
        body=tuple(line for n, line in enumerate(lines) if n not in apart),
        foot=tuple(lines[n] for n in sorted(apart - heads)),
    )
