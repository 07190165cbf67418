"""Draws by chance, the same for the same names: only `random()` is used, which never changes."""

import math
import random
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_STANDARD = NormalDist()


class Drawing:
    """A stream of draws of its own, named by the seed and whatever it is for."""

    def __init__(self, *names: str | int) -> None:
        self._random = random.Random(":".join(map(str, names)))  # noqa: S311  (nothing secret)

    def between(self, low: float, high: float) -> float:
        """A number from `low` up to `high`."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, likelihood: float) -> bool:
        """True so often."""
        return self._random.random() < likelihood

    def normal(self, spread: float = 1.0, middle: float = 0.0) -> float:
        """A normal draw."""
        return middle + spread * _STANDARD.inv_cdf(self._random.random() or 0.5)

    def factor(self, spread: float, middle: float = 1.0) -> float:
        """A lognormal draw: `middle` is its median."""
        return middle * math.exp(self.normal(spread))

    def one_of(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[int(self._random.random() * len(choices))]

    def some_of(self, choices: Sequence[T], count: int) -> list[T]:
        """So many of them (all, where there are fewer), none twice, in the order drawn."""
        left = list(choices)
        return [
            left.pop(int(self._random.random() * len(left))) for _ in range(min(count, len(left)))
        ]
