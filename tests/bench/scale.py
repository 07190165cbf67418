"""How retrieval holds when the library grows: times, memory, and what building takes.

A library of `chunks` passages is made of the material's own sentences (`multiplying`), through
the record and the index as they are, in this process; a process of its own then serves it
(`scale_serving`).
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.embedding import Embedder
from ingest.index.building import check
from ingest.index.generation import keys_hash, publish, write_manifest
from ingest.index.lexical import VERSION as LEXICAL_VERSION
from ingest.index.lexical import LexicalWriter
from ingest.index.types import Manifest, Order
from ingest.index.vectors import VERSION as CHROMA_VERSION
from ingest.index.vectors import VectorWriter
from ingest.record.facts import Fact
from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.types import EmbeddedDocument
from ingest.record.writing import RecordWriter
from ingest.rendering import findable
from ingest.swedish import ANALYSER
from ingest.types import Document
from tests.bench.multiplying import Material, batches, multiplied, read_material
from tests.bench.running import show

GENERATION = 1
AT_ONCE = 1000
EMBEDDED = 20_000
WARMING = 100
FROM = Path("/made")
BARS = {100_000: "at most 25 / 60 ms (aim 10 / 25)", 1_000_000: "p95 at most 4 x that of 100,000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a large library is made of and asked with."""

    reader: RecordReader
    embedder: Embedder
    questions: Sequence[str]


def measure_scale(sources: Sources, data: Path, chunks: int) -> None:
    """Print rates of building and the times and memory of serving `chunks` passages.

    A library that is in `data` already is measured as it is.
    """
    material = read_material(sources.reader)
    _measure_embedding(material, sources.embedder)
    if not (data / "index" / "CURRENT").exists():
        spent = build_multiplied(material, sources.embedder, data, chunks)
        for name, seconds in spent.items():
            rate = f"{seconds:.0f} s ({chunks / max(seconds, 1e-9):,.0f}/s)"
            show(f"building {chunks:,} passages: {name}", rate, "")
    warming = [s for s in material.sentences if len(s) < 150][: WARMING * 7 : 7]
    _show_serving(_served(data, [*warming, *sources.questions]))


def _measure_embedding(material: Material, embedder: Embedder) -> None:
    texts = [
        findable(p.document.metadata.title, p.chunk.heading, p.text)
        for shape in material.shapes
        for p in shape
    ]
    made = (
        embedding_text(d, n) for d in multiplied(material, EMBEDDED) for n in range(len(d.chunks))
    )
    texts = list(made)
    started = time.perf_counter()
    embedder.embed_passages(texts)
    rate = len(texts) / (time.perf_counter() - started)
    show(
        f"embedding {len(texts):,} passages, a second",
        f"{rate:,.0f}",
        "at least 3,000 (aim 10,000)",
    )


def embedding_text(document: Document, n: int) -> str:
    """What is embedded of a document's chunk."""
    chunk = document.chunks[n]
    text = document.text[chunk.span.start : chunk.span.end]
    return findable(document.metadata.title, chunk.heading, text)


def build_multiplied(
    material: Material, embedder: Embedder, data: Path, chunks: int
) -> dict[str, float]:
    """Fill the record, build a generation and publish it; seconds by step."""
    spent: dict[str, float] = {}
    data.mkdir(parents=True, exist_ok=True)
    _fill_record(material, embedder, data, chunks, spent)
    building = data / "index" / "building-scale"
    order = Order(
        data=str(data),
        folder=str(building),
        generation=GENERATION,
        previous=0,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
    )
    engine = open_for_reading(data)
    assert engine
    with closing(RecordReader(engine, GENERATION)) as reader:
        _fill_index(order, reader, spent)
        with _timed(spent, "checking"):
            check(order, reader)
    publish(data, building, GENERATION)
    return spent


def _fill_record(
    material: Material, embedder: Embedder, data: Path, chunks: int, spent: dict[str, float]
) -> None:
    engine = open_for_writing(data)
    writer = RecordWriter(engine, GENERATION)
    for documents in batches(multiplied(material, chunks), AT_ONCE):
        with _timed(spent, "embedding"):
            texts = [embedding_text(d, n) for d in documents for n in range(len(d.chunks))]
            vectors = embedder.embed_passages(texts)
        with _timed(spent, "record"):
            ends = np.cumsum([len(document.chunks) for document in documents])[:-1]
            parts = np.split(vectors, ends)
            writer.stage(
                FROM,
                [
                    EmbeddedDocument(document=document, vectors=part)
                    for document, part in zip(documents, parts, strict=True)
                ],
            )
    writer.set_fact(Fact.EMBEDDER, embedder.fingerprint)
    writer.set_fact(Fact.GENERATION, str(GENERATION))
    engine.dispose()


def _fill_index(order: Order, reader: RecordReader, spent: dict[str, float]) -> None:
    """What `ingest.index.building` does, by the clock."""
    folder = Path(order.folder)
    folder.mkdir(parents=True)
    keys = reader.keys()
    vectors = VectorWriter(folder / "chroma", len(keys))
    lexical = LexicalWriter(folder / "lexical")
    rows_of = reader.index_rows(keys)
    while True:
        with _timed(spent, "reading the record"):
            rows = next(rows_of, None)
        if rows is None:
            break
        with _timed(spent, "Chroma"):
            vectors.add(rows)
        with _timed(spent, "tantivy"):
            lexical.add(rows)
    with _timed(spent, "Chroma"):
        vectors.close()
    with _timed(spent, "tantivy"):
        lexical.close()
    manifest = Manifest(
        generation=order.generation,
        chunks=len(keys),
        keys_hash=keys_hash(keys),
        embedder=order.embedder,
        dimension=order.dimension,
        chromadb=CHROMA_VERSION,
        lexical=LEXICAL_VERSION,
        analyser=ANALYSER,
    )
    write_manifest(folder, manifest, keys)


def _served(data: Path, questions: list[str]) -> Any:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(questions, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.scale_serving", str(data), file.name],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"the serving process ended: {done.stderr[-800:]}")
    return json.loads(done.stdout)


def _show_serving(served: Any) -> None:
    chunks, steps = served["chunks"], served["steps"]
    names = sorted(
        {name for step in steps for name in step},
        key=lambda name: -sum(step.get(name, 0.0) for step in steps),
    )
    for name in names:
        times = sorted(step.get(name, 0.0) for step in steps)
        median, p95 = np.median(times), times[int(0.95 * len(times)) - 1]
        bar = BARS.get(chunks, "") if name == "whole" else ""
        show(f"{chunks:,} passages, {name}: median / p95", f"{median:.1f} / {p95:.1f} ms", bar)
    show("  opening", f"{served['opening'] / 1000:.1f} s", "")
    memory = " / ".join(str(megabytes) for megabytes in served["memory"])
    show("  MB at start / model / open / asked", memory, "at most 4000 (aim 2000)")
    for trouble in served["trouble"]:
        show("  trouble", "", trouble)


@contextmanager
def _timed(spent: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
