"""Parts and wholes among the key figures that do not go together."""

import math
from collections.abc import Iterator

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Told
from ingest.register.checks.placing import of_number
from ingest.register.checks.saying import NAMES, UNITS, said, times
from ingest.register.measures import TOTALS, Total

_WITHIN = (("it_consultants", "it_cost"), ("it_fte", "fte"), ("it_cost", "operating_cost"))
_ROUNDED, _ROUNDED_SHARE = 2000.0, 0.005
_ALL = 100.0
_EXACT = 0.02
"""How near a power of ten, in powers: five percent."""


def wrong_sums(gathered: Gathered, book: int) -> Iterator[Finding]:
    """Totals that are not the sum of their parts, and parts that are more than the whole."""
    for told in list(gathered.numbers.values()):
        if told.book != book:
            continue
        for total in TOTALS:
            if told.subject == total.total:
                yield from _total(gathered, told, total)
        for part, whole in _WITHIN:
            if told.subject == part:
                yield from _part(gathered, told, whole)
        if told.subject == "digital_cases" and told.value > _ALL:
            yield of_number(FaultKind.SUM, told, f"{said(told.value)} procent är mer än allt.")


def adds_up(gathered: Gathered, agency: str, year: int, total: Total) -> bool | None:
    """Whether the parts make the total, but for rounding; None where one of them is not told."""
    whole = gathered.number(agency, year, total.total)
    parts = [gathered.number(agency, year, part) for part in total.parts]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    return abs(whole - sum(known)) <= max(_ROUNDED, _ROUNDED_SHARE * whole)


def _total(gathered: Gathered, told: Told, total: Total) -> Iterator[Finding]:
    if adds_up(gathered, told.agency, told.year, total) is not False:
        return
    if in_unit := list(_in_other_unit(gathered, told, total)):
        yield in_unit[0]
        return
    known = [gathered.number(told.agency, told.year, part) or 0.0 for part in total.parts]
    off = told.value - sum(known)
    unit = UNITS[told.subject]
    added = " + ".join(said(part) for part in (part / 1000 for part in known))
    why = (
        f"{NAMES[told.subject]} {said(told.value, unit)} är inte summan av delarna: "
        f"{added} = {said(sum(known), unit)}, skillnad {said(off, unit)}."
    )
    yield of_number(FaultKind.SUM, told, why)


def _in_other_unit(gathered: Gathered, told: Told, total: Total) -> Iterator[Finding]:
    """The total, or the part, that makes the sum right when it is read in another unit."""
    for measure in (total.total, *total.parts):
        one = gathered.numbers[told.agency, told.year, measure]
        others = [
            gathered.number(told.agency, told.year, part) or 0.0
            for part in total.parts
            if part != measure
        ]
        right = sum(others) if measure == total.total else told.value - sum(others)
        if right <= 0 or one.value <= 0:
            continue
        powers = math.log10(one.value / right)
        if round(powers) and abs(powers - round(powers)) < _EXACT:
            unit = UNITS[measure]
            why = (
                f"{NAMES[measure]} {said(one.value, unit)} är {times(one.value / right)} det "
                f"som gör att summan går ihop, {said(right, unit)}. Kanske är enheten fel."
            )
            yield of_number(FaultKind.UNIT, one, why)


def _part(gathered: Gathered, told: Told, whole: str) -> Iterator[Finding]:
    all_of_it = gathered.number(told.agency, told.year, whole)
    if all_of_it is None or told.value <= all_of_it:
        return
    why = (
        f"{NAMES[told.subject]} {said(told.value, UNITS[told.subject])} är mer än "
        f"{NAMES[whole].lower()} {said(all_of_it, UNITS[whole])}, som den är en del av."
    )
    yield of_number(FaultKind.SUM, told, why)
