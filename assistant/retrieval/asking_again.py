"""What the index is asked: the question in its own words, or in other words as well.

Other words are synonyms, aliases, translations, corrections (`Query.alternatives`). They are
asked for by their stems alone, and share the weight of the terms that they stand for, so that a
word with many synonyms does not outweigh one without.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.types import Alternative, Origin, Query
from ingest.embedding import Embedder
from ingest.record.types import Vectors
from ingest.swedish import word_forms

REWORDED = 0.6
"""How far a question's vector is moved towards that of its other words."""
MOST_FORMS = 12
"""A long word has more index terms; its other words count as for one of this many at most."""
VALUE = 8
"""A number, a date or a reference counts as so many index terms, as a word has about as many."""
NO_TERMS = 4
"""So many index terms a stretch of small words counts as, such as "hur många"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What is asked of the index: weighted index terms, and a vector of length 1 (or 0)."""

    weights: dict[str, float]
    vector: Vectors


SAME = frozenset({Origin.ALIAS, Origin.TRANSLATION})
"""These name the very thing that the question's word names: they are asked for from the start."""


def in_own_words(query: Query, vector: Vectors) -> Probe:
    """Each index term by how many of the question's words it stands in.

    Other names of the same thing stand beside them.
    """
    weights = Counter(form for term in query.terms for form in term.forms)
    weights.update(dict.fromkeys(query.values, VALUE))
    weights.update(dict.fromkeys(query.compounds, 1))
    same = [other for other in query.alternatives if other.origin in SAME]
    return Probe(weights=_with(query, weights, same), vector=vector)


def in_other_words(query: Query, vector: Vectors, embedder: Embedder) -> Probe:
    """The same, with all of the question's alternatives."""
    own = in_own_words(query, vector)
    more = [other for other in query.alternatives if other.origin not in SAME]
    return Probe(weights=_with(query, own.weights, more), vector=_moved(query, vector, embedder))


def _with(
    query: Query, weights: Mapping[str, float], other: Sequence[Alternative]
) -> dict[str, float]:
    """The weights, with those of alternatives added."""
    added = dict(weights)
    rivals = Counter(alternative.terms for alternative in other)
    for alternative in other:
        weight = _weight(query, alternative) / math.sqrt(rivals[alternative.terms])
        for word in alternative.words:
            form = word_forms(word).stem
            added[form] = added.get(form, 0.0) + weight / math.sqrt(len(alternative.words))
    return added


def _weight(query: Query, alternative: Alternative) -> float:
    forms = sum(len(query.terms[n].forms) for n in alternative.terms)
    return alternative.weight * min(forms or NO_TERMS, MOST_FORMS)


def _moved(query: Query, vector: Vectors, embedder: Embedder) -> Vectors:
    phrases = [" ".join(alternative.words) for alternative in query.alternatives]
    if not phrases:
        return vector
    other = _unit(embedder.embed_queries(phrases).mean(axis=0))
    return _unit(vector + REWORDED * other)


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    found: Vectors = vector / length if length else vector
    return found
