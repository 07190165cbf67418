"""Questions in English: told by their small words, and put into Swedish word by word.

Only words are translated, not sentences: enough to search by. What the word list lacks stays as
it is, for names and numbers are the same in both languages. "IT" is information technology, and
so is "it" in "it projects"; else "it" is a pronoun.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.understanding.small_words import SMALL_WORDS
from assistant.understanding.thesaurus import DATA, ENGLISH, Thesaurus
from assistant.understanding.word_lists import lines_of

FEWEST_SMALL_WORDS = 2
"""Fewer tell no English, but where the question begins as only an English one does."""
_SWEDISH_BEGINNINGS = frozenset("vad vem vems vilka vilken vilket hur när varför vart var".split())
_ENGLISH_BEGINNINGS = frozenset("what which who whom whose when where why how".split())
_NAMES = re.compile(r"(?<![\w-])(it|who|us)(?![\w-])", re.IGNORECASE)
"""They are names where they stand in capitals, in a question that is not in capitals itself."""
_PRONOUN = "it"
_BEFORE_PRONOUN = frozenset("is was has had does did will would can could should may must".split())
"""Behind these it is a pronoun even before "cost" or "support", but not before "projects"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A stretch of a question: how it is said in Swedish, best first, each way a tuple of words.

    English small words are left out; what is not in the word list has itself as its one way.
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
        words = " ".join(lines_of(small, "Ordlistan")).split()
        return cls(Thesaurus.read(dictionary), frozenset(words))

    def is_spoken_in(self, typed: Sequence[str]) -> bool:
        """Whether words are English: they hold more of its small words than Swedish.

        They are in lower case but for `with_names`.
        """
        english = sum(word in self._small_words for word in typed)
        swedish = sum(word in SMALL_WORDS for word in typed)
        fewest = 1 if typed[0] in _ENGLISH_BEGINNINGS else FEWEST_SMALL_WORDS
        return english >= fewest and english > swedish and typed[0] not in _SWEDISH_BEGINNINGS

    def translated(self, typed: Sequence[str]) -> tuple[Translated, ...]:
        """The question's stretches in order, in Swedish; words as for `is_spoken_in`."""
        words = self._without_pronoun(typed)
        starts = {
            found.start: found
            for found in self._dictionary.ways(_lower(words))
            if not self._is_small(words[found.start : found.end])
        }
        stretches, n = [], 0
        while n < len(words):
            found = starts.get(n)
            if found:
                stretches.append(Translated(ways=found.words))
            elif words[n] not in self._small_words:
                stretches.append(Translated(ways=((words[n].lower(),),)))
            n = found.end if found else n + 1
        return tuple(stretches)

    def _is_small(self, typed: Sequence[str]) -> bool:
        """Whether they are one small word: "are" has the Swedish stem of "area"."""
        return len(typed) == 1 and typed[0] in self._small_words and typed[0] != _PRONOUN

    def _without_pronoun(self, typed: Sequence[str]) -> list[str]:
        phrases = self._dictionary.ways(_lower(typed))
        held = {n for found in phrases for n in range(found.start, found.end)}
        return [
            word
            for n, word in enumerate(typed)
            if word != _PRONOUN or (n in held and not _is_pronoun(typed, n))
        ]


def with_names(words: Sequence[str], asked: str) -> tuple[str, ...]:
    """A question's lower-case words, but "IT", "WHO" and "US" as they are typed in it."""
    typed = iter([] if asked.isupper() and len(words) > 1 else _NAMES.findall(asked))
    short = (next(typed, word) if _NAMES.fullmatch(word) else word for word in words)
    return tuple(word if word.isupper() else word.lower() for word in short)


def _is_pronoun(typed: Sequence[str], n: int) -> bool:
    """Whether "it" before a word that it could be one with is a pronoun: "did it cost"."""
    behind = typed[n + 1 : n + 2]
    return n > 0 and typed[n - 1] in _BEFORE_PRONOUN and not "".join(behind).endswith("s")


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
