"""A table of phrases, found in a question by their stems: the longest first, none twice.

*it-kostnader*, *it kostnader* and *itkostnader* are one phrase in three spellings. Inflections
that Snowball leaves apart (*projekt* and *projektet*, *nytta* and *nyttan*) are one as well. A
phrase is not looked for inside compounds. Knows nothing about what the phrases stand for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.remembering import remembered
from ingest.swedish import stem, words

SHORTEST_JOINED = 4
"""Words are read as one word from this many letters on: "s i" is not "si"."""
SPARE_WORDS = 1
"""A question may part a phrase into this many words more than the table has."""
SHORTEST_DEFINITE = 6
"""A stem with so many letters may still hold the article -et or -an: "nyttan", not "plan"."""

Value = TypeVar("Value")
_NO_ENDING = tuple("budget internet paket planet magnet raket alfabet".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[Value]):
    """A phrase found: positions in the words that were given, `end` excluded, and its value."""

    start: int
    end: int
    value: Value


class Phrases(Generic[Value]):
    """Phrases and their values; of two phrases with the same stems the first one counts."""

    def __init__(self, pairs: Iterable[tuple[str, Value]]) -> None:
        self._values: dict[tuple[str, ...], Value] = {}
        self._longest = 0
        for phrase, value in pairs:
            for key in keys(words(phrase)):
                self._values.setdefault(key, value)
                self._longest = max(self._longest, len(key) + SPARE_WORDS)

    def found_in(self, asked: Sequence[str]) -> tuple[Match[Value], ...]:
        """The phrases of a question's lower-case words, from left to right without overlap.

        Where two overlap the one that begins first counts, and of two that begin together the
        one with more words.
        """
        return tuple(self._matches(tuple(asked)))

    def _matches(self, asked: tuple[str, ...]) -> Iterator[Match[Value]]:
        start = 0
        while start < len(asked):
            found = self._longest_from(asked, start)
            if found:
                yield found
            start = found.end if found else start + 1

    def _longest_from(self, asked: tuple[str, ...], start: int) -> Match[Value] | None:
        for end in range(min(start + self._longest, len(asked)), start, -1):
            for key in keys(asked[start:end]):
                if key in self._values:
                    return Match(start=start, end=end, value=self._values[key])
        return None


def keys(phrase: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What a phrase of lower-case words is looked up by: its stems in order, and as one word."""
    parts = [part for word in phrase for part in word.split("-") if part]
    if not parts:
        return ()
    apart, joined = tuple(map(root, parts)), "".join(parts)
    if len(parts) == 1 or len(joined) < SHORTEST_JOINED:
        return (apart,)
    return (apart, (root(joined),))


@remembered(50_000)
def root(word: str) -> str:
    """The stem of a lower-case word without what Snowball leaves of some inflections.

    *projektet*, *nyttan* and *kostnader* have the root of *projekt*, *nytta* and *kostnad*.
    """
    found = stem(word)
    if found.endswith("ad"):
        return stem(found)
    if len(found) < SHORTEST_DEFINITE or found.endswith(_NO_ENDING):
        return found
    if found.endswith("et"):
        return stem(found[:-2])
    return stem(found[:-1]) if found.endswith("an") else found
