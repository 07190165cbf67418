"""Words as numbers: stems and 4-grams are looked up once a word, and texts compare as arrays."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.swedish import word_forms

LONGEST_WORD = 60
"""Letters of a word that are looked at; hardly any word has more."""
MOST_WORDS = 200_000
"""A vocabulary of more words is full: it still serves, but whoever begins takes a new one."""

FEWEST_KEPT = 4096
"""An array begins with room for so many numbers, and doubles when it is full."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class GramsOf:
    """The 4-grams of some words, one word after the other, and how many each word has."""

    grams: Numbers
    counts: Numbers

    @property
    def owners(self) -> Numbers:
        """For each gram, which of the words it is of."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


class Vocabulary:
    """Numbers for words, and those of their stems and 4-grams. Grows; usable by threads.

    Numbers of one vocabulary mean nothing to another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._words: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        self._stems = _Growing()
        self._grams = _Growing()
        self._firsts = _Growing()
        """Where the grams of each word begin, and at last where those of the next one will."""
        self._firsts.add([0])

    @property
    def is_full(self) -> bool:
        """True when it is time for a new one."""
        return len(self._words) > MOST_WORDS

    def numbers(self, words: Sequence[str]) -> Numbers:
        """The numbers of lower-case words, in their order."""
        try:
            return np.fromiter(map(self._words.__getitem__, words), np.int64, len(words))
        except KeyError:
            self._learn(words)
            return np.fromiter(map(self._words.__getitem__, words), np.int64, len(words))

    def stems(self, numbers: Numbers) -> Numbers:
        """The numbers of the words' stems, in their order."""
        return self._stems.values[numbers]

    def grams(self, numbers: Numbers) -> GramsOf:
        """The numbers of each word's different 4-grams."""
        firsts = self._firsts.values[numbers]
        counts = self._firsts.values[numbers + 1] - firsts
        begun = np.cumsum(counts) - counts
        places = np.arange(counts.sum()) + np.repeat(firsts - begun, counts)
        return GramsOf(grams=self._grams.values[places], counts=counts)

    def _learn(self, words: Sequence[str]) -> None:
        with self._lock:
            for word in words:
                if word not in self._words:
                    forms = word_forms(word[:LONGEST_WORD])
                    self._grams.add([self._part(gram) for gram in forms.grams])
                    self._firsts.add([self._grams.length])
                    self._stems.add([self._part(forms.stem)])
                    # Last, for others read without the lock.
                    self._words[word] = self._stems.length - 1

    def _part(self, part: str) -> int:
        return self._parts.setdefault(part, len(self._parts))


class _Growing:
    """Numbers to which more are added. What has been added may be read while others add."""

    def __init__(self) -> None:
        self.values: Numbers = np.zeros(FEWEST_KEPT, np.int64)
        self.length = 0

    def add(self, more: Sequence[int]) -> None:
        """Add numbers; by one thread at a time."""
        end = self.length + len(more)
        if end > len(self.values):
            larger = np.zeros(max(end, 2 * len(self.values)), np.int64)
            larger[: self.length] = self.values[: self.length]
            self.values = larger
        self.values[self.length : end] = more
        self.length = end
