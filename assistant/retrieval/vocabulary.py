"""Words as numbers: stems and 4-grams are looked up once a word, and texts compare as arrays."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.swedish import word_forms

LONGEST_WORD = 60
"""Letters of a word that are looked at; hardly any word has more."""
MOST_WORDS = 200_000
"""A vocabulary of more words is full: it still serves, but whoever begins takes a new one."""

Numbers = NDArray[np.int64]


class Vocabulary:
    """Numbers for words, and those of their stems and 4-grams. Grows; usable by threads.

    Numbers of one vocabulary mean nothing to another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._words: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        self._stems: list[int] = []
        self._grams: list[Numbers] = []

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
        return np.fromiter(map(self._stems.__getitem__, numbers.tolist()), np.int64, len(numbers))

    def grams(self, numbers: Numbers) -> list[Numbers]:
        """The numbers of each word's different 4-grams."""
        return list(map(self._grams.__getitem__, numbers.tolist()))

    def _learn(self, words: Sequence[str]) -> None:
        with self._lock:
            for word in words:
                if word not in self._words:
                    forms = word_forms(word[:LONGEST_WORD])
                    self._stems.append(self._part(forms.stem))
                    self._grams.append(np.array(list(map(self._part, forms.grams)), np.int64))
                    # Last, for others read without the lock.
                    self._words[word] = len(self._stems) - 1

    def _part(self, part: str) -> int:
        return self._parts.setdefault(part, len(self._parts))
