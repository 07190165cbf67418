"""Which documents hold the words that are searched for: anywhere in them, in any inflection."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.browsing.known import KnownDocuments, Mask, all_of
from assistant.types import Query
from ingest.index.lexical import LexicalReader
from ingest.swedish import word_forms, word_terms

STEM, COMPOUND = "=", "+"
"""What the analyser puts before a stem, and before that of two words side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A word and the ways to say it; a way is index terms, all of which must stand.

    Of the terms that stand as one, any is enough.
    """

    word: str
    ways: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def stems(self) -> frozenset[str]:
        """The stems by which the word is known in a text, with their mark."""
        return frozenset(
            term for way in self.ways for forms in way for term in forms if term[0] == STEM
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Matched:
    """Which documents match: those that hold `held` of the words that are sought."""

    sought: tuple[Sought, ...]
    held: int
    mask: Mask

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all that is sought."""
        return frozenset(stem for one in self.sought for stem in one.stems)


def sought_in(query: Query) -> tuple[Sought, ...]:
    """The words of a query: its content words, or all of them where it has none."""
    words = [term.word for term in query.terms] or list(dict.fromkeys(query.words))
    found = [[*_own_ways(word)] for word in words]
    for other in query.alternatives:
        for n in other.terms:
            found[n].append(tuple(map(_forms, other.words)))
    return tuple(
        Sought(word=word, ways=tuple(dict.fromkeys(ways)))
        for word, ways in zip(words, found, strict=True)
    )


class Matcher:
    """Matches the documents of one generation with words."""

    def __init__(self, known: KnownDocuments, lexical: LexicalReader) -> None:
        self._known = known
        self._lexical = lexical

    def most(self, sought: Sequence[Sought], seen: Mask) -> Matched:
        """Of the documents that are seen, those that hold as many of the words as any does."""
        holding = np.sum([self._says(one) for one in sought], axis=0)
        held = int(holding[seen].max(initial=0))
        return Matched(sought=tuple(sought), held=held, mask=seen & (holding == held) & (held > 0))

    def _says(self, sought: Sought) -> Mask:
        found = np.zeros(len(self._known.ids), np.bool_)
        for way in sought.ways:
            parts = [self._known.owning(self._lexical.holding(forms)) for forms in way]
            found |= all_of(parts)
        return found


def _own_ways(word: str) -> list[tuple[tuple[str, ...], ...]]:
    """A word as one, and one with a hyphen by its parts as well."""
    whole = (_forms(word),)
    if "-" not in word:
        return [whole]
    stems = [term for term in word_terms(word).split() if term[0] == STEM]
    return [whole, tuple((one,) for one in stems if one != word_forms(word).stem)]


def _forms(word: str) -> tuple[str, ...]:
    stem = word_forms(word).stem
    return stem, COMPOUND + stem[len(STEM) :]
