"""Figures that are ten, a hundred or a thousand times off: another unit than was asked for.

A figure is so when it is that far from what the agency's other figures and agencies of like size
let expect, and as far from its own in other years, where there are any.
"""

import math
import statistics
from collections.abc import Iterator, Set

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Key, Told
from ingest.register.checks.placing import of_number
from ingest.register.checks.saying import NAMES, UNITS, plain, said, times
from ingest.register.checks.standing import Standing
from ingest.register.checks.sums import adds_up
from ingest.register.measures import TOTALS

TENFOLD = math.log(10)
POWERS = (1, 2, 3)
_NEAR_OWN, _NEAR_OTHERS = 0.6, 0.7
_FAR, _FAR_ALONE = 1.2, 1.6
_PARTS = {"it_consultants": "it_cost", "it_fte": "fte"}
_SHARE, _AS_PART, _COMMON_SHARE = "digital_cases", 1.0, 10.0


def wrong_units(
    gathered: Gathered, book: int, stands: Standing, doubted: Set[Key]
) -> Iterator[Finding]:
    """The figures of the collection that are; `doubted` are those that other years found wrong."""
    for key, off in stands.off.items():
        told = gathered.numbers[key]
        if told.book != book or _is_part_of_a_right_sum(gathered, key):
            continue
        own = _own(stands, key, doubted)
        if own is None and _goes_with_its_whole(stands, key):
            continue
        if power := _power(off, own):
            yield of_number(FaultKind.UNIT, told, _why(gathered, told, power, off))
    for told in list(gathered.numbers.values()):
        if told.book == book and told.subject == _SHARE:
            yield from _as_part_of_one(gathered, told)


def _is_part_of_a_right_sum(gathered: Gathered, key: Key) -> bool:
    """A part whose total adds up is in the unit of its total, which is looked at itself."""
    agency, year, measure = key
    return any(measure in one.parts and adds_up(gathered, agency, year, one) for one in TOTALS)


def _goes_with_its_whole(stands: Standing, key: Key) -> bool:
    """As far off as what it is a part of: then that is looked at, if the agency is just unlike."""
    whole = _PARTS.get(key[2], "")
    off = stands.off.get((*key[:2], whole))
    return off is not None and abs(stands.off[key] - off) <= _NEAR_OTHERS


def power_of(log: float, near: float) -> int:
    """The power of ten that a natural logarithm is near; 0 where it is near none."""
    return next(
        (
            sign * power
            for power in POWERS
            for sign in (1, -1)
            if abs(log - sign * power * TENFOLD) <= near
        ),
        0,
    )


def _own(stands: Standing, key: Key, doubted: Set[Key]) -> float | None:
    """How far the same figure of the agency is in other years; None where there are none."""
    others = {
        other: off
        for other, off in stands.off.items()
        if other[0] == key[0] and other[2] == key[2] and other[1] != key[1]
    }
    sound = [off for other, off in others.items() if other not in doubted]
    found = sound or list(others.values())
    return statistics.median(found) if found else None


def _power(off: float, own: float | None) -> int:
    if own is None:
        return power_of(off, _NEAR_OTHERS) if abs(off) >= _FAR_ALONE else 0
    moved = off - own
    return power_of(moved, _NEAR_OWN) if abs(off) >= _FAR and moved * off > 0 else 0


def _why(gathered: Gathered, told: Told, power: int, off: float) -> str:
    unit = UNITS[told.subject]
    before = gathered.number(told.agency, told.year - 1, told.subject)
    against = f" Året före var det {said(before, unit)}." if before is not None else ""
    expected = told.value / math.exp(off)
    return (
        f"{NAMES[told.subject]} {said(told.value, unit)} är ungefär {times(math.exp(off))} "
        f"väntat, {said(expected, unit)}, av en myndighet med dess andra uppgifter.{against} "
        f"Kanske är enheten fel: rätt vore i så fall {said(told.value / 10**power, unit)}."
    )


def _as_part_of_one(gathered: Gathered, told: Told) -> Iterator[Finding]:
    """A share of 0.62 where 62 percent is meant."""
    others = [
        one.value
        for one in gathered.numbers.values()
        if one.subject == _SHARE and one.year == told.year and one is not told
    ]
    if told.value <= _AS_PART and others and statistics.median(others) > _COMMON_SHARE:
        why = (
            f"{NAMES[told.subject]} är {plain(told.value)} procent. Kanske är andelen skriven som "
            f"del av ett: rätt vore i så fall {plain(told.value * 100)} procent."
        )
        yield of_number(FaultKind.UNIT, told, why)
