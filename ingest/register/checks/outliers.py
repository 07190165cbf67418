"""Figures far from those of agencies of like size: by the ratios that take size away.

How far is told by the median and the median distance from it (Iglewicz and Hoaglin, "How to
detect and handle outliers", 1993), of the logarithms: ratios are skewed.
"""

import math
import statistics
from collections.abc import Iterator, Mapping

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Key, Told
from ingest.register.checks.placing import of_number
from ingest.register.checks.saying import NAMES, UNITS, said
from ingest.register.checks.standing import Standing, by_class, spread
from ingest.register.measures import RATIOS, Ratio
from ingest.register.types import RowKind

_SPREADS = 4.2
_LEAST = math.log(2.8)
_LEAST_SPREAD = 0.2
_FEW_ZEROS = 0.1
_SIZES = {"liten": "små", "medelstor": "medelstora", "stor": "stora"}


def outliers(gathered: Gathered, book: int, stands: Standing) -> Iterator[Finding]:
    """One for each figure of the collection whose ratio is far out, however many ratios it has."""
    found: dict[Key, Finding] = {}
    for ratio in RATIOS:
        logs = _logs(gathered, ratio)
        middles = by_class(gathered, logs)
        off = {key: value - middles[key] for key, value in logs.items()}
        for year in {key[1] for key in off}:
            of_year = [far for key, far in off.items() if key[1] == year]
            limit = max(_LEAST, _SPREADS * spread(of_year, _LEAST_SPREAD))
            for key, far in off.items():
                if key[1] == year and abs(far) > limit:
                    told = _to_blame(gathered, stands, key, ratio)
                    if told.book == book:
                        why = _why(gathered, ratio, key, math.exp(middles[key]))
                        name = (told.agency, told.year, told.subject)
                        found.setdefault(name, of_number(FaultKind.OUTLIER, told, why))
    yield from found.values()
    yield from _zeros(gathered, book)


def _zeros(gathered: Gathered, book: int) -> Iterator[Finding]:
    """Figures that are zero, where hardly any agency of like size has none."""
    for told in list(gathered.numbers.values()):
        if told.book != book or told.value or told.kind is not RowKind.FIGURE:
            continue
        alike = [
            other.value
            for other in gathered.numbers.values()
            if (other.year, other.subject) == (told.year, told.subject)
            and gathered.size(other.agency) == gathered.size(told.agency)
        ]
        if sum(not value for value in alike) <= _FEW_ZEROS * len(alike):
            size = _SIZES.get(gathered.size(told.agency), "alla")
            why = (
                f"{NAMES[told.subject]} är noll. Medianen för {size} myndigheter {told.year} är "
                f"{said(statistics.median(alike), UNITS[told.subject])}."
            )
            yield of_number(FaultKind.OUTLIER, told, why)


def _logs(gathered: Gathered, ratio: Ratio) -> dict[Key, float]:
    logs = {}
    for (agency, year, measure), told in gathered.numbers.items():
        below = gathered.number(agency, year, ratio.below)
        if measure == ratio.above and told.value > 0 and below:
            logs[agency, year, ratio.id] = math.log(told.value / below * ratio.factor)
    return logs


def _to_blame(gathered: Gathered, stands: Standing, key: Key, ratio: Ratio) -> Told:
    """Which of the two numbers is farther from what the agency's others let expect."""
    off: Mapping[Key, float] = stands.off
    above, below = ((key[0], key[1], measure) for measure in (ratio.above, ratio.below))
    return gathered.numbers[above if abs(off[above]) >= abs(off[below]) else below]


def _why(gathered: Gathered, ratio: Ratio, key: Key, middle: float) -> str:
    above = gathered.number(key[0], key[1], ratio.above)
    below = gathered.number(key[0], key[1], ratio.below)
    value = (above or 0) / (below or 1) * ratio.factor
    size = _SIZES.get(gathered.size(key[0]), "alla")
    return (
        f"{NAMES[ratio.id]} blir {said(value, ratio.unit)}. Medianen för {size} myndigheter "
        f"{key[1]} är {said(middle, ratio.unit)}."
    )
