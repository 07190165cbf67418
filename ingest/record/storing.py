"""Turns documents into rows of the record's tables."""

from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from ingest.record.corrections import as_read_column
from ingest.record.described import names_to_column, origins_to_column
from ingest.record.tables import chunks, headings, pages
from ingest.record.types import EmbeddedDocument
from ingest.types import Document


def version_values(name: str, document: Document) -> dict[str, Any]:
    """The row of a version of the document with the id `name`, but for its life."""
    known = document.metadata
    return {
        "document_id": name,
        "content_hash": document.content_hash,
        "file_hash": document.file_hash or None,
        "media_type": document.media_type,
        "title": known.title,
        "publisher": known.publisher,
        "year": known.year,
        "date": known.date,
        "kind": known.kind.value,
        "publication_number": known.publication_number,
        "diarienummer": known.diarienummer,
        "url": known.url,
        "language": known.language,
        "projects": names_to_column(known.projects),
        "systems": names_to_column(known.systems),
        "origins": origins_to_column(known.origins),
        "text": document.text,
        "sketch": document.sketch,
        "as_read": as_read_column(document),
    }


def store_parts(connection: Connection, version: str, item: EmbeddedDocument) -> None:
    """Store the pages, headings and chunks of a version."""
    rows: dict[Any, list[dict[str, Any]]] = {
        pages: [
            {
                "number": p.number,
                "label": p.label,
                "start": p.span.start,
                "end": p.span.end,
                "body_start": p.body.start,
                "body_end": p.body.end,
                "state": p.state.value,
            }
            for p in item.document.pages
        ],
        headings: [
            {
                "ordinal": n,
                "level": h.level,
                "title": h.title,
                "start": h.start,
                "anchor": h.anchor,
            }
            for n, h in enumerate(item.document.headings)
        ],
        chunks: [
            {
                "ordinal": c.ordinal,
                "start": c.span.start,
                "end": c.span.end,
                "page": c.page,
                "heading": c.heading,
                "vector": vector,
                "words": c.span.of(item.document.text),
            }
            for c, vector in zip(item.document.chunks, blobs(item.vectors), strict=True)
        ],
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), [{"version_id": version, **row} for row in values])


def blobs(vectors: np.ndarray) -> list[bytes]:
    """Vectors of shape (count, dimension) as the record stores each."""
    return [row.tobytes() for row in vectors.astype("<f2")]
