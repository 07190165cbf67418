"""Documents that were found, as they are shown: their facts, their passages, their counts."""

from dataclasses import dataclass

from assistant.addresses import document_url
from assistant.browsing.types import (
    DocumentsFound,
    Facets,
    FoundDocument,
    Piece,
    Snippet,
    Sort,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetShown:
    """A part of a passage, from `start` to `end` of the document's text (code points).

    `url` opens the document there.
    """

    pieces: tuple[Piece, ...]
    page: int | None
    page_label: str | None
    heading: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentShown:
    """A document that matches; `superseded_by` is the document that is its newest edition."""

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    date: str | None
    kind: str
    publication_number: str | None
    source: str
    url: str
    superseded_by: str | None
    passages: tuple[SnippetShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsShown:
    """The JSON of `GET /api/v1/search/documents`: those from `offset` on, out of `total`.

    `words` are what was searched for; each document holds `held` of them, which is all of them
    where any does.
    """

    generation: int
    total: int
    words: tuple[str, ...]
    held: int
    sort: Sort
    offset: int
    documents: tuple[DocumentShown, ...]
    facets: Facets


def documents_shown(found: DocumentsFound) -> DocumentsShown:
    """What was found, in the form of the contract."""
    return DocumentsShown(
        generation=found.generation,
        total=found.total,
        words=found.words,
        held=found.held,
        sort=found.sort,
        offset=found.offset,
        documents=tuple(map(_document, found.documents)),
        facets=found.facets,
    )


def _document(found: FoundDocument) -> DocumentShown:
    row, known = found.row, found.row.metadata
    return DocumentShown(
        document_id=row.id,
        title=known.title,
        publisher=known.publisher,
        year=known.year,
        date=known.date,
        kind=known.kind.value,
        publication_number=known.publication_number,
        source=row.source,
        url=document_url(row.id),
        superseded_by=row.superseded_by,
        passages=tuple(_passage(row.id, one) for one in found.snippets),
    )


def _passage(document: str, snippet: Snippet) -> SnippetShown:
    return SnippetShown(
        pieces=snippet.pieces,
        page=snippet.page,
        page_label=snippet.page_label,
        heading=snippet.heading,
        start=snippet.span.start,
        end=snippet.span.end,
        url=document_url(document, snippet.span),
    )
