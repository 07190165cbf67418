"""Leaves out findings that another one explains: one fault is told once, where it stands.

The only findings left out are those of the same agency and year whose own numbers hold one that
is found wrong already; what the agency answers to that one settles them.
"""

from collections.abc import Iterable, Sequence

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.measures import RATIOS, TOTALS
from ingest.register.types import RowKind

_FIRST = (
    FaultKind.UNREADABLE,
    FaultKind.DUPLICATE,
    FaultKind.UNIT,
    FaultKind.ORDER,
    FaultKind.SUM,
    FaultKind.JUMP,
    FaultKind.OUTLIER,
    FaultKind.MISSING,
)
_NEVER = (FaultKind.UNREADABLE, FaultKind.MISSING, FaultKind.DUPLICATE, FaultKind.UNIT)
_WITHIN = {"it_consultants": ("it_cost",), "it_fte": ("fte",), "it_cost": ("operating_cost",)}
_About = tuple[str, int, str]


def unexplained(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand on their own, in the order they came."""
    findings = list(findings)
    ranked = sorted(findings, key=lambda one: _FIRST.index(one.kind))
    kept: list[Finding] = []
    for one in ranked:
        if one.place.row_kind is not RowKind.FIGURE or not _is_explained(one, kept, findings):
            kept.append(one)
    return tuple(one for one in findings if one in kept)


def _is_explained(one: Finding, kept: Sequence[Finding], findings: Sequence[Finding]) -> bool:
    if one.kind in _NEVER:
        return False
    doubted = {_about(other) for other in kept if other.kind is not FaultKind.DUPLICATE}
    if _about(one) in doubted:
        return True
    if one.kind is FaultKind.JUMP:
        return _is_of_a_moved_total(one, findings)
    units = {_about(other) for other in kept if other.kind in {FaultKind.UNIT, FaultKind.SUM}}
    if one.kind is FaultKind.OUTLIER:
        units |= {_about(other) for other in kept if other.kind is FaultKind.JUMP}
    return any(_with(one, measure) in units for measure in _rests_on(one.place.field))


def _is_of_a_moved_total(one: Finding, findings: Sequence[Finding]) -> bool:
    """A part that moved with its total and all other parts; or a total that one part moved."""
    moved = {_about(other) for other in findings if other.kind is FaultKind.JUMP}
    for total in TOTALS:
        parts = [_with(one, part) in moved for part in total.parts]
        if one.place.field in total.parts and _with(one, total.total) in moved and all(parts):
            return True
        if one.place.field == total.total and any(parts) and not all(parts):
            return True
    return False


def _rests_on(measure: str) -> set[str]:
    """The other measures that a sum or ratio of this one is made with."""
    found = set(_WITHIN.get(measure, ()))
    for total in TOTALS:
        if measure in (total.total, *total.parts):
            found |= {total.total, *total.parts}
    for ratio in RATIOS:
        if measure in (ratio.above, ratio.below):
            found |= {ratio.above, ratio.below}
    return found - {measure}


def _about(one: Finding) -> _About:
    return (one.place.agency, one.place.year, one.place.field)


def _with(one: Finding, measure: str) -> _About:
    return (one.place.agency, one.place.year, measure)
