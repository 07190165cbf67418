"""Three hundred selections of every kind over the example register, always the same ones."""

import random
from collections.abc import Callable
from dataclasses import replace

from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Op,
    Order,
    Selection,
    Subject,
)

COUNT = 300
_SEED = 300
_FIGURE_YEARS = (2015, 2016, 2017, 2018)
_OF_ROWS = (
    Condition(field="delay", op=Op.ABOVE, value=0.0),
    Condition(field="overrun", op=Op.ABOVE, value=0.0),
    Condition(field="highest_risk", op=Op.IS, value=3.0),
    Condition(field="risk_time", op=Op.AT_LEAST, value=2.0),
    Condition(field="end_revision", op=Op.ABOVE, value=365.0),
    Condition(field="length", op=Op.ABOVE, value=730.0),
    Condition(field="budget", op=Op.AT_LEAST, value=50e6),
    Condition(field="benefit_plan", op=Op.LACKS),
    Condition(field="benefit_owner", op=Op.MISSING),
    Condition(field="phase", op=Op.IS, value="genomförande"),
    Condition(field="kind", op=Op.IS_NOT, value="infrastruktur"),
)
_OF_AGENCIES = (
    Condition(field="groups", op=Op.IS, value="de tjugo"),
    Condition(field="size", op=Op.IS, value="stor"),
    Condition(field="department", op=Op.IS, value="Finansdepartementet"),
)
_GATHERED = (
    Aggregate.SUM,
    Aggregate.MEAN,
    Aggregate.MEDIAN,
    Aggregate.LOWEST,
    Aggregate.HIGHEST,
    Aggregate.LIST,
)


def made_selections(catalogue: Catalogue) -> tuple[Selection, ...]:
    """The selections; each is another."""
    chance = random.Random(_SEED)  # noqa: S311  (drawn tests are no secret)
    making: tuple[Callable[[random.Random, Catalogue], Selection], ...] = (
        _projects,
        _shares,
        _project_numbers,
        _figures,
        _changes,
        _maturity,
    )
    found: dict[Selection, None] = {}
    while len(found) < COUNT:
        found[making[len(found) % len(making)](chance, catalogue)] = None
    return tuple(found)


def _projects(chance: random.Random, catalogue: Catalogue) -> Selection:
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=chance.choice((Aggregate.COUNT, Aggregate.LIST)),
        by=chance.choice(((), (), ("year",), ("agency",), ("kind",), ("phase", "year"))),
        conditions=_conditions(chance, 2),
        agencies=_agencies(chance, catalogue),
        years=_span(chance, catalogue.project_years),
    )


def _shares(chance: random.Random, catalogue: Catalogue) -> Selection:
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=Aggregate.SHARE,
        share_of=(chance.choice(_OF_ROWS),),
        by=chance.choice(((), ("year",))),
        agencies=_agencies(chance, catalogue),
        years=_span(chance, catalogue.project_years),
    )


def _project_numbers(chance: random.Random, catalogue: Catalogue) -> Selection:
    return Selection(
        subject=Subject.PROJECTS,
        aggregate=chance.choice(_GATHERED),
        number=chance.choice(PROJECT_NUMBERS).id,
        by=chance.choice(((), (), ("year",), ("agency",), ("kind",))),
        order=chance.choice(tuple(Order)),
        conditions=_conditions(chance, 1),
        agencies=_agencies(chance, catalogue),
        years=_span(chance, catalogue.project_years),
    )


def _figures(chance: random.Random, catalogue: Catalogue) -> Selection:
    return Selection(
        subject=Subject.FIGURES,
        aggregate=chance.choice((*_GATHERED, Aggregate.COUNT)),
        number=chance.choice((*MEASURES, *RATIOS)).id,
        by=chance.choice(((), ("year",), ("agency",), ("agency", "year"))),
        order=chance.choice(tuple(Order)),
        conditions=chance.choice(((), (chance.choice(_OF_AGENCIES),))),
        agencies=_agencies(chance, catalogue),
        years=_span(chance, _FIGURE_YEARS),
    )


def _changes(chance: random.Random, catalogue: Catalogue) -> Selection:
    is_about_figures = chance.random() < 0.7
    numbers = (*MEASURES, *RATIOS) if is_about_figures else PROJECT_NUMBERS
    years = _FIGURE_YEARS if is_about_figures else catalogue.project_years
    return Selection(
        subject=Subject.FIGURES if is_about_figures else Subject.PROJECTS,
        aggregate=Aggregate.CHANGE,
        number=chance.choice(numbers).id,
        years=tuple(sorted(chance.sample(years, 2))),
        agencies=_agencies(chance, catalogue),
        by=chance.choice(((), ("agency",))),
    )


def _maturity(chance: random.Random, catalogue: Catalogue) -> Selection:
    figures = _figures(chance, catalogue)
    number = f"m{chance.randint(1, 8)}"
    return replace(figures, subject=Subject.MATURITY, number=number)


def _conditions(chance: random.Random, most: int) -> tuple[Condition, ...]:
    chosen = chance.sample(_OF_ROWS, chance.randint(0, most))
    return (*chosen, *([chance.choice(_OF_AGENCIES)] if chance.random() < 0.2 else []))


def _agencies(chance: random.Random, catalogue: Catalogue) -> tuple[int, ...]:
    ids = [one.id for one in catalogue.agencies]
    return tuple(chance.sample(ids, chance.choice((0, 0, 1, 3, 10))))


def _span(chance: random.Random, years: tuple[int, ...]) -> tuple[int, ...]:
    first = chance.randrange(len(years))
    return years[first : chance.randrange(first, len(years)) + 1]
