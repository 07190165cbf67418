"""Passages, hits, statements and drafts for tests that need no library."""

from collections.abc import Sequence

from assistant.answering.generative import GenerativeAnswerer
from assistant.excerpts.types import PassageText, text_of
from assistant.types import Draft, Evidence, Hit, Statement, Status
from ingest.record.types import DocumentRow, Passage
from ingest.types import EVERYONE, Chunk, Metadata, Span
from tests.understandings import understand

BEFORE = 40
"""So many characters stand before each passage in its document."""


def passage(
    text: str,
    *,
    key: int = 1,
    document: str = "aaaaaaaaaaaaaaaa",
    title: str = "Slutrapport",
    page: int | None = None,
    access: tuple[str, ...] = (EVERYONE,),
) -> Passage:
    row = DocumentRow(
        id=document,
        version_id=f"{document}-1",
        folder="/material",
        source=f"projekt/{document[:4]}.md",
        content_hash="0" * 64,
        media_type="text/markdown",
        metadata=Metadata(title=title, publisher="Exempelverket", year=2021),
        access=access,
        chunks=1,
    )
    span = Span(start=BEFORE, end=BEFORE + len(text))
    return Passage(
        key=key,
        document=row,
        chunk=Chunk(ordinal=0, span=span, page=page, heading="Kostnader"),
        text=text,
        page_label=None if page is None else f"s{page}",
    )


def written(text: str) -> PassageText:
    """The text of a passage."""
    return text_of(passage(text))


def hit(text: str, *, key: int = 1, score: float = 1.0, document: str = "aaaaaaaaaaaaaaaa") -> Hit:
    return Hit(passage=passage(text, key=key, document=document), score=score)


def evidence(quote: str, within: Passage | None = None) -> Evidence:
    """Evidence for a quote that stands in the passage; of itself alone when none is given."""
    found = within or passage(quote)
    start = BEFORE + found.text.index(quote)
    return Evidence(passage=found, span=Span(start=start, end=start + len(quote)), quote=quote)


def says(text: str, *quotes: str) -> Statement:
    """A statement with a piece of evidence for each quote."""
    return Statement(text=text, evidence=tuple(map(evidence, quotes)))


def draft(*statements: Statement, model: str | None = None, notice: str = "") -> Draft:
    return Draft(status=Status.ANSWERED, statements=statements, model=model, notice=notice)


def said_by(
    writer: GenerativeAnswerer, question: str, hits: Sequence[Hit]
) -> tuple[Statement, ...]:
    """All that a model says to a question, unverified."""
    return tuple(filter(None, writer.statements(understand(question), hits)))
