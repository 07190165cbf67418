"""Makes one text of a PDF's lines, with the place of each page and heading in it.

Pure; knows nothing about PDF files.
"""

from collections.abc import Sequence

from ingest.loaders.pdf_headings import Mark, headings_of
from ingest.loaders.pdf_heads import PartedPage, parted
from ingest.loaders.pdf_lines import Line, breaks_between
from ingest.loaders.pdf_structure import Structure
from ingest.types import Extract, Heading, Page, Span

_BETWEEN_PARTS = "\n\n"


def composed(pages: Sequence[Sequence[Line]], structure: Structure) -> Extract:
    """One text of all pages; a page's running head goes first in it, its foot last."""
    apart = parted(pages)
    marks = headings_of([page.body for page in apart], structure.outline)
    parts: list[Page] = []
    texts: list[str] = []
    headings: list[Heading] = []
    offset = 0
    for index, page in enumerate(apart):
        here = [mark for mark in marks if mark.page == index]
        body, starts = _body(page.body, here)
        before, behind = _around(page)
        start = offset + len(before)
        end = start + len(body) + len(behind)
        parts.append(
            Page(
                number=index + 1,
                label=structure.labels[index] if index < len(structure.labels) else str(index + 1),
                span=Span(start=offset, end=end),
                body=Span(start=start, end=start + len(body)),
            )
        )
        headings += [
            Heading(level=mark.level, title=mark.title, start=start + starts[mark.first])
            for mark in here
        ]
        texts.append(before + body + behind)
        offset = end + len(_BETWEEN_PARTS)
    return Extract(
        text=_BETWEEN_PARTS.join(texts),
        pages=tuple(parts),
        headings=tuple(headings),
        properties=structure.properties,
        notices=structure.notices,
    )


def _around(page: PartedPage) -> tuple[str, str]:
    """The head and the foot as they stand around the body, a blank line between."""
    head, foot = ("\n".join(line.text for line in lines) for lines in (page.head, page.foot))
    return head and head + _BETWEEN_PARTS, foot and _BETWEEN_PARTS + foot


def _body(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[str, list[int]]:
    """The lines as text, headings set apart by blank lines, and where each line starts in it."""
    breaks = breaks_between(lines)
    for mark in marks:
        for before in (mark.first - 1, mark.behind - 1):
            if 0 <= before < len(breaks):
                breaks[before] = "\n\n"
        breaks[mark.first : mark.behind - 1] = ["\n"] * (mark.behind - 1 - mark.first)
    starts: list[int] = []
    text = ""
    for line, behind in zip(lines, [*breaks, ""], strict=False):
        starts.append(len(text))
        text += line.text + behind
    return text, starts
