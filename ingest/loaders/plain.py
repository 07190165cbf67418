"""Plain text: no headings, no pages, no properties."""

from ingest.loaders.encoding import decode
from ingest.types import Extract


def load(content: bytes) -> Extract:
    """Read a text file; raise `LoadError` for bytes that are not text."""
    return Extract(text=decode(content).strip())
