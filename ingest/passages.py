"""Gives the passages of documents their vectors, many documents at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from ingest.embedding import Embedder
from ingest.record.types import EmbeddedDocument
from ingest.rendering import findable
from ingest.types import Document

CHUNKS_A_BATCH = 400
Taken = tuple[Document, float]
"""A document, and the seconds that reading it took."""


def batches(documents: Iterable[Taken]) -> Iterator[list[Taken]]:
    """The documents, so many at a time as have passages for one call of the model."""
    batch: list[Taken] = []
    size = 0
    for document, seconds in documents:
        batch.append((document, seconds))
        size += len(document.chunks)
        if size >= CHUNKS_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def embedded(batch: Sequence[Document], embedder: Embedder) -> list[EmbeddedDocument]:
    """The documents with their vectors; one call of the model for them all."""
    words = [
        findable(document.metadata.title, chunk.heading, chunk.span.of(document.text))
        for document in batch
        for chunk in document.chunks
    ]
    vectors = embedder.embed_passages(words)
    ends = accumulate(len(document.chunks) for document in batch)
    return [
        EmbeddedDocument(document=document, vectors=vectors[end - len(document.chunks) : end])
        for document, end in zip(batch, ends, strict=True)
    ]
