"""Puts the documents that match in order, and finds the passages of each that say why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.browsing.known import KnownDocuments, Mask
from assistant.browsing.matching import Matched
from assistant.browsing.types import Sort
from assistant.library import OpenLibrary
from assistant.searching import Request, Searcher, Understood
from assistant.types import Asker
from ingest.index.lexical import LexicalReader
from ingest.index.types import Found
from ingest.record.types import Passage

CLOSELY = 40
"""So many passages are read closely for the first documents; further ones go by their words."""
DEEP = 300
"""So many passages are gone by for further documents; those beyond stand by their age."""
PASSAGES = 2
"""Passages of each document that are shown, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Documents by their places, in order, and for some of them passages that were read."""

    places: Sequence[int]
    passages: dict[int, list[Passage]] = field(default_factory=dict)


def by_themselves(known: KnownDocuments, matching: Mask, sort: Sort) -> Ranked:
    """Documents by age or title."""
    order = known.ordered(sort)
    return Ranked(places=order[matching[order]].tolist())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Ranks what matches some words that have been understood."""

    searcher: Searcher
    understood: Understood
    lexical: LexicalReader
    known: KnownDocuments
    matched: Matched

    def by_relevance(self, matching: Mask, asker: Asker) -> Ranked:
        """The documents of the best passages, then those that words speak for, then the newest."""
        keys = self.known.keys_of(matching)
        request = Request(question=self.understood.query.question, asker=asker, limit=CLOSELY)
        hits = self.searcher.among(self.understood, request, keys)
        worded = self.lexical.search(self._weights(), DEEP, keys)
        passages: dict[int, list[Passage]] = {}
        owners = self.known.owners([hit.passage.key for hit in hits])
        for place, hit in zip(owners, hits, strict=True):
            passages.setdefault(place, []).append(hit.passage)
        newest = by_themselves(self.known, matching, Sort.NEWEST).places
        order = [*passages, *self.known.owners([one.key for one in worded]), *newest]
        return Ranked(places=list(dict.fromkeys(order)), passages=passages)

    def passages(self, ranked: Ranked, places: Iterable[int]) -> dict[int, list[Passage]]:
        """The best passages of each of these documents, as far as it holds any of the words."""
        found = {place: ranked.passages.get(place, [])[:PASSAGES] for place in places}
        keys = {
            one.key: place
            for place, known in found.items()
            if not known
            for one in self._best(place)
        }
        for passage in self._library.record.passages(list(keys)):
            found[keys[passage.key]].append(passage)
        return found

    @property
    def _library(self) -> OpenLibrary:
        return self.understood.library

    def _best(self, place: int) -> list[Found]:
        mask = np.zeros(len(self.known.ids), np.bool_)
        mask[place] = True
        return self.lexical.search(self._weights(), PASSAGES, self.known.keys_of(mask))

    def _weights(self) -> dict[str, float]:
        """Every term of every way that is sought."""
        return {
            term: 1.0
            for one in self.matched.sought
            for way in one.ways
            for forms in way
            for term in forms
        }
