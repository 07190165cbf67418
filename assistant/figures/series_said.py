"""The answer of a result in groups: what stands first, or each value, or the first of many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.figures.doubts_said import pointed_out
from assistant.figures.figures_said import step_said
from assistant.figures.heads import COUNTED
from assistant.figures.kinds import UNITS
from assistant.figures.naming import called, group_of
from assistant.figures.numbers_said import amount_said, number_said
from assistant.figures.predicates_said import predicated
from assistant.figures.said import FigureSaid
from assistant.figures.scope_said import (
    agencies_of,
    begun,
    first_said,
    number_named,
    priced,
    when,
    whose,
)
from ingest.register.measures import Unit
from ingest.register.selection import Aggregate, Figure, Order, Result, Selection, Subject

MOST_TOLD = 12
_MADE = {
    Aggregate.MEAN: ", i genomsnitt",
    Aggregate.MEDIAN: ", i median",
    Aggregate.LOWEST: ", som lägst",
    Aggregate.HIGHEST: ", som högst",
}
_TWO = 2
_IN_PERCENT = {str(one) for one in (Unit.KRONOR, Unit.KRONOR_EACH, Unit.FULL_TIME)}
"""Units whose difference is told in percent too."""
_BARE = {str(one) for one in (Unit.PROJECTS, Unit.AGENCIES, Unit.FULL_TIME, Unit.KRONOR_EACH)}
"""Units that are said once in a row of values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value of a group as it is told, and the mark on it, or ""."""

    group: tuple[str, ...]
    label: str
    text: str
    mark: str


def series_said(result: Result, figures: Sequence[FigureSaid], names: Mapping[int, str]) -> str:
    """Antal projekt hos Björkverket per år: 2016: 4 projekt; 2017: 5."""
    selection = result.selection
    told = [
        Told(
            group=figure.group,
            label=said.label,
            text=_text(figure, said, selection),
            mark=_mark(figure, selection),
        )
        for figure, said in zip(result.figures, figures, strict=True)
        if figure.n or figure.missing or "year" in selection.by
    ]
    lead = begun(_what(selection, names))
    if not told:
        return f"{lead}: registret har inga sådana uppgifter."
    more = len(told) > MOST_TOLD
    first = f", {number_said(len(told))} värden, av dem de {MOST_TOLD} första" if more else ""
    if selection.limit > 1:
        tied = " och de som delar plats" if len(told) > selection.limit else ""
        first = f", {first_said(selection.limit)}{tied}"
    values = _values(selection, result.figures[0].unit, told[:MOST_TOLD])
    return f"{lead}{first}: {values}{priced(selection)}.{_between(result)}"


def _between(result: Result) -> str:
    """Of two agencies that are put beside each other: by how much, and which is higher."""
    selection, known = result.selection, [one for one in result.figures if one.value is not None]
    of_two = len(selection.agencies) == len(result.figures) == len(known) == _TWO
    if selection.by != ("agency",) or not of_two or selection.aggregate is Aggregate.CHANGE:
        return ""
    low, high = sorted(known, key=lambda one: one.value or 0)
    if high.value == low.value:
        return " De är lika."
    step = step_said((high.value or 0) - (low.value or 0), high.unit)
    share = ""
    if low.value and low.value > 0 and high.unit in _IN_PERCENT:
        percent = 100 * ((high.value or 0) - low.value) / low.value
        share = f" {amount_said(percent, Unit.PERCENT)}"
    return f" Skillnaden är {step}: {high.group[0]} ligger{share} högre."


def _mark(figure: Figure, selection: Selection) -> str:
    """That it is pointed out; of figures of many rows only where it is in a list of the first."""
    is_marked = figure.n == 1 or selection.limit
    return pointed_out(figure.doubts, figure.n) if is_marked else ""


def _text(figure: Figure, said: FigureSaid, selection: Selection) -> str:
    """What the figure says; where there were no projects to make it of, that."""
    of_projects = selection.subject is Subject.PROJECTS
    empty = figure.value is None and not (figure.n or figure.missing)
    return "inga projekt" if of_projects and empty else said.text


def _values(selection: Selection, unit: str, told: Sequence[Told]) -> str:
    """The values; the years of each agency behind its name, where they are of both."""
    bare = unit in _BARE and selection.aggregate is not Aggregate.CHANGE
    by_agency = selection.by == ("agency", "year")
    texts = []
    for n, one in enumerate(told):
        text = one.text
        if bare and n and text[:1].isdigit():
            text = text.rpartition("\u00a0")[0]
        label = one.label
        if by_agency:
            again = n > 0 and told[n - 1].group[0] == one.group[0]
            label = one.group[1] if again else " ".join(one.group)
        texts.append(f"{label}: {text}{one.mark}")
    return "; ".join(texts)


def _what(selection: Selection, names: Mapping[int, str]) -> str:
    """What the values are: "antal projekt hos Björkverket i insamlingen 2018 per fas"."""
    of_projects = selection.subject is Subject.PROJECTS
    about = whose(selection, names) if of_projects else agencies_of(selection, names)
    if "agency" in selection.by and not selection.agencies:
        about = whose(selection, names)
    years = "" if _tells_years(selection) else when(selection)
    by = f" per {' och '.join(map(group_of, selection.by))}"
    return f"{_made(selection)}{about}{years}{_how(selection)}{by}"


def _tells_years(selection: Selection) -> bool:
    return "year" in selection.by or selection.aggregate is Aggregate.CHANGE


def _made(selection: Selection) -> str:
    of_projects = selection.subject is Subject.PROJECTS
    if selection.aggregate is Aggregate.SHARE:
        noun = "projekt" if of_projects else "myndigheter"
        said = predicated(selection.share_of, "").replace("  ", " ")
        return f"{_first(selection, 'andel')} {noun} som {said}"
    if selection.aggregate is Aggregate.AGENCIES:
        return _first(selection, "antal") + " olika myndigheter med projekt"
    if selection.aggregate is Aggregate.COUNT or not selection.number:
        noun = "projekt" if of_projects else f"myndigheter med {called(selection.number)}"
        many = {Order.FALLING: "flest", Order.RISING: "minst antal"}
        return f"{many.get(selection.order, 'antal')} {noun}"
    number = number_named(selection.number)
    if selection.order is not Order.NONE:
        number = _first(selection, _counted(selection.number))
    for_projects = " för projekten" if of_projects else ""
    scale = " (nivå 1 till 5)" if UNITS[selection.number] is Unit.LEVEL else ""
    return f"{number}{for_projects}{scale}"


def _counted(number: str) -> str:
    return f"antal {called(number)}" if number in COUNTED else called(number)


def _first(selection: Selection, what: str) -> str:
    """What stands first: "högst it-kostnad"."""
    extreme = {Order.FALLING: "högst ", Order.RISING: "lägst "}
    return f"{extreme.get(selection.order, '')}{what}"


def _how(selection: Selection) -> str:
    sums = selection.aggregate is Aggregate.SUM and selection.subject is Subject.PROJECTS
    if sums and UNITS[selection.number] in {Unit.KRONOR, Unit.FULL_TIME}:
        return ", sammanlagt"
    return _MADE.get(selection.aggregate, "")
