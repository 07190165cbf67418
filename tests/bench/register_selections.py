"""Selections of every kind, for a register that `register_made` made: what may be asked of it."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.register.selection import (
    Aggregate,
    Condition,
    Op,
    Order,
    Selection,
    Subject,
)
from tests.bench.register_made import LAST_YEAR

_SOME = tuple(range(3, 60, 3))
LATE = Condition(field="delay", op=Op.ABOVE, value=0.0)
RISKY = Condition(field="highest_risk", op=Op.IS, value=3.0)
OVER = Condition(field="overrun", op=Op.ABOVE, value=0.0)
_UNPLANNED = Condition(field="benefit_plan", op=Op.LACKS)
_DEPARTMENT = Condition(field="department", op=Op.IS, value="Övningsdepartementet")
_TWENTY = Condition(field="groups", op=Op.IS, value="de tjugo")
_LARGE = Condition(field="size", op=Op.IS, value="stor")
_SYSTEM = Condition(field="system", op=Op.CONTAINS, value="system 42")
_SPAN = tuple(range(LAST_YEAR - 4, LAST_YEAR + 1))
_ENDS = (LAST_YEAR - 4, LAST_YEAR)
_GATHERED = (
    Aggregate.SUM,
    Aggregate.MEAN,
    Aggregate.MEDIAN,
    Aggregate.LOWEST,
    Aggregate.HIGHEST,
)
PROJECTS = Selection(subject=Subject.PROJECTS, aggregate=Aggregate.COUNT, years=(LAST_YEAR,))
COST = Selection(
    subject=Subject.FIGURES, aggregate=Aggregate.SUM, years=(LAST_YEAR,), number="it_cost"
)


def selections() -> tuple[Selection, ...]:
    """All of them, each another."""
    return tuple(dict.fromkeys((*_of_projects(), *_of_figures(), *_of_maturity())))


def _of_projects() -> Iterator[Selection]:
    for conditions in ((), (LATE,), (RISKY, OVER), (_UNPLANNED,), (_DEPARTMENT,), (_TWENTY,)):
        yield replace(PROJECTS, conditions=conditions)
        yield replace(PROJECTS, conditions=conditions, aggregate=Aggregate.LIST)
    for passing in (LATE, OVER, _UNPLANNED, RISKY):
        yield replace(PROJECTS, aggregate=Aggregate.SHARE, share_of=(passing,))
        yield replace(
            PROJECTS, aggregate=Aggregate.SHARE, share_of=(passing,), years=_SPAN, by=("year",)
        )
    for aggregate in _GATHERED:
        yield replace(PROJECTS, aggregate=aggregate, number="budget")
        yield replace(PROJECTS, aggregate=aggregate, number="length", years=_SPAN, by=("year",))
        yield replace(PROJECTS, aggregate=aggregate, number="outcome", agencies=_SOME)
    yield replace(PROJECTS, by=("agency",), order=Order.FALLING, limit=10)
    yield replace(PROJECTS, by=("kind",), years=_SPAN)
    yield replace(PROJECTS, by=("kind", "year"), years=_SPAN)
    yield replace(PROJECTS, by=("supplier",), order=Order.FALLING, limit=5)
    yield replace(PROJECTS, conditions=(_SYSTEM,), aggregate=Aggregate.LIST)
    yield replace(
        PROJECTS, aggregate=Aggregate.LIST, number="overrun", order=Order.FALLING, limit=20
    )
    yield replace(
        PROJECTS, aggregate=Aggregate.LIST, number="delay", years=_SPAN, order=Order.FALLING
    )
    yield replace(PROJECTS, aggregate=Aggregate.SUM, number="budget", price_year=LAST_YEAR - 5)
    yield replace(PROJECTS, aggregate=Aggregate.CHANGE, years=_ENDS)
    yield replace(PROJECTS, aggregate=Aggregate.CHANGE, years=_ENDS, number="budget")
    yield replace(
        PROJECTS, aggregate=Aggregate.SUM, number="budget", by=("agency",), conditions=(_LARGE,)
    )


def _of_figures() -> Iterator[Selection]:
    for number in ("it_cost", "fte", "it_cost_per_fte", "it_cost_share"):
        for aggregate in _GATHERED:
            yield replace(COST, number=number, aggregate=aggregate)
        yield replace(COST, number=number, years=_SPAN, by=("year",))
        yield replace(COST, number=number, years=_ENDS, aggregate=Aggregate.CHANGE)
        yield replace(COST, number=number, agencies=_SOME[:2], years=_SPAN, by=("agency", "year"))
        yield replace(COST, number=number, by=("agency",), order=Order.FALLING, limit=10)
    yield replace(COST, conditions=(_TWENTY,), years=_SPAN, by=("year",))
    yield replace(COST, conditions=(_DEPARTMENT,), aggregate=Aggregate.MEDIAN, by=("size",))
    yield replace(COST, price_year=LAST_YEAR, years=_SPAN, by=("year",))
    yield replace(COST, number="it_cost_per_fte", price_year=LAST_YEAR, years=_SPAN, by=("year",))
    yield replace(COST, aggregate=Aggregate.LIST, order=Order.FALLING)
    yield replace(COST, aggregate=Aggregate.LIST, years=_SPAN, agencies=_SOME)
    yield replace(
        COST, conditions=(Condition(field="it_cost", op=Op.ABOVE, value=9e6),),
        aggregate=Aggregate.COUNT,
    )  # fmt: skip


def _of_maturity() -> Iterator[Selection]:
    asked = replace(COST, subject=Subject.MATURITY, number="m3", aggregate=Aggregate.MEAN)
    yield asked
    yield replace(asked, by=("department",))
    yield replace(asked, years=_SPAN, by=("year",))
    yield replace(asked, years=_ENDS, aggregate=Aggregate.CHANGE)
