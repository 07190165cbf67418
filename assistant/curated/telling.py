"""Curated answers as Markdown, to be read elsewhere."""

from collections.abc import Iterable

from assistant.addresses import document_url
from assistant.curated.keeping import Looked
from ingest.record.curated_types import CuratedQuote
from ingest.types import Span


def as_markdown(some: Iterable[Looked]) -> str:
    """The answers with their quotes, where they stand, and their review."""
    parts = ["# Granskade svar"]
    for looked in some:
        one = looked.curated
        parts += [
            f"## {one.text.question}",
            f"Granskat av {one.reviewer.name or 'okänd'} den {one.reviewed}, gäller till "
            f"{one.text.expires}.",
        ]
        if one.text.wordings:
            parts.append("\n".join(f"- Även: {wording}" for wording in one.text.wordings))
        for sentence in one.text.sentences:
            parts += [sentence.text, *(f"> {_quoted(quote)}" for quote in sentence.quotes)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _quoted(quote: CuratedQuote) -> str:
    page = f", s. {quote.page}" if quote.page is not None else ""
    words = " ".join(quote.text.split())
    address = document_url(quote.document, Span(start=quote.start, end=quote.end))
    return f"”{words}” ({address}{page})"
