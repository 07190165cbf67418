"""The PDF that a document was read from, if it is still the same."""

from pathlib import Path

from assistant.errors import NotFoundError, SourceChangedError
from ingest.archives import archive_above
from ingest.errors import LoadError
from ingest.originals import content_hash
from ingest.pageprocess import PageProcess
from ingest.record.types import DocumentRow

PDF = "application/pdf"


def original_pdf(row: DocumentRow, pages: PageProcess) -> Path:
    """The file of a document, or its path in an archive; `pages` reads that, in its own process.

    Raises:
        NotFoundError: the document is no PDF.
        SourceChangedError: the file is gone, or not the one that was read.
    """
    path = Path(row.folder) / row.source
    if row.media_type != PDF:
        raise NotFoundError("Bara PDF-filer har sidor att visa.", "Läs texten i stället.")
    try:
        unpacked = pages.content_hash if archive_above(path) else content_hash
        same = unpacked(path) == row.content_hash
    except (OSError, LoadError):
        same = False
    if not same:
        raise SourceChangedError(
            f"Filen {row.source} är borta eller har ändrats sedan den lästes in.",
            "Läs den text som lästes in, eller kör `lardom sync` för att läsa in filen på nytt.",
        )
    return path
