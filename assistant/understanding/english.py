"""Questions in English: told by their small words, and put into Swedish word by word.

Only words are translated, not sentences: enough to search by. What the word list lacks stays as
it is, for names and numbers are the same in both languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.understanding.small_words import SMALL_WORDS
from assistant.understanding.thesaurus import DATA, ENGLISH, Thesaurus

FEWEST_SMALL_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A stretch of a question: how it is said in Swedish, best first, each way a tuple of words.

    Small words are left out; what is not in the word list has itself as its one way.
    """

    ways: tuple[tuple[str, ...], ...]


class English:
    """The packaged word list and small words."""

    def __init__(self, dictionary: Thesaurus, small_words: frozenset[str]) -> None:
        self._dictionary = dictionary
        self._small_words = small_words

    @classmethod
    def read(
        cls, dictionary: Path = ENGLISH, small: Path = DATA / "english-small-words.txt"
    ) -> "English":
        """The packaged files; raises WordListError when one cannot be read."""
        return cls(Thesaurus.read(dictionary), frozenset(small.read_text("utf-8").split()))

    def is_spoken_in(self, words: Sequence[str]) -> bool:
        """Whether lower-case words are English: they hold more of its small words than Swedish."""
        english = sum(word in self._small_words for word in words)
        swedish = sum(word in SMALL_WORDS for word in words)
        return english >= FEWEST_SMALL_WORDS and english > swedish

    def translated(self, words: Sequence[str]) -> tuple[Translated, ...]:
        """The question's stretches in order, in Swedish."""
        starts = {found.start: found for found in self._dictionary.alternatives(words)}
        stretches, n = [], 0
        while n < len(words):
            found = starts.get(n)
            if found:
                stretches.append(Translated(ways=found.words))
            elif words[n] not in self._small_words:
                stretches.append(Translated(ways=((words[n],),)))
            n = found.end if found else n + 1
        return tuple(stretches)
