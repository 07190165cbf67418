"""Finds the passages for a query: a lexical and a dense leg, fused by weighted scores.

The scores of each leg are put on one scale (z-scores over the candidates of both) and added
with weights. Equal-weight rank fusion, the usual way, makes Swedish retrieval worse than its
lexical leg alone. The first `POOL` passages are then read more closely (`closer_reading`), and
put in order by all of it; see `docs/measurements.md`.
"""

import logging
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.closer_reading import WeightedWord, closeness
from assistant.types import Asker, Hit, Query
from ingest.errors import IndexDamagedError
from ingest.index.types import Found
from ingest.record.types import Passage, Vectors
from ingest.rendering import findable
from ingest.swedish import word_forms, words

_LOG = logging.getLogger("lardom")
LEXICAL_WEIGHT = 0.8
DENSE_WEIGHT = 0.2
CANDIDATES = 100
POOL = 40
COVER_WEIGHT = 0.5
PHRASE_WEIGHT = 0.25
"""Beside the fused score of the two legs; all three as z-scores over the pool."""
DEEPEST = 1600


class DenseLeg(Protocol):
    """Searches by vector."""

    def search(self, vector: Vectors, limit: int) -> list[Found]:
        """The nearest chunks, best first."""
        ...


class LexicalLeg(Protocol):
    """Searches by weighted index terms."""

    def search(self, weights: dict[str, float], limit: int) -> list[Found]:
        """The best chunks, best first."""
        ...

    def frequency(self, term: str) -> int:
        """In how many chunks an index term stands."""
        ...

    def count(self) -> int:
        """How many chunks there are."""
        ...


class Passages(Protocol):
    """Gives the passages of chunk keys, as the record has them now."""

    def passages(self, keys: list[int]) -> list[Passage]:
        """In the order asked for; what may no longer be shown is left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """What is searched; a leg that cannot be opened is None."""

    lexical: LexicalLeg | None
    dense: DenseLeg | None
    record: Passages


def retrieve(
    query: Query, vector: Vectors, legs: Legs, asker: Asker, limit: int
) -> tuple[Hit, ...]:
    """The best passages that the asker may see, best first, at most `limit`.

    Looks deeper, step by step, while passages that the asker may not see leave too few.
    """
    wanted = max(POOL, limit)
    depth = max(CANDIDATES, limit)
    while True:
        scored = ranked(query, vector, legs, depth)
        hits = _visible(scored, legs.record, asker, wanted)
        if len(hits) >= wanted or len(scored) < depth or depth >= DEEPEST:
            return (*_reread(query, hits[:POOL], legs.lexical), *hits[POOL:])[:limit]
        depth *= 4


def _reread(query: Query, hits: tuple[Hit, ...], lexical: LexicalLeg | None) -> list[Hit]:
    """The hits put in order by a closer reading; as they are where no words can be weighed."""
    texts = [
        words(
            findable(
                hit.passage.document.metadata.title, hit.passage.chunk.heading, hit.passage.text
            )
        )
        for hit in hits
    ]
    scores = reread_scores(query, [hit.score for hit in hits], texts, lexical)
    order = np.argsort(-scores, kind="stable")
    return [Hit(passage=hits[i].passage, score=float(scores[i])) for i in order]


def reread_scores(
    query: Query,
    fused: Sequence[float],
    texts: Sequence[Sequence[str]],
    lexical: LexicalLeg | None,
) -> NDArray[np.float64]:
    """Scores from the fused ones and a closer reading of the passages' words, in their order."""
    base = _standardised(np.array(fused, dtype=np.float64))
    if lexical is None or not len(fused):
        return base
    close = closeness(_weighted_words(query, lexical), texts)
    return (
        base
        + COVER_WEIGHT * _standardised(close.cover)
        + PHRASE_WEIGHT * _standardised(close.phrase)
    )


def _weighted_words(query: Query, lexical: LexicalLeg) -> list[WeightedWord]:
    chunks = lexical.count()
    return [
        WeightedWord(word=word, weight=math.log(1 + (chunks - seen + 0.5) / (seen + 0.5)))
        for word in query.words
        for seen in [lexical.frequency(word_forms(word).stem)]
    ]


def ranked(query: Query, vector: Vectors, legs: Legs, depth: int) -> list[Found]:
    """Chunk keys with fused scores, best first; `depth` candidates from each leg."""
    lexical = legs.lexical.search(_weights(query), depth) if legs.lexical else []
    dense = _nearest(legs.dense, vector, depth)
    keys = list(dict.fromkeys([*(f.key for f in lexical), *(f.key for f in dense)]))
    scores = LEXICAL_WEIGHT * _z_scores(lexical, keys) + DENSE_WEIGHT * _z_scores(dense, keys)
    order = np.argsort(-scores, kind="stable")
    return [Found(key=keys[i], score=float(scores[i])) for i in order]


def _nearest(dense: DenseLeg | None, vector: Vectors, depth: int) -> list[Found]:
    """What the dense leg finds; nothing when it breaks down, for words alone serve too."""
    if dense is None or not vector.any():
        return []
    try:
        return dense.search(vector, depth)
    except IndexDamagedError as error:
        _LOG.warning("the dense leg failed: %s", error)
        return []


def _visible(scored: list[Found], record: Passages, asker: Asker, limit: int) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    step = max(limit, 20)
    for start in range(0, len(scored), step):
        some = {found.key: found.score for found in scored[start : start + step]}
        hits.extend(
            Hit(passage=passage, score=some[passage.key])
            for passage in record.passages(list(some))
            if asker.may_see(passage.document.access)
        )
        if len(hits) >= limit:
            break
    return tuple(hits[:limit])


def _weights(query: Query) -> dict[str, float]:
    """Each index term by how many of the question's words it stands in."""
    counted = Counter(form for term in query.terms for form in term.forms)
    return {form: float(count) for form, count in counted.items()}


def _z_scores(found: list[Found], keys: list[int]) -> np.ndarray:
    """Scores by key as z-scores; what a leg did not find gets the lowest score it gave."""
    if not found:
        return np.zeros(len(keys))
    by_key = {f.key: f.score for f in found}
    lowest = min(by_key.values())
    scores = np.array([by_key.get(key, lowest) for key in keys])
    return _standardised(scores)


def _standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores with mean 0 and spread 1; all 0 where they do not differ."""
    spread = float(scores.std()) if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros(len(scores))
