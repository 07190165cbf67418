"""How far many texts bear the terms of a question: by word, inside words, and by likeness.

The different words of all the texts are compared with the terms once; a text bears a term as far
as its best word does. Another way of saying a term (an alternative; the parts of "it-chef") bears
it where all of its words are there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.matching.term_matching import Forms, forms_of, in_part
from assistant.matching.word_likeness import WordLikeness
from assistant.types import Query
from ingest.swedish import word_forms

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Bearing:
    """How far each text bears each term, 0 to 1, of shape (texts, terms).

    `said`: in the term's own words or other words for it; `meant`: also by words like it.
    """

    said: Floats
    meant: Floats


def bearing(
    query: Query, texts: Sequence[Sequence[str]], alike: WordLikeness | None = None
) -> Bearing:
    """How far texts, as lower-case words, bear the terms of the question.

    Without `alike` no words are taken for like ones.
    """
    different = {word: n for n, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    there = list(different)
    if not there or not query.terms:
        nothing = np.zeros((len(texts), len(query.terms)))
        return Bearing(said=nothing, meant=nothing)
    places = _places([[different[word] for word in text] for text in texts])
    forms = forms_of(there)
    by_word = np.array([in_part(term, forms) for term in query.terms])
    said = _best(by_word, places)
    _say_otherwise(said, query, forms, places)
    if alike is None:
        return Bearing(said=said, meant=said)
    likeness = alike.likeness([term.word for term in query.terms], there)
    return Bearing(said=said, meant=np.maximum(said, _best(likeness, places)))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Places:
    """Which of the different words the texts hold, one text after the other.

    `firsts`: where the words begin of each text that has any; `holders`: which texts these are.
    """

    words: NDArray[np.int64]
    firsts: NDArray[np.int64]
    holders: NDArray[np.int64]
    count: int


def _places(held: Sequence[Sequence[int]]) -> _Places:
    counts = np.array([len(some) for some in held], np.int64)
    holders = np.flatnonzero(counts)
    return _Places(
        words=np.fromiter(chain.from_iterable(held), np.int64, int(counts.sum())),
        firsts=(np.cumsum(counts) - counts)[holders],
        holders=holders,
        count=len(held),
    )


def _best(by_word: Floats, places: _Places) -> Floats:
    """Of each text the highest of its words, of shape (texts, rows)."""
    found = np.zeros((places.count, len(by_word)))
    best = np.maximum.reduceat(by_word[:, places.words], places.firsts, axis=1)
    found[places.holders] = best.T
    return found


def _say_otherwise(said: Floats, query: Query, there: Sequence[Forms], places: _Places) -> None:
    """Let each other way raise what the texts bear of its terms."""
    ways = list(_ways(query))
    if not ways:
        return
    stems = dict.fromkeys(chain.from_iterable(way.stems for way in ways))
    holds = np.array([[float(stem in own) for own, _ in there] for stem in stems])
    row = {stem: n for n, stem in enumerate(stems)}
    held = _best(holds, places)
    for way in ways:
        bears = way.like * held[:, [row[stem] for stem in way.stems]].min(axis=1)
        for term in way.terms:
            said[:, term] = np.maximum(said[:, term], bears)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    terms: tuple[int, ...]
    stems: tuple[str, ...]
    like: float


def _ways(query: Query) -> Iterator[_Way]:
    for n, term in enumerate(query.terms):
        *parts, _ = [form for form in term.forms if form.startswith("=")]
        if parts:
            yield _Way(terms=(n,), stems=tuple(parts), like=1.0)
    for other in query.alternatives:
        if other.terms and other.words:
            stems = tuple(word_forms(word).stem for word in other.words)
            yield _Way(terms=other.terms, stems=stems, like=other.like)
