"""Turns rows of the record's tables into what readers are handed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Row

from ingest.access_rules import allowed_by_both
from ingest.record.access import from_column
from ingest.record.described import names_from_column, origins_from_column
from ingest.record.types import DocumentRow, IndexRow, Passage, Vectors
from ingest.rendering import findable, indexable
from ingest.types import EVERYONE, Chunk, Kind, Metadata, Page, PageState, Span


def vector_of(blob: bytes) -> Vectors:
    """A stored vector as float32, of shape (dimension,)."""
    return np.frombuffer(blob, dtype="<f2").astype(np.float32)


def vectors_of(rows: Sequence[Row[Any]]) -> Vectors:
    """The stored vectors of chunks, of their rows, of shape (chunks, dimension)."""
    vectors = vector_of(b"".join(row.vector for row in rows))
    return vectors.reshape(len(rows), len(vectors) // max(len(rows), 1))


def document_of(row: Row[Any]) -> DocumentRow:
    """A document, of a row with `version`, `path` and `size` beside its own columns."""
    return DocumentRow(
        id=row.id,
        version_id=row.version,
        folder=row.path,
        source=row.source,
        content_hash=row.content_hash,
        file_hash=row.file_hash or "",
        media_type=row.media_type,
        access=from_column(row.access),
        superseded_by=_newest_of(row),
        chunks=row.size,
        metadata=Metadata(
            title=row.title,
            publisher=row.publisher,
            year=row.year,
            date=row.date,
            kind=Kind(row.kind),
            publication_number=row.publication_number,
            diarienummer=row.diarienummer,
            url=row.url,
            language=row.language,
            projects=names_from_column(row.projects),
            systems=names_from_column(row.systems),
            origins=origins_from_column(row.origins),
        ),
    )


def _newest_of(row: Row[Any]) -> str | None:
    """The document that replaces one, unless it is kept from any who may see the older one."""
    if row.superseded_by is None or row.newer_access is None:
        return None
    older = from_column(row.access)
    both = allowed_by_both(older, from_column(row.newer_access))
    return str(row.superseded_by) if set(both) == set(older) else None


def chunk_of(row: Row[Any]) -> Chunk:
    """A chunk, of its row."""
    return Chunk(
        ordinal=row.ordinal,
        span=Span(start=row.start, end=row.end),
        page=row.page,
        heading=row.heading,
    )


def page_of(row: Row[Any]) -> Page:
    """A page, of its own row."""
    return Page(
        number=row.number,
        label=row.label,
        span=Span(start=row.start, end=row.end),
        body=Span(start=row.body_start, end=row.body_end),
        state=PageState(row.state),
    )


def passage_of(row: Row[Any], document: DocumentRow) -> Passage:
    """A passage, of a chunk's row with its `page_label`."""
    return Passage(
        key=row.key,
        document=document,
        chunk=chunk_of(row),
        text=row.words,
        page_label=row.page_label,
    )


def index_row_of(row: Row[Any]) -> IndexRow:
    """What the index needs, of a chunk's row with what is known of its document."""
    return IndexRow(
        key=row.key,
        words=indexable(
            (row.publisher, row.year, row.publication_number, row.diarienummer),
            findable(row.title, row.heading, row.words),
        ),
        vector=vector_of(row.vector),
        restricted=EVERYONE not in from_column(row.access),
    )
