"""Takes pages out of a PDF, and a PDF apart into its pages; by pypdfium2.

What comes of it is neither locked nor signed, and has no forms, scripts or attachments.
"""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from ingest.loaders.pdf import PDFIUM

_SHEET = (595, 842)


def some_pages(content: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of the pages with these numbers (from 1), in this order."""
    with PDFIUM, pypdfium2.PdfDocument(content) as source:
        return _taken(source, [number - 1 for number in numbers])


def each_page(content: bytes) -> list[bytes]:
    """Every page of a PDF as a PDF of its own; [] when it cannot be opened."""
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as source:
            return [_taken(source, [index]) for index in range(len(source))]
    except pypdfium2.PdfiumError:
        return []


def _taken(source: pypdfium2.PdfDocument, indices: Sequence[int]) -> bytes:
    target = BytesIO()
    with pypdfium2.PdfDocument.new() as taken:
        for index in indices:
            try:
                taken.import_pages(source, [index])
            except pypdfium2.PdfiumError:
                taken.new_page(*_SHEET)  # a blank for a broken one: the others keep their places
        taken.save(target)
    return target.getvalue()
