"""The known words and names that a misspelt one may be meant to be, nearest first.

The distance counts letters put in, left out, changed or swapped (optimal string alignment);
å, ä and ö written as a and o are free.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

_PLAIN = str.maketrans("åäöéü", "aaoeu")
SHORTEST = 4
"""A shorter text is only taken for one with two of its letters swapped."""
_SHORTEST_SWAPPED = 3
_SHORTEST_BARE = 2
_EDITS = ((8, 1), (14, 2), (10**6, 3))
"""How many edits a text of up to so many letters may be away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A known text near the one asked for, so many edits away."""

    text: str
    edits: int


class Near:
    """Known texts, in lower case, to be found near a misspelt one."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for text in known:
            if len(text) >= _SHORTEST_BARE:
                plain = text.translate(_PLAIN)
                self._by_length[len(plain)][plain].append(text)

    def found(self, text: str) -> tuple[Candidate, ...]:
        """The known texts near a text of lower-case letters; none near a very short one."""
        plain = text.translate(_PLAIN)
        if len(plain) < SHORTEST:
            bare = self._by_length.get(len(plain), {}).get(plain, ())
            known = tuple(Candidate(text=one, edits=0) for one in bare)
            return known or self._swapped(plain)
        edits = next(count for length, count in _EDITS if len(plain) <= length)
        found = [
            Candidate(text=one, edits=int(far))
            for length in range(max(len(plain) - edits, SHORTEST), len(plain) + edits + 1)
            if length in self._by_length
            for known, far, _ in process.extract(
                plain,
                self._by_length[length].keys(),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=None,
            )
            for one in self._by_length[length][known]
        ]
        return tuple(sorted(found, key=lambda candidate: candidate.edits))

    def _swapped(self, plain: str) -> tuple[Candidate, ...]:
        if len(plain) != _SHORTEST_SWAPPED:
            return ()
        known = self._by_length.get(len(plain), {})
        swapped = (plain[1] + plain[0] + plain[2], plain[0] + plain[2] + plain[1])
        return tuple(
            Candidate(text=one, edits=1)
            for text in dict.fromkeys(swapped)
            for one in known.get(text, ())
        )
