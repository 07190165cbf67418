"""Rows of different lengths in one flat array: how texts are held while a model learns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ragged:
    """Token numbers of many texts: row i is `values[starts[i]:starts[i + 1]]`."""

    values: NDArray[np.int32]
    starts: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """Lay the rows end to end."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        values = np.fromiter((value for row in rows for value in row), np.int32, lengths.sum())
        return cls(values=values, starts=bounds(lengths))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: Numbers) -> "Ragged":
        """The chosen rows, in the order asked for."""
        return self.spans(self.starts[rows], self.starts[rows + 1])

    def spans(self, begin: Numbers, end: Numbers) -> "Ragged":
        """Rows cut out of the flat array: row i is `values[begin[i]:end[i]]`."""
        starts = bounds(end - begin)
        return Ragged(values=self.values[positions(begin, end)], starts=starts)

    def owners(self) -> Numbers:
        """For each value the number of its row."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def beside(self, others: "Ragged") -> "Ragged":
        """Row by row the values of this one and then those of the others, equally many rows."""
        owners = np.concatenate([self.owners(), others.owners()])
        values = np.concatenate([self.values, others.values])
        starts = bounds(np.diff(self.starts) + np.diff(others.starts))
        return Ragged(values=values[np.argsort(owners, kind="stable")], starts=starts)

    def below(self, others: "Ragged") -> "Ragged":
        """The rows of this one and after them the rows of the others."""
        values = np.concatenate([self.values, others.values])
        starts = np.concatenate([self.starts, self.starts[-1] + others.starts[1:]])
        return Ragged(values=values, starts=starts)

    def keep(self, chosen: NDArray[np.bool_]) -> "Ragged":
        """The values where `chosen` is true; a row that loses all of them becomes empty."""
        lengths = np.bincount(self.owners()[chosen], minlength=len(self))
        return Ragged(values=self.values[chosen], starts=bounds(lengths))


def bounds(lengths: Numbers) -> Numbers:
    """Where each row starts, and last where the flat array ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def positions(begin: Numbers, end: Numbers) -> Numbers:
    """The places in the flat array of all the spans `begin[i]:end[i]`, end to end."""
    lengths = end - begin
    starts = bounds(lengths)
    return np.arange(starts[-1]) + np.repeat(begin - starts[:-1], lengths)
