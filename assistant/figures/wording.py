"""Selections in Swedish: as a complete question that reads back as the same, and as a sentence."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.conditions_said import condition_said, conditions_said, ways_of
from assistant.figures.heads import COUNTED
from assistant.figures.naming import called, group_of, shown_name
from assistant.figures.scope_said import named, project, whose, without_name
from ingest.register.measures import RATIOS
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Order,
    Selection,
    Subject,
)

_MADE = {
    Aggregate.SUM: "Summan av {}",
    Aggregate.MEAN: "Medelvärdet av {}",
    Aggregate.MEDIAN: "Medianen av {}",
    Aggregate.LOWEST: "Lägsta {}",
    Aggregate.HIGHEST: "Högsta {}",
    Aggregate.CHANGE: "Förändringen av {}",
}
_SENTENCES = {
    Aggregate.LIST: "Jag listar",
    Aggregate.COUNT: "Jag räknar",
    Aggregate.AGENCIES: "Jag räknar de olika myndigheter som har",
    Aggregate.SHARE: "Jag räknar ut hur stor andel av",
    Aggregate.SUM: "Jag summerar",
    Aggregate.MEAN: "Jag tar medelvärdet av",
    Aggregate.MEDIAN: "Jag tar medianen av",
    Aggregate.LOWEST: "Jag söker det lägsta värdet av",
    Aggregate.HIGHEST: "Jag söker det högsta värdet av",
    Aggregate.CHANGE: "Jag räknar ut ändringen av",
}
_NOUNS = {"end_revision": "flytt av slutdatum"}
"""Numbers that a question is not asked for by their names."""
_NEUTER = {("year",), ("department",), ("system",)}
_PRICES = " i {} års priser"
_BESIDE = {"overrun": " (utfall minus budget)", "overrun_share": " (av budgeten)"}
"""What an order by a number that stands beside another is told with."""


class Wording:
    """Puts selections from one catalogue in words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = {agency.id: agency.names[0] for agency in catalogue.agencies}

    def name(self, agency: int) -> str:
        """The full name of an agency."""
        return self._names.get(agency, f"myndighet {agency}")

    def question(self, selection: Selection) -> str:
        """A complete question that asks for just the selection."""
        return f"{self._asked(selection)}{_by(selection)}{_first(selection)}?"

    def sentence(self, selection: Selection) -> str:
        """What is done, said to the asker: "Jag räknar projekt hos X i insamlingen 2017"."""
        if named(selection) and selection.aggregate in {Aggregate.LIST, Aggregate.SUM}:
            return self._of_named(selection)
        made = _SENTENCES[selection.aggregate]
        if selection.subject is not Subject.PROJECTS and _is_plain(selection):
            made = "Jag tar fram"
        what = self._told(selection) + self._whose(selection)
        years = _years_said(selection)
        by = _by(selection)
        share = f" {_joined(selection.share_of)}" if selection.share_of else ""
        return f"{made} {what}{years}{share}{by}{_ordered(selection)}."

    def _of_named(self, selection: Selection) -> str:
        """Jag tar fram budget och fas för projektet Portalen i insamlingen 2018."""
        told = [called(selection.number)] if selection.number else []
        told += map(shown_name, selection.shown)
        what = f"{_listed(told)} för " if told else ""
        about = whose(without_name(selection), self._names)
        rest = f"{_years_said(selection)}{_by(selection)}{_ordered(selection)}"
        return f"Jag tar fram {what}{project(named(selection))}{about}{rest}."

    def _whose(self, selection: Selection) -> str:
        counts = selection.aggregate in {Aggregate.COUNT, Aggregate.SHARE}
        if selection.subject is Subject.PROJECTS or not counts:
            return whose(selection, self._names)
        rest = tuple(one for one in selection.conditions if one.field != selection.number)
        return whose(replace(selection, conditions=rest), self._names)

    def _told(self, selection: Selection) -> str:
        """What is counted with, in a sentence; agencies are counted, not their figures."""
        counts = selection.aggregate in {Aggregate.COUNT, Aggregate.SHARE}
        if selection.subject is Subject.PROJECTS or not counts:
            return self._noun(selection)
        own = [one for one in selection.conditions if one.field == selection.number]
        return f"myndigheter {_joined(own) or f'med {self._noun(selection)}'}"

    def _asked(self, selection: Selection) -> str:
        where = self._where(selection) + _years(selection)
        if selection.limit and selection.aggregate is Aggregate.LIST:
            return self._first_rows(selection, where)
        if selection.aggregate is Aggregate.LIST:
            return f"Lista alla {self._noun(selection)}{where}"
        if selection.aggregate is Aggregate.COUNT:
            return f"Hur många {_counted(selection)}{self._counted_where(selection)}"
        if selection.aggregate is Aggregate.AGENCIES:
            return f"Hur många olika myndigheter hade projekt{where}"
        if selection.aggregate is Aggregate.SHARE:
            whole = "projekten" if selection.subject is Subject.PROJECTS else "myndigheterna"
            return f"Hur stor andel av {whole}{where} {_predicate(selection.share_of)}"
        return _MADE[selection.aggregate].format(self._noun(selection)) + where

    def _first_rows(self, selection: Selection, where: str) -> str:
        """Vilka 5 projekt hos Björkverket hade högst budget 2018."""
        which = "Vilket" if selection.limit == 1 else f"Vilka {selection.limit}"
        extreme = "högst" if selection.order is Order.FALLING else "lägst"
        asked = f"hade {extreme} {called(selection.number)}{_years(selection)}"
        return f"{which} projekt{where.removesuffix(_years(selection))} {asked}"

    def _counted_where(self, selection: Selection) -> str:
        """Som är försenade fanns det hos Björkverket 2018."""
        agencies = self._agencies(selection)
        if selection.subject is not Subject.PROJECTS:
            return self._where(selection) + _years(selection)
        said = _joined(selection.conditions)
        return f"{' ' if said else ''}{said} fanns det{agencies}{_years(selection)}"

    def _noun(self, selection: Selection) -> str:
        """What is counted with: "budget för projekt", "it-kostnad", "projekt"."""
        number = selection.number and (_NOUNS.get(selection.number) or called(selection.number))
        if selection.subject is not Subject.PROJECTS:
            return number
        if selection.aggregate is Aggregate.CHANGE and not number:
            return "antalet projekt"
        if selection.aggregate is Aggregate.LIST:
            ordered = selection.order is not Order.NONE
            told = [number] if number and not ordered else []
            told += map(shown_name, selection.shown)
            return f"projekt och deras {_listed(told)}" if told else "projekt"
        return f"{number} för projekt" if number else "projekt"

    def _where(self, selection: Selection) -> str:
        conditions = _joined(selection.conditions)
        return f"{self._agencies(selection)}{' ' if conditions else ''}{conditions}"

    def _agencies(self, selection: Selection) -> str:
        names = [self.name(one) for one in selection.agencies]
        where = f" hos {_listed(names)}" if names else ""
        together = len(names) > 1 and "agency" not in selection.by
        shown = selection.aggregate is not Aggregate.LIST
        return f"{where} tillsammans" if together and shown else where


def _is_plain(selection: Selection) -> bool:
    """Whether nothing is added up: each value is one agency's, or its own parts' ratio."""
    one_each = len(selection.agencies) == 1 or "agency" in selection.by
    one_year = len(selection.years) == 1 or "year" in selection.by
    ratio = any(one.id == selection.number for one in RATIOS)
    return selection.aggregate is Aggregate.SUM and (ratio or (one_each and one_year))


def _counted(selection: Selection) -> str:
    if selection.subject is Subject.PROJECTS:
        return "projekt"
    own = any(one.field == selection.number for one in selection.conditions)
    return "myndigheter" if own else f"myndigheter har {called(selection.number)}"


def _joined(conditions: Sequence[Condition]) -> str:
    return conditions_said(conditions)


def _predicate(conditions: Sequence[Condition]) -> str:
    """Conditions as what is said of the projects: "är försenade och har hög risk"."""
    many = len(conditions) > 1
    return " och ".join(
        f"{'antingen ' if many and one.either else ''}"
        f"{' eller '.join(_verb(condition_said(way)) for way in ways_of(one))}"
        for one in conditions
    )


def _verb(said: str) -> str:
    first, _, rest = said.partition(" ")
    return {"som": rest, "med": f"har {rest}", "utan": f"saknar {rest}"}.get(first, f"är {said}")


def _years(selection: Selection) -> str:
    prices = _PRICES.format(selection.price_year) if selection.price_year else ""
    years = list(map(str, selection.years))
    if selection.aggregate is Aggregate.CHANGE:
        return f" mellan {years[0]} och {years[-1]}{prices}"
    across = len(years) > 1 and "year" not in selection.by
    added = " åren tillsammans" if across and selection.aggregate is not Aggregate.LIST else ""
    return f" {_listed(years)}{added}{prices}"


def _years_said(selection: Selection) -> str:
    """As `_years`, with what kind of years they are."""
    if selection.subject is not Subject.PROJECTS or selection.aggregate is Aggregate.CHANGE:
        return _years(selection)
    noun = "insamlingarna" if len(selection.years) > 1 else "insamlingen"
    prices = _PRICES.format(selection.price_year) if selection.price_year else ""
    return f" i {noun} {_listed(list(map(str, selection.years)))}{prices}"


def _by(selection: Selection) -> str:
    return f" per {' och '.join(map(group_of, selection.by))}" if selection.by else ""


def _ordered(selection: Selection) -> str:
    """As `_first`, said in a sentence of a list too."""
    if selection.order is Order.NONE:
        return ""
    beside = _BESIDE.get(selection.number, "")
    number = f" {called(selection.number)}{beside}" if selection.number else ""
    extreme = "högst" if selection.order is Order.FALLING else "lägst"
    count = f" {selection.limit}" if selection.limit > 1 else ""
    if selection.limit:
        is_it = selection.aggregate is Aggregate.LIST or selection.by[:1] in _NEUTER
        one = "det" if is_it else "den"
        if not number and selection.aggregate is Aggregate.COUNT:
            number, extreme = " projekt", "flest" if selection.order is Order.FALLING else "minst"
        number = f" antal{number}" if selection.number in COUNTED else number
        return f", och visar {f'de{count}' if count else one} med {extreme}{number}"
    return f", {extreme}{number} först"


def _first(selection: Selection) -> str:
    asked = selection.aggregate is Aggregate.LIST and selection.limit
    if selection.order is Order.NONE or asked:
        return ""
    falling = selection.order is Order.FALLING
    if not selection.limit:
        return f", {'högst' if falling else 'lägst'} först"
    return f", {'topp' if falling else 'botten'} {selection.limit}"


def _listed(texts: Sequence[str]) -> str:
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
