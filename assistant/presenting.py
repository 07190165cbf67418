"""Answers and hits as they leave the assistant: the search's JSON, and text for a terminal."""

import textwrap
import unicodedata
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Listed, Nearest, Sentence
from assistant.answering.replies import (
    SHOWN,
    count_said,
    looked_through,
    more_said,
    named_with_facts,
)
from assistant.figures.as_text import figures_as_text
from assistant.filtering.types import Filtering
from assistant.searching import Found
from assistant.types import Hit, Route, Status, Verdict
from ingest.record.types import Passage

WIDTH = 88
SHORT = "Kort svar:"
UNDERSTOOD = "Jag förstår frågan som: {question}"
PARTLY = "delvis stöd"
DOCUMENTS = "\nDokumenten säger:"
REGISTER = "Registret säger:"
ANSWERS = "\nDet här svarar biblioteket på:"
AI_GENERATED = "Meningarna är skrivna av språkmodellen {model}; jämför dem med källorna."


@dataclass(frozen=True, slots=True, kw_only=True)
class SameElsewhere:
    """Where a passage stands that says nearly the same as a hit."""

    document_id: str
    title: str
    source: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One hit of a search; `n` counts from 1, `same` are the passages folded into it."""

    n: int
    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    page: int | None
    heading: str
    text: str
    start: int
    end: int
    score: float
    same: tuple[SameElsewhere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The JSON of `lardom search --json` and `GET /api/v1/search`."""

    generation: int
    hits: tuple[SearchHit, ...]
    filters: Filtering
    notice: str | None


def search_result(found: Found) -> SearchResult:
    """A search's hits in the form of the contract."""
    hits = tuple(_search_hit(n, hit) for n, hit in enumerate(found.hits, start=1))
    return SearchResult(
        generation=found.generation,
        hits=hits,
        filters=found.filters,
        notice=found.filters.notice or None,
    )


def answer_as_text(answer: Answer) -> str:
    """An answer for a terminal: sentences with [n] and the sources, or a reply with its ways on."""
    lines = [textwrap.fill(_marked(sentence), WIDTH) for sentence in answer.sentences]
    lines = [*_understood(answer), *_review(answer), *_short(answer), *(lines or _said(answer))]
    if answer.route is Route.REGISTER and answer.register is not None:
        beside = [DOCUMENTS, *lines] if answer.sentences else _understood(answer)
        lines = [figures_as_text(answer.register), *beside]
    is_register = answer.route is Route.REGISTER  # which says its own cautions
    if not is_register and (told := _told(answer)):
        lines.append("\n" + textwrap.fill(f"Obs: {' '.join(told)}", WIDTH))
    if answer.citations:
        lines.append("\nKällor:")
        lines += [_source_line(citation) for citation in answer.citations]
    if answer.choices:
        lines += [ANSWERS] if answer.status is Status.NO_EVIDENCE else []
        lines += [f"  – {choice.question}" for choice in answer.choices]
    if answer.nearest and answer.route is not Route.AMBIGUOUS:  # else they stand as choices
        lines.append("\nNärmast i biblioteket:")
        lines += [_nearest_line(near) for near in answer.nearest]
    if not is_register and answer.register and answer.register.results:
        lines.append(f"\n{REGISTER}\n{figures_as_text(answer.register)}")
    return _printable("\n".join(lines))


def _understood(answer: Answer) -> list[str]:
    """How a question was understood that leaned on those before it."""
    if not answer.understood_as:
        return []
    return [textwrap.fill(UNDERSTOOD.format(question=answer.understood_as), WIDTH) + "\n"]


def review_said(reviewer: str, reviewed: str, expires: str) -> str:
    """What a curated answer says of its review."""
    by = f" av {reviewer}" if reviewer else ""
    return f"Granskat svar: granskat{by} den {reviewed}, gäller till {expires}."


def _review(answer: Answer) -> list[str]:
    """That the answer is a curated one."""
    mark = answer.curated
    if mark is None:
        return []
    return [textwrap.fill(review_said(mark.reviewer, mark.reviewed, mark.expires), WIDTH) + "\n"]


def _short(answer: Answer) -> list[str]:
    """The short answer, before the sentences that it is read out of."""
    if answer.short_answer is None:
        return []
    numbers = "".join(f"[{n}]" for n in answer.short_answer.citations)
    return [f"{SHORT} {answer.short_answer.text} {numbers}\n"]


def _said(answer: Answer) -> list[str]:
    """What an answer without sentences says; the documents of a list on a line each."""
    listing = answer.listing
    if listing is None or not listing.documents:
        return [textwrap.fill(answer.answer, WIDTH)]
    return [
        f"{count_said(listing, answer.filters.applied)}:",
        *(_listed_line(one) for one in listing.documents[:SHOWN]),
        *filter(None, [more_said(listing)]),
        "\n" + textwrap.fill(looked_through(listing), WIDTH),
    ]


def _listed_line(listed: Listed) -> str:
    heading = f", under ”{listed.heading}”" if listed.heading else ""
    return f"  – {named_with_facts(listed)}{heading} ({listed.source})"


def _nearest_line(near: Nearest) -> str:
    facts = [near.title, near.publisher, near.date or str(near.year or "")]
    return f"  – {', '.join(filter(None, facts))} ({near.source})"


def _marked(sentence: Sentence) -> str:
    """A sentence with its numbers, and a mark where its quotes bear it only in part."""
    numbers = "".join(f"[{n}]" for n in sentence.citations)
    mark = f" ({PARTLY})" if sentence.verdict is Verdict.PARTLY else ""
    return f"{sentence.text} {numbers}{mark}"


def search_as_text(found: Found) -> str:
    """A search's hits for a terminal."""
    result = search_result(found)
    parts = [textwrap.fill(f"Obs: {result.notice}", WIDTH) + "\n"] if result.notice else []
    if not result.hits:
        parts.append("Inga träffar.")
    for hit in result.hits:
        text = textwrap.shorten(hit.text, 240, placeholder=" …")
        parts.append(f"{hit.n}. {_place_line(hit)}")
        parts.append(textwrap.indent(textwrap.fill(text, WIDTH - 3), "   "))
        parts += dict.fromkeys(f"   Samma text: {_place_line(same)}" for same in hit.same)
    return _printable("\n".join(parts))


def _told(answer: Answer) -> list[str]:
    """What a reader of the answer should know about how it came about."""
    told = [AI_GENERATED.format(model=answer.model)] if answer.ai_generated else []
    return [*told, answer.notice] if answer.notice else told


def _printable(text: str) -> str:
    """Without what would steer the terminal: a document may hold anything."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})


def _search_hit(n: int, hit: Hit) -> SearchHit:
    passage = hit.passage
    known = passage.document.metadata
    return SearchHit(
        n=n,
        document_id=passage.document.id,
        title=known.title,
        publisher=known.publisher,
        year=known.year,
        source=passage.document.source,
        page=passage.chunk.page,
        heading=passage.chunk.heading,
        text=passage.text,
        start=passage.chunk.span.start,
        end=passage.chunk.span.end,
        score=round(hit.score, 4),
        same=tuple(map(_same_elsewhere, hit.same)),
    )


def _same_elsewhere(passage: Passage) -> SameElsewhere:
    return SameElsewhere(
        document_id=passage.document.id,
        title=passage.document.metadata.title,
        source=passage.document.source,
        page=passage.chunk.page,
        start=passage.chunk.span.start,
        end=passage.chunk.span.end,
    )


def _place_line(place: SearchHit | SameElsewhere) -> str:
    page = f", s. {place.page}" if place.page else ""
    return f"{place.title}{page} ({place.source})"


def _source_line(citation: Citation) -> str:
    facts = [citation.title, citation.publisher, str(citation.year or "")]
    page = f", s. {citation.page_label or citation.page}" if citation.page else ""
    return f"  [{citation.n}] {', '.join(filter(None, facts))}{page} ({citation.source})"
