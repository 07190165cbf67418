"""Selections drawn at random, such as a question can ask for."""

import random

from ingest.register.fields import KINDS, PHASES, SIZES, STATUSES
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, RATIOS
from ingest.register.selection import Aggregate, Condition, Op, Order, Selection, Subject
from tests.figures_catalogue import CATALOGUE

_CONDITIONS = (
    Condition(field="overrun", op=Op.ABOVE, value=0.0),
    Condition(field="overrun", op=Op.AT_MOST, value=0.0),
    Condition(field="overrun", op=Op.ABOVE, value=5_000_000.0),
    Condition(field="delay", op=Op.ABOVE, value=0.0),
    Condition(field="delay", op=Op.ABOVE, value=182.5),
    Condition(field="length", op=Op.AT_LEAST, value=730.0),
    Condition(field="end_revision", op=Op.ABOVE, value=365.0),
    Condition(field="budget", op=Op.ABOVE, value=50_000_000.0),
    Condition(field="outcome", op=Op.BELOW, value=1_500_000.0),
    Condition(field="highest_risk", op=Op.IS, value=3.0),
    Condition(field="highest_risk", op=Op.IS, value=1.0),
    Condition(field="highest_risk", op=Op.IS_NOT, value=3.0),
    Condition(field="highest_risk", op=Op.AT_LEAST, value=2.0),
    Condition(field="risk_budget", op=Op.IS, value=3.0),
    Condition(field="risk_time", op=Op.IS, value=2.0),
    Condition(field="benefit_plan", op=Op.LACKS),
    Condition(field="benefit_plan", op=Op.IS, value=True),
    Condition(field="benefit_owner", op=Op.LACKS),
    Condition(field="benefit_owner", op=Op.PRESENT),
    Condition(field="revised_end", op=Op.PRESENT),
    Condition(field="revised_end", op=Op.MISSING),
    Condition(field="start", op=Op.AT_LEAST, value="2016-07-01"),
    Condition(field="actual_end", op=Op.BELOW, value="2018-01-01"),
    Condition(field="supplier", op=Op.IS, value="Nordkod"),
    Condition(field="system", op=Op.IS, value="Kvarnen"),
    Condition(field="project", op=Op.IS, value="Ny ärendehantering"),
    Condition(
        field="delay",
        op=Op.ABOVE,
        value=0.0,
        either=(Condition(field="overrun", op=Op.ABOVE, value=0.0),),
    ),
    Condition(
        field="status",
        op=Op.IS,
        value="pausat",
        either=(Condition(field="status", op=Op.IS, value="avbrutet"),),
    ),
    *(Condition(field="phase", op=Op.IS, value=one) for one in PHASES),
    *(Condition(field="kind", op=Op.IS, value=one) for one in KINDS),
    *(Condition(field="status", op=Op.IS, value=one) for one in STATUSES),
    Condition(field="status", op=Op.IS_NOT, value="avslutat"),
)
_SCOPES = (
    Condition(field="department", op=Op.IS, value="Finansdepartementet"),
    Condition(field="groups", op=Op.IS, value="de tjugo"),
    Condition(field="agency", op=Op.IS_NOT, value="Björkverket"),
    *(Condition(field="size", op=Op.IS, value=one) for one in SIZES),
)
_SHOWN = ("start", "planned_end", "revised_end", "actual_end", "phase", "supplier", "risk_time")
_NUMBERS = ("budget", "revised_budget", "outcome", "overrun", "overrun_share", "length", "delay")
_MADE = (Aggregate.SUM, Aggregate.MEAN, Aggregate.MEDIAN, Aggregate.LOWEST, Aggregate.HIGHEST)
_BY = ("agency", "department", "size", "kind", "phase", "status", "supplier")


def selection(chance: random.Random) -> Selection:
    """A selection that a question can ask for, told by the chance alone."""
    return chance.choice((_rows, _rows, _numbers, _figures, _first))(chance)


def _rows(chance: random.Random) -> Selection:
    aggregate = chance.choice(
        (Aggregate.LIST, Aggregate.COUNT, Aggregate.SHARE, Aggregate.AGENCIES)
    )
    conditions = _conditions(chance)
    share = _conditions(chance, least=1) if aggregate is Aggregate.SHARE else ()
    taken = {one.field for one in conditions}
    share = tuple(one for one in share if one.field not in taken)
    if aggregate is Aggregate.SHARE and not share:
        aggregate = Aggregate.COUNT
    lists = aggregate is Aggregate.LIST
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=aggregate,
        years=(chance.choice(CATALOGUE.project_years),),
        agencies=_agencies(chance),
        conditions=(*_scopes(chance), *conditions),
        share_of=share,
        by=() if lists or aggregate is Aggregate.AGENCIES else _by(chance),
        shown=tuple(chance.sample(_SHOWN, chance.choice((0, 1, 2)))) if lists else (),
    )


def _first(chance: random.Random) -> Selection:
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=Aggregate.LIST,
        years=(chance.choice(CATALOGUE.project_years),),
        number=chance.choice(_NUMBERS),
        agencies=_agencies(chance),
        conditions=_conditions(chance),
        order=chance.choice((Order.FALLING, Order.RISING)),
        limit=chance.choice((1, 2, 5, 10)),
    )


def _numbers(chance: random.Random) -> Selection:
    by = _by(chance)
    order = chance.choice((Order.NONE, Order.FALLING, Order.RISING)) if by else Order.NONE
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=chance.choice(_MADE),
        years=(chance.choice(CATALOGUE.project_years),),
        number=chance.choice(_NUMBERS),
        agencies=_agencies(chance),
        conditions=(*_scopes(chance), *_conditions(chance)),
        by=by,
        order=order,
        limit=0 if order is Order.NONE else chance.choice((0, 3, 10)),
    )


def _figures(chance: random.Random) -> Selection:
    number = chance.choice((*MEASURES, *RATIOS, *QUESTIONS)).id
    is_question = number in {question.id for question in QUESTIONS}
    return Selection(
        subject=Subject.MATURITY if is_question else Subject.FIGURES,
        aggregate=chance.choice((Aggregate.MEAN, Aggregate.MEDIAN, Aggregate.HIGHEST)),
        years=(chance.choice((2016, 2018)),),
        number=number,
        agencies=_agencies(chance),
        conditions=_scopes(chance),
        by=chance.choice(((), ("size",), ("department",))),
    )


def _agencies(chance: random.Random) -> tuple[int, ...]:
    return tuple(chance.sample(range(1, 61), chance.choice((0, 0, 1, 2))))


def _scopes(chance: random.Random) -> tuple[Condition, ...]:
    return (chance.choice(_SCOPES),) if chance.random() < 0.2 else ()


def _conditions(chance: random.Random, least: int = 0) -> tuple[Condition, ...]:
    drawn = chance.sample(_CONDITIONS, chance.choice((least, 1, 2)))
    return tuple({one.field: one for one in drawn}.values())


def _by(chance: random.Random) -> tuple[str, ...]:
    return (chance.choice(_BY),) if chance.random() < 0.3 else ()
