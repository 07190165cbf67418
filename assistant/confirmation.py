"""Confirms that a quote stands on its page, by a reader other than the one that took it in."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.types import Draft, Evidence, Statement
from ingest.recognised import RecognisedPages
from ingest.record.types import DocumentRow


class PageReader(Protocol):
    """Reads pages of files anew."""

    def wording(self, path: Path, page: int, quote: str) -> str | None:
        """The quote as it words it, or None when it does not find it on the page."""
        ...


class AsStored:
    """Takes a quote for what was stored when its page was taken in, and reads nothing."""

    def wording(self, _path: Path, _page: int, quote: str) -> str | None:
        """The quote as it is."""
        return quote


class Confirmer:
    """Asks the second reader about quotes on pages; other quotes stand as they are.

    A page that was recognised is read where its words are, among the `recognised`.
    """

    def __init__(self, reader: PageReader, recognised: RecognisedPages | None = None) -> None:
        self._reader = reader
        self._recognised = recognised

    def draft(self, draft: Draft) -> Draft:
        """The draft with only the evidence that is confirmed."""
        return replace(draft, statements=tuple(map(self._statement, draft.statements)))

    def _statement(self, statement: Statement) -> Statement:
        found = (self.confirmed(evidence) for evidence in statement.evidence)
        return replace(statement, evidence=tuple(e for e in found if e is not None))

    def confirmed(self, evidence: Evidence) -> Evidence | None:
        """The evidence, worded as the second reader has it; None when it is not found.

        The two readers may disagree on blanks alone: then the second one's are taken.
        """
        page = evidence.passage.chunk.page
        if page is None:
            return evidence
        wording = self._reader.wording(
            *self._place(evidence.passage.document, page), evidence.quote
        )
        return None if wording is None else replace(evidence, quote=wording)

    def _place(self, document: DocumentRow, page: int) -> tuple[Path, int]:
        """The PDF to look in, and the page's number in it."""
        if self._recognised and (own := self._recognised.page(document.file_hash, page)):
            return own, 1
        return Path(document.folder) / document.source, page
