"""Reads the first passages more closely: word by word, softly, inside short windows.

BM25 adds up what a passage holds anywhere; the best passages hold the question's words close
together and in its order. For each passage two scores are found, both over windows of two
neighbouring blocks of `BLOCK` words:

- *cover*: the share of the question's weight that the best window bears. A word counts by the
  most similar word there: 1 for one stem, else the cosine of their 4-grams. What stands in the
  passage but outside the window counts `OUTSIDE`.
- *phrase*: the weight of neighbouring question words that stand next to each other there.

Other words for some of the question's may bear them instead.
Knows nothing about how the passages were found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.legs import Floats
from assistant.retrieval.vocabulary import GramsOf, Numbers, Vocabulary

BLOCK = 12
OUTSIDE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedWord:
    """A word of the question, lower-cased, and how much it tells passages apart."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """Words that together say what the question's words at these positions say.

    `like` (0 to 1) tells how far they do.
    """

    positions: tuple[int, ...]
    words: tuple[str, ...]
    like: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """How closely passages bear a question: two scores each, in the order of the passages."""

    cover: Floats
    phrase: Floats


def closeness(
    question: Sequence[WeightedWord],
    passages: Sequence[Numbers],
    vocabulary: Vocabulary,
    other: Sequence[OtherWords] = (),
) -> Closeness:
    """Compare a question's words, in its order, with each passage's words, in theirs.

    The passages' words are numbers of the vocabulary; a passage has one at least.
    """
    if not question or not passages:
        nothing = np.zeros(len(passages))
        return Closeness(cover=nothing, phrase=nothing)
    blocks = _blocks([len(words) for words in passages])
    different, order = np.unique(np.concatenate(passages), return_inverse=True)
    own = [weighted.word for weighted in question]
    asked = {word: n for n, word in enumerate(dict.fromkeys([*own, *_words(other)]))}
    numbers = vocabulary.numbers(list(asked))
    likeness = _likeness(vocabulary.grams(numbers), vocabulary.grams(different))
    mine, theirs = vocabulary.stems(numbers), vocabulary.stems(different)
    likeness[mine[:, None] == theirs[None, :]] = 1.0
    borne = _borne(likeness[:, order], blocks)
    rows = borne[[asked[word] for word in own]]
    for some in other:
        instead = some.like * borne[[asked[word] for word in some.words]].mean(axis=0)
        rows[list(some.positions)] = np.maximum(rows[list(some.positions)], instead)
    weights = np.array([weighted.weight for weighted in question])
    neighbours = _neighbours(mine[[asked[word] for word in own]], theirs[order], weights)
    neighbours[np.cumsum([len(words) for words in passages]) - 1] = 0.0  # next: another passage's
    share = weights / max(float(weights.sum()), 1e-9)
    return Closeness(
        cover=np.maximum.reduceat(share @ rows, blocks.firsts),
        phrase=_best_window(neighbours, blocks),
    )


def _words(other: Sequence[OtherWords]) -> Iterator[str]:
    return (word for some in other for word in some.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocks:
    """Where blocks of words begin, which passage each is of, and each passage's first block."""

    starts: NDArray[np.int64]
    owners: NDArray[np.int64]
    firsts: NDArray[np.int64]

    @property
    def continued(self) -> NDArray[np.bool_]:
        """Whether the next block is of the same passage."""
        return np.append(self.owners[1:] == self.owners[:-1], False)


def _blocks(lengths: Sequence[int]) -> _Blocks:
    ends = np.cumsum(lengths)
    starts = [
        begin
        for end, length in zip(ends, lengths, strict=True)
        for begin in range(end - length, end, BLOCK)
    ]
    owners = np.searchsorted(ends, starts, side="right")
    return _Blocks(
        starts=np.array(starts),
        owners=owners,
        firsts=np.searchsorted(owners, np.arange(len(lengths))),
    )


def _likeness(asked: GramsOf, there: GramsOf) -> Floats:
    """The cosine of the 4-grams of words asked for and words there, of shape (asked, there)."""
    grams, columns = np.unique(asked.grams, return_inverse=True)
    holds = np.zeros((len(asked.counts), len(grams)))
    rows = asked.owners
    holds[rows, columns] = 1 / np.sqrt(asked.counts[rows])
    places = np.minimum(np.searchsorted(grams, there.grams), len(grams) - 1)
    shared = np.flatnonzero(grams[places] == there.grams)  # one gram in ten
    near, firsts = np.unique(there.owners[shared], return_index=True)
    found = np.zeros((len(asked.counts), len(there.counts)))
    if len(near):
        sums = np.add.reduceat(holds[:, places[shared]], firsts, axis=1)
        found[:, near] = sums / np.sqrt(there.counts[near])
    return found


def _borne(likeness: Floats, blocks: _Blocks) -> Floats:
    """How far the window at each block bears each word, of shape (words, blocks)."""
    in_block = np.maximum.reduceat(likeness, blocks.starts, axis=1)
    in_window = in_block.copy()
    joined = np.maximum(in_block[:, :-1], in_block[:, 1:])
    in_window[:, :-1] = np.where(blocks.continued[:-1], joined, in_block[:, :-1])
    in_passage = np.maximum.reduceat(in_block, blocks.firsts, axis=1)
    borne: Floats = np.maximum(in_window, OUTSIDE * in_passage[:, blocks.owners])
    return borne


def _neighbours(asked: Numbers, there: Numbers, weights: Floats) -> Floats:
    """At each word there, the weight of the question's word pairs that begin at it.

    Words stand as numbers of their stems; -1 is a stem that is not asked for.
    """
    found = np.zeros(len(there))
    for n in range(len(asked) - 1):
        pair = (there[:-1] == asked[n]) & (there[1:] == asked[n + 1])
        found[:-1] += pair * (weights[n] + weights[n + 1]) / 2
    return found


def _best_window(at_words: Floats, blocks: _Blocks) -> Floats:
    in_block = np.add.reduceat(at_words, blocks.starts)
    in_window = in_block.copy()
    in_window[:-1] += np.where(blocks.continued[:-1], in_block[1:], 0.0)
    return np.maximum.reduceat(in_window, blocks.firsts)
