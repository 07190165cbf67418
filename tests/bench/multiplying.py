"""Makes many documents out of few: real sentences, drawn anew into the shapes of real documents.

Every document made takes the shape of a real one (its passages' lengths, its pages), and each of
its sentences, headings and title words from somewhere else in the material. So the words are as
common as they are in the material, texts are as long, and hardly two passages are alike.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from ingest.record.reading import RecordReader
from ingest.record.types import Passage
from ingest.sentences import sentence_spans
from ingest.types import EVERYONE, Chunk, Document, Metadata, Page, Span

AT_ONCE = 1000
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is drawn from: the shapes of documents, sentences, headings, and title words."""

    shapes: tuple[tuple[Passage, ...], ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    title_words: tuple[str, ...]


def read_material(reader: RecordReader) -> Material:
    """Everything a library shows, taken apart."""
    keys = reader.keys()
    passages = [
        passage
        for start in range(0, len(keys), AT_ONCE)
        for passage in reader.passages(keys[start : start + AT_ONCE])
    ]
    shapes = [tuple(group) for _, group in groupby(passages, lambda p: p.document.version_id)]
    return Material(
        shapes=tuple(shapes),
        sentences=tuple(s for passage in passages for s in _sentences(passage.text)),
        headings=tuple(passage.chunk.heading for passage in passages),
        title_words=tuple(
            word for shape in shapes for word in shape[0].document.metadata.title.split()
        ),
    )


def multiplied(material: Material, chunks: int, seed: int = 0) -> Iterator[Document]:
    """The real documents, then made ones, until there are `chunks` passages in all."""
    left = chunks
    for document in _all(material, random.Random(seed)):  # noqa: S311  (nothing secret)
        some = document.chunks[:left]
        left -= len(some)
        yield document if len(some) == len(document.chunks) else _cut(document, some)
        if not left:
            return


def _all(material: Material, drawing: random.Random) -> Iterator[Document]:
    for shape in material.shapes:
        texts = [passage.text for passage in shape]
        headings = [passage.chunk.heading for passage in shape]
        known = shape[0].document
        yield _document(
            known.source, known.metadata, shape, list(zip(headings, texts, strict=True))
        )
    number = 0
    while True:
        number += 1
        shape = drawing.choice(material.shapes)
        count = len(shape[0].document.metadata.title.split())
        title = " ".join(drawing.choices(material.title_words, k=count))
        parts = [
            (drawing.choice(material.headings), _drawn(material, drawing, len(passage.text)))
            for passage in shape
        ]
        yield _document(f"made/{number:07}.txt", Metadata(title=title), shape, parts)


def _drawn(material: Material, drawing: random.Random, length: int) -> str:
    """Sentences from anywhere, together about as long as asked for."""
    chosen: list[str] = []
    while sum(map(len, chosen)) < length:
        chosen.append(drawing.choice(material.sentences))
    return " ".join(chosen)


def _document(
    source: str, metadata: Metadata, shape: tuple[Passage, ...], parts: list[tuple[str, str]]
) -> Document:
    """A document of parts (heading and text), its pages where those of the shape are."""
    chunks: list[Chunk] = []
    start = 0
    for passage, (heading, text) in zip(shape, parts, strict=True):
        span = Span(start=start, end=start + len(text))
        chunks.append(
            Chunk(ordinal=len(chunks), span=span, page=passage.chunk.page, heading=heading)
        )
        start = span.end + len(BETWEEN)
    text = BETWEEN.join(text for _, text in parts)
    return Document(
        source=source,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        file_hash=hashlib.sha256(text.encode()).hexdigest(),
        media_type=shape[0].document.media_type,
        metadata=metadata,
        text=text,
        pages=tuple(_pages(chunks)),
        headings=(),
        chunks=tuple(chunks),
        access=(EVERYONE,),
    )


def _pages(chunks: list[Chunk]) -> Iterator[Page]:
    for number, group in groupby(chunks, lambda chunk: chunk.page):
        spans = [chunk.span for chunk in group]
        if number is not None:
            span = Span(start=spans[0].start, end=spans[-1].end)
            yield Page(number=number, label=str(number), span=span, body=span)


def _cut(document: Document, chunks: tuple[Chunk, ...]) -> Document:
    parts = {name: getattr(document, name) for name in document.__slots__}
    return Document(**{**parts, "chunks": chunks})


def _sentences(text: str) -> Iterator[str]:
    for span in sentence_spans(text, Span(start=0, end=len(text))):
        sentence = text[span.start : span.end]
        if len(sentence) > 20 and any(map(str.isalpha, sentence)):
            yield sentence


def batches(documents: Iterator[Document], size: int) -> Iterator[list[Document]]:
    """The documents, some at a time."""
    while some := list(islice(documents, size)):
        yield some
