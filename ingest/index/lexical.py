"""The lexical store: tantivy (BM25) over the analyser's terms, and nothing it could be read from.

Only the terms and the chunk's key are kept; the words stay in the record.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import tantivy

from ingest.errors import IndexDamagedError
from ingest.index.sealing import check_seal, seal
from ingest.index.types import Found
from ingest.record.types import IndexRow
from ingest.swedish import terms

VERSION = version("tantivy")
HEAP_BYTES = 256_000_000


class LexicalWriter:
    """Fills one unpublished folder.

    Nothing can be deleted: tantivy would keep a deleted chunk's terms on disk, and they tell
    what its words were.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add chunks that are not there yet."""
        for row in rows:
            document = tantivy.Document()
            document.add_unsigned("key", row.key)
            document.add_text("terms", terms(row.words))
            self._writer.add_document(document)

    def close(self) -> None:
        """Commit, wait for merging, let go of the folder, seal it."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        seal(self._folder, [file for file in self._folder.iterdir() if file.name[0] != "."])


class LexicalReader:
    """Searches one published folder; may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        check_seal(folder)
        try:
            self._searcher = tantivy.Index(self._schema, path=str(folder)).searcher()
        except (ValueError, OSError) as error:
            raise IndexDamagedError(f"Ordindexet i {folder} går inte att öppna.") from error

    def count(self) -> int:
        """How many chunks it holds."""
        return self._searcher.num_docs

    def search(self, weights: dict[str, float], limit: int) -> list[Found]:
        """The best chunks by BM25 over weighted terms, best first."""
        if not weights:
            return []
        clauses = [
            (tantivy.Occur.Should, _weighted(self._schema, term, weight))
            for term, weight in weights.items()
        ]
        result = self._searcher.search(
            tantivy.Query.boolean_query(clauses), limit=limit, count=False
        )
        keys = self._searcher.fast_field_values("key", [address for _, address in result.hits])
        return [
            Found(key=int(key or 0), score=float(score))
            for (score, _), key in zip(result.hits, keys, strict=True)
        ]

    def finds(self, key: int, wanted: Iterable[str]) -> bool:
        """True when this chunk is among those that hold any of the wanted terms."""
        this = tantivy.Query.term_query(self._schema, "key", key)
        held = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, _weighted(self._schema, term, 1.0)) for term in wanted]
        )
        return bool(self._searcher.search(this.and_must_match(held), limit=1).hits)

    def frequency(self, term: str) -> int:
        """In how many chunks a term stands."""
        return int(self._searcher.doc_freq("terms", term))


def query_weights(text: str) -> dict[str, float]:
    """The terms of a question, each weighted by how often it occurs."""
    return {term: float(count) for term, count in Counter(terms(text).split()).items()}


def _weighted(schema: tantivy.Schema, term: str, weight: float) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, "terms", term, "freq")
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
