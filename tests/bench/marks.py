"""Whether quotes on the pages of the material's PDFs are marked exactly: each letter, no other.

One sentence of the library's own passages a page, on pages spread over the PDFs, the same each
time. The marked boxes are held against a reading of the page that is the bench's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.library import LibraryKeeper
from assistant.originals import PDF
from ingest.embedding import Embedder
from ingest.loaders.pdf import PDFIUM
from ingest.pagepicture import quote_boxes
from ingest.quoting import PageQuote, quote_on
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow
from ingest.sentences import sentence_spans
from ingest.types import Span
from tests.bench.running import show
from tests.marked import Covering, covering, letters_on, quoted_in

PAGES = 50
_SHORTEST = 12
_STEP = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPage:
    """A page of a PDF, its number from 1, and a sentence on it."""

    path: Path
    number: int
    quote: PageQuote


def measure_marks(data: Path, embedder: Embedder) -> None:
    """Mark a quote on each of the pages; print how many are exact, and what the others lack."""
    keeper = LibraryKeeper(data, embedder)
    chosen = chosen_pages(keeper.current().record)
    keeper.close()
    found = [(page, marked(page)) for page in chosen]
    exact = sum(one.is_exact for _, one in found)
    show("quotes on PDF pages marked exactly", f"{exact} of {len(found)}", f"{PAGES} of {PAGES}")
    for page, one in found:
        if not one.is_exact:
            told = f"missed {one.missed[:30]!r}, foreign {one.foreign[:30]!r}"
            show(f"  {page.path.name} page {page.number}", told, page.quote.words[:90])


def marked(page: QuotedPage) -> Covering:
    """How the boxes that would be drawn on the page cover its quote."""
    boxes = quote_boxes(page.path, page.number, page.quote)
    with PDFIUM:
        letters = letters_on(page.path, page.number)
    span = page.quote.span
    return covering(letters, quoted_in(letters, page.quote.text, span.start, span.end), boxes)


def chosen_pages(record: RecordReader) -> Sequence[QuotedPage]:
    """Fifty pages, as evenly from all PDFs as can be; fewer where there are fewer."""
    rows = sorted((row for row in record.documents() if row.media_type == PDF), key=_source)
    of_each = [list(_quoted_pages(record, row)) for row in rows]
    chosen: list[QuotedPage] = []
    for turn in range(max(map(len, of_each), default=0)):
        here = [pages[turn] for pages in of_each if turn < len(pages)]
        wanted = min(PAGES - len(chosen), len(here))
        chosen += [here[n * len(here) // wanted] for n in range(wanted)]
    return chosen


def _source(row: DocumentRow) -> str:
    return row.source


def _quoted_pages(record: RecordReader, row: DocumentRow) -> Iterator[QuotedPage]:
    """The document's pages with a sentence of some length, in an order that is spread over it."""
    known = record.text(row.version_id)
    for n in range(len(known.pages)):
        page = known.pages[(n * _STEP + _STEP // 2) % len(known.pages)]
        spans = [
            span for span in sentence_spans(known.text, page.body) if _is_enough(known.text, span)
        ]
        if spans:
            quote = quote_on(page, known.text, spans[page.number * _STEP % len(spans)])
            assert quote is not None
            yield QuotedPage(path=Path(row.folder) / row.source, number=page.number, quote=quote)


def _is_enough(text: str, span: Span) -> bool:
    return sum(map(str.isalnum, span.of(text))) >= _SHORTEST
