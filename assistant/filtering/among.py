"""Searches both legs among some of the chunks only.

Chroma's own filters cost 70 to 400 ms at 100,000 chunks. So a few chunks are compared one by
one, by the record's vectors; of many, those are kept that stand among the nearest of all.
"""

from dataclasses import dataclass, replace

import numpy as np

from assistant.library import OpenLibrary
from assistant.retrieval.legs import DenseLeg, Legs
from ingest.index.lexical import LexicalReader
from ingest.index.types import Found
from ingest.record.facts import Fact
from ingest.record.types import Keys, Vectors

FEW = 2000
DEEPER = 8
"""Of many chunks, so many times more are asked for than are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalAmong:
    """The lexical leg, among some chunks; terms are as rare as in the whole library."""

    leg: LexicalReader
    keys: Keys

    def search(self, weights: dict[str, float], limit: int) -> list[Found]:
        """The best of these chunks, best first."""
        return self.leg.search(weights, limit, self.keys)

    def scores(self, weights: dict[str, float], keys: Keys) -> list[Found]:
        """The scores of these chunks."""
        return self.leg.scores(weights, keys)

    def frequency(self, term: str) -> int:
        """In how many chunks of the library an index term stands."""
        return self.leg.frequency(term)

    def count(self) -> int:
        """How many chunks the library has."""
        return self.leg.count()


@dataclass(frozen=True, slots=True, kw_only=True)
class DenseAmong:
    """The dense leg, among many chunks: some that lie far off may not be found."""

    leg: DenseLeg
    keys: Keys

    def search(self, vector: Vectors, limit: int) -> list[Found]:
        """The nearest of these chunks, best first."""
        found = self.leg.search(vector, DEEPER * limit)
        held = np.isin([one.key for one in found], self.keys)
        return [one for one, is_held in zip(found, held, strict=True) if is_held][:limit]


def legs_among(library: OpenLibrary, keys: Keys, fingerprint: str) -> Legs:
    """The library's legs, among the chunks with these keys, ascending.

    `fingerprint` names the model that questions are embedded with: while the record's vectors
    are of another one, the index alone is searched.
    """
    return replace(
        library.legs,
        lexical=LexicalAmong(leg=library.lexical, keys=keys) if library.lexical else None,
        dense=_dense(library, keys, fingerprint),
    )


def _dense(library: OpenLibrary, keys: Keys, fingerprint: str) -> DenseLeg | None:
    if library.vectors is None:
        return None
    if len(keys) <= FEW and library.record.fact(Fact.EMBEDDER) == fingerprint:
        return library.parts.among(keys)
    return DenseAmong(leg=library.vectors, keys=keys)
