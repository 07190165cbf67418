"""Builds and checks generations; run as a child process, so that its stores surely let go.

`python -m ingest.index.building` loads its libraries, and takes orders as lines on standard input
(`build` or `check`, then the order as JSON). Each is obeyed by a copy of the process, which knows
nothing of those before: loading takes longer than a small build. It speaks to its parent by lines
on standard output, `ended CODE` the last of an order, and ends by itself when the parent is gone
(its standard input closes).
"""

import atexit
import gc
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NoReturn

from ingest.errors import DataFolderError, IndexDamagedError
from ingest.index.complaints import BEGUN, ENDED, TOLD, TOLD_OF_RECORD
from ingest.index.generation import (
    check_keys,
    generation_folder,
    keys_hash,
    read_keys,
    read_manifest,
    write_manifest,
)
from ingest.index.lexical import VERSION as LEXICAL_VERSION
from ingest.index.lexical import LexicalReader, LexicalWriter, query_weights
from ingest.index.parts import Part, plan_parts, read_parts
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
TERMS = 20
"""By so many of its terms a sample must be found; all of them would take half a second more."""
FOUND_SHARE = 0.5
"""Of the samples. The search by vectors misses some chunks where very many are alike; in an
index that is not the record's it misses nearly all."""


def build(order: Order, reader: RecordReader) -> None:
    """Fill the folder: the last generation's copy with the difference applied, or all afresh.

    Of the words, the parts that have lost chunks are renewed, so that nothing is left of theirs.
    """
    keys = reader.keys()
    former = _former(order, reader, keys)
    gone = sorted(former.keys.difference(keys))
    folder = Path(order.folder)
    folder.mkdir(parents=True)
    if former.keys:
        shutil.copytree(former.folder / "chroma", folder / "chroma")
    plan = plan_parts(former.parts, keys)
    unknown = former.keys.symmetric_difference(keys)
    vectors = VectorWriter(folder / "chroma", len(unknown))
    vectors.delete(gone)
    lexical = LexicalWriter(folder / "lexical")
    if plan.kept:
        lexical.keep(former.folder / "lexical", plan.kept)
    progress = _Progress(sum(len(renewal.anew) for renewal in plan.renewals))
    for renewal in plan.renewals:
        rows = _added(vectors, former.keys, reader.index_rows(renewal.anew.tolist()))
        lexical.renew(former.folder / "lexical", renewal, progress.of(rows))
    vectors.close()
    lexical.close()
    write_manifest(folder, _manifest(order, keys), keys)


def _added(
    vectors: VectorWriter, old: frozenset[int], batches: Iterable[list[IndexRow]]
) -> Iterator[list[IndexRow]]:
    """The rows, after those that the last generation did not have were added to the vectors."""
    for rows in batches:
        vectors.add([row for row in rows if row.key not in old])
        yield rows


class _Progress:
    """Tells the parent how many chunks are done of how many."""

    def __init__(self, whole: int) -> None:
        self._done, self._whole = 0, whole

    def of(self, batches: Iterable[list[IndexRow]]) -> Iterator[list[IndexRow]]:
        """The same rows, counted."""
        for rows in batches:
            yield rows
            self._done += len(rows)
            print(f"{self._done} {self._whole}", flush=True)  # noqa: T201  (the parent reads it)


def check(order: Order, reader: RecordReader) -> None:
    """Open the folder as a reader would: counts must agree and samples must find themselves.

    Raises:
        IndexDamagedError: naming what does not hold.
    """
    folder = Path(order.folder)
    keys = reader.keys()
    manifest = read_manifest(folder)
    if asdict(manifest) != asdict(_manifest(order, keys)):
        raise IndexDamagedError(f"Indexmappen {folder.name} stämmer inte med databasen.")
    check_keys(folder, manifest)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Former:
    """What can be built upon of the last generation; no keys: of its vectors nothing."""

    folder: Path
    keys: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()


def _former(order: Order, reader: RecordReader, keys: list[int]) -> _Former:
    """What can be built upon: the vectors, and the words unless another analyser made them.

    A record that was put back from a backup, or begun anew, uses the keys of the old one for
    other chunks; it does not remember having published the generation that is live.
    """
    folder = generation_folder(Path(order.data), order.previous)
    nothing = _Former(folder=folder)
    if order.previous == 0 or reader.fact(Fact.GENERATION) != str(order.previous):
        return nothing
    try:
        manifest, old = read_manifest(folder), frozenset(read_keys(folder))
    except IndexDamagedError:
        return nothing
    few_gone = len(old.difference(keys)) <= REBUILD_SHARE * len(old)
    if (manifest.embedder, manifest.chromadb) != (order.embedder, CHROMA_VERSION) or not few_gone:
        return nothing
    if (manifest.lexical, manifest.analyser) != (LEXICAL_VERSION, ANALYSER):
        return replace(nothing, keys=old)
    return replace(nothing, keys=old, parts=tuple(read_parts(folder / "lexical")))


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
    some = list(query_weights(row.words))[:TERMS]
    return not some or lexical.finds(row.key, some)


def _line() -> bytes:
    """The parent's order, empty without one; not by sys.stdin, which would take more of it."""
    said = b""
    while more := os.read(0, 1):
        said += more
        if more == b"\n":
            return said
    return b""


def _leave_with_parent() -> None:
    while os.read(0, 1024):  # not through sys.stdin, whose lock would outlive this thread
        pass
    os._exit(1)


def _obey(said: bytes) -> int:
    """Do what is ordered: 0 when done, else the reason is printed (see `complaints`)."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    task, _, written = said.decode().partition(" ")
    order = Order(**json.loads(written))
    engine = open_for_reading(Path(order.data))
    if engine is None:
        raise IndexDamagedError("Det finns ingen databas att bygga indexet av.")
    reader = RecordReader(engine, order.generation)
    try:
        {"build": build, "check": check}[task](order, reader)
    except IndexDamagedError as error:
        print(error.reason, flush=True)  # noqa: T201  (the parent reads it)
        return TOLD
    except DataFolderError as error:
        print(error, flush=True)  # noqa: T201  (the same)
        return TOLD_OF_RECORD
    return 0


def _leave(code: int) -> NoReturn:
    """End this copy without taking its libraries down, which costs more than a small build.

    Its stores are closed by then, and the kernel lets go of the rest.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> int:
    """Have every order obeyed by a copy of this process."""
    atexit.register(gc.freeze)  # looking through all that is left takes a sixth of a second
    load_chroma()
    plan_parts((), [1])  # has NumPy load what it loads at its first union
    while said := _line():
        if (copy := os.fork()) == 0:
            _leave(_obey(said))
        print(f"{BEGUN} {copy}", flush=True)  # noqa: T201  (the parent reads it)
        _, status = os.waitpid(copy, 0)
        print(f"{ENDED} {os.waitstatus_to_exitcode(status)}", flush=True)  # noqa: T201  (the same)
    return 0


if __name__ == "__main__":
    sys.exit(main())
