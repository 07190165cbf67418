"""What may help a loader with a file that it cannot read alone; programs beside ours do the work.

Knows nothing about which programs those are (`ingest/programs/`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class PageRecogniser(Protocol):
    """Reads the letters in pictures of pages."""

    def recognise(self, content: bytes, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """Each page of a PDF, by its number from 1, as a PDF of that page alone, with its text.

        Pages that there was no time for are missing; one where no letters are found has no text.
        """
        ...


class OfficeConverter(Protocol):
    """Turns documents of old office programs into today's formats."""

    def convert(self, content: bytes, old: str, new: str) -> bytes:
        """The document in the format `new` (as "docx"); raise `LoadError` when that fails."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Aids:
    """The helpers that there are; None for one that is not installed or not allowed."""

    recogniser: PageRecogniser | None = None
    office: OfficeConverter | None = None


NO_AIDS = Aids()
