"""Turns a checked draft into the answer: citations numbered in order of appearance."""

from collections.abc import Sequence

from assistant.addresses import document_url
from assistant.answer import Answer, Citation, Nearest, Sentence
from assistant.types import Draft, Evidence, Hit, Status

NEAREST = 3
NO_EVIDENCE = "Biblioteket innehåller inget som svarar på frågan."


def compose(
    question: str,
    draft: Draft,
    hits: Sequence[Hit],
    generation: int,
    timings_ms: dict[str, float],
) -> Answer:
    """The answer to `question`: sentences with citations, or a plain word that there is none."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    sentences = []
    for statement in draft.statements:
        for evidence in statement.evidence:
            if _place(evidence) not in numbers:
                numbers[_place(evidence)] = len(numbers) + 1
                citations.append(_citation(len(numbers), evidence))
        cited = tuple(dict.fromkeys(numbers[_place(e)] for e in statement.evidence))
        sentences.append(Sentence(text=statement.text, citations=cited, verdict=statement.verdict))
    text = " ".join(sentence.text for sentence in sentences)
    empty = draft.status is Status.NO_EVIDENCE
    return Answer(
        question=question,
        status=draft.status,
        answer=_nothing(draft.notice) if empty else text,
        sentences=tuple(sentences),
        citations=tuple(citations),
        nearest=nearest(hits) if empty else (),
        notice=None if empty else draft.notice or None,
        generation=generation,
        model=draft.model,
        ai_generated=draft.model is not None and not empty,
        timings_ms=timings_ms,
        struck=draft.struck,
    )


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
    return Citation(
        n=n,
        document_id=passage.document.id,
        title=known.title,
        publisher=known.publisher,
        year=known.year,
        source=passage.document.source,
        page=passage.chunk.page,
        page_label=passage.page_label,
        heading=passage.chunk.heading,
        quote=evidence.quote,
        start=evidence.span.start,
        end=evidence.span.end,
        url=document_url(passage.document.id, evidence.span),
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
