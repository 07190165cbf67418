"""How far the words of a question stand in a text: by stem, or inside and beside other words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Query, Term
from ingest.remembering import remembered
from ingest.swedish import word_forms, word_terms, words

PARTIAL_WORD = 0.6
"""A term is touched by a word that holds this share of its 4-grams ..."""
PARTIAL_CREDIT = 0.8
"""... and then counts by that share, times this."""
FEWEST_GRAMS = 3
"""Shorter terms count by their stem alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTerms:
    """A text as the terms meet it: all its stems, and each different word's 4-grams."""

    stems: frozenset[str]
    grams: tuple[frozenset[str], ...]


def terms_of(text: str) -> TextTerms:
    """The stems and grams of a text."""
    forms = [_forms(word) for word in set(words(text))]
    return TextTerms(
        stems=frozenset().union(*(stems for stems, _ in forms)),
        grams=tuple(grams for _, grams in forms),
    )


def touch(term: Term, text: TextTerms) -> float:
    """How far a term stands in a text: 1 by its stem, less by its 4-grams in one word, else 0."""
    stems, own = _split(term.forms)
    if _stands(stems, text):
        return 1.0
    if len(own) < FEWEST_GRAMS:
        return 0.0
    share = max((len(own & grams) for grams in text.grams), default=0) / len(own)
    return PARTIAL_CREDIT * share if share >= PARTIAL_WORD else 0.0


def in_part(term: Term, there: Sequence[str]) -> list[float]:
    """How far each of some words is a term: 1 by its stem, less by its 4-grams, else 0."""
    stems, own = _split(term.forms)
    whole = stems[-1]
    return [_is_like(whole, own, *_forms(word)) for word in there]


def _is_like(
    whole: str, own: frozenset[str], stems: tuple[str, ...], grams: frozenset[str]
) -> float:
    if whole in stems:
        return 1.0
    if len(own) < FEWEST_GRAMS or own.isdisjoint(grams):
        return 0.0
    share = len(own & grams) / len(own)
    return PARTIAL_CREDIT * share if share >= PARTIAL_WORD else 0.0


def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a lower-case word: of its parts, then of the whole."""
    return _forms(word)[0]


def touches(query: Query, text: TextTerms) -> list[float]:
    """How far each term of a question stands in a text, itself or in other words."""
    found = [touch(term, text) for term in query.terms]
    for other in query.alternatives:
        if other.terms and all(word_forms(word).stem in text.stems for word in other.words):
            for n in other.terms:
                found[n] = max(found[n], other.like)
    return found


def _stands(stems: tuple[str, ...], text: TextTerms) -> bool:
    """True when the term's stem is there; of "it-chef" the whole, or both its parts."""
    *parts, whole = stems
    return whole in text.stems or (bool(parts) and text.stems.issuperset(parts))


@remembered(100_000)
def _forms(word: str) -> tuple[tuple[str, ...], frozenset[str]]:
    return _split(tuple(word_terms(word).split()))


@remembered(10_000)
def _split(forms: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Stems, in order, the whole word's last; and 4-grams."""
    stems = tuple(form for form in forms if form.startswith("="))
    return stems, frozenset(forms).difference(stems)
