"""Citation marks as the interface tells of them, and what comes in about one."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path as InPath
from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.addresses import document_url
from assistant.api import examples
from assistant.citation_marks.keeping import LONGEST_NOTE
from assistant.citation_marks.types import (
    MarkedDocument,
    MarkedDocuments,
    MarkedQuote,
    MarkState,
    SettledMark,
    ShownMark,
)
from assistant.errors import MarkError
from ingest.record.answers import Verdict
from ingest.record.citation_mark_types import Done

_DOCUMENT = examples.LISTED["document_id"]
MARK: dict[str, Any] = {
    "mark_id": "5d41402abc4b2a76b9719d911017c592",
    "verdict": "outdated",
    "day": "2026-11-28",
    "comment": "Det finns en rapport för 2026.",
    "state": "settled",
    "settled": {"done": "corrected", "day": "2026-11-29", "who": "", "note": "Året är rättat."},
}
DOCUMENT_MARKS: dict[str, Any] = {
    "document_id": _DOCUMENT,
    "title": "Slutrapport",
    "url": f"/dokument/{_DOCUMENT}",
    "access": ["everyone"],
    "right": 0,
    "wrong": 0,
    "outdated": 1,
    "open": 0,
    "latest": "2026-11-28",
    "quotes": [
        {
            "quote": "It-kostnaderna var 12 miljoner kronor under året.",
            "page": 3,
            "url": f"/dokument/{_DOCUMENT}?start=1200&end=1249",
            "marks": [MARK],
        }
    ],
}
MarkId = Annotated[
    str,
    InPath(pattern="^[0-9a-f]{32}$", description="The mark's id.", examples=[MARK["mark_id"]]),
]
OfDocument = Annotated[
    str | None,
    Query(pattern="^[0-9a-f]{16}$", description="Of this document alone.", examples=[_DOCUMENT]),
]
InState = Annotated[MarkState | None, Query(description="In this state alone.")]


class SettlementBody(BaseModel):
    """What is done about a mark: settled with what was `done`, or opened again."""

    model_config = ConfigDict(extra="forbid")

    state: MarkState = Field(description="What it is to be.", examples=["settled"])
    done: Done | None = Field(None, description="What was done.", examples=["corrected"])
    note: str = Field(
        "", max_length=LONGEST_NOTE, description="In the editor's own words.", examples=[""]
    )

    def wanted(self) -> Done | None:
        """What was done; None to open it again. Raises `MarkError` where the two do not go."""
        if (self.state is MarkState.SETTLED) is (self.done is not None):
            return self.done
        raise MarkError(
            f"”{self.state}” går inte ihop med att {self.done or 'inget'} är gjort.",
            "Den som avslutar säger vad som gjordes; den som öppnar igen säger det inte.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationMarkShown:
    """What one reader says of a quote; `state` is null where they say that it is right."""

    mark_id: str
    verdict: Verdict
    day: str
    comment: str
    state: MarkState | None
    settled: SettledMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedQuoteShown:
    """Words of a document and where they are; null where it does not have them any more."""

    quote: str | None
    page: int | None
    url: str
    marks: tuple[CitationMarkShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMarks:
    """The marks of a document: how many say what, how many wait, and each, quote by quote."""

    document_id: str
    title: str
    url: str
    access: tuple[str, ...]
    right: int
    wrong: int
    outdated: int
    open: int
    latest: str
    quotes: tuple[MarkedQuoteShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkList:
    """Documents with marks, that marked last first; `is_all` unless there were too many."""

    documents: tuple[DocumentMarks, ...]
    open: int
    is_all: bool


def marks_shown(found: MarkedDocuments) -> MarkList:
    """All that was found."""
    return MarkList(
        documents=tuple(map(document_marks, found.documents)),
        open=found.open,
        is_all=found.is_all,
    )


def document_marks(one: MarkedDocument) -> DocumentMarks:
    """Those of one document."""
    return DocumentMarks(
        document_id=one.document_id,
        title=one.title,
        url=document_url(one.document_id),
        access=one.access,
        right=one.count(Verdict.RIGHT),
        wrong=one.count(Verdict.WRONG),
        outdated=one.count(Verdict.OUTDATED),
        open=one.open,
        latest=one.latest,
        quotes=tuple(_quote(one.document_id, quote) for quote in one.quotes),
    )


def _quote(document: str, quote: MarkedQuote) -> MarkedQuoteShown:
    return MarkedQuoteShown(
        quote=quote.quote,
        page=quote.page,
        url=document_url(document, quote.span),
        marks=tuple(map(_mark, quote.marks)),
    )


def _mark(mark: ShownMark) -> CitationMarkShown:
    return CitationMarkShown(
        mark_id=mark.id,
        verdict=mark.verdict,
        day=mark.day,
        comment=mark.comment,
        state=mark.state,
        settled=mark.settled,
    )
