"""Makes one part of a lexical store: an index of its own, whose segments the store then names.

Every chunk's terms are filled up to a number that tantivy can write exactly. It keeps a chunk's
length in one byte, and when it merges what is left of a segment it adds those up: without the
filling a part made by merging would score a little otherwise than one made afresh.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import tantivy

from ingest.errors import IndexDamagedError
from ingest.index.parts import MERGED_AT, Part, Renewal, Segment, share_files
from ingest.record.types import IndexRow

HEAP_BYTES = 256_000_000
MERGING_HEAP_BYTES = 32_000_000
META = "meta.json"
FILLING = " \N{PILCROW SIGN}"
"""No term of any text."""
EXACT = 24
"""Tantivy writes lengths beyond 16 more than this with four bits from the first that is set."""

Analyser = Callable[[str], str]
"""A text to its index terms, separated by blanks; documents and questions go by the same one."""


def schema() -> tantivy.Schema:
    """What the lexical store holds of a chunk: its key and its terms, neither to be read back."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def name_segments(folder: Path, parts: Iterable[Part]) -> None:
    """Have an index folder consist of these parts, whose files lie there."""
    tantivy.Index(schema(), path=str(folder))
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    meta["segments"] = [
        {"segment_id": segment.name, "max_doc": segment.chunks, "deletes": None}
        for part in parts
        for segment in part.segments
    ]
    (folder / META).write_text(json.dumps(meta, indent=1), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What is to be indexed from the record, and by which analyser."""

    rows: Sequence[IndexRow]
    analyse: Analyser


class PartWriter:
    """Fills a folder of its own with one part."""

    def __init__(self, folder: Path, analyse: Analyser, heap: int = HEAP_BYTES) -> None:
        self._folder = folder
        self._analyse = analyse
        self._schema = schema()
        self._keys: list[int] = []
        folder.mkdir(exist_ok=True)
        self._writer = tantivy.Index(self._schema, path=str(folder)).writer(heap, 1)

    @property
    def chunks(self) -> int:
        """How many have been added."""
        return len(self._keys)

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add chunks that are not there yet."""
        for row in rows:
            document = tantivy.Document()
            document.add_unsigned("key", row.key)
            document.add_text("terms", filled(self._analyse(row.words)))
            self._writer.add_document(document)
            self._keys.append(row.key)

    def drop(self, key: int) -> None:
        """Leave out a chunk that was there before any was added."""
        # Deleting by term does nothing where the term is a number.
        self._writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "key", key))

    def commit(self) -> None:
        """End the segment; once there are eight, tantivy makes one of them."""
        self._writer.commit()

    def close(self, held: Sequence[int] = ()) -> Part:
        """Wait for merging, let go of the folder; the part, with what it still `held`."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        made = json.loads((self._folder / META).read_text(encoding="utf-8"))["segments"]
        return Part(
            segments=tuple(Segment(name=s["segment_id"], chunks=s["max_doc"]) for s in made),
            keys=np.array(sorted([*self._keys, *held]), np.int64),
        )


def merge(folder: Path, former: Path, renewal: Renewal, writing: Writing) -> Part:
    """Make one part of a published folder's parts and of what is new, in a folder of its own.

    Tantivy merges by its own rule alone, so there are as many pieces as it takes.

    Raises:
        IndexDamagedError: when not one whole piece came of it.
    """
    folder.mkdir()
    for part in renewal.parts:
        share_files(part.files(former), folder)
    name_segments(folder, renewal.parts)
    writer = PartWriter(folder, writing.analyse, MERGING_HEAP_BYTES)
    for key in renewal.dropped.tolist():
        writer.drop(key)
    bounds = np.linspace(0, len(writing.rows), MERGED_AT - len(renewal.parts) + 1).astype(int)
    for start, end in pairwise(bounds):
        writer.add(writing.rows[start:end])
        writer.commit()
    held = np.concatenate([part.keys for part in renewal.parts])
    made = writer.close(np.setdiff1d(held, renewal.dropped, assume_unique=True).tolist())
    if [segment.chunks for segment in made.segments] != [len(made.keys)]:
        raise IndexDamagedError(f"Ordindexets delar i {former} gick inte att slå ihop.")
    return made


def filled(terms: str) -> str:
    """The terms, and as many fillings as it takes."""
    count = len(terms.split())
    beyond = count - EXACT
    if beyond < 16:
        return terms
    step = 1 << (beyond.bit_length() - 4)
    return terms + FILLING * (-beyond % step)
