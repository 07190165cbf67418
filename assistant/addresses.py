"""The addresses of our views of documents and of sheets, relative to the server."""

from urllib.parse import quote, urlencode

from ingest.types import Span


def document_url(document: str, span: Span | None = None) -> str:
    """Where a document is shown, at a span of its text where one is given."""
    at = f"?{urlencode({'start': span.start, 'end': span.end})}" if span else ""
    return f"/dokument/{document}{at}"


def cell_url(sha256: str, sheet: str, cell: str = "") -> str:
    """Where a sheet of a kept file is shown, at its marked cells: "C14", or several "C14,D14".

    The sheet of a text file is "". Without a cell it is shown from its beginning.
    """
    asked = {"fil": sha256, "blad": sheet, **({"cell": cell} if cell else {})}
    at = f"#{cell.partition(',')[0]}" if cell else ""
    return f"/register/blad?{urlencode(asked, quote_via=quote)}{at}"


def project_url(project: int) -> str:
    """Where the profile of a registered project is shown."""
    return f"/projekt/{project}"
