"""Finds the headings among the lines of a PDF: from its outline, else by size and weight.

Knows nothing about PDF files. A line that only might be a heading is none.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.loaders.pdf_lines import Line
from ingest.typography import unbroken

_LARGER = 1.12
_LONGEST = 160
_MOST_LINES = 4
_MOST_SHARE = 0.3
_DEEPEST = 5
_ENOUGH = 3
_ENDS_AS_TEXT = (".", ",", ";", ":", "-", "…", "och", "eller")
_NO_HEADING = re.compile(
    r"författningssamling\W*$|^\W*[\w-]*FS\s*\d|^\d{4}:\d+$|\.{4}|\.pdf$|\bISSN\b"
    r"|^(?:sida|tom sida|framsida|kommittédirektiv|innehåll|innehållsförteckning)\b",
    re.IGNORECASE,
)
_SAME_SIZE = 0.94
_WORD = re.compile(r"[^\W\d_]{3}")
_CHAPTER = re.compile(r"\d+ kap\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """An entry of a PDF's outline: level 1 is the highest, `page` counts from 0."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A heading: lines `first` to `behind` (excluded) of page `page`, counting from 0."""

    page: int
    first: int
    behind: int
    level: int
    title: str


def headings_of(pages: Sequence[Sequence[Line]], outline: Sequence[Bookmark]) -> list[Mark]:
    """The headings in reading order: those of the outline where it serves, else those seen."""
    listed = _listed(pages, outline)
    return listed if len(listed) >= _ENOUGH else _seen(pages)


def _listed(pages: Sequence[Sequence[Line]], outline: Sequence[Bookmark]) -> list[Mark]:
    marks = {
        (entry.page, lines): Mark(
            page=entry.page,
            first=lines[0],
            behind=lines[1],
            level=entry.level,
            title=_title(pages[entry.page][lines[0] : lines[1]]),
        )
        for entry in outline
        if 0 <= entry.page < len(pages) and not _NO_HEADING.search(entry.title)
        if (lines := _lines_that_say(entry.title, pages[entry.page]))
    }
    return sorted(marks.values(), key=lambda mark: (mark.page, mark.first))


def _title(lines: Iterable[Line]) -> str:
    """The words of a heading, a word broken at a line's end made whole."""
    return unbroken("\n".join(line.text for line in lines)).replace("\n", " ")


def _lines_that_say(title: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lines that together are the title, whatever its blanks; None when there are none."""
    wanted = "".join(title.split())
    for first, line in enumerate(lines):
        said, behind = "".join(line.text.split()), first + 1
        while said and wanted.startswith(said) and said != wanted and behind < len(lines):
            said += "".join(lines[behind].text.split())
            behind += 1
        if said and said == wanted:
            return first, behind
    return None


def _seen(pages: Sequence[Sequence[Line]]) -> list[Mark]:
    body = _body_height(pages)
    marks: list[Mark] = []
    for number, lines in enumerate(pages):
        for (is_heading, _, _), group in groupby(
            enumerate(lines), key=lambda pair: _style(pair[1], body)
        ):
            if is_heading:
                marks += _marks(number, list(group), lines)
    count = sum(len(lines) for lines in pages)
    return _levelled(marks, pages) if len(marks) <= _MOST_SHARE * count else []


def _body_height(pages: Sequence[Sequence[Line]]) -> float:
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.height, 1)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _style(line: Line, body: float) -> tuple[bool, float, bool]:
    """Whether a line looks like (a part of) a heading; its height and weight."""
    stands_out = line.height > _LARGER * body or (line.bold and line.height > 0.97 * body)
    is_heading = bool(
        body
        and stands_out
        and not line.is_row
        and len(line.text) <= _LONGEST
        and not _NO_HEADING.search(line.text)
    )
    return is_heading, round(line.height), line.bold


def _marks(page: int, group: list[tuple[int, Line]], lines: Sequence[Line]) -> list[Mark]:
    """One mark for each run of adjacent lines in one style."""
    runs: list[list[tuple[int, Line]]] = []
    for index, line in group:
        if runs and _continues(runs[-1][-1][1], line):
            runs[-1].append((index, line))
        else:
            runs.append([(index, line)])
    return [
        Mark(page=page, first=run[0][0], behind=run[-1][0] + 1, level=1, title=title)
        for run in runs
        if len(run) <= _MOST_LINES
        and _is_title(title := _title(line for _, line in run))
        and not _runs_on(lines, run[-1][0] + 1)
    ]


def _runs_on(lines: Sequence[Line], following: int) -> bool:
    """True when the next line goes on in the middle of a sentence."""
    return following < len(lines) and lines[following].text[0].islower()


def _continues(line: Line, following: Line) -> bool:
    pitch = line.base - following.base
    return 0 < pitch < 1.45 * line.height or following.text[0].islower()


def _is_title(title: str) -> bool:
    begins = title[0].isupper() or title[0].isdigit()
    ends = not title.endswith(_ENDS_AS_TEXT) or bool(_CHAPTER.search(title))
    return begins and ends and bool(_WORD.search(title)) and len(title) <= _LONGEST


def _levelled(marks: Sequence[Mark], pages: Sequence[Sequence[Line]]) -> list[Mark]:
    """The marks with their levels: the larger the type, the higher."""
    heights = [pages[mark.page][mark.first].height for mark in marks]
    ranks = _ranks(heights)
    return [
        Mark(
            page=mark.page,
            first=mark.first,
            behind=mark.behind,
            level=min(ranks[height], _DEEPEST),
            title=mark.title,
        )
        for mark, height in zip(marks, heights, strict=True)
    ]


def _ranks(heights: Sequence[float]) -> dict[float, int]:
    """The level of each height; heights that differ by a hair are one level."""
    ranks: dict[float, int] = {}
    level, largest = 0, math.inf
    for height in sorted(set(heights), reverse=True):
        if height < _SAME_SIZE * largest:
            level, largest = level + 1, height
        ranks[height] = level
    return ranks
