"""Curated answers as the interface tells of them."""

from dataclasses import dataclass
from typing import Any

from assistant.addresses import document_url
from assistant.api.lesson_json import MarkShown, mark_shown
from assistant.curated.checking import Trouble
from assistant.curated.keeping import Looked
from assistant.curated.personal import marks
from assistant.curated.workflow import Step, is_author, may_review, steps
from assistant.service import Service
from ingest.record.curated_types import Curated, CuratedQuote, CuratedSentence, CuratedState
from ingest.types import Span

CURATED: dict[str, Any] = {
    "curated_id": "5d41402abc4b2a76b9719d911017c592",
    "url": "/granskade-svar/5d41402abc4b2a76b9719d911017c592",
    "state": "pinned",
    "troubles": [],
    "revision": 3,
    "question": "Hur stora var it-kostnaderna 2016?",
    "wordings": ["Vad kostade it 2016?"],
    "sentences": [
        {
            "text": "It-kostnaderna var 12 miljoner kronor under året.",
            "quotes": [
                {
                    "document_id": "9f2c41d07ab35e18",
                    "page": 3,
                    "quote": "It-kostnaderna var 12 miljoner kronor under året.",
                    "url": "/dokument/9f2c41d07ab35e18?start=1200&end=1249",
                }
            ],
        }
    ],
    "access": ["internal"],
    "expires": "2027-11-29",
    "author": "Exempel Redaktör",
    "reviewer": "Exempel Granskare",
    "created": "2026-11-20T08:00:00Z",
    "changed": "2026-11-29T12:00:00Z",
    "reviewed": "2026-11-29",
    "steps": ["withdraw"],
    "marks": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShown:
    """Words of a document, as it has them, and where they are shown."""

    document_id: str
    page: int | None
    quote: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceShown:
    """A sentence with its quotes; empty where a source of it is gone."""

    text: str
    quotes: tuple[QuoteShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedShown:
    """A curated answer to those who work with it.

    `state` is draft, review, pinned, withdrawn, and of a pinned one that is not shown expired or
    needs_review, with the `troubles` that it has. `steps` are what the caller may do with it,
    `marks` what may be personal data, told to its author and reviewers.
    """

    curated_id: str
    url: str
    state: str
    troubles: tuple[Trouble, ...]
    revision: int
    question: str
    wordings: tuple[str, ...]
    sentences: tuple[SentenceShown, ...]
    access: tuple[str, ...]
    expires: str
    author: str
    reviewer: str
    created: str
    changed: str
    reviewed: str
    steps: tuple[Step, ...]
    marks: tuple[MarkShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedList:
    """The curated answers that the caller may work with, those changed last first."""

    curated: tuple[CuratedShown, ...]


def curated_shown(service: Service, curated: Curated) -> CuratedShown:
    """One that the caller may work with."""
    looked = service.curated.looked_at(curated)
    text = looked.curated.text
    return CuratedShown(
        curated_id=curated.id,
        url=f"/granskade-svar/{curated.id}",
        state=state_of(looked),
        troubles=looked.troubles,
        revision=curated.revision,
        question=text.question,
        wordings=text.wordings,
        sentences=tuple(map(_sentence, text.sentences)),
        access=text.access,
        expires=text.expires,
        author=curated.author.name,
        reviewer=curated.reviewer.name,
        created=curated.created,
        changed=curated.changed,
        reviewed=curated.reviewed,
        steps=steps(curated, service.caller),
        marks=tuple(map(mark_shown, marks(text))) if works_on(service, curated) else (),
    )


def state_of(looked: Looked) -> str:
    """The state, as it is told: what is pinned may have expired, or need to be reviewed."""
    if looked.curated.state is not CuratedState.PINNED or not looked.troubles:
        return looked.curated.state.value
    return "expired" if looked.troubles == (Trouble.EXPIRED,) else "needs_review"


def works_on(service: Service, curated: Curated) -> bool:
    """True for its author and for those who may review it."""
    return is_author(curated, service.caller) or may_review(curated, service.caller)


def _sentence(sentence: CuratedSentence) -> SentenceShown:
    return SentenceShown(text=sentence.text, quotes=tuple(map(_quote, sentence.quotes)))


def _quote(quote: CuratedQuote) -> QuoteShown:
    return QuoteShown(
        document_id=quote.document,
        page=quote.page,
        quote=quote.text,
        url=document_url(quote.document, Span(start=quote.start, end=quote.end)),
    )
