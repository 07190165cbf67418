"""The words that close reading compares: the question's by rarity, and other words for them.

Knows nothing about how the passages were found.
"""

import math

from assistant.retrieval.asking_again import SAME
from assistant.retrieval.closer_reading import OtherWords, WeightedWord
from assistant.retrieval.legs import LexicalLeg
from assistant.types import Alternative, Origin, Query
from ingest.swedish import word_forms

ABOUT_THE_SAME = 0.7
"""How far a synonym bears the word that it stands for."""


def weighted_words(query: Query, lexical: LexicalLeg | None) -> list[WeightedWord]:
    """The question's words by rarity; none where no words can be weighed."""
    if lexical is None:
        return []
    chunks = lexical.count()
    return [
        WeightedWord(word=word, weight=math.log(1 + (chunks - seen + 0.5) / (seen + 0.5)))
        for word in query.words
        for seen in [lexical.frequency(word_forms(word).stem)]
    ]


def other_words(query: Query, origins: frozenset[Origin]) -> list[OtherWords]:
    """The alternatives of these origins by the places of the words that they stand for."""
    places: dict[str, list[int]] = {}
    for n, word in enumerate(query.words):
        places.setdefault(word, []).append(n)
    found = []
    for one in query.alternatives:
        asked = [query.terms[n].word for n in one.terms]
        positions = tuple(n for word in asked for n in places.get(word, ()))
        if positions and one.origin in origins:
            found.append(OtherWords(positions=positions, words=one.words, like=_like(one)))
    return found


def _like(other: Alternative) -> float:
    return 1.0 if other.origin in SAME else ABOUT_THE_SAME
