"""Draws the pages that a pack's quotes stand on; a page that cannot be drawn is left out.

Word and PDF take no WebP, so the pictures become JPEG.
"""

from io import BytesIO

from PIL import Image

from assistant.errors import AssistantError
from assistant.evidence.types import EvidenceCitation, EvidencePack, PagePicture, Standing
from assistant.originals import original_pdf
from ingest.errors import IngestError
from ingest.pageprocess import PageProcess
from ingest.record.reading import RecordReader

WIDTH = 1000
_QUALITY = 80


def draw(pack: EvidencePack, record: RecordReader, pages: PageProcess) -> tuple[PagePicture, ...]:
    """One picture for each citation of a page that is still as it was read; 50 to 200 ms each."""
    drawn = (_picture(citation, record, pages) for citation in pack.citations)
    return tuple(picture for picture in drawn if picture)


def _picture(
    citation: EvidenceCitation, record: RecordReader, pages: PageProcess
) -> PagePicture | None:
    row = record.document(citation.document_id)
    if row is None or citation.page is None or citation.standing is not Standing.CURRENT:
        return None
    try:
        webp = pages.picture(original_pdf(row, pages), citation.page, citation.quote, WIDTH)
    except (AssistantError, IngestError):
        return None
    target = BytesIO()
    with Image.open(BytesIO(webp)) as image:
        image.convert("RGB").save(target, format="JPEG", quality=_QUALITY)
        width, height = image.size
    return PagePicture(n=citation.n, jpeg=target.getvalue(), width=width, height=height)
