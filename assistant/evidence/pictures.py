"""Draws the pages that a pack's quotes stand on; a page that cannot be drawn is left out.

Word and PDF take no WebP, so the pictures become JPEG.
"""

from io import BytesIO

from PIL import Image

from assistant.errors import AssistantError
from assistant.evidence.types import EvidenceCitation, EvidencePack, PagePicture, Standing
from assistant.originals import Originals
from ingest.errors import IngestError
from ingest.pageprocess import PageProcess
from ingest.quoting import PageQuote, quote_on
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentText
from ingest.types import Span

WIDTH = 1000
_QUALITY = 80


class PageDrawer:
    """Draws pages out of the originals, by a process that does so."""

    def __init__(self, originals: Originals, pages: PageProcess) -> None:
        self._originals = originals
        self._pages = pages

    def draw(self, pack: EvidencePack, record: RecordReader) -> tuple[PagePicture, ...]:
        """One picture for each citation of a page that is as it was read; 50 to 200 ms each."""
        drawn = (self._picture(citation, record) for citation in pack.citations)
        return tuple(picture for picture in drawn if picture)

    def _picture(self, citation: EvidenceCitation, record: RecordReader) -> PagePicture | None:
        row = record.document(citation.document_id)
        if row is None or citation.page is None or citation.standing is not Standing.CURRENT:
            return None
        try:
            place = self._originals.page(row, citation.page)
            quote = _quote(citation, record.text(row.version_id))
            webp = self._pages.picture(place.path, place.number, quote, WIDTH)
        except (AssistantError, IngestError):
            return None
        return _as_jpeg(citation.n, webp)


def _quote(citation: EvidenceCitation, known: DocumentText) -> PageQuote | None:
    """Where the quote stands on its page; where the text has been read anew, by its words."""
    page = next((page for page in known.pages if page.number == citation.page), None)
    words = citation.quote
    if page is None or not words:
        return None
    told = quote_on(page, known.text, Span(start=citation.start, end=citation.end))
    if told and told.words == words:
        return told
    start = known.text.find(words, page.span.start, page.span.end)
    return (
        quote_on(page, known.text, Span(start=start, end=start + len(words)))
        if start >= 0
        else None
    )


def _as_jpeg(n: int, webp: bytes) -> PagePicture:
    target = BytesIO()
    with Image.open(BytesIO(webp)) as image:
        image.convert("RGB").save(target, format="JPEG", quality=_QUALITY)
        width, height = image.size
    return PagePicture(n=n, jpeg=target.getvalue(), width=width, height=height)
