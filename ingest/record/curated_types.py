"""The nouns of curated answers, as the record carries them.

Moments are UTC, as 2026-01-31T12:00:00Z, days as 2026-01-31; what is not said is empty.
"""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.named_persons import Person


class CuratedState(StrEnum):
    """How far a curated answer has come; that it has expired or lost a source is told by looking.

    See `assistant.curated.checking`.
    """

    DRAFT = "draft"
    REVIEW = "review"
    PINNED = "pinned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedQuote:
    """Words of a document; `start` and `end` are offsets in its text, once they were found there.

    `content` is the hash of the file that they were found in, `access` who could see it then.
    """

    document: str
    page: int | None
    text: str
    start: int = 0
    end: int = 0
    content: str = ""
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedSentence:
    """A sentence, and the quotes that it rests on."""

    text: str
    quotes: tuple[CuratedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedText:
    """What somebody writes: a question with further wordings of it, and the sentences.

    `access` is who may see it, `expires` the last day that it is shown.
    """

    question: str
    wordings: tuple[str, ...]
    sentences: tuple[CuratedSentence, ...]
    access: tuple[str, ...]
    expires: str

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that are quoted, each once."""
        return tuple(dict.fromkeys(q.document for one in self.sentences for q in one.quotes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """A curated answer as it stands; `revision` counts what was done with it.

    `reviewed` is the day that it was pinned, empty where it is not.
    """

    id: str
    state: CuratedState
    revision: int
    text: CuratedText
    author: Person
    reviewer: Person
    created: str
    changed: str
    reviewed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedChange:
    """What somebody did with a curated answer, and what they said of it."""

    moment: str
    who: Person
    step: str
    comment: str
