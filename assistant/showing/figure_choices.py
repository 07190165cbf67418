"""What can be chosen of the register's key figures, and the selection that a choice means.

Nothing is added up over years: several years are told each by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import QuestionError
from assistant.figures.kinds import is_added_up, is_money, subject_of_number
from assistant.figures.types import Halt
from assistant.figures.years import known_years
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS, Measure, Ratio
from ingest.register.numbers import name_of
from ingest.register.selection import Aggregate, Catalogue, Selection, Subject

HOWS = (
    Aggregate.SUM,
    Aggregate.MEAN,
    Aggregate.MEDIAN,
    Aggregate.LOWEST,
    Aggregate.HIGHEST,
)


class Apart(StrEnum):
    """What a value is told of: a year of all that are chosen, or each agency by itself."""

    YEAR = "ar"
    AGENCY = "myndighet"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChoice:
    """A number that the register has, with its definition (Swedish) and the years, rising."""

    number: str
    name: str
    definition: str
    years: tuple[int, ...]

    @property
    def spans(self) -> str:
        """The years as they are written: 2013, 2015–2018."""
        return years_written(self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGroup:
    """Numbers of one sort; `key` is that of its heading among the messages."""

    key: str
    numbers: tuple[NumberChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresWanted:
    """What is wanted of the key figures: no agencies are all, no years all that there are.

    `how` is None for what is usual for the number: added up where it can be, else the mean.
    """

    number: str = ""
    agencies: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    apart: Apart = Apart.YEAR
    how: Aggregate | None = None
    price_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a choice means: `selection` is None where the number lacks every year wanted.

    `left_out` are years of the register within those wanted that lack the number; `notes` are the
    keys of what is said of a choice that was changed.
    """

    choice: NumberChoice
    selection: Selection | None
    left_out: tuple[int, ...]
    notes: tuple[str, ...]


def number_groups(catalogue: Catalogue) -> tuple[NumberGroup, ...]:
    """The numbers that the register has anything of, in their groups; none without any."""
    questions = ((one.id, one.text) for one in QUESTIONS)
    groups = (
        NumberGroup(key="figures.measures", numbers=_there(catalogue, _defined(MEASURES))),
        NumberGroup(key="figures.ratios", numbers=_there(catalogue, _defined(RATIOS))),
        NumberGroup(
            key="figures.of_projects", numbers=_there(catalogue, _defined(PROJECT_NUMBERS))
        ),
        NumberGroup(key="figures.maturity", numbers=_there(catalogue, questions)),
    )
    return tuple(group for group in groups if group.numbers)


def years_there(groups: Iterable[NumberGroup]) -> tuple[int, ...]:
    """Every year that any of the numbers is there for, rising."""
    return tuple(sorted({year for group in groups for one in group.numbers for year in one.years}))


def chosen(wanted: FiguresWanted, groups: Iterable[NumberGroup]) -> Chosen:
    """What a choice of a number means; raises QuestionError where the register has no such."""
    there = tuple(groups)
    choice = next(
        (one for group in there for one in group.numbers if one.number == wanted.number), None
    )
    if choice is None:
        raise QuestionError(
            f"Registret har inget mått ”{wanted.number}”.", "Välj ett i listan på /nyckeltal."
        )
    first, last, notes = _span(wanted, choice)
    within = [year for year in years_there(there) if first <= year <= last]
    years = tuple(year for year in within if year in choice.years)
    selection, further = _selection(wanted, choice.number, years)
    return Chosen(
        choice=choice,
        selection=selection if years else None,
        left_out=tuple(year for year in within if year not in years),
        notes=(*notes, *further),
    )


def years_written(years: Sequence[int]) -> str:
    """Rising years, those that follow one another as a span: 2013, 2015–2018."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(f"{s[0]}–{s[-1]}" if len(s) > 1 else str(s[0]) for s in spans)


def usual(choice: NumberChoice) -> Selection:
    """What a number is without further choice: each of its years, of all agencies."""
    return _selection(FiguresWanted(), choice.number, choice.years)[0]


def _span(wanted: FiguresWanted, choice: NumberChoice) -> tuple[int, int, tuple[str, ...]]:
    """The first and last year wanted; where they are turned round, that is said."""
    first, last = wanted.first, wanted.last
    if first is not None and last is not None and first > last:
        return last, first, ("figures.years_turned",)
    return (
        choice.years[0] if first is None else first,
        choice.years[-1] if last is None else last,
        (),
    )


def _selection(
    wanted: FiguresWanted, number: str, years: tuple[int, ...]
) -> tuple[Selection, tuple[str, ...]]:
    """The selection, and the keys of what is said of what could not be as wanted."""
    aggregate, notes = _aggregate(wanted, number)
    by: tuple[str, ...] = ("year",)
    if wanted.apart is Apart.AGENCY:
        by = ("agency", "year") if len(years) > 1 else ("agency",)
    selection = Selection(
        subject=subject_of_number(number),
        aggregate=aggregate,
        years=years,
        number=number,
        agencies=wanted.agencies,
        by=by,
        price_year=wanted.price_year if is_money(number) else None,
    )
    lacks_prices = wanted.price_year and not is_money(number)
    return selection, (*notes, *(("figures.no_prices",) if lacks_prices else ()))


def _aggregate(wanted: FiguresWanted, number: str) -> tuple[Aggregate, tuple[str, ...]]:
    """What is made of the values, and what is said where that is not what was wanted."""
    if wanted.apart is Apart.AGENCY and subject_of_number(number) is not Subject.PROJECTS:
        return Aggregate.SUM, ("figures.one_each",) if wanted.how else ()
    added = is_added_up(number)
    if wanted.how is None:
        return Aggregate.SUM if added else Aggregate.MEAN, ()
    if wanted.how is Aggregate.SUM and not added:
        return Aggregate.MEAN, ("figures.no_sum",)
    return wanted.how, ()


def _defined(numbers: Iterable[Measure | Ratio]) -> Iterable[tuple[str, str]]:
    return ((one.id, one.definition) for one in numbers)


def _there(catalogue: Catalogue, defined: Iterable[tuple[str, str]]) -> tuple[NumberChoice, ...]:
    found = (
        NumberChoice(
            number=number,
            name=name_of(number),
            definition=definition,
            years=_years(catalogue, subject_of_number(number), number),
        )
        for number, definition in defined
    )
    return tuple(one for one in found if one.years)


def _years(catalogue: Catalogue, subject: Subject, number: str) -> tuple[int, ...]:
    try:
        return known_years(catalogue, subject, number)
    except Halt:
        return ()
