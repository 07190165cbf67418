"""Documents made by hand, and what a library that holds them shows its readers."""

import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ingest.embedding import Embedder
from ingest.index.building import build, check
from ingest.index.generation import generation_folder, publish
from ingest.index.lexical import LexicalReader, query_weights
from ingest.index.types import Order
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.types import EmbeddedDocument, IndexRow, Vectors
from ingest.sync import sync
from ingest.types import EVERYONE, Chunk, Document, Metadata, Span
from ingest.work import Library
from tests.conftest import write_material

DIMENSION = 16
HERE = Path("/material")
"""The folder that documents made by hand come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What readers of one generation see of one document."""

    source: str
    text: str
    access: tuple[str, ...]


class Counting:
    """The embedder it is given, counting the texts it embeds."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.texts = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return self._embedder.embed_passages(texts)

    embed_queries = embed_passages


def taken_in_at(home: Path, files: dict[str, str], embedder: Embedder) -> Path:
    """A folder with `material` of these files and the `data` that it was taken into: it."""
    material = write_material(home / "material", files)
    sync(Library(data=home / "data", embedder=embedder, workers=1), [material])
    return home


def copied_with_material(home: Path, to: Path) -> Path:
    """A copy of a folder with `material` and the `data` that it was taken into: its data folder.

    The record takes the copy's material for what it was made of, and its files for unchanged.
    """
    _cp("-Rp", f"{home}/.", to)
    with closing(sqlite3.connect(to / "data" / "record.sqlite3")) as record, record:
        record.execute("UPDATE folders SET path = ?", (str(to / "material"),))
    return to / "data"


def copied(data: Path, to: Path) -> Path:
    """A copy of a data folder, made by a process of its own.

    Reading the record here, while it is open here, would free SQLite's locks on it: POSIX frees
    all that a process holds on a file when it closes any handle to it. The next program to close
    the record would then take away the write-ahead log from under the open connections
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    _cp("-R", data, to)
    return to


def _cp(*arguments: str | Path) -> None:
    copier = shutil.which("cp")
    assert copier is not None
    subprocess.run([copier, *arguments], check=True)


def document(source: str, *passages: str, access: tuple[str, ...] = (EVERYONE,)) -> Document:
    """A document without pages: one chunk for each passage, an empty line between them."""
    text = "\n\n".join(passages)
    starts = [sum(len(before) + 2 for before in passages[:n]) for n in range(len(passages))]
    spans = [
        Span(start=start, end=start + len(passage))
        for start, passage in zip(starts, passages, strict=True)
    ]
    return Document(
        source=source,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        file_hash=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        metadata=Metadata(title=source),
        text=text,
        pages=(),
        headings=(),
        chunks=tuple(
            Chunk(ordinal=n, span=span, page=None, heading="") for n, span in enumerate(spans)
        ),
        access=access,
        own_access=access,
    )


def directions(count: int, seed: int = 0, dimension: int = DIMENSION) -> Vectors:
    """Vectors of length 1 in directions drawn by the seed, float32 of shape (count, dimension)."""
    drawn = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


def embedded(*documents: Document) -> list[EmbeddedDocument]:
    """Documents with vectors that are theirs alone."""
    return [
        EmbeddedDocument(
            document=one, vectors=directions(len(one.chunks), int(one.content_hash[:8], 16))
        )
        for one in documents
    ]


def index_rows(vectors: Vectors, words: Sequence[str] = ()) -> list[IndexRow]:
    """Rows for the index with keys from 1."""
    return [
        IndexRow(key=n, words=words[n - 1] if words else "", vector=vector, restricted=False)
        for n, vector in enumerate(vectors, start=1)
    ]


def reader_of(data: Path, generation: int | None) -> RecordReader:
    """The record of a data folder, which must have one."""
    engine = open_for_reading(data)
    assert engine is not None
    return RecordReader(engine, generation)


def shown(data: Path, generation: int, folder: Path = HERE) -> dict[str, Shown]:
    """What readers of a generation see of a material folder, by source, each at most once."""
    with closing(reader_of(data, generation)) as reader:
        rows = [row for row in reader.documents() if row.folder == str(folder)]
        found = {
            row.source: Shown(
                source=row.source, text=reader.text(row.version_id).text, access=row.access
            )
            for row in rows
        }
    assert len(found) == len(rows)
    return found


def order_for(data: Path, generation: int, *, previous: int = 0) -> Order:
    """An order for a generation of hand-made vectors, to lie where it is at home."""
    return Order(
        data=str(data),
        folder=str(generation_folder(data, generation)),
        generation=generation,
        previous=previous,
        embedder="made by hand",
        dimension=DIMENSION,
    )


def build_here(order: Order) -> None:
    """Build, check and publish in this process."""
    building = Path(order.data) / "index" / "building-here"
    with closing(reader_of(Path(order.data), order.generation)) as reader:
        made = replace(order, folder=str(building))
        build(made, reader)
        check(made, reader)
    publish(Path(order.data), building, order.generation)


def check_here(order: Order) -> None:
    """Check in this process."""
    with closing(reader_of(Path(order.data), order.generation)) as reader:
        check(order, reader)


def keys_found(folder: Path, question: str, limit: int = 10) -> list[int]:
    """The chunks that a generation's words find, best first."""
    reader = LexicalReader(folder / "lexical")
    return [found.key for found in reader.search(query_weights(question), limit)]
