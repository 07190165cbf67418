"""Remembers what was worked out of single words, but of no word that is longer than words are.

Such "words" (a garbled file, a text without blanks) seldom come again, and cost by their length:
one of 2,000 letters a third of a megabyte of 4-grams.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from typing import Generic, Protocol, TypeVar

LONGEST = 60
"""The longest Swedish words in the material have about 45 letters."""


class Measured(Hashable, Protocol):
    """A word, or another key with a length."""

    def __len__(self) -> int:
        """How long it is."""
        ...


Key = TypeVar("Key", bound=Measured)
Result = TypeVar("Result")


class Remembered(Generic[Key, Result]):
    """A function of one word that remembers its results; usable by threads.

    A word longer than `LONGEST` letters is worked out each time.
    """

    def __init__(self, work_out: Callable[[Key], Result], most: int) -> None:
        self._work_out = work_out
        self._kept = lru_cache(most)(work_out)
        update_wrapper(self, work_out)

    def __call__(self, word: Key) -> Result:
        """The result for a word."""
        return self._kept(word) if len(word) <= LONGEST else self._work_out(word)

    def count(self) -> int:
        """How many results it remembers."""
        return self._kept.cache_info().currsize


def remembered(most: int) -> Callable[[Callable[[Key], Result]], Remembered[Key, Result]]:
    """Makes a function remember its results, `most` at the most."""
    return lambda work_out: Remembered(work_out, most)
