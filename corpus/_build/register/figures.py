"""The key figures and the maturity that each agency tells of each year."""

import math
from dataclasses import dataclass

from ingest.register.filling import Entry, Line, definitions
from ingest.register.maturity import HIGHEST, LOWEST, QUESTIONS
from ingest.register.types import RowKind

from .agencies import Agency
from .drawing import Drawing

FIGURE_YEARS = (2015, 2016, 2017, 2018)
WIDER_CONSULTANTS_FROM = 2017
_WIDER = (
    "Den del av it-kostnaden som är köpta konsulttjänster. Från och med 2017 räknas även inhyrd "
    "personal som arbetar med it."
)
_WIDENING = 1.14
_FURTHEST = 2.0
_THOUSAND = 1000
_OFTEN_WITHOUT_CASES = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How an agency is: each is its own in every year, but for a little.

    `odd` are planted outliers: measure and the natural logarithm of how far out.
    """

    agency: Agency
    seed: int
    odd: tuple[tuple[str, float], ...] = ()

    def figures(self, year: int) -> dict[str, float]:
        """Measure to value in the unit of `measures.MEASURES`; those it does not have left out."""
        lasting = Drawing(self.seed, "profile", self.agency.number)
        moved = Drawing(self.seed, "year", self.agency.number, year)
        since = year - FIGURE_YEARS[0]
        fte = self.agency.full_time * math.exp(lasting.normal(0.02)) * 1.01**since
        full_time = fte * moved.factor(0.012)
        operating = fte * 1.08e6 * 1.025**since * _steady(lasting, 0.16) * moved.factor(0.025)
        cost = operating * 0.08 * self._own("it_cost", _steady(lasting, 0.28)) * moved.factor(0.05)
        developed = min(0.6, 0.29 * _steady(lasting, 0.25) * moved.factor(0.07))
        bought = self._own("it_consultants", _steady(lasting, 0.3))
        consultants = cost * min(0.6, 0.2 * bought * moved.factor(0.08))
        if year >= WIDER_CONSULTANTS_FROM:
            consultants *= _WIDENING
        people = full_time * 0.06 * self._own("it_fte", _steady(lasting, 0.28)) * moved.factor(0.04)
        development, operations = _thousands(cost * developed), _thousands(cost * (1 - developed))
        found = {
            "it_cost": operations + development,
            "it_operations": operations,
            "it_development": development,
            "it_consultants": _thousands(consultants),
            "operating_cost": _thousands(operating),
            "fte": float(round(full_time)),
            "it_fte": round(people, 1),
        }
        return found | _cases(lasting, moved, since)

    def _own(self, measure: str, natural: float) -> float:
        """How many times the usual it is here: the planted factor goes before the natural one."""
        return next((math.exp(far) for odd, far in self.odd if odd == measure), natural)


def figure_lines(agency: Agency, year: int, figures: dict[str, float]) -> tuple[Line, ...]:
    """A line for each figure."""
    return tuple(
        Line(
            kind=RowKind.FIGURE,
            entries=(
                Entry(field="agency", value=agency.name_in(year)),
                Entry(field="measure", value=measure),
                Entry(field="value", value=value),
            ),
        )
        for measure, value in figures.items()
    )


def maturity_lines(agency: Agency, year: int, seed: int) -> tuple[Line, ...]:
    """The agency's answers: about its own level, rising a little over the years."""
    own = Drawing(seed, "maturity", agency.number)
    level = own.normal(0.6, 2.8)
    tilts = [own.normal(0.6) for _ in QUESTIONS]
    lines = []
    for question, tilt in zip(QUESTIONS, tilts, strict=True):
        moved = Drawing(seed, "maturity", agency.number, year, question.id).normal(0.25)
        grown = 0.08 * (year - FIGURE_YEARS[0])
        told = min(HIGHEST, max(LOWEST, round(level + tilt + grown + moved)))
        lines.append(
            Line(
                kind=RowKind.MATURITY,
                entries=(
                    Entry(field="agency", value=agency.name_in(year)),
                    Entry(field="question", value=question.id),
                    Entry(field="level", value=told),
                ),
            )
        )
    return tuple(lines)


def definition_lines(year: int) -> tuple[Line, ...]:
    """What each measure meant that year; that of consultants was widened."""
    if year < WIDER_CONSULTANTS_FROM:
        return definitions()
    wider = Entry(field="definition", value=_WIDER)
    return tuple(
        Line(kind=line.kind, entries=(line.entries[0], wider))
        if line.entries[0].value == "it_consultants"
        else line
        for line in definitions()
    )


def together(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """The figures of an agency that has taken over another: sums, but for shares."""
    return {
        measure: round(value + other.get(measure, 0.0), 1) if measure != "digital_cases" else value
        for measure, value in one.items()
    }


def _steady(drawing: Drawing, spread: float) -> float:
    """A factor that lasts: no agency is by nature more than two spreads out."""
    return math.exp(min(_FURTHEST, max(-_FURTHEST, drawing.normal())) * spread)


def _thousands(amount: float) -> float:
    return float(round(amount / _THOUSAND) * _THOUSAND)


def _cases(lasting: Drawing, moved: Drawing, since: int) -> dict[str, float]:
    if lasting.chance(_OFTEN_WITHOUT_CASES):
        return {}
    share = min(94.0, max(14.0, 52 + lasting.normal(16) + 3.5 * since + moved.normal(1.5)))
    return {"digital_cases": round(share, 1)}
