"""The nouns of citation marks, as the record carries them: what readers say of a citation.

Moments are UTC, as 2026-01-31T12:00:00Z. Who marked it is not among what is carried.
"""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.answers import Verdict
from ingest.record.named_persons import Person


class Done(StrEnum):
    """What an editor did about a citation mark."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NO_FAULT = "no_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was done about a mark, when and by whom; `done` is None where it was opened again."""

    moment: str
    who: Person
    done: Done | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationMark:
    """What a reader said of a citation of an answer, and the newest that was done about it.

    `quote` is as the answer gave it, `start` and `end` its offsets in the text of `document` then;
    `revision` counts what was done about it.
    """

    id: str
    answer: str
    document: str
    quote: str
    page: int | None
    start: int
    end: int
    verdict: Verdict
    text: str
    said: str
    revision: int
    settlement: Settlement | None

    @property
    def is_settled(self) -> bool:
        """Whether something was done about it that still counts."""
        return self.settlement is not None and self.settlement.done is not None
