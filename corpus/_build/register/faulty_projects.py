"""Faults among the projects."""

from collections.abc import Callable
from datetime import date, timedelta

from ingest.register.types import RowKind

from .naming import small_change
from .planting import Field, Planted, Said
from .projects import YEARS

_NEEDED = ("start", "planned_end", "budget", "phase", "status", "kind")
_MISSING, _ORDERS, _UNITS, _JUMPS, _TWICE = 6, 6, 4, 4, 3
Fits = Callable[[Said], bool]


def plant_in_projects(field: Field) -> None:
    """Spoil projects, each once."""
    for number in range(_MISSING):
        _missing(field, _NEEDED[number])
    _missing_end(field)
    for number in range(_ORDERS):
        _order(field, ("planned_end", "revised_end", "actual_end")[number % 3], number)
    for number in range(_UNITS):
        _unit(field, ("budget", "budget", "revised_budget", "outcome")[number])
    for number in range(_JUMPS):
        _jump(field, ("budget", "outcome")[number % 2])
    for _ in range(_TWICE):
        _twice(field)


def _drawn(field: Field, years: tuple[int, ...], fits: Fits) -> tuple[int, Said]:
    """A row of a project that has no fault yet."""
    for year in field.drawing.some_of(years, len(years)):
        found = field.find(year, RowKind.PROJECT, fits)
        if chosen := field.drawn(found, lambda one: one.subject):
            return year, chosen
    raise LookupError("no project is left to plant this fault in")


def _note(field: Field, kind: str, place: tuple[int, Said, str], what: str, nth: int = 1) -> None:
    year, said, name = place
    field.note(
        Planted(
            kind=kind,
            year=year,
            agency=said.agency,
            row_kind=RowKind.PROJECT,
            field=name,
            subject=said.subject,
            what=what,
            occurrence=nth,
        )
    )


def _missing(field: Field, name: str) -> None:
    year, said = _drawn(field, YEARS, lambda one: one.line.get(name) is not None)
    field.change(year, said, said.with_value(name, None))
    _note(field, "missing", (year, said, name), "saknas")


def _missing_end(field: Field) -> None:
    year, said = _drawn(field, YEARS, lambda one: one.text("status") == "avslutat")
    field.change(year, said, said.with_value("actual_end", None))
    _note(field, "missing", (year, said, "actual_end"), "avslutat utan faktiskt slut")


def _order(field: Field, name: str, number: int) -> None:
    year, said = _drawn(field, YEARS, lambda one: one.line.get(name) is not None)
    start = date.fromisoformat(said.text("start"))
    if name == "actual_end" and number > len("abc") - 1:
        wrong, what = date(year + 1, 6, 30), "efter insamlingens år"
    else:
        wrong, what = start - timedelta(days=field.drawing.whole(20, 400)), "före starten"
    field.change(year, said, said.with_value(name, wrong.isoformat()))
    _note(field, "order", (year, said, name), what)


def _unit(field: Field, name: str) -> None:
    def fits(one: Said) -> bool:
        known = one.line.get(name) is not None and one.number(name) >= 1e6
        full = one.number("outcome") > 0.3 * one.number("budget")
        return known and (name != "outcome" or full)

    years = YEARS[1:] if name == "budget" else YEARS
    fitting = _followed(field, fits) if name == "budget" else fits
    year, said = _drawn(field, years, fitting)
    factor = field.drawing.one_of((10.0, 100.0, 1000.0))
    field.change(year, said, said.with_value(name, said.number(name) * factor))
    _note(field, "unit", (year, said, name), f"gånger {factor:g}")


def _jump(field: Field, name: str) -> None:
    def fits(one: Said) -> bool:
        return one.number(name) >= 1e6

    year, said = _drawn(field, YEARS[1:], _followed(field, fits, name))
    before = _before(field, said, year)
    factor = field.drawing.between(1.5, 2.4) if name == "budget" else 0.5
    value = round(before.number(name) * factor / 1000) * 1000.0
    field.change(year, said, said.with_value(name, value))
    _note(field, "jump", (year, said, name), f"gånger {factor:.2f} mot året före")


def _followed(field: Field, fits: Fits, name: str = "budget") -> Fits:
    """Only of a project that was told of the year before too, with that value."""

    def also(one: Said) -> bool:
        for year in YEARS[1:]:
            if one in field.years[year]:
                before = _before(field, one, year)
                return before.number(name) > 1e5 and fits(one)
        return False

    return also


def _before(field: Field, said: Said, year: int) -> Said:
    found = field.find(year - 1, RowKind.PROJECT, lambda one: one.subject == said.subject)
    return found[0] if found else said.with_value("budget", None).with_value("outcome", None)


def _twice(field: Field) -> None:
    year, said = _drawn(field, YEARS, lambda one: bool(one.text("planned_end")))
    again = said.with_value("project", small_change(said.text("project"), field.drawing))
    field.repeat(year, said, again)
    _note(field, "duplicate", (year, said, "project"), "samma projekt en gång till", nth=2)
