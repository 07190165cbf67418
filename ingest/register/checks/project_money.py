"""Amounts of projects that are in another unit, or that have moved as they cannot.

The budget of the first plan stays what it was, and what has been spent does not shrink.
"""

import math
import statistics
from collections.abc import Iterator, Set

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.following import rows_before
from ingest.register.checks.gathering import Gathered, Project
from ingest.register.checks.placing import of_project
from ingest.register.checks.saying import NAMES, said, times
from ingest.register.checks.units import power_of
from ingest.register.measures import Unit
from ingest.register.types import Cell

_NEAR = 0.5
_ABSURD = math.log(300)
_FAR_FROM_PLAN = math.log(10) / 2
_MOVED_BUDGET, _SHRUNK = math.log(1.2), math.log(0.8)
Doubted = Set[tuple[int, Cell]]
"""Cells that were found wrong: the year of the collection, and the cell."""


def wrong_amounts(gathered: Gathered, book: int, doubted: Doubted) -> Iterator[Finding]:
    """Findings about the projects' amounts, at most one for each."""
    budgets = _middles(gathered, book)
    for project, before in rows_before(gathered, book):
        middle = budgets.get(gathered.size(project.agency), budgets[""]) if budgets else None
        budget = _sound(project, "budget", doubted)
        wrong = list(_budget(project, before, middle, doubted))
        yield from wrong
        plan = None if wrong else budget
        wrong_plan = list(_revised(project, plan))
        yield from wrong_plan
        revised = None if wrong_plan else project.number("revised_budget")
        yield from _outcome(project, before, (plan, revised), doubted)


def _middles(gathered: Gathered, book: int) -> dict[str, float]:
    """The median of the logarithms of budgets by size of agency, and "" for all."""
    logs: dict[str, list[float]] = {}
    for one in gathered.projects:
        if one.book == book and (budget := one.number("budget")):
            for size in {"", gathered.size(one.agency)}:
                logs.setdefault(size, []).append(math.log(budget))
    return {size: statistics.median(values) for size, values in logs.items()}


def _sound(project: Project | None, name: str, doubted: Doubted) -> float | None:
    """An amount above zero that is not doubted."""
    value = project.value(name) if project else None
    if project is None or value is None or (project.book, value.cell) in doubted:
        return None
    return float(value.value) if float(value.value) > 0 else None


def _budget(
    project: Project, before: Project | None, middle: float | None, doubted: Doubted
) -> Iterator[Finding]:
    budget, then = project.number("budget"), _sound(before, "budget", doubted)
    if not budget:
        return
    if then:
        moved = math.log(budget / then)
        if power := power_of(moved, _NEAR):
            yield _unit(project, "budget", then, power, "insamlingen före")
        elif abs(moved) > _MOVED_BUDGET:
            why = (
                f"Budget i den första planen {_kr(budget)} var {_kr(then)} i insamlingen före. "
                "Den första planens budget ska inte ändras; en ny hör hemma i reviderad budget."
            )
            yield of_project(FaultKind.JUMP, project, "budget", why)
    elif middle is not None and abs(math.log(budget) - middle) > _ABSURD:
        off = math.log(budget) - middle
        power = round(off / math.log(10))
        yield _unit(project, "budget", math.exp(middle), power, "medianen för sådana myndigheter")


def _revised(project: Project, plan: float | None) -> Iterator[Finding]:
    revised = project.number("revised_budget")
    if revised and plan and abs(math.log(revised / plan)) > _FAR_FROM_PLAN:
        power = round(math.log10(revised / plan))
        yield _unit(project, "revised_budget", plan, power, "budget i den första planen")


def _outcome(
    project: Project,
    before: Project | None,
    plans: tuple[float | None, float | None],
    doubted: Doubted,
) -> Iterator[Finding]:
    outcome = project.number("outcome")
    known = [plan for plan in plans if plan]
    if not outcome:
        return
    far = math.log(outcome / max(known)) if known else 0.0
    has_ended = project.text("status") == "avslutat"
    if far > _FAR_FROM_PLAN or (has_ended and far < -_FAR_FROM_PLAN):
        power = round(far / math.log(10))
        yield _unit(project, "outcome", max(known), power, "budgeten")
        return
    then = _sound(before, "outcome", doubted)
    if then and math.log(outcome / then) < _SHRUNK:
        why = (
            f"Utfallet sedan starten {_kr(outcome)} är mindre än i insamlingen före, "
            f"{_kr(then)}. Det som är förbrukat kan inte minska."
        )
        yield of_project(FaultKind.JUMP, project, "outcome", why)


def _unit(project: Project, name: str, expected: float, power: int, against: str) -> Finding:
    value = project.number(name) or 0.0
    why = (
        f"{NAMES[name]} {_kr(value)} är {times(value / expected)} {against}, "
        f"{_kr(expected)}. Kanske är enheten fel: rätt vore i så fall {_kr(value / 10**power)}."
    )
    return of_project(FaultKind.UNIT, project, name, why)


def _kr(amount: float) -> str:
    return said(amount, Unit.KRONOR)
