"""Finds the document that a title means, for whoever writes quotes by hand."""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

from assistant.errors import CuratedError
from assistant.types import Asker
from ingest.record.types import DocumentRow

SHOWN = 5
"""So many titles at most are told where several are meant."""
SHORTEST = 4
"""Letters; fewer may stand in any title."""


class Documents(Protocol):
    """Knows the documents of the live generation."""

    def documents(self) -> list[DocumentRow]:
        """All of them, whoever may see them."""
        ...


def document_called(title: str, among: Documents, asker: Asker) -> str:
    """The id of the one document with that title, else of the one whose title holds those words.

    Only documents that the asker may see are looked among. Raises `CuratedError` where there is
    none, or several.
    """
    sought = _plain(title)
    seen = [row for row in among.documents() if asker.may_see(row.access)]
    called = [row for row in seen if _plain(row.metadata.title) == sought]
    within = seen if len(sought) >= SHORTEST else []
    found = called or [row for row in within if sought in _plain(row.metadata.title)]
    if not found:
        raise CuratedError(
            f"Inget dokument som du får se heter ”{title[:100]}”.",
            "Skriv titeln som den står på dokumentets sida; sök efter den på /sok.",
        )
    if len(found) > 1:
        raise CuratedError(
            f"{len(found)} dokument kan heta ”{title[:100]}”: {_told(found)}.",
            "Skriv hela titeln. Heter flera likadant, skriv det rätta dokumentets id efter den.",
        )
    return found[0].id


def _plain(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())


def _told(found: Sequence[DocumentRow]) -> str:
    told = [f"”{one.metadata.title}” ({one.id})" for one in found[:SHOWN]]
    return ", ".join([*told, *(["…"] if len(found) > SHOWN else [])])
