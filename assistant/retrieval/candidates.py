"""Gathers the chunks that either leg finds, and scores every one of them by both.

The scores of each leg are put on one scale (z-scores over all the candidates) and added with
weights. Equal-weight rank fusion, the usual way, makes Swedish retrieval worse than its lexical
leg alone; so does giving a candidate that one leg did not find that leg's lowest score.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.asking_again import Probe
from assistant.retrieval.legs import DenseLeg, Floats, Legs, LexicalLeg
from ingest.errors import IndexDamagedError
from ingest.index.types import Found
from ingest.record.types import Keys, Vectors

_LOG = logging.getLogger("lardom")
LEXICAL_DEPTH = 80
DENSE_DEPTH = 40


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Aim:
    """What is asked of the index, and the share (0 to 1) that the dense leg has in the answer."""

    probe: Probe
    dense_weight: float


def nearest(dense: DenseLeg | None, vector: Vectors, times: int = 1) -> list[Found]:
    """What the dense leg finds; nothing when it breaks down, for words alone serve too.

    `times` as many as usual are taken.
    """
    if dense is None or not vector.any():
        return []
    try:
        return dense.search(vector, DENSE_DEPTH * times)
    except IndexDamagedError as error:
        _LOG.warning("the dense leg failed: %s", error)
        return []


def ranked(
    aim: Aim, legs: Legs, near: Callable[[], Sequence[Found]], times: int = 1
) -> list[Found]:
    """Chunk keys with fused scores, best first.

    `near` gives what the dense leg finds, when the lexical leg has searched; from that `times` as
    many as usual are taken.
    """
    probe = aim.probe
    lexical = _worded(legs.lexical, probe, LEXICAL_DEPTH * times)
    dense = near()
    keys = np.unique(_keys([*lexical, *dense]))
    if not len(keys):
        return []
    words = _word_scores(legs.lexical, probe, lexical, keys)
    likeness = _likeness(legs, probe, dense, keys)
    share = aim.dense_weight
    scores = (1 - share) * standardised(words) + share * standardised(likeness)
    order = np.argsort(-scores, kind="stable")
    return [Found(key=int(keys[n]), score=float(scores[n])) for n in order]


def _keys(found: Sequence[Found]) -> Keys:
    return np.array([one.key for one in found], np.int64)


def standardised(scores: Floats) -> Floats:
    """Scores with mean 0 and spread 1; all 0 where they do not differ."""
    spread = float(scores.std()) if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros(len(scores))


def _worded(lexical: LexicalLeg | None, probe: Probe, depth: int) -> list[Found]:
    """What the lexical leg finds; nothing when it breaks down, for vectors alone serve too."""
    try:
        return lexical.search(probe.weights, depth) if lexical else []
    except IndexDamagedError as error:
        _LOG.warning("the lexical leg failed: %s", error)
        return []


def _word_scores(
    lexical: LexicalLeg | None, probe: Probe, found: Sequence[Found], keys: Keys
) -> Floats:
    """By BM25, in the order of the keys, ascending; what holds none of the terms scores 0.

    Those that were not found are asked for, unless nothing was.
    """
    scores = np.zeros(len(keys))
    missing = np.setdiff1d(keys, _keys(found), assume_unique=True)
    more = lexical.scores(probe.weights, missing) if lexical and found and len(missing) else []
    known = [*found, *more]
    scores[np.searchsorted(keys, _keys(known))] = [one.score for one in known]
    return scores


def _likeness(legs: Legs, probe: Probe, found: Sequence[Found], keys: Keys) -> Floats:
    """By cosine with the stored vectors, in the order of the keys, ascending; else as found.

    All 0 where nothing was found; a chunk without a vector gets the lowest.
    """
    if not found:
        return np.zeros(len(keys))
    known = legs.vectors.vectors(keys.tolist()) if legs.vectors else None
    if known is None or not len(known.keys):
        held, scores = _keys(found), np.array([one.score for one in found])
    else:
        # A product of matrices would wait for threads: 15 ms instead of 0.2 on loaded cores.
        held, scores = known.keys, np.einsum("ij,j->i", known.vectors, probe.vector)
    likeness = np.full(len(keys), scores.min(), np.float64)
    likeness[np.searchsorted(keys, held)] = scores
    return likeness
