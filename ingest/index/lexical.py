"""The lexical store: tantivy (BM25) over the analyser's terms, and nothing it could be read from.

Only the terms and the chunk's key are kept; the words stay in the record.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

import numpy as np
import tantivy

from ingest.errors import IndexDamagedError
from ingest.index.lending import lent
from ingest.index.part_making import Analyser, PartWriter, Writing, merge, name_segments, schema
from ingest.index.parts import LARGEST_MERGED, Part, Renewal, share_files, write_parts
from ingest.index.sealing import check_seal, seal, sealed, sealed_files
from ingest.index.types import Found, StemCount
from ingest.record.types import IndexRow, Keys
from ingest.swedish import terms

VERSION = f"{version('tantivy')}, filled"
MAKING = ".making"
STEM_MARK = "="
"""What the analyser puts before a stem, to tell it from a 4-gram."""
MOST_STEMS = 200_000
"""So many different stems are handed out at most; a library of 100,000 chunks has fewer."""
MOST_PLACES = 300_000
PLACES_A_CHUNK = 2
"""A place is a term in a chunk; a search takes about a millisecond for 200,000. Of a question that
has more than both allow, the most common terms are left out: those tell chunks apart least."""
KNOWN_TERMS = 50_000
"""How common so many terms are is remembered: a question asks of each in every search, and of each
part of the index."""
FEW_KEYS = 500
DEEPER = 8
"""So many times more chunks are looked through for those that are asked for."""


class LexicalWriter:
    """Fills one unpublished folder, in parts that are never written to again.

    Nothing can be deleted but by renewing a part: tantivy would keep a deleted chunk's terms on
    disk, and they tell what its words were. No tantivy writer ever opens the whole.
    """

    def __init__(
        self, folder: Path, analyse: Analyser = terms, chunks_a_part: int = LARGEST_MERGED
    ) -> None:
        self._folder = folder
        self._analyse = analyse
        self._chunks_a_part = chunks_a_part
        self._open: PartWriter | None = None
        self._parts: list[Part] = []
        self._sums: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add chunks that are not there yet, ascending by key."""
        start = 0
        while start < len(rows):
            self._open = self._open or PartWriter(self._folder / MAKING, self._analyse)
            end = start + self._chunks_a_part - self._open.chunks
            self._open.add(rows[start:end])
            if self._open.chunks == self._chunks_a_part:
                self._end_part()
            start = end

    def keep(self, former: Path, parts: Iterable[Part]) -> None:
        """Take over parts of a published folder, with what its seal says of them."""
        known = sealed(former)
        for part in parts:
            files = part.files(former)
            share_files(files, self._folder)
            self._sums |= {file.name: known[file.name] for file in files if file.name in known}
            self._parts.append(part)

    def renew(self, former: Path, renewal: Renewal, batches: Iterable[Sequence[IndexRow]]) -> None:
        """Make a part of a published folder's parts, and of what is to be indexed anew."""
        if renewal.parts:
            rows = [row for batch in batches for row in batch]
            writing = Writing(rows=rows, analyse=self._analyse)
            self._take(merge(self._folder / MAKING, former, renewal, writing))
            return
        self._chunks_a_part = len(renewal.anew)
        for batch in batches:
            self.add(batch)

    def _end_part(self) -> None:
        if self._open:
            self._take(self._open.close())
            self._open = None

    def _take(self, part: Part) -> None:
        for file in part.files(self._folder / MAKING):
            file.rename(self._folder / file.name)
        shutil.rmtree(self._folder / MAKING)
        self._parts.append(part)

    def close(self) -> None:
        """Finish the last part, name all of them, seal the folder."""
        self._end_part()
        name_segments(self._folder, self._parts)
        write_parts(self._folder, self._parts)
        files = [file for file in self._folder.iterdir() if file.name[0] != "."]
        seal(self._folder, files, self._sums)


class LexicalReader:
    """Searches one published folder; may be shared by threads."""

    def __init__(self, folder: Path, most_places: int = MOST_PLACES) -> None:
        self._schema = schema()
        check_seal(folder)
        with ExitStack() as opening:
            path = str(lent(folder, sealed_files(folder), opening))
            try:
                self._searcher = tantivy.Index(self._schema, path=path).searcher()
            except (ValueError, OSError) as error:
                raise IndexDamagedError(f"Ordindexet i {folder} går inte att öppna.") from error
        self._most_places = max(most_places, PLACES_A_CHUNK * self.count())
        searcher = self._searcher
        self._frequency: Callable[[str], int] = lru_cache(KNOWN_TERMS)(
            lambda term: int(searcher.doc_freq("terms", term))
        )

    def count(self) -> int:
        """How many chunks it holds."""
        return self._searcher.num_docs

    def search(
        self, weights: dict[str, float], limit: int, among: Keys | None = None
    ) -> list[Found]:
        """The best chunks by BM25 over weighted terms, best first.

        With `among` only those chunks are found, with the scores that they have anyhow.
        """
        if not weights:
            return []
        clauses = [
            (tantivy.Occur.Should, _weighted(self._schema, term, weight))
            for term, weight in self._affordable(weights).items()
        ]
        query = tantivy.Query.boolean_query(clauses)
        return self._best(query, limit) if among is None else self._among(query, limit, among)

    def _affordable(self, weights: dict[str, float]) -> dict[str, float]:
        """The rarest terms, as many as have `most_places` together; one at least."""
        places = {term: self.frequency(term) for term in weights}
        if sum(places.values()) <= self._most_places:
            return weights
        rarest = sorted(weights, key=places.__getitem__)
        together = accumulate(places[term] for term in rarest)
        count = sum(so_far <= self._most_places for so_far in together)
        return {term: weights[term] for term in rarest[: max(count, 1)]}

    def _among(self, query: tantivy.Query, limit: int, among: Keys) -> list[Found]:
        """Looks through the best of all first where the chunks are many, for that is quicker."""
        if len(among) > FEW_KEYS:
            found = self._best(query, DEEPER * limit)
            held = np.isin([one.key for one in found], among)
            kept = [one for one, is_held in zip(found, held, strict=True) if is_held]
            if len(kept) >= limit or len(found) < DEEPER * limit:
                return kept[:limit]
        unscored = tantivy.Query.const_score_query(_one_of(self._schema, among), 0.0)
        return self._best(query.and_must_match(unscored), limit)

    def _best(self, query: tantivy.Query, limit: int) -> list[Found]:
        hits = self._hits(query, limit)
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return [
            Found(key=int(key or 0), score=float(score))
            for (score, _), key in zip(hits, keys, strict=True)
        ]

    def _hits(self, query: tantivy.Query, limit: int) -> Sequence[tuple[float, tantivy.DocAddress]]:
        try:
            found = self._searcher.search(query, limit=limit, count=False)
        except (ValueError, OSError) as error:
            raise IndexDamagedError("Ordindexet gick inte att söka i.") from error
        hits: Sequence[tuple[float, tantivy.DocAddress]] = found.hits
        return hits

    def scores(self, weights: dict[str, float], keys: Keys) -> list[Found]:
        """The BM25 scores of these chunks; one that holds none of the terms is left out."""
        return self.search(weights, len(keys), keys) if len(keys) else []

    def finds(self, key: int, wanted: Iterable[str]) -> bool:
        """True when this chunk is among those that hold any of the wanted terms."""
        this = tantivy.Query.term_query(self._schema, "key", key)
        held = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, _weighted(self._schema, term, 1.0)) for term in wanted]
        )
        return bool(self._searcher.search(this.and_must_match(held), limit=1).hits)

    def holding(self, wanted: Iterable[str]) -> Keys:
        """The keys of all chunks that hold any of the wanted terms, in no order.

        Raises `IndexDamagedError` as a search does.
        """
        clauses = [(tantivy.Occur.Should, _weighted(self._schema, term, 1.0)) for term in wanted]
        query = tantivy.Query.const_score_query(tantivy.Query.boolean_query(clauses), 0.0)
        hits = self._hits(query, max(self.count(), 1)) if clauses else []
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.array(keys, np.int64)

    def frequency(self, term: str) -> int:
        """In how many chunks a term stands."""
        return self._frequency(term)

    def stems(self) -> list[StemCount]:
        """The stems it holds, without their mark, those of the most chunks first."""
        found = self._searcher.terms_with_prefix("terms", STEM_MARK, limit=MOST_STEMS)
        return [StemCount(stem=term[len(STEM_MARK) :], chunks=count) for term, count in found]


def query_weights(text: str, analyse: Analyser = terms) -> dict[str, float]:
    """The terms of a question, each weighted by how often it occurs."""
    return {term: float(count) for term, count in Counter(analyse(text).split()).items()}


def _weighted(schema: tantivy.Schema, term: str, weight: float) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, "terms", term, "freq")
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _one_of(schema: tantivy.Schema, keys: Keys) -> tantivy.Query:
    """Matches these chunks; a set goes through the whole key dictionary, which few need not."""
    if len(keys) > FEW_KEYS:
        return tantivy.Query.term_set_query(schema, "key", keys.tolist())
    each = (tantivy.Query.term_query(schema, "key", key) for key in keys.tolist())
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in each])
