"""Finds the passages for a query: asks the index, reads the first passages, asks again if need be.

The first `POOL` candidates are read closely (`closer_reading`) and put in order by all of it.
Where even the best of them bears little of the question, people and documents seem to say it
differently: then the index is asked once more, in other words as well (`asking_again`).
"""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from assistant.retrieval.arranging import Read, arranged
from assistant.retrieval.asking_again import SAME, in_other_words, in_own_words
from assistant.retrieval.candidates import Aim, nearest, ranked, standardised
from assistant.retrieval.closer_reading import Closeness, closeness
from assistant.retrieval.compared_words import other_words, weighted_words
from assistant.retrieval.legs import Floats, Legs
from assistant.retrieval.newest_editions import newest_edition_first
from assistant.retrieval.reranking import Reranker, reranked
from assistant.retrieval.sentences import SentenceLikeness
from assistant.retrieval.texts import Texts
from assistant.types import Asker, Hit, Origin, Query
from ingest.embedding import Embedder
from ingest.index.types import Found
from ingest.record.types import Passage, Vectors

DENSE_WEIGHT = 0.2
REWORDED_DENSE_WEIGHT = 0.35
"""In other words the vectors tell more, for the words tell less."""
POOL = 30
COVER_WEIGHT = 0.5
PHRASE_WEIGHT = 0.15
"""Beside the fused score of the two legs; all three as z-scores over the pool."""
SENTENCES_READ = 8
SENTENCE_WEIGHT = 0.15
"""For so many of them the likeness of their best sentence counts too."""
BORNE = 0.55
"""The question is asked in other words where no passage bears this share of its weight."""
BESIDE = 8
"""So many dense searches go on beside the lexical ones; others wait for these."""
ANY = frozenset(Origin)
SPARE = 1.3
"""So many times more are read than are wanted, for some are folded or joined."""
FURTHER = 4
FURTHEST = 16
"""How many times as many candidates are taken, step by step, while too few may be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """Passages with fused scores, best first: those read closely, how close they are, the rest."""

    read: tuple[Read, ...]
    rest: tuple[Read, ...]
    close: Closeness


class Finder:
    """Finds passages in any library. One per process; usable by threads."""

    def __init__(self, embedder: Embedder, reranker: Reranker | None = None) -> None:
        self._embedder = embedder
        self._reranker = reranker
        self._texts = Texts()
        self._sentences = SentenceLikeness(embedder)
        self._beside = ThreadPoolExecutor(BESIDE, thread_name_prefix="beside")

    def find(
        self, query: Query, vector: Vectors, legs: Legs, asker: Asker, limit: int
    ) -> tuple[Hit, ...]:
        """The best passages that the asker may see, best first, at most `limit`.

        `vector` is the question's, of length 1.
        """
        search = _Search(
            query=query,
            vector=vector,
            legs=legs,
            asker=asker,
            limit=limit,
            texts=self._current_texts(),
        )
        near = self._beside.submit(nearest, legs.dense, vector, search.times)
        try:
            return self._found(search, near.result)
        finally:  # nothing may read the library when whoever asked lets go of it
            wait([near])

    def _found(self, search: "_Search", near: Callable[[], list[Found]]) -> tuple[Hit, ...]:
        query, legs = search.query, search.legs
        own = Aim(probe=in_own_words(query, search.vector), dense_weight=DENSE_WEIGHT)
        pool = search.pool(own, ranked(own, legs, near, search.times), SAME)
        if query.alternatives and pool.close.cover.max(initial=0.0) < BORNE:
            other = self._otherwise(search)
            pool = search.pool(other, ranked(other, legs, near, search.times), ANY)
        judged = reranked(_in_order(pool), query.question, self._reranker)
        ordered = self._by_sentences(judged, search.vector)
        hits = arranged([*ordered, *pool.rest], legs.record, search.limit)
        return _falling(newest_edition_first(hits))

    def _current_texts(self) -> Texts:
        if self._texts.vocabulary.is_full:
            self._texts = Texts()
        return self._texts

    def _otherwise(self, search: "_Search") -> Aim:
        """The question in other words: two in three need it.

        What lies near the question is scored anew; what lies near the other words alone was no
        help.
        """
        probe = in_other_words(search.query, search.vector, self._embedder)
        return Aim(probe=probe, dense_weight=REWORDED_DENSE_WEIGHT)

    def _by_sentences(self, read: Sequence[Read], vector: Vectors) -> list[Read]:
        """The first passages put in order by their best sentence's likeness as well."""
        first = read[:SENTENCES_READ]
        likeness = self._sentences.of([one.hit.passage.text for one in first], vector)
        scores = standardised(np.array([one.hit.score for one in first], np.float64))
        order = np.argsort(-(scores + SENTENCE_WEIGHT * standardised(likeness)), kind="stable")
        return [*(first[n] for n in order), *read[SENTENCES_READ:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One search: what is looked for, where, on whose behalf, and how many are wanted."""

    query: Query
    vector: Vectors
    legs: Legs
    asker: Asker
    limit: int
    texts: Texts
    passages: dict[int, Passage] = field(default_factory=dict)
    """What has been fetched, by chunk: the second round finds much of it again."""

    @property
    def times(self) -> int:
        """How many times as many candidates as usual are taken at first."""
        return max(1, math.ceil(self.limit / POOL))

    def pool(self, aim: Aim, scored: Sequence[Found], origins: frozenset[Origin]) -> _Pool:
        """The passages that the index gave for what was asked, read closely.

        Words of these origins may bear the question's instead.
        """
        hits = self._visible(aim, scored)
        texts = self.texts.read([hit.passage for hit in hits])
        read = [Read(hit=hit, words=text.own) for hit, text in zip(hits, texts, strict=True)]
        question = weighted_words(self.query, self.legs.lexical)
        other = other_words(self.query, origins)
        return _Pool(
            read=tuple(read[:POOL]),
            rest=tuple(read[POOL:]),
            close=closeness(
                question, [text.whole for text in texts[:POOL]], self.texts.vocabulary, other
            ),
        )

    def _visible(self, aim: Aim, scored: Sequence[Found]) -> tuple[Hit, ...]:
        """The best hits that the asker may see; looks deeper while they are too few."""
        wanted = max(POOL, math.ceil(SPARE * self.limit))
        times = self.times
        while True:
            hits = self._seen(scored, wanted)
            if len(hits) >= wanted or len(scored) < POOL * times or times >= FURTHEST:
                return hits
            times *= FURTHER
            near = partial(nearest, self.legs.dense, self.vector, times)
            scored = ranked(aim, self.legs, near, times)

    def _seen(self, scored: Sequence[Found], wanted: int) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        for start in range(0, len(scored), wanted):
            some = {found.key: found.score for found in scored[start : start + wanted]}
            hits.extend(
                Hit(passage=passage, score=some[passage.key])
                for passage in self._fetched(list(some))
                if self.asker.may_see(passage.document.access)
            )
            if len(hits) >= wanted:
                break
        return tuple(hits[:wanted])

    def _fetched(self, keys: list[int]) -> list[Passage]:
        """The passages of these keys that may be shown, in their order."""
        missing = [key for key in keys if key not in self.passages]
        if missing:
            self.passages.update((p.key, p) for p in self.legs.record.passages(missing))
        return [self.passages[key] for key in keys if key in self.passages]


def _falling(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits with scores that never rise: the steps that order them have scales of their own."""
    scores = np.minimum.accumulate([hit.score for hit in hits]) if hits else ()
    return tuple(replace(hit, score=float(score)) for hit, score in zip(hits, scores, strict=True))


def _in_order(pool: _Pool) -> list[Read]:
    """Passages put in order by their fused scores and by how close they are."""
    scores: Floats = (
        standardised(np.array([one.hit.score for one in pool.read], np.float64))
        + COVER_WEIGHT * standardised(pool.close.cover)
        + PHRASE_WEIGHT * standardised(pool.close.phrase)
    )
    order = np.argsort(-scores, kind="stable")
    return [
        Read(hit=replace(pool.read[n].hit, score=float(scores[n])), words=pool.read[n].words)
        for n in order
    ]
