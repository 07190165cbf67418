"""Builds and checks one generation; run as a child process, so that its stores surely let go.

`python -m ingest.index.building build|check` takes its order as a line of JSON on standard input,
speaks to its parent by lines on standard output, and ends by itself when the parent is gone (its
standard input closes).
"""

import json
import os
import shutil
import sys
import threading
from contextlib import closing
from dataclasses import asdict
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
from ingest.index.types import Manifest, Order
from ingest.index.vectors import VERSION as CHROMA_VERSION
from ingest.index.vectors import VectorReader, VectorWriter, load_chroma
from ingest.record.facts import Fact
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.types import IndexRow
from ingest.swedish import ANALYSER

SAMPLES = 40
REBUILD_SHARE = 0.3
"""More deletions than this share of the last generation, and it is built afresh."""
TOLERANCE = 0.02
FOUND_SHARE = 0.5
"""Of the samples. The search by vectors misses some chunks where very many are alike; in an
index that is not the record's it misses nearly all."""


def build(order: Order, reader: RecordReader) -> None:
    """Fill the folder: the last generation's copy with the difference applied, or all afresh.

    Where chunks are gone the words are indexed afresh, so that nothing is left of theirs.
    """
    keys = reader.keys()
    old = _reusable(order, reader, keys)
    gone = sorted(old.difference(keys))
    folder = Path(order.folder)
    folder.mkdir(parents=True)
    for part in ("chroma", *(() if gone else ("lexical",))) if old else ():
        source = generation_folder(Path(order.data), order.previous)
        shutil.copytree(source / part, folder / part)
    changes = len(gone) + len(keys) - (len(old) - len(gone))
    vectors = VectorWriter(folder / "chroma", changes)
    lexical = LexicalWriter(folder / "lexical")
    vectors.delete(gone)
    wanted = keys if gone else [key for key in keys if key not in old]
    done = 0
    for rows in reader.index_rows(wanted):
        vectors.add([row for row in rows if row.key not in old])
        lexical.add(rows)
        done += len(rows)
        print(f"{done} {len(wanted)}", flush=True)  # noqa: T201  (the parent reads it)
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
    step = max(1, len(keys) // SAMPLES)
    rows = [row for batch in reader.index_rows(keys[::step]) for row in batch]
    lexical = LexicalReader(folder / "lexical")
    with closing(VectorReader(folder / "chroma")) as vectors:
        counts = {vectors.count(), lexical.count(), len(keys)}
        found = sum(_found_by_vector(vectors, row) for row in rows)
    if len(counts) != 1:
        raise IndexDamagedError(f"Indexmappen {folder.name} har fel antal stycken: {counts}.")
    if found < FOUND_SHARE * len(rows):
        raise IndexDamagedError(f"Vektorindexet i {folder.name} hittar inte sina egna stycken.")
    if not all(_found_by_words(lexical, row) for row in rows):
        raise IndexDamagedError(f"Ordindexet i {folder.name} hittar inte sina egna stycken.")


def _reusable(order: Order, reader: RecordReader, keys: list[int]) -> set[int]:
    """The keys of the last generation, when it can be built upon; else nothing.

    A record that was put back from a backup, or begun anew, uses the keys of the old one for
    other chunks; it does not remember having published the generation that is live.
    """
    if order.previous == 0 or reader.fact(Fact.GENERATION) != str(order.previous):
        return set()
    folder = generation_folder(Path(order.data), order.previous)
    try:
        manifest, old = read_manifest(folder), set(read_keys(folder))
    except IndexDamagedError:
        return set()
    made_with = (manifest.embedder, manifest.chromadb, manifest.lexical, manifest.analyser)
    made_alike = made_with == (order.embedder, CHROMA_VERSION, LEXICAL_VERSION, ANALYSER)
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
        analyser=ANALYSER,
    )


def _found_by_vector(vectors: VectorReader, row: IndexRow) -> bool:
    own = float(row.vector @ row.vector)
    found = vectors.search(row.vector, 10)
    return own == 0.0 or any(hit.score >= own - TOLERANCE for hit in found)


def _found_by_words(lexical: LexicalReader, row: IndexRow) -> bool:
    weights = query_weights(row.words)
    return not weights or lexical.finds(row.key, weights)


def _line() -> bytes:
    """The parent's order; not through sys.stdin, which would take more than the line."""
    said = b""
    while not said.endswith(b"\n") and (more := os.read(0, 1)):
        said += more
    return said


def _leave_with_parent() -> None:
    while os.read(0, 1024):  # not through sys.stdin, whose lock would outlive this thread
        pass
    os._exit(1)


def main() -> int:
    """Do what the command line says; 0 when done, 3 with the reason on standard output if not."""
    load_chroma()
    said = _line()
    if not said:
        return 1
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    order = Order(**json.loads(said))
    engine = open_for_reading(Path(order.data))
    if engine is None:
        raise IndexDamagedError("Det finns inget register att bygga indexet av.")
    reader = RecordReader(engine, order.generation)
    try:
        {"build": build, "check": check}[sys.argv[1]](order, reader)
    except IndexDamagedError as error:
        print(error.reason, flush=True)  # noqa: T201  (the parent reads it)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
