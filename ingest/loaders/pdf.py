"""PDF: text by pypdfium2; page labels, outline and properties by pypdf (`pdf_structure.py`).

What cannot be understood of a broken file is left out as long as pdfium reads some text, and
the extract's notices tell of it.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from ingest.errors import LoadError
from ingest.loaders.pdf_headings import Mark, headings_of
from ingest.loaders.pdf_letters import spelled
from ingest.loaders.pdf_lines import (
    Glyph,
    Line,
    Ruler,
    breaks_between,
    lines_of,
    without_running_heads,
)
from ingest.loaders.pdf_structure import Structure, structure_of
from ingest.types import Extract, Heading, Page, Span

PDFIUM = threading.Lock()
"""Held by whoever calls pdfium, which is not thread-safe."""

_HEADER_WITHIN = 1024
_MOST_PAGES = 20_000
_BETWEEN_PAGES = "\n\n"
_BOLD = 600
_HYPHEN = 0x02


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageRead:
    """What pdfium reads of a page: its lines, and when there are none, perhaps why."""

    lines: list[Line]
    is_broken: bool = False
    is_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelling:
    """A page's text, and for each of its characters the index at which pdfium counts it."""

    text: str
    places: Sequence[int]


def load(content: bytes) -> Extract:
    """Read a PDF; raise `LoadError` when it is encrypted, broken, or a scan without text."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise LoadError(
            "filen är ingen PDF, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som PDF.",
        )
    read = _pages(content)
    if not any(line.text.strip() for page in read for line in page.lines):
        raise _without_text(read)
    composed = _composed(
        without_running_heads([page.lines for page in read]), structure_of(content)
    )
    return replace(composed, notices=(*_missing(read), *composed.notices))


def _without_text(read: Sequence[_PageRead]) -> LoadError:
    if not read:
        return LoadError("PDF-filen har inga sidor.", "Hämta eller spara filen på nytt.")
    if all(page.is_broken for page in read):
        return _damaged()
    pages = "1 sida" if len(read) == 1 else f"{len(read)} sidor"
    if not any(page.is_picture for page in read):
        return LoadError(
            f"PDF-filen innehåller ingen text: {pages} utan både text och bilder.",
            "Syns det text när du öppnar den, till exempel i ett ifyllt formulär: skriv ut den "
            "till en ny PDF och kör textigenkänning, till exempel «ocrmypdf -l swe in.pdf ut.pdf».",
        )
    return LoadError(
        f"dokumentet är inskannat: {pages} utan text.",
        "Kör textigenkänning först, till exempel «ocrmypdf -l swe in.pdf ut.pdf».",
    )


def _damaged() -> LoadError:
    return LoadError(
        "PDF-filen är skadad och kan inte läsas.",
        "Öppna den i en PDF-läsare, skriv ut den till en ny PDF och lägg in den nya.",
    )


def _missing(read: Sequence[_PageRead]) -> Iterator[str]:
    """What a person should know of pages without text, in Swedish."""
    broken = [str(number) for number, page in enumerate(read, start=1) if page.is_broken]
    if broken:
        yield (
            f"{len(broken)} av {len(read)} sidor går inte att läsa (sida {', '.join(broken)}). "
            "Öppna filen i en PDF-läsare och skriv ut den till en ny PDF."
        )
    if pictures := sum(page.is_picture for page in read):
        yield (
            f"{pictures} av {len(read)} sidor saknar text (inskannade?). "
            "Kör textigenkänning på filen om de behövs, till exempel med ocrmypdf."
        )


def _pages(content: bytes) -> list[_PageRead]:
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as pdf:
            _refuse_crowd(len(pdf))
            return [_page_read(pdf, index) for index in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise LoadError(
                "PDF-filen är krypterad med lösenord.",
                "Öppna den med lösenordet, spara en kopia utan lösenord och lägg in kopian.",
            ) from error
        raise _damaged() from error


def _refuse_crowd(pages: int) -> None:
    if pages > _MOST_PAGES:
        raise LoadError(
            f"PDF-filen har {pages} sidor, fler än gränsen {_MOST_PAGES}.",
            "Dela dokumentet i flera filer.",
        )


def _page_read(pdf: pypdfium2.PdfDocument, index: int) -> _PageRead:
    try:
        with closing(pdf[index]) as page, closing(page.get_textpage()) as textpage:
            lines = _lines(textpage)
            return _PageRead(lines=lines, is_picture=not lines and _has_picture(page))
    except pypdfium2.PdfiumError:
        return _PageRead(lines=[], is_broken=True)  # one broken page does not stop the others


def _lines(textpage: pypdfium2.PdfTextPage) -> list[Line]:
    text = textpage.get_text_range().replace("\0", " ")
    if len(text) == textpage.count_chars():
        return lines_of(text, _ruler(textpage))
    # pdfium has left characters out, so that their indices do not tell positions in its text.
    if (spelling := _spelled(textpage)) is None:
        return lines_of(text, None)
    measured = _ruler(textpage)
    return lines_of(spelling.text, lambda index: measured(spelling.places[index]))


def _spelled(textpage: pypdfium2.PdfTextPage) -> _Spelling | None:
    """The page's text, where glyphs that the file does not name can be told as letters.

    pdfium leaves their blanks out of a page's text, and sets some of its own beside them.
    """
    count = textpage.count_chars()
    unnamed = [
        index for index in range(count) if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
    ]
    letters = spelled([raw.FPDFText_GetUnicode(textpage, index) for index in unnamed])
    if letters is None:
        return None
    told = dict(zip(unnamed, letters, strict=True))
    places = [index for index in range(count) if not _is_second_blank(textpage, index, told)]
    text = "".join(told.get(index) or _character(textpage, index) for index in places)
    return _Spelling(text=text, places=places)


def _is_second_blank(textpage: pypdfium2.PdfTextPage, index: int, told: Mapping[int, str]) -> bool:
    return (
        told.get(index - 1) == " "
        and raw.FPDFText_IsGenerated(textpage, index) == 1
        and raw.FPDFText_GetUnicode(textpage, index) == ord(" ")
    )


def _character(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    return "\ufffe" if code == _HYPHEN else chr(code or ord(" "))


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None


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


def _composed(pages: Sequence[Sequence[Line]], structure: Structure) -> Extract:
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
        notices=structure.notices,
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
