"""Where an agency's figures stand among those of agencies of like size, in the same year.

Logarithms throughout: 0.7 is twice as much. The middle is a median and the spread 1.4826 times
the median distance from it (as a standard deviation would be): a few wrong figures move neither.
"""

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.register.checks.gathering import Gathered

MONEY = ("it_cost", "it_operations", "it_development", "it_consultants", "operating_cost")
COUNTS = ("fte", "it_fte")
_AS_DEVIATION = 1.4826
FEWEST = 8
"""Agencies of one size that are needed to compare among themselves; else all are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far each figure of an agency and year is from what its others would let expect."""

    off: Mapping[tuple[str, int, str], float]


def standing(gathered: Gathered) -> Standing:
    """The distances of all figures that grow with size.

    An agency's own size, within its class, is the middle of what its posts, its it posts and the
    median of its amounts say: so no single figure, nor all amounts together, can move it.
    """
    logs = {
        key: math.log(told.value)
        for key, told in gathered.numbers.items()
        if key[2] in (*MONEY, *COUNTS) and told.value > 0
    }
    middles = by_class(gathered, logs)
    far = {key: value - middles[key] for key, value in logs.items()}
    sizes = {who: _size(far, who) for who in {(agency, year) for agency, year, _ in far}}
    return Standing(off={key: value - sizes[key[0], key[1]] for key, value in far.items()})


def by_class(
    gathered: Gathered, logs: Mapping[tuple[str, int, str], float]
) -> dict[tuple[str, int, str], float]:
    """For each number the median of its year and measure, among agencies of like size."""
    classes: dict[tuple[str, int, str], list[float]] = {}
    for (agency, year, measure), value in logs.items():
        for size in ("", gathered.size(agency) or "?"):
            classes.setdefault((size, year, measure), []).append(value)
    middles = {name: (len(values), statistics.median(values)) for name, values in classes.items()}
    found = {}
    for key in logs:
        count, middle = middles[gathered.size(key[0]) or "?", key[1], key[2]]
        found[key] = middle if count >= FEWEST else middles["", key[1], key[2]][1]
    return found


def spread(values: Iterable[float], at_least: float) -> float:
    """The robust spread of values, not below `at_least`."""
    values = list(values)
    if not values:
        return at_least
    middle = statistics.median(values)
    return max(at_least, _AS_DEVIATION * statistics.median(abs(one - middle) for one in values))


def _size(far: Mapping[tuple[str, int, str], float], who: tuple[str, int]) -> float:
    amounts = [far[*who, measure] for measure in MONEY if (*who, measure) in far]
    signs = [far[*who, measure] for measure in COUNTS if (*who, measure) in far]
    return statistics.median([*signs, *([statistics.median(amounts)] if amounts else [])])
