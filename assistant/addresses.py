"""The addresses of our views of documents and of sheets, relative to the server."""

from urllib.parse import urlencode

from ingest.types import Span


def document_url(document: str, span: Span | None = None) -> str:
    """Where a document is shown, at a span of its text where one is given."""
    at = f"?{urlencode({'start': span.start, 'end': span.end})}" if span else ""
    return f"/dokument/{document}{at}"


def cell_url(sha256: str, sheet: str, cell: str) -> str:
    """Where a sheet of a kept workbook is shown, with a cell marked; the hash is the file's."""
    return f"/register/blad?{urlencode({'fil': sha256, 'blad': sheet, 'cell': cell})}#{cell}"
