"""The answer of one result: a sentence that says what the number is, whose and of when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.figures.conditions_said import condition_said
from assistant.figures.figures_said import change_said
from assistant.figures.kinds import UNITS
from assistant.figures.numbers_said import amount_said, number_said
from assistant.figures.predicates_said import predicated
from assistant.figures.rows_said import list_said
from assistant.figures.said import FigureSaid
from assistant.figures.scope_said import (
    agencies_of,
    begun,
    named,
    number_named,
    priced,
    project,
    projects_of,
    when,
    whose,
    without_name,
)
from assistant.figures.series_said import series_said
from ingest.register.measures import RATIOS, Unit
from ingest.register.selection import Aggregate, Figure, Result, Selection, Subject

_HOW = {
    Aggregate.SUM: "sammanlagt",
    Aggregate.MEAN: "i genomsnitt",
    Aggregate.MEDIAN: "i median",
    Aggregate.LOWEST: "som lägst",
    Aggregate.HIGHEST: "som högst",
}
_RATIOS = frozenset(ratio.id for ratio in RATIOS)
_ADDABLE = {Unit.KRONOR, Unit.FULL_TIME}


def answer_said(result: Result, figures: Sequence[FigureSaid], names: Mapping[int, str]) -> str:
    """The answer; `figures` are those of the result, `names` the agencies' by their ids."""
    selection = result.selection
    if selection.aggregate is Aggregate.LIST:
        return list_said(result, names)
    if selection.by:
        return series_said(result, figures, names)
    figure = result.figures[0] if result.figures else None
    if figure is None or figure.value is None:
        return _nothing(selection, names)
    said = _SAID.get(selection.aggregate)
    return said(selection, figure, names) if said else _number(result, figure, figure.value, names)


def _count(selection: Selection, figure: Figure, names: Mapping[int, str]) -> str:
    count = number_said(figure.value or 0)
    about, years = whose(selection, names), when(selection)
    if selection.aggregate is Aggregate.AGENCIES:
        noun = "myndighet" if figure.value == 1 else "olika myndigheter"
        return f"{count} {noun} hade projekt{about}{years}, tillsammans {_projects(figure.n)}."
    if selection.subject is not Subject.PROJECTS:
        return _counted_agencies(selection, count, names)
    if len(selection.agencies) == 1:
        name = names.get(selection.agencies[0], "")
        rest = about.removeprefix(f" hos {name}")
        return f"{name} hade {_projects(figure.value or 0)}{rest}{years}."
    return f"{begun(years.strip())} fanns {_projects(figure.value or 0)}{about}."


def _projects(count: float) -> str:
    return f"{number_said(count)} projekt" if count else "inga projekt"


def _counted_agencies(selection: Selection, count: str, names: Mapping[int, str]) -> str:
    own = [one for one in selection.conditions if one.field == selection.number]
    rest = tuple(one for one in selection.conditions if one not in own)
    noun = "myndighet" if count == "1" else "myndigheter"
    about, years = whose(replace(selection, conditions=rest), names), when(selection)
    said = " och ".join(condition_said(one).removeprefix("med ") for one in own)
    verb = f"hade {said}" if own else f"har lämnat uppgift om {number_named(selection.number)}"
    return f"{count} {noun}{about} {verb}{years}."


def _share(selection: Selection, figure: Figure, names: Mapping[int, str]) -> str:
    """Av 96 projekt i insamlingen 2018 saknade 33 nyttorealiseringsplan, 34,4 procent."""
    if figure.value is None or figure.above is None or figure.below is None:
        return _nothing(selection, names)
    noun = "projekt" if selection.subject is Subject.PROJECTS else "myndigheter"
    which = f"{number_said(figure.below)} {noun}{whose(selection, names)}{when(selection)}"
    said = predicated(selection.share_of, number_said(figure.above))
    return f"Av {which} {said}, {amount_said(figure.value, Unit.PERCENT)}."


def _change(selection: Selection, figure: Figure, names: Mapping[int, str]) -> str:
    number, value = selection.number, figure.value or 0
    of_projects = selection.subject is Subject.PROJECTS
    what = number_named(number) if number else "antalet projekt"
    if number and UNITS[number] not in _ADDABLE and number not in _RATIOS and figure.n > 1:
        what = f"den genomsnittliga {what}"
    about = f" för projekten{whose(selection, names)}" if of_projects and number else ""
    about = about or (whose(selection, names) if of_projects else agencies_of(selection, names))
    text = change_said(value, figure, selection)
    many = not of_projects and len(selection.agencies) != 1
    both = f", räknat på {number_said(figure.n)} myndigheter med uppgift båda åren" if many else ""
    return f"{begun(what)}{about} {text}{both}{priced(selection)}."


def _number(result: Result, figure: Figure, value: float, names: Mapping[int, str]) -> str:
    """Budgeten för de 4 projekten hos Björkverket i insamlingen 2017 var sammanlagt 12 mnkr."""
    selection = result.selection
    what = number_named(selection.number)
    if selection.subject is Subject.PROJECTS:
        about = f" för {projects_of(selection, names, figure.n, figure.missing)}"
        years = ""
        single = figure.n == 1
    else:
        about, years = agencies_of(selection, names), when(selection)
        single = len(selection.agencies) == 1 and len(selection.years) == 1
    how = "" if single else _how(selection)
    made_of = "" if single or selection.subject is Subject.PROJECTS else _made_of(figure)
    text = value_said(value, selection)
    return (
        f"{begun(what)}{about}{years} var {how}{text}"
        f"{made_of}{priced(selection)}{_which(result, names)}."
    )


def value_said(value: float, selection: Selection) -> str:
    """A value; a level with its scale, and a count of full-time posts without its name again."""
    unit = UNITS[selection.number]
    if unit is Unit.FULL_TIME:
        return amount_said(value, unit).rpartition("\u00a0")[0]
    if unit is Unit.LEVEL:
        scale = "1 låg, 2 medel, 3 hög" if selection.subject is Subject.PROJECTS else "av 5"
        return f"{amount_said(value, unit)} ({scale})"
    return amount_said(value, unit)


def _how(selection: Selection) -> str:
    ratio = selection.number in _RATIOS and selection.aggregate is Aggregate.SUM
    adds = UNITS[selection.number] in _ADDABLE
    if selection.aggregate is Aggregate.SUM and not adds and not ratio:
        return "i genomsnitt "
    return "" if ratio else f"{_HOW[selection.aggregate]} "


def _made_of(figure: Figure) -> str:
    noun = "uppgift" if figure.n == 1 else "uppgifter"
    return f", av {number_said(figure.n)} {noun}"


def _which(result: Result, names: Mapping[int, str]) -> str:
    """Where the lowest or highest is that of one row: whose it is."""
    extreme = result.selection.aggregate in {Aggregate.LOWEST, Aggregate.HIGHEST}
    if not extreme or result.row_count != 1 or len(result.rows) != 1:
        return ""
    row = result.rows[0]
    agency = names.get(row.agency, "")
    return f": {row.name} hos {agency}" if row.name else f": {agency}"


_SAID: Mapping[Aggregate, Callable[[Selection, Figure, Mapping[int, str]], str]] = {
    Aggregate.SHARE: _share,
    Aggregate.COUNT: _count,
    Aggregate.AGENCIES: _count,
    Aggregate.CHANGE: _change,
}


def _nothing(selection: Selection, names: Mapping[int, str]) -> str:
    """That there is nothing to make the number of."""
    if selection.subject is not Subject.PROJECTS:
        what = number_named(selection.number)
        return f"Registret har ingen uppgift om {what}{whose(selection, names)}{when(selection)}."
    about = project(named(selection)) if named(selection) else "projekt"
    rest = whose(without_name(selection), names)
    what = f" om {number_named(selection.number)}" if selection.number else ""
    return f"Registret har ingen uppgift{what} för {about}{rest}{when(selection)}."
