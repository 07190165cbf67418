"""Remembers what was worked out of words and texts, so much at the most.

Nothing is remembered of a word that is longer than words are: such "words" (a garbled file, a
text without blanks) seldom come again, and cost by their length, one of 2,000 letters a third of
a megabyte of 4-grams.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, update_wrapper
from typing import Generic, Protocol, TypeVar

LONGEST = 60
"""The longest Swedish words in the material have about 45 letters."""


class Measured(Hashable, Protocol):
    """A word, or another key with a length."""

    def __len__(self) -> int:
        """How long it is."""
        ...


USUAL_DIMENSION = 256
"""Numbers of a vector of the packaged model."""
Key = TypeVar("Key", bound=Measured)
Asked = TypeVar("Asked", bound=Hashable)
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


class RememberedMany(Generic[Asked, Result]):
    """A function of many keys that remembers the result of each; usable by threads.

    Those that are not known are worked out together. Of `most` results the one that was asked for
    longest ago goes first.
    """

    def __init__(self, work_out: Callable[[list[Asked]], Sequence[Result]], most: int) -> None:
        self._work_out = work_out
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Asked, Result] = OrderedDict()

    def __call__(self, keys: Sequence[Asked]) -> list[Result]:
        """The results, in the order of the keys."""
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
            for key in known:
                self._kept.move_to_end(key)
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if new:
            known.update(zip(new, self._work_out(new), strict=True))
            self._keep({key: known[key] for key in new})
        return [known[key] for key in keys]

    def count(self) -> int:
        """How many results it remembers."""
        return len(self._kept)

    def _keep(self, new: dict[Asked, Result]) -> None:
        with self._lock:
            self._kept.update(new)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def of_vectors(most: int, dimension: int) -> int:
    """So many results with vectors of that length fill what `most` of the usual length would."""
    return max(1, most * USUAL_DIMENSION // max(USUAL_DIMENSION, dimension))


def remembered(most: int) -> Callable[[Callable[[Key], Result]], Remembered[Key, Result]]:
    """Makes a function remember its results, `most` at the most."""
    return lambda work_out: Remembered(work_out, most)
