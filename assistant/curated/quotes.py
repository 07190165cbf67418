"""Finds the words of a quote in a document, as the live generation has it."""

import re
from collections.abc import Iterator

from assistant.types import Evidence
from ingest.chunking import heading_path
from ingest.record.curated_types import CuratedQuote
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow, DocumentText, Passage
from ingest.types import Chunk, Span

_AROUND = 500
"""Characters on either side that the verification sees a quote in."""


def evidence_of(
    quote: CuratedQuote, document: DocumentRow, record: RecordReader
) -> Evidence | None:
    """The quote where it stands, nearest to where it stood; None where it does not stand.

    Its words, marks and letters must be the same; blanks and line ends may differ. It lies on one
    page: the one that is named, where one is.
    """
    text = record.text(document.version_id)
    found = sorted(_places(quote, text), key=lambda one: abs(one[0].start - quote.start))
    if not found:
        return None
    span, page, within = found[0]
    window = Span(
        start=max(within.start, span.start - _AROUND), end=min(within.end, span.end + _AROUND)
    )
    labels = {one.number: one.label for one in text.pages}
    passage = Passage(
        key=0,
        document=document,
        chunk=Chunk(
            ordinal=0, span=window, page=page, heading=heading_path(text.headings, span.start)
        ),
        text=window.of(text.text),
        page_label=labels.get(page) if page is not None else None,
        outline=text.headings,
    )
    return Evidence(passage=passage, span=span, quote=span.of(text.text))


def content_of(document: DocumentRow) -> str:
    """What tells that a document's file is the one that was quoted."""
    return document.file_hash or document.content_hash


def _places(quote: CuratedQuote, text: DocumentText) -> Iterator[tuple[Span, int | None, Span]]:
    """Every place of the words: their span, their page, and what they lie within."""
    parts = quote.text.split()
    if not parts:
        return
    sought = re.compile(r"\s+".join(map(re.escape, parts)))
    whole = Span(start=0, end=len(text.text))
    pages: list[tuple[int | None, Span]] = [(one.number, one.span) for one in text.pages] or [
        (None, whole)
    ]
    for number, within in pages:
        if quote.page in {None, number}:
            for match in sought.finditer(text.text, within.start, within.end):
                yield Span(start=match.start(), end=match.end()), number, within
