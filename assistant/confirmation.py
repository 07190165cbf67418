"""Confirms that a quote stands on its page, by a reader other than the one that took it in."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.types import Draft, Evidence, Statement


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
    """Asks the second reader about quotes on pages; other quotes stand as they are."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader

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
        document = evidence.passage.document
        path = Path(document.folder) / document.source
        wording = self._reader.wording(path, page, evidence.quote)
        return None if wording is None else replace(evidence, quote=wording)
