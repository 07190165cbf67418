"""A word that the library does not hold, put right: the known stem at the smallest distance.

The distance counts letters put in, left out, changed, or swapped with their neighbour (optimal
string alignment). A compound of known words is no misspelling. Knows nothing about how much a
correction weighs, nor about words that the library holds and that are misspelt all the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.phrases import root
from ingest.common_words import is_common
from ingest.index.types import StemCount
from ingest.swedish import stem

SHORTEST_WORD = 6
LONGEST_SHORT_WORD = 11
"""A word of up to so many letters may be one edit away, a longer one two."""
FEWEST_CHUNKS = 3
"""A word in fewer chunks than this is not taken for what was meant."""
LONG_STEM = 6
"""Two edits leave little of a shorter stem."""
SHORTEST_PART = 3
EVERYDAY = 0.05
"""A word in so large a share of the chunks that the most frequent one is in is an everyday one."""
_BINDING = "soea"


class Speller:
    """Corrects words against the stems of one library generation, which it reads when asked first.

    `known` gives the stems with the number of chunks that hold them. May be shared by threads.
    """

    def __init__(self, known: Callable[[], Sequence[StemCount]]) -> None:
        self._known = known

    def correct(self, word: str) -> str | None:
        """The known stem that a lower-case word was meant to have; None when there is none.

        None as well for words that are known, too short, no word of letters, compounds of known
        words, or words of everyday Swedish ("vädret" is not "värdet"); many a word that the
        library lacks is no misspelling, so a correction has the same first letter and stands in
        `FEWEST_CHUNKS` at least. Of those equally near one that is near the whole word goes before
        one near its stem, then the one in most chunks.
        """
        stems = {stem(word), root(word)}
        if len(word) < SHORTEST_WORD or not word.isalpha():
            return None
        if any(one in self._chunks for one in stems):
            return None
        if self._is_compound(word) or is_common(word):
            return None
        long = len(word) > LONGEST_SHORT_WORD
        ranked = [
            (distance, -len(read), -self._chunks[known], known)
            for read in stems | {word}
            for known, distance in self._near(read, 2 if long and len(read) >= LONG_STEM else 1)
            if known[0] == word[0]
        ]
        return min(ranked)[-1] if ranked else None

    @cached_property
    def _chunks(self) -> dict[str, int]:
        return {one.stem: one.chunks for one in self._known() if one.stem.isalpha()}

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for known, chunks in self._chunks.items():
            if chunks >= FEWEST_CHUNKS:
                found[len(known)].append(known)
        return dict(found)

    @cached_property
    def _everyday(self) -> float:
        """In so many chunks stands a word of everyday use."""
        return EVERYDAY * max(self._chunks.values(), default=0)

    def _near(self, own: str, edits: int) -> Iterator[tuple[str, float]]:
        """Known stems within so many edits, with their distance."""
        lengths = range(max(len(own) - edits, SHORTEST_WORD), len(own) + edits + 1)
        known = [one for near in lengths for one in self._by_length.get(near, ())]
        for one, distance, _ in process.extract(
            own, known, scorer=OSA.distance, score_cutoff=edits, limit=None
        ):
            yield one, distance

    def _is_compound(self, word: str) -> bool:
        """True when it can be cut in two known parts, with or without a binding letter."""
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        return any(self._is_known(word[cut:]) and self._begins(word[:cut]) for cut in cuts)

    def _begins(self, part: str) -> bool:
        bound = len(part) > SHORTEST_PART and part[-1] in _BINDING
        return self._is_known(part) or (bound and self._is_known(part[:-1]))

    def _is_known(self, part: str) -> bool:
        """True for a stem of the library; a very short one must be an everyday word."""
        own = stem(part)
        chunks = self._chunks.get(own, 0)
        return chunks > 0 and (len(own) > SHORTEST_PART or chunks >= self._everyday)
