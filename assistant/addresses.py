"""The addresses of documents and of sheets: of our views, relative to the server, and originals."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from urllib.parse import quote, urldefrag, urlencode

from ingest.correctable import is_address
from ingest.types import Heading, Span


def document_url(document: str, span: Span | None = None) -> str:
    """Where a document is shown, at a span of its text where one is given."""
    at = f"?{urlencode({'start': span.start, 'end': span.end})}" if span else ""
    return f"/dokument/{document}{at}"


def cell_url(sha256: str, sheet: str, cell: str = "") -> str:
    """Where a sheet of a kept file is shown, at its marked cells: "C14", or several "C14,D14".

    The sheet of a text file is "". Without a cell it is shown from its beginning.
    """
    asked = {"fil": sha256, "blad": sheet, **({"cell": cell} if cell else {})}
    at = f"#{cell.partition(',')[0]}" if cell else ""
    return f"/register/blad?{urlencode(asked, quote_via=quote)}{at}"


def project_url(project: int) -> str:
    """Where the profile of a registered project is shown."""
    return f"/projekt/{project}"


def original_url(published: str | None, anchor: str | None) -> str | None:
    """Where a document was published, at an anchor of that page where there is one.

    None where the document has no whole address of the web, with only such signs as one has.
    """
    if not published or not is_address(published) or not published.isprintable():
        return None
    if anchor is None:
        return published
    return f"{urldefrag(published).url}#{quote(anchor, safe='')}"


def section_anchors(headings: Iterable[Heading]) -> tuple[str | None, ...]:
    """By which anchor the section of each heading is reached, in the order of the outline.

    That of the nearest heading above it, where it has none itself.
    """
    found: list[str | None] = []
    above: list[tuple[int, str | None]] = []
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        anchor = heading.anchor or (above[-1][1] if above else None)
        above.append((heading.level, anchor))
        found.append(anchor)
    return tuple(found)


def anchor_over(headings: Sequence[Heading], offset: int) -> str | None:
    """The anchor of the section that a place of the text stands in; None before the first."""
    anchors = section_anchors(takewhile(lambda heading: heading.start <= offset, headings))
    return anchors[-1] if anchors else None
