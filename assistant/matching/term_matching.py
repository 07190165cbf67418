"""How far single words are a term of a question: by stem, or by their 4-grams."""

from collections.abc import Iterable, Sequence
from sys import intern

from assistant.types import Term
from ingest.remembering import remembered
from ingest.swedish import word_terms

PARTIAL_WORD = 0.6
"""A term is touched by a word that holds this share of its 4-grams ..."""
PARTIAL_CREDIT = 0.8
"""... and then counts by that share, times this."""
FEWEST_GRAMS = 3
"""Shorter terms count by their stem alone."""


Forms = tuple[tuple[str, ...], frozenset[str]]
"""The stems of a word, its own last; and its 4-grams."""


def forms_of(words: Iterable[str]) -> list[Forms]:
    """The forms of lower-case words, to be compared with many terms."""
    return [_forms(word) for word in words]


def in_part(term: Term, there: Sequence[Forms]) -> list[float]:
    """How far each of some words is a term: 1 by its stem, less by its 4-grams, else 0."""
    stems, own = _split(term.forms)
    whole, apart = stems[-1], own.isdisjoint
    if len(own) < FEWEST_GRAMS:
        return [float(whole in some) for some, _ in there]
    return [
        1.0 if whole in some else 0.0 if apart(grams) else _credit(own, grams)
        for some, grams in there
    ]


def _credit(own: frozenset[str], grams: frozenset[str]) -> float:
    share = len(own & grams) / len(own)
    return PARTIAL_CREDIT * share if share >= PARTIAL_WORD else 0.0


@remembered(100_000)
def _forms(word: str) -> Forms:
    return _split(tuple(word_terms(word).split()))


@remembered(10_000)
def _split(forms: tuple[str, ...]) -> Forms:
    """Stems, in order, the whole word's last; and 4-grams, which words share."""
    forms = tuple(map(intern, forms))
    stems = tuple(form for form in forms if form.startswith("="))
    return stems, frozenset(forms).difference(stems)
