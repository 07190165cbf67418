"""Where a page of a document can be seen: in the PDF it was read from, if it is still the same."""

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NotFoundError, SourceChangedError
from ingest.archives import archive_above
from ingest.errors import LoadError
from ingest.originals import content_hash
from ingest.pageprocess import PageProcess
from ingest.recognised import RecognisedPages
from ingest.record.types import DocumentRow

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """A page that can be drawn: its PDF (or that one's path in an archive), its number, from 1."""

    path: Path
    number: int


class Originals:
    """The PDFs that documents were read from, and the pages of them that were recognised.

    Archives are unpacked by `pages`, in its own process.
    """

    def __init__(self, recognised: RecognisedPages, pages: PageProcess) -> None:
        self._recognised = recognised
        self._pages = pages

    def page(self, row: DocumentRow, number: int) -> PagePlace:
        """Where page `number` (from 1) of a document can be seen with its words in their places.

        Raises:
            NotFoundError: the document is no PDF.
            SourceChangedError: the file is gone, or not the one that was read.
        """
        original = _unchanged(row, self._pages)
        if recognised := self._recognised.page(row.file_hash, number):
            return PagePlace(path=recognised, number=1)
        return PagePlace(path=original, number=number)


def _unchanged(row: DocumentRow, pages: PageProcess) -> Path:
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
