"""The nouns of citation marks as editors see them. Days are UTC, as 2026-01-31."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.answers import Verdict
from ingest.record.citation_mark_types import Done
from ingest.types import Span


class MarkState(StrEnum):
    """How far an editor has come with a mark."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledMark:
    """What was done about a mark; `who` is a name, empty where nobody signs in."""

    done: Done
    day: str
    who: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """What one reader says of a quote; who it was is not told.

    `state` is None where the reader says that it is right: there is nothing to do. `comment` is
    empty where nothing was written, or it is not for the editor.
    """

    id: str
    verdict: Verdict
    day: str
    comment: str
    state: MarkState | None
    settled: SettledMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedQuote:
    """Words of a document, and what readers say of them, the newest first.

    `quote` is None where the document does not have the words any more; then `span` is, too.
    """

    quote: str | None
    page: int | None
    span: Span | None
    marks: tuple[ShownMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDocument:
    """A document with its marked quotes, that marked last first; `access` is who may see it."""

    document_id: str
    title: str
    access: tuple[str, ...]
    quotes: tuple[MarkedQuote, ...]

    @property
    def marks(self) -> tuple[ShownMark, ...]:
        """All marks of it."""
        return tuple(mark for quote in self.quotes for mark in quote.marks)

    @property
    def latest(self) -> str:
        """The day of the newest."""
        return max(mark.day for mark in self.marks)

    @property
    def open(self) -> int:
        """How many wait for an editor."""
        return sum(mark.state is MarkState.OPEN for mark in self.marks)

    def count(self, verdict: Verdict) -> int:
        """How many say this."""
        return sum(mark.verdict is verdict for mark in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDocuments:
    """Documents that have marks, that marked last first; `is_all` unless there were too many."""

    documents: tuple[MarkedDocument, ...]
    is_all: bool

    @property
    def open(self) -> int:
        """How many marks wait for an editor."""
        return sum(one.open for one in self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksWanted:
    """Which marks are wanted: of one document, in one state; None: whatever."""

    document: str | None = None
    state: MarkState | None = None


ALL = MarksWanted()
"""Whatever there is."""
