"""Citation marks, quote by quote and document by document, as they may be told to an editor. Pure.

A quote is told as long as the document has those words, as it is now.
"""

from collections.abc import Collection, Sequence

from assistant.citation_marks.types import (
    MarkedDocument,
    MarkedQuote,
    MarkState,
    SettledMark,
    ShownMark,
)
from assistant.personal_data import SURE, marks_in
from ingest.record.answers import Verdict
from ingest.record.citation_mark_types import CitationMark, Settlement
from ingest.record.types import DocumentRow
from ingest.types import Span


def state_of(mark: CitationMark) -> MarkState | None:
    """How far it has come; None where it says that the citation is right."""
    if mark.verdict is Verdict.RIGHT:
        return None
    return MarkState.SETTLED if mark.is_settled else MarkState.OPEN


def told(
    row: DocumentRow, text: str, marks: Sequence[CitationMark], readable: Collection[str]
) -> MarkedDocument:
    """The marks of a document, given the newest first; `text` is what it says now.

    The comments are told of those answers that are `readable` to the editor, whole.
    """
    quotes: dict[str, list[CitationMark]] = {}
    for mark in marks:
        quotes.setdefault(mark.quote, []).append(mark)
    return MarkedDocument(
        document_id=row.id,
        title=row.metadata.title,
        access=row.access,
        quotes=tuple(_quote(text, some, readable) for some in quotes.values()),
    )


def without_personal(comment: str) -> str:
    """A comment with what surely is personal data taken out: its kind stands there instead."""
    for mark in marks_in(comment):
        if mark.kind in SURE:
            comment = comment.replace(mark.text, f"[{mark.kind.value}]")
    return comment


def _quote(text: str, marks: Sequence[CitationMark], readable: Collection[str]) -> MarkedQuote:
    span = _standing(text, marks[0])
    return MarkedQuote(
        quote=span.of(text) if span else None,
        page=marks[0].page if span and span.start == marks[0].start else None,
        span=span,
        marks=tuple(_mark(one, is_readable=one.answer in readable) for one in marks),
    )


def _standing(text: str, mark: CitationMark) -> Span | None:
    """Where the document has the words now: where it had them, or else where it has them first."""
    if text[mark.start : mark.end] == mark.quote:
        return Span(start=mark.start, end=mark.end)
    start = text.find(mark.quote)
    return None if start < 0 else Span(start=start, end=start + len(mark.quote))


def _mark(mark: CitationMark, *, is_readable: bool) -> ShownMark:
    return ShownMark(
        id=mark.id,
        verdict=mark.verdict,
        day=mark.said[:10],
        comment=without_personal(mark.text) if is_readable else "",
        state=state_of(mark),
        settled=_settled(mark.settlement),
    )


def _settled(settlement: Settlement | None) -> SettledMark | None:
    if settlement is None or settlement.done is None:
        return None
    return SettledMark(
        done=settlement.done,
        day=settlement.moment[:10],
        who=settlement.who.name,
        note=settlement.note,
    )
