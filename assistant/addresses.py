"""The addresses of our document view, relative to the server."""

from urllib.parse import urlencode

from ingest.types import Span


def document_url(document: str, span: Span | None = None) -> str:
    """Where a document is shown, at a span of its text where one is given."""
    at = f"?{urlencode({'start': span.start, 'end': span.end})}" if span else ""
    return f"/dokument/{document}{at}"
