"""Arranges hits for a reader: no text twice, no document all over, neighbours as one passage.

- A passage with nearly the same words as a better one, and the same numbers, is folded into it:
  one year's report is not another's.
- Neighbours under one heading, on one page, are one passage, `LONGEST` characters at most.
- A document has `MOST_OF_ONE` passages before the others have theirs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.retrieval.legs import Passages
from assistant.types import Hit
from ingest.record.types import Passage
from ingest.types import Chunk, Span

SAME = 0.8
"""Passages that share this much of the larger one's runs of words say the same."""
RUN = 4
FEWEST_RUNS = 8
"""Shorter passages are never folded: they share what all short ones have."""
LONGEST = 3000
MOST_OF_ONE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A hit, and the words of its passage's own text, in order."""

    hit: Hit
    words: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What a passage says: its runs of words, and its numbers."""

    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Place:
    """A place in the list: the best hit, its wording, neighbours, and what says the same."""

    best: Hit
    wording: _Wording
    parts: list[Passage] = field(default_factory=list)
    same: list[Passage] = field(default_factory=list)


def arranged(read: Sequence[Read], record: Passages, limit: int) -> list[Hit]:
    """The hits, best first, at most `limit`; those folded or joined stand with the better one."""
    places: list[_Place] = []
    later: list[_Place] = []
    of_document: Counter[str] = Counter()
    for one in read:
        if len(places) >= limit:
            break
        wording = _wording(one.words)
        if not _has_room(one.hit, wording, [*places, *later]):
            continue
        place = _Place(best=one.hit, wording=wording, parts=[one.hit.passage])
        document = one.hit.passage.document.id
        of_document[document] += 1
        (places if of_document[document] <= MOST_OF_ONE else later).append(place)
    return [_hit(place, record) for place in (*places, *later)[:limit]]


def _has_room(hit: Hit, wording: _Wording, places: Sequence[_Place]) -> bool:
    """Whether the hit needs a place of its own; else it has been put with a better one."""
    for place in places:
        if _says_the_same(wording, place.wording):
            place.same.append(hit.passage)
            return False
        if _is_neighbour(hit.passage, place.parts):
            place.parts = sorted([*place.parts, hit.passage], key=lambda p: p.chunk.ordinal)
            return False
    return True


def _wording(words: Sequence[str]) -> _Wording:
    return _Wording(
        runs=frozenset(zip(*(words[n:] for n in range(RUN)), strict=False)),
        numbers=frozenset(word for word in words if word[0].isdigit()),
    )


def _says_the_same(one: _Wording, other: _Wording) -> bool:
    smaller, larger = sorted((len(one.runs), len(other.runs)))
    if larger < FEWEST_RUNS or smaller < SAME * larger or one.numbers != other.numbers:
        return False
    return len(one.runs & other.runs) >= SAME * larger


def _is_neighbour(passage: Passage, parts: Sequence[Passage]) -> bool:
    if passage.document.version_id != parts[0].document.version_id:
        return False
    first, last, chunk = parts[0].chunk, parts[-1].chunk, passage.chunk
    together = max(last.span.end, chunk.span.end) - min(first.span.start, chunk.span.start)
    return (
        chunk.ordinal in (first.ordinal - 1, last.ordinal + 1)
        and (chunk.page, chunk.heading) == (first.page, first.heading)
        and together <= LONGEST
    )


def _hit(place: _Place, record: Passages) -> Hit:
    if len(place.parts) == 1:
        return replace(place.best, same=tuple(place.same))
    best = place.best.passage.key
    keys = sorted((part.key for part in place.parts), key=lambda key: key != best)
    joined = _joined(place.parts, record)
    return replace(place.best, passage=joined, joined=tuple(keys), same=tuple(place.same))


def _joined(parts: Sequence[Passage], record: Passages) -> Passage:
    """Neighbours as one passage, with the characters that stand between them."""
    first, last = parts[0].chunk, parts[-1].chunk
    version = parts[0].document.version_id
    text = parts[0].text
    for one, next_one in pairwise(parts):
        between = Span(start=one.chunk.span.end, end=next_one.chunk.span.start)
        text += record.characters(version, between) + next_one.text
    span = Span(start=first.span.start, end=last.span.end)
    return replace(
        parts[0],
        chunk=Chunk(ordinal=first.ordinal, span=span, page=first.page, heading=first.heading),
        text=text,
    )
