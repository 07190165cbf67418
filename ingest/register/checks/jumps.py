"""Figures and answers that have moved far since the year before.

How far is far is told by how all agencies moved that year: so a definition that was changed, or
prices that rose, are no jump of anyone's.
"""

import math
import statistics
from collections.abc import Iterator, Set
from dataclasses import dataclass

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Key, Told
from ingest.register.checks.placing import of_number
from ingest.register.checks.saying import NAMES, UNITS, said, times
from ingest.register.checks.standing import spread
from ingest.register.checks.sums import adds_up
from ingest.register.measures import TOTALS
from ingest.register.types import RowKind

_SPREADS = 4.5
_LEAST, _LEAST_SPREAD = math.log(1.5), 0.03
_LEVELS = 3
_NOT_ADDED = "digital_cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    told: Told
    before: float
    log: float


def jumps(gathered: Gathered, book: int, doubted: Set[Key]) -> Iterator[Finding]:
    """Those of the collection; a number that is doubted is not compared, nor compared with."""
    moves: dict[tuple[int, str], list[_Move]] = {}
    for key, told in gathered.numbers.items():
        before = _before(gathered, told, doubted)
        if told.book != book or key in doubted or before is None:
            continue
        if told.kind is RowKind.MATURITY:
            yield from _leap(told, before)
        elif told.value > 0 and before > 0:
            move = _Move(told=told, before=before, log=math.log(told.value / before))
            moves.setdefault((told.year, told.subject), []).append(move)
    for together in moves.values():
        yield from _far(together)


def _before(gathered: Gathered, told: Told, doubted: Set[Key]) -> float | None:
    """The year before's number, with those of the agencies it has taken over since."""
    key = (told.agency, told.year - 1, told.subject)
    own = gathered.number(*key)
    if own is None or _is_doubted(gathered, key, doubted):
        return None
    if told.kind is RowKind.MATURITY or told.subject == _NOT_ADDED:
        return own
    gone = {
        one.agency
        for one in gathered.asked
        if one.successor == told.agency and one.agency != told.agency and one.book == told.book
    }
    return own + sum(gathered.number(agency, told.year - 1, told.subject) or 0 for agency in gone)


def _is_doubted(gathered: Gathered, key: Key, doubted: Set[Key]) -> bool:
    """So is a total, too, that a doubted part goes into."""
    agency, year, measure = key
    return key in doubted or any(
        measure == total.total
        and adds_up(gathered, agency, year, total)
        and any((agency, year, part) in doubted for part in total.parts)
        for total in TOTALS
    )


def _leap(told: Told, before: float) -> Iterator[Finding]:
    if abs(told.value - before) >= _LEVELS:
        why = f"{NAMES[told.subject]} är {said(told.value)}, och var {said(before)} året före."
        yield of_number(FaultKind.JUMP, told, why)


def _far(moves: list[_Move]) -> Iterator[Finding]:
    logs = [move.log for move in moves]
    middle = statistics.median(logs)
    limit = max(_LEAST, _SPREADS * spread(logs, _LEAST_SPREAD))
    for move in moves:
        if abs(move.log - middle) > limit:
            told, unit = move.told, UNITS[move.told.subject]
            why = (
                f"{NAMES[told.subject]} {said(told.value, unit)} är "
                f"{times(math.exp(move.log))} {told.year - 1}, då det var "
                f"{said(move.before, unit)}. För myndigheterna i mitten var det "
                f"{said(math.exp(middle))} gånger."
            )
            yield of_number(FaultKind.JUMP, told, why)
