"""Builds and checks one generation; run as a child process, so that its stores surely let go.

`python -m ingest.index.building build|check JSON` speaks to its parent by lines on standard
output, and ends by itself when the parent is gone (its standard input closes).
"""

import json
import os
import shutil
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexDamagedError
from ingest.index.generation import (
    generation_folder,
    keys_hash,
    read_keys,
    read_manifest,
    write_manifest,
)
from ingest.index.lexical import VERSION as LEXICAL_VERSION
from ingest.index.lexical import LexicalReader, LexicalWriter, query_weights
from ingest.index.types import Manifest
from ingest.index.vectors import VERSION as CHROMA_VERSION
from ingest.index.vectors import VectorReader, VectorWriter
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.types import IndexRow

SAMPLES = 40
REBUILD_SHARE = 0.3
"""More deletions than this share of the last generation, and it is built afresh."""
TOLERANCE = 0.02
FOUND_SHARE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build: `generation` in `folder`, starting from `previous` (0: from nothing)."""

    data: str
    folder: str
    generation: int
    previous: int
    embedder: str
    dimension: int


def build(order: Order, reader: RecordReader) -> None:
    """Fill the folder: the last generation's copy with the difference applied, or all afresh."""
    keys = reader.keys()
    old = _reusable(order, keys)
    folder = Path(order.folder)
    folder.mkdir(parents=True)
    if old:
        source = generation_folder(Path(order.data), order.previous)
        for part in ("chroma", "lexical"):
            shutil.copytree(source / part, folder / part)
    vectors, lexical = VectorWriter(folder / "chroma"), LexicalWriter(folder / "lexical")
    gone = sorted(old - set(keys))
    vectors.delete(gone)
    lexical.delete(gone)
    new = [key for key in keys if key not in old]
    done = 0
    for rows in reader.index_rows(new):
        vectors.add(rows)
        lexical.add(rows)
        done += len(rows)
        print(f"{done} {len(new)}", flush=True)  # noqa: T201  (the parent reads it)
    vectors.close()
    lexical.close()
    write_manifest(folder, _manifest(order, keys), keys)


def check(order: Order, reader: RecordReader) -> None:
    """Open the folder as a reader would: counts must agree and samples must find themselves.

    Raises:
        IndexDamagedError: naming what does not hold.
    """
    folder = Path(order.folder)
    keys = reader.keys()
    manifest = read_manifest(folder)
    if asdict(manifest) != asdict(_manifest(order, keys)):
        raise IndexDamagedError(f"Indexmappen {folder.name} stämmer inte med registret.")
    vectors, lexical = VectorReader(folder / "chroma"), LexicalReader(folder / "lexical")
    counts = {vectors.count(), lexical.count(), len(keys)}
    if len(counts) != 1:
        raise IndexDamagedError(f"Indexmappen {folder.name} har fel antal stycken: {counts}.")
    step = max(1, len(keys) // SAMPLES)
    rows = [row for batch in reader.index_rows(keys[::step]) for row in batch]
    if not all(_found_by_vector(vectors, row) for row in rows):
        raise IndexDamagedError(f"Vektorindexet i {folder.name} hittar inte sina egna stycken.")
    if sum(_found_by_words(lexical, row) for row in rows) < FOUND_SHARE * len(rows):
        raise IndexDamagedError(f"Ordindexet i {folder.name} hittar inte sina egna stycken.")


def _reusable(order: Order, keys: list[int]) -> set[int]:
    """The keys of the last generation, when it can be built upon; else nothing."""
    if order.previous == 0:
        return set()
    folder = generation_folder(Path(order.data), order.previous)
    try:
        manifest, old = read_manifest(folder), set(read_keys(folder))
    except IndexDamagedError:
        return set()
    made_alike = (manifest.embedder, manifest.chromadb, manifest.lexical) == (
        order.embedder,
        CHROMA_VERSION,
        LEXICAL_VERSION,
    )
    few_gone = len(old.difference(keys)) <= REBUILD_SHARE * len(old)
    return old if made_alike and few_gone else set()


def _manifest(order: Order, keys: list[int]) -> Manifest:
    return Manifest(
        generation=order.generation,
        chunks=len(keys),
        keys_hash=keys_hash(keys),
        embedder=order.embedder,
        dimension=order.dimension,
        chromadb=CHROMA_VERSION,
        lexical=LEXICAL_VERSION,
    )


def _found_by_vector(vectors: VectorReader, row: IndexRow) -> bool:
    own = float(row.vector @ row.vector)
    found = vectors.search(row.vector, 10)
    return own == 0.0 or any(hit.score >= own - TOLERANCE for hit in found)


def _found_by_words(lexical: LexicalReader, row: IndexRow) -> bool:
    weights = query_weights(row.words[:600])
    return not weights or any(hit.key == row.key for hit in lexical.search(weights, 50))


def _leave_with_parent() -> None:
    while os.read(0, 1024):  # not through sys.stdin, whose lock would outlive this thread
        pass
    os._exit(1)


def main() -> int:
    """Do what the command line says; 0 when done, 3 with the reason on standard output if not."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    order = Order(**json.loads(sys.argv[2]))
    engine = open_for_reading(Path(order.data))
    if engine is None:
        raise IndexDamagedError("Det finns inget register att bygga indexet av.")
    reader = RecordReader(engine, order.generation)
    try:
        {"build": build, "check": check}[sys.argv[1]](order, reader)
    except IndexDamagedError as error:
        print(error, flush=True)  # noqa: T201  (the parent reads it)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
