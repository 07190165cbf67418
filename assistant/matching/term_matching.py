"""How far single words are a term of a question: by stem, or by their 4-grams."""

from collections.abc import Sequence

from assistant.types import Term
from ingest.remembering import remembered
from ingest.swedish import word_terms

PARTIAL_WORD = 0.6
"""A term is touched by a word that holds this share of its 4-grams ..."""
PARTIAL_CREDIT = 0.8
"""... and then counts by that share, times this."""
FEWEST_GRAMS = 3
"""Shorter terms count by their stem alone."""


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


@remembered(100_000)
def _forms(word: str) -> tuple[tuple[str, ...], frozenset[str]]:
    return _split(tuple(word_terms(word).split()))


@remembered(10_000)
def _split(forms: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Stems, in order, the whole word's last; and 4-grams."""
    stems = tuple(form for form in forms if form.startswith("="))
    return stems, frozenset(forms).difference(stems)
