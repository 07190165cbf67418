"""Makes a library of the passages that a question set brings: each a document of one chunk.

It is a real one, record and generation, so that the set is measured through the product's own
path; only reading files and cutting them is left out.
"""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assistant.evaluation.types import SetPassage
from ingest.index.generation import generation_folder
from ingest.index.publishing import build_generation
from ingest.index.types import Order
from ingest.lock import writing
from ingest.progress import Progress
from ingest.record.facts import Fact
from ingest.record.opening import empty_log, open_for_writing
from ingest.record.types import EmbeddedDocument
from ingest.record.writing import RecordWriter
from ingest.rendering import findable
from ingest.types import EVERYONE, Chunk, Document, Metadata, Span
from ingest.work import Library

BATCH = 500
FIRST = 1
"""The generation that is made."""
HERE = Path("/passages")
"""The folder that the passages are said to come from; their ids are their sources."""


def build_passage_library(
    passages: Sequence[SetPassage], library: Library, progress: Progress
) -> None:
    """Fill an empty data folder and publish it; raises IngestError where that cannot be done."""
    with writing(library.data):
        engine = open_for_writing(library.data)
        writer = RecordWriter(engine, FIRST)
        writer.set_fact(Fact.EMBEDDER, library.embedder.fingerprint)
        for start in range(0, len(passages), BATCH):
            some = passages[start : start + BATCH]
            writer.stage(HERE, _embedded(some, library))
            progress("Läser in stycken", start + len(some), len(passages))
        build_generation(_order(library), partial(progress, "Bygger index"))
        writer.set_fact(Fact.GENERATION, str(FIRST))
        empty_log(engine)


def _embedded(passages: Sequence[SetPassage], library: Library) -> list[EmbeddedDocument]:
    words = [findable(passage.title, "", passage.text) for passage in passages]
    vectors = library.embedder.embed_passages(words)
    return [
        EmbeddedDocument(document=_document(passage), vectors=vectors[n : n + 1])
        for n, passage in enumerate(passages)
    ]


def _document(passage: SetPassage) -> Document:
    whole = Span(start=0, end=len(passage.text))
    return Document(
        source=passage.id,
        content_hash=hashlib.sha256(f"{passage.title}\0{passage.text}".encode()).hexdigest(),
        file_hash=hashlib.sha256(f"{passage.title}\0{passage.text}".encode()).hexdigest(),
        media_type="text/plain",
        metadata=Metadata(title=passage.title),
        text=passage.text,
        pages=(),
        headings=(),
        chunks=(Chunk(ordinal=0, span=whole, page=None, heading=""),),
        access=(EVERYONE,),
    )


def _order(library: Library) -> Order:
    return Order(
        data=str(library.data),
        folder=str(generation_folder(library.data, FIRST)),
        generation=FIRST,
        previous=0,
        embedder=library.embedder.fingerprint,
        dimension=library.embedder.dimension,
    )
