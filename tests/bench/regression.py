"""Fits weights to examples: which of several is the right one, and how likely something is.

Pure and deterministic. Columns are scaled by their spread while weights are fitted; what is given
back fits the columns as they were. Knows nothing about questions or excerpts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS = 600
LARGEST_STEP = 0.05
SLOW, SLOWER = 0.9, 0.99
"""How much of the gradient's past, and of its size, each step of Adam remembers."""
ROUNDING = 1e-9
"""A column that changes by less than this share of itself never changes."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Choosing:
    """What could be chosen, of shape (rows, columns), and which of the rows are right."""

    traits: Floats
    right: Flags


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Likelihood:
    """A weight for each column, and the bias; their sum is a logit."""

    weights: Floats
    bias: float

    def chances(self, rows: Floats) -> Floats:
        """The chance of each row, 0 to 1."""
        found: Floats = 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))
        return found


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Bounds:
    """The least and the most that each weight may be, of shape (columns,)."""

    least: Floats
    most: Floats


def fit_choice(choosings: Sequence[Choosing], penalty: float) -> Floats:
    """The weights of a conditional logit: that a right row comes first among its own.

    A choosing without a right row teaches nothing and is left out. `penalty` is that of L2 over
    all choosings.
    """
    taught = [one for one in choosings if one.right.any()]
    traits = np.concatenate([one.traits for one in taught])
    right = np.concatenate([one.right for one in taught])
    counts = np.array([len(one.right) for one in taught])
    starts = np.concatenate([[0], counts.cumsum()[:-1]])
    spread = _spread(traits)
    scaled = traits / spread

    def shares(logits: Floats) -> Floats:
        highest = np.maximum.reduceat(logits, starts)
        powers = np.exp(logits - np.repeat(highest, counts))
        share: Floats = powers / np.repeat(np.add.reduceat(powers, starts), counts)
        return share

    def slope(weights: Floats) -> Floats:
        logits = scaled @ weights
        of_right = shares(np.where(right, logits, -np.inf))
        found: Floats = scaled.T @ (shares(logits) - of_right) + penalty * weights
        return found / len(taught)

    return _descended(slope, _unbound(traits.shape[1])) / spread


def fit_likelihood(rows: Floats, is_so: Flags, bounds: Bounds, penalty: float) -> Likelihood:
    """A logistic regression, both outcomes weighed alike; `penalty` is that of L2, bias apart."""
    middle, spread = rows.mean(axis=0), _spread(rows)
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    heavy = np.where(is_so, 0.5 / is_so.mean(), 0.5 / (1 - is_so.mean()))
    held = np.append(np.full(rows.shape[1], penalty), 0.0)

    def slope(weights: Floats) -> Floats:
        wrong = 1 / (1 + np.exp(-(scaled @ weights))) - is_so
        found: Floats = scaled.T @ (heavy * wrong) + held * weights
        return found / len(rows)

    free = Bounds(least=np.append(bounds.least, -np.inf), most=np.append(bounds.most, np.inf))
    *fitted, bias = _descended(slope, free)
    weights = np.array(fitted) / spread
    return Likelihood(weights=weights, bias=float(bias - weights @ middle))


def told_apart(chances: Floats, is_so: Flags) -> float:
    """The area under the ROC curve: how often one that is so has the higher chance."""
    yes, no = chances[is_so][:, None], chances[~is_so][None]
    return float((yes > no).mean() + 0.5 * (yes == no).mean())


def refused(chances: Floats, is_so: Flags, answered: float) -> float:
    """The share of what is not so below the chance that `answered` of what is so reaches."""
    yes = np.sort(chances[is_so])
    return float((chances[~is_so] < yes[int((1 - answered) * len(yes))]).mean())


def _descended(slope: Callable[[Floats], Floats], bounds: Bounds) -> Floats:
    """Where Adam comes to from nothing within the bounds, its steps ever shorter."""
    weights, past, size = (np.zeros(len(bounds.least)) for _ in range(3))
    for step in range(STEPS):
        steep = slope(weights)
        past = SLOW * past + (1 - SLOW) * steep
        size = SLOWER * size + (1 - SLOWER) * steep**2
        length = LARGEST_STEP * (1 - step / STEPS)
        weights = weights - length * past / (np.sqrt(size) + 1e-8)
        weights = np.clip(weights, bounds.least, bounds.most)
    return weights


def _unbound(columns: int) -> Bounds:
    return Bounds(least=np.full(columns, -np.inf), most=np.full(columns, np.inf))


def _spread(rows: Floats) -> Floats:
    """The standard deviation of each column; 1 of one that never changes."""
    spread: Floats = rows.std(axis=0)
    return np.where(spread > ROUNDING * np.abs(rows).max(axis=0), spread, 1.0)
