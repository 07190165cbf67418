"""Turns a checked draft into the answer: citations numbered in order of appearance."""

import re
from collections.abc import Sequence

from assistant.addresses import anchor_over, document_url, original_url
from assistant.answer import Answer, Citation, Nearest, Sentence, ShortAnswer
from assistant.types import Draft, Evidence, Hit, Statement, Status, Verdict
from ingest.chunking import heading_path

NEAREST = 3
_ENDED = re.compile(r"[.!?:…][”\")\]»]*\Z")
NO_EVIDENCE = "Biblioteket innehåller inget som svarar på frågan."


class Numbering:
    """Numbers the evidence of one answer, from 1, in the order it comes. For one thread."""

    def __init__(self) -> None:
        self._citations: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All so far, in the order of their numbers."""
        return tuple(self._citations.values())

    def sentence(self, statement: Statement) -> Sentence:
        """The next sentence: evidence at a place that has a number keeps it."""
        for evidence in statement.evidence:
            if _place(evidence) not in self._citations:
                n = len(self._citations) + 1
                self._citations[_place(evidence)] = _citation(n, evidence)
        cited = dict.fromkeys(self._citations[_place(one)].n for one in statement.evidence)
        return Sentence(text=statement.text, citations=tuple(cited), verdict=statement.verdict)

    def cited(self, sentence: Sentence) -> tuple[Citation, ...]:
        """The citations of a sentence, in the order of their numbers."""
        return tuple(one for one in self.citations if one.n in sentence.citations)


def compose(
    question: str,
    draft: Draft,
    hits: Sequence[Hit],
    generation: int,
    timings_ms: dict[str, float],
) -> Answer:
    """The answer to `question`: sentences with citations, or a plain word that there is none."""
    numbering = Numbering()
    sentences = tuple(map(numbering.sentence, draft.statements))
    text = "".join(map(_parted, sentences)).strip()
    empty = draft.status is Status.NO_EVIDENCE
    return Answer(
        question=question,
        status=draft.status,
        answer=_nothing(draft.notice) if empty else text,
        sentences=sentences,
        citations=numbering.citations,
        nearest=nearest(hits) if empty else (),
        notice=None if empty else draft.notice or None,
        generation=generation,
        model=draft.model,
        ai_generated=draft.model is not None and not empty,
        timings_ms=timings_ms,
        struck=draft.struck,
        short_answer=_short(draft, sentences),
    )


def _parted(sentence: Sentence) -> str:
    """The sentence and what parts it from the next: a new line where it has no end of its own."""
    return sentence.text + (" " if _ENDED.search(sentence.text) else "\n")


def _short(draft: Draft, sentences: Sequence[Sentence]) -> ShortAnswer | None:
    """The short answer, while a sentence that says it in full support still stands."""
    short = draft.short
    if short is None:
        return None
    saying = (one for one in sentences if one.text == short.statement)
    first = next((one for one in saying if one.verdict is Verdict.SUPPORTED), None)
    return ShortAnswer(text=short.text, citations=first.citations) if first else None


def _nothing(notice: str) -> str:
    return f"{NO_EVIDENCE} {notice}".strip()


def nearest(hits: Sequence[Hit], most: int = NEAREST) -> tuple[Nearest, ...]:
    """The documents of the first hits, each once, as the closest the library has."""
    rows = {hit.passage.document.id: hit for hit in reversed(hits)}
    ordered = sorted(rows.values(), key=lambda hit: -hit.score)[:most]
    return tuple(_nearest(hit) for hit in ordered)


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.passage.document.id, evidence.span.start, evidence.span.end)


def _citation(n: int, evidence: Evidence) -> Citation:
    passage = evidence.passage
    known = passage.document.metadata
    start, outline = evidence.span.start, passage.outline
    anchor = anchor_over(outline, start) if known.url else None
    return Citation(
        n=n,
        document_id=passage.document.id,
        title=known.title,
        publisher=known.publisher,
        year=known.year,
        source=passage.document.source,
        page=passage.chunk.page,
        page_label=passage.page_label,
        heading=heading_path(outline, start) if outline else passage.chunk.heading,
        quote=evidence.quote,
        start=start,
        end=evidence.span.end,
        url=document_url(passage.document.id, evidence.span),
        superseded_by=passage.document.superseded_by,
        original_url=original_url(known.url, anchor),
        anchor=anchor,
    )


def _nearest(hit: Hit) -> Nearest:
    document = hit.passage.document
    return Nearest(
        document_id=document.id,
        title=document.metadata.title,
        publisher=document.metadata.publisher,
        year=document.metadata.year,
        date=document.metadata.date,
        source=document.source,
        url=document_url(document.id, hit.passage.chunk.span),
    )
