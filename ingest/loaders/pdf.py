"""PDF: text, page labels, outline and properties by pypdfium2.

What cannot be understood of a broken file is left out as long as pdfium reads some text, and
the extract's notices tell of it.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from ingest.aids import NO_AIDS, Aids
from ingest.errors import LoadError
from ingest.loaders.pdf_composing import composed
from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_page import read_page
from ingest.loaders.pdf_structure import Structure, structure_of
from ingest.loaders.scanned import has_words, scan_notices, without_any_text
from ingest.types import Extract, PageState

PDFIUM = threading.Lock()
"""Held by whoever calls pdfium, which is not thread-safe."""

_HEADER_WITHIN = 1024
_MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageRead:
    """What pdfium reads of a page: its lines, and when there are none, perhaps why."""

    lines: Sequence[Line]
    is_broken: bool = False
    state: PageState = PageState.PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class _FileRead:
    """All that is read of a file."""

    pages: list[_PageRead]
    structure: Structure


def load(content: bytes, aids: Aids = NO_AIDS) -> Extract:
    """Read a PDF; raise `LoadError` when it is encrypted, broken, or a scan without text."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise LoadError(
            "filen är ingen PDF, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som PDF.",
        )
    file = _read(content)
    read = _recognised(content, file.pages, aids)
    if not any(line.text.strip() for page in read for line in page.lines):
        raise _without_text(read)
    extract = composed([page.lines for page in read], file.structure)
    states = [page.state for page in read]
    pages = tuple(replace(p, state=own) for p, own in zip(extract.pages, states, strict=True))
    notices = (*_missing(read), *scan_notices(states, aids), *extract.notices)
    return replace(extract, pages=pages, notices=notices)


def _recognised(content: bytes, read: Sequence[_PageRead], aids: Aids) -> Sequence[_PageRead]:
    """The pages, those that are pictures with the text that is recognised in them."""
    pictures = [n for n, page in enumerate(read, start=1) if page.state is PageState.UNREAD]
    if not pictures or aids.recogniser is None:
        return read
    found = aids.recogniser.recognise(content, pictures)
    return [
        _of_recognised(found[number]) if number in found else page
        for number, page in enumerate(read, start=1)
    ]


def _of_recognised(content: bytes) -> _PageRead:
    """The one page of a PDF that was made of a picture."""
    (page,) = _read(content).pages
    lines = page.lines if has_words([line.text for line in page.lines]) else []
    return _PageRead(lines=lines, state=PageState.RECOGNISED)


def _without_text(read: Sequence[_PageRead]) -> LoadError:
    if not read:
        return LoadError("PDF-filen har inga sidor.", "Hämta eller spara filen på nytt.")
    if all(page.is_broken for page in read):
        return _damaged()
    return without_any_text([page.state for page in read])


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


def _read(content: bytes) -> _FileRead:
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as pdf:
            _refuse_crowd(len(pdf))
            pages = [_page_read(pdf, index) for index in range(len(pdf))]
            return _FileRead(pages=pages, structure=structure_of(pdf, content))
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
            lines = read_page(textpage).lines
            is_picture = not lines and _has_picture(page)
            state = PageState.UNREAD if is_picture else PageState.PRINTED
            return _PageRead(lines=lines, state=state)
    except pypdfium2.PdfiumError:
        return _PageRead(lines=[], is_broken=True)  # one broken page does not stop the others


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
