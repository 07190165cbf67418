"""Faults among the key figures and the answers about maturity."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.register.types import RowKind

from .agencies import Agency
from .figures import FIGURE_YEARS
from .planting import Field, Planted, Said

_MONEY = ("it_cost", "it_operations", "it_development", "it_consultants", "operating_cost")
_UNIT_FACTORS = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001)
_JUMPING = ("operating_cost", "fte", "it_fte", "it_consultants", "it_operations", "it_cost")
_NEEDED = ("it_cost", "it_development", "operating_cost", "fte", "it_fte", "it_consultants")
_UNITS, _SUMS, _WHOLES, _JUMPS, _MISSING, _TWICE = 8, 5, 2, 5, 4, 3
ODD = (("it_consultants", -1.25), ("it_fte", 1.0), ("it_cost", 1.0))
"""Measures of which one agency each is far out, to which side, and how far for its spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """A figure to spoil."""

    field: Field
    agency: Agency
    year: int

    def said(self, measure: str) -> Said:
        return self.field.of_agency(self.year, self.agency, measure)

    def set(self, measure: str, value: float) -> None:
        said = self.said(measure)
        self.field.change(self.year, said, said.with_value("value", _kept(measure, value)))

    def value(self, measure: str) -> float:
        return self.said(measure).number("value")

    def note(self, kind: str, measure: str, what: str, occurrence: int = 1) -> None:
        self.field.note(
            Planted(
                kind=kind,
                year=self.year,
                agency=self.agency,
                row_kind=self.said_kind(measure),
                field=measure,
                subject=measure,
                what=what,
                occurrence=occurrence,
            )
        )

    def said_kind(self, measure: str) -> RowKind:
        return RowKind.MATURITY if measure.startswith("m") else RowKind.FIGURE


def plant_in_figures(field: Field, free: list[Agency]) -> None:
    """Spoil figures of agencies drawn from `free`, each once."""
    agencies = iter(field.drawing.some_of(free, len(free)))
    for plant, count, first in (
        (_unit, _UNITS, FIGURE_YEARS[0]),
        (_sum, _SUMS, FIGURE_YEARS[0]),
        (_whole, _WHOLES, FIGURE_YEARS[0]),
        (_jump, _JUMPS, FIGURE_YEARS[1]),
        (_missing, _MISSING, FIGURE_YEARS[0]),
        (_twice, _TWICE, FIGURE_YEARS[0]),
        (_share, 1, FIGURE_YEARS[0]),
        (_maturity_missing, 1, FIGURE_YEARS[0]),
        (_maturity_jump, 1, FIGURE_YEARS[1]),
    ):
        for site in _sites(field, agencies, first, count):
            plant(site)


def _sites(field: Field, agencies: Iterator[Agency], first: int, count: int) -> Iterator[_Site]:
    for _ in range(count):
        year = field.drawing.whole(first, FIGURE_YEARS[-1])
        yield _Site(field=field, agency=next(agencies), year=year)


def _unit(site: _Site) -> None:
    measure = site.field.drawing.one_of((*_MONEY, "fte", "it_fte"))
    factor = site.field.drawing.one_of(_UNIT_FACTORS)
    if measure == "fte" and factor < 1:
        factor = 1 / factor
    site.set(measure, site.value(measure) * factor)
    site.note("unit", measure, f"gånger {factor:g}")


def _share(site: _Site) -> None:
    """A share as 0.62 and not as 62; of another agency where the first has no cases."""
    named = next(
        one.agency
        for one in site.field.years[site.year]
        if one.subject == "digital_cases" and _is_unspoiled(one.agency, site)
    )
    other = replace(site, agency=named)
    other.set("digital_cases", other.value("digital_cases") / 100)
    other.note("unit", "digital_cases", "gånger 0,01")


def _is_unspoiled(agency: Agency, site: _Site) -> bool:
    return all(planted.agency != agency for planted in site.field.planted)


def _sum(site: _Site) -> None:
    off = site.field.drawing.between(0.05, 0.18) * site.field.drawing.one_of((1, -1))
    site.set("it_cost", site.value("it_cost") * (1 + off))
    site.note("sum", "it_cost", f"{off:+.0%} mot delarna")


def _whole(site: _Site) -> None:
    part, whole = site.field.drawing.one_of((("it_consultants", "it_cost"), ("it_fte", "fte")))
    factor = site.field.drawing.between(1.05, 1.4)
    site.set(part, site.value(whole) * factor)
    site.note("sum", part, f"delen är {factor:.2f} av det hela")


def _jump(site: _Site) -> None:
    measure = site.field.drawing.one_of(_JUMPING)
    factor = site.field.drawing.between(2.2, 3.2)
    factor = 1 / factor if site.field.drawing.chance(0.5) else factor
    parts = {
        "it_cost": ("it_operations", "it_development", "it_cost"),
        "it_operations": ("it_operations",),
    }.get(measure, (measure,))
    for part in parts:
        site.set(part, site.value(part) * factor)
    if measure == "it_operations":
        site.set("it_cost", site.value("it_operations") + site.value("it_development"))
    site.note("jump", measure, f"gånger {factor:.2f} mot året före")


def _missing(site: _Site) -> None:
    measure = site.field.drawing.one_of(_NEEDED)
    site.field.change(site.year, site.said(measure), None)
    site.note("missing", measure, "saknas")


def _twice(site: _Site) -> None:
    measure = site.field.drawing.one_of(_NEEDED)
    said = site.said(measure)
    factor = 1 + site.field.drawing.between(0.04, 0.25)
    again = said.with_value("value", _kept(measure, said.number("value") * factor))
    site.field.repeat(site.year, said, again)
    site.note("duplicate", measure, f"andra raden gånger {factor:.2f}", occurrence=2)


def _maturity_missing(site: _Site) -> None:
    site.field.change(site.year, site.said("m4"), None)
    site.note("missing", "m4", "saknas")


def _maturity_jump(site: _Site) -> None:
    """To the far end from where it was the year before."""
    before = _before(site.field, site.year, site.agency)
    level = 5 if before <= 2 else 1
    if abs(level - before) < 3:  # in the middle: the year before is put at the end too
        earlier = site.field.of_agency(site.year - 1, site.agency, "m6")
        site.field.change(site.year - 1, earlier, earlier.with_value("level", 4))
    said = site.said("m6")
    site.field.change(site.year, said, said.with_value("level", level))
    site.note("jump", "m6", "från ena änden till den andra")


def _before(field: Field, year: int, agency: Agency) -> float:
    return field.of_agency(year - 1, agency, "m6").number("level")


def _kept(measure: str, value: float) -> float:
    """As it can be told: money in whole thousands."""
    if measure in _MONEY:
        return float(max(1000, round(value / 1000) * 1000))
    return round(value, 1 if measure != "digital_cases" else 3)
