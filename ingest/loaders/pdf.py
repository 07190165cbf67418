"""PDF: text by pypdfium2; page labels, outline, properties and encryption by pypdf.

What pypdf cannot understand of a broken file is left out as long as pdfium reads its text.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

import pypdf
import pypdfium2
from pypdf.generic import Destination
from pypdfium2 import raw

from ingest.errors import LoadError
from ingest.loaders.pdf_headings import Bookmark, Mark, headings_of
from ingest.loaders.pdf_lines import (
    Glyph,
    Line,
    Ruler,
    breaks_between,
    lines_of,
    without_running_heads,
)
from ingest.types import Extract, Heading, Page, Span

PDFIUM = threading.Lock()
"""Held by whoever calls pdfium, which is not thread-safe."""

_HEADER_WITHIN = 1024
_BETWEEN_PAGES = "\n\n"
_BOLD = 600
_OUTLINE_LIMIT = 5000
_PROPERTIES = ("title", "author", "subject", "keywords")
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Structure:
    """What pypdf knows of the file; empty where it cannot tell."""

    labels: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


def load(content: bytes) -> Extract:
    """Read a PDF; raise `LoadError` when it is encrypted, broken, or a scan without text."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise LoadError(
            "filen är ingen PDF, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som PDF.",
        )
    pages = _pages(content)
    if not any(line.text.strip() for lines in pages for line in lines):
        raise _without_text(len(pages))
    return _composed(without_running_heads(pages), _structure(content, len(pages)))


def _without_text(count: int) -> LoadError:
    if not count:
        return LoadError("PDF-filen har inga sidor.", "Hämta eller spara filen på nytt.")
    pages = "1 sida" if count == 1 else f"{count} sidor"
    return LoadError(
        f"dokumentet är inskannat: {pages} utan text.",
        "Kör textigenkänning först, till exempel «ocrmypdf -l swe in.pdf ut.pdf».",
    )


def _pages(content: bytes) -> list[list[Line]]:
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as pdf:
            return [_page_lines(pdf, index) for index in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise LoadError(
                "PDF-filen är krypterad med lösenord.",
                "Öppna den med lösenordet, spara en kopia utan lösenord och lägg in kopian.",
            ) from error
        raise LoadError(
            "PDF-filen är skadad och kan inte läsas.",
            "Öppna den i en PDF-läsare, skriv ut den till en ny PDF och lägg in den nya.",
        ) from error


def _page_lines(pdf: pypdfium2.PdfDocument, index: int) -> list[Line]:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return []  # one broken page does not stop the others
    with closing(page), closing(page.get_textpage()) as textpage:
        text = textpage.get_text_range().replace("\0", " ")
        # Where pdfium leaves characters out, indices no longer tell positions.
        return lines_of(text, _ruler(textpage) if len(text) == textpage.count_chars() else None)


def _ruler(textpage: pypdfium2.PdfTextPage) -> Ruler:
    box = raw.FS_RECTF()

    def measured(index: int) -> Glyph:
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        return Glyph(
            left=box.left,
            bottom=box.bottom,
            right=box.right,
            top=box.top,
            bold=raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD,
        )

    return measured


def _structure(content: bytes, count: int) -> _Structure:
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        return _Structure(
            labels=tuple(_tried(lambda: reader.page_labels, [])),
            outline=tuple(_tried(lambda: list(_bookmarks(reader)), [])),
            properties=tuple(_tried(lambda: _properties(reader), [])),
        )
    except Exception:  # pypdf lets many kinds of error out of a broken file
        return _Structure()


def _tried(read: Callable[[], list[_Part]], otherwise: list[_Part]) -> list[_Part]:
    try:
        return read()
    except Exception:  # pypdf lets many kinds of error out of a broken file
        return otherwise


def _bookmarks(reader: pypdf.PdfReader) -> Iterator[Bookmark]:
    """The entries of the outline, in order, those without a page left out."""
    pending: list[tuple[int, object]] = [(1, entry) for entry in reversed(reader.outline)]
    for _ in range(_OUTLINE_LIMIT):
        if not pending:
            return
        level, entry = pending.pop()
        if isinstance(entry, list):
            pending += [(level + 1, below) for below in reversed(entry)]
        elif isinstance(entry, Destination):
            page = reader.get_destination_page_number(entry)
            if page is not None and entry.title:
                yield Bookmark(level=level, title=str(entry.title), page=page)


def _properties(reader: pypdf.PdfReader) -> list[tuple[str, str]]:
    found = reader.metadata
    if found is None:
        return []
    given = [(name, str(found.get(f"/{name.title()}") or "").strip()) for name in _PROPERTIES]
    created = found.creation_date
    dated = [("created", created.date().isoformat())] if created else []
    return [(name, value) for name, value in given if value] + dated


def _composed(pages: Sequence[Sequence[Line]], structure: _Structure) -> Extract:
    """One text of all pages, with the place of each page and heading in it."""
    marks = headings_of(pages, structure.outline)
    parts: list[Page] = []
    texts: list[str] = []
    headings: list[Heading] = []
    offset = 0
    for index, lines in enumerate(pages):
        here = [mark for mark in marks if mark.page == index]
        text, starts = _page_text(lines, here)
        label = structure.labels[index] if index < len(structure.labels) else str(index + 1)
        span = Span(start=offset, end=offset + len(text))
        parts.append(Page(number=index + 1, label=label, span=span))
        headings += [
            Heading(level=mark.level, title=mark.title, start=offset + starts[mark.first])
            for mark in here
        ]
        texts.append(text)
        offset += len(text) + len(_BETWEEN_PAGES)
    return Extract(
        text=_BETWEEN_PAGES.join(texts),
        pages=tuple(parts),
        headings=tuple(headings),
        properties=structure.properties,
    )


def _page_text(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[str, list[int]]:
    """The page's text, headings set apart by blank lines, and where each line starts in it."""
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
