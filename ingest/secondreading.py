"""A second reader's opinion of a PDF page: pypdf's, where the first was pdfium's.

A quote that two independent readers find on the page stands there. Pages are read when they
are asked for, about 40 ms each, and remembered.
"""

import logging
from functools import lru_cache
from pathlib import Path

from ingest.errors import LoadError
from ingest.originals import stamp_of
from ingest.pageprocess import PageProcess
from ingest.typography import CELL_BLANK
from ingest.wording import wording_in

PAGES_REMEMBERED = 4096
_LOG = logging.getLogger(__name__)


class SecondReader:
    """Reads pages with pypdf, in a process of its own. Usable by threads; close it."""

    def __init__(self, *, seconds: float = 5) -> None:
        self._pages = PageProcess(seconds=seconds)
        self._read = lru_cache(maxsize=PAGES_REMEMBERED)(self._page_text)

    def wording(self, path: Path, page: int, quote: str) -> str | None:
        """The quote as the second reader words it; None when it does not find its letters.

        Where both agree up to blanks and line breaks the quote comes back as it is, and so does a
        table's row, whose cells the other runs together. So it does where the file is gone: then
        nobody can be asked. A page that the second reader
        cannot read holds nothing; the next time it is asked for, it is tried again.
        """
        try:
            text = self._read(path, stamp_of(path), page)
        except OSError:
            return quote
        except LoadError as error:
            _LOG.warning("Ett citat kan inte bekräftas: %s", error)
            return None
        if " ".join(quote.split()) in text:
            return quote
        theirs = wording_in(quote, text)
        return quote if theirs and CELL_BLANK in quote else theirs

    def start(self) -> None:
        """Start the reading process, so that the first question need not wait for it."""
        self._pages.start()

    def close(self) -> None:
        """End the reading process."""
        self._pages.close()

    def _page_text(self, path: Path, _changed: int, page: int) -> str:
        return " ".join(self._pages.text(path, page).split())
