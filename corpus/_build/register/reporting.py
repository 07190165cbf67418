"""What an agency reports of a project in a yearly collection: the truth, as it was known then."""

from dataclasses import dataclass
from datetime import date, timedelta

from ingest.register.filling import Entry, Line
from ingest.register.types import RowKind

from .agencies import Agency
from .drawing import Drawing
from .naming import names_over
from .projects import YEARS, Truth

_OWNERS = (
    "Avdelningschef", "Verksamhetschef", "Ekonomichef", "Enhetschef", "Generaldirektör",
    "Processägare",
)  # fmt: skip
_PHASES = ((0.1, "förstudie"), (0.22, "planering"), (0.82, "genomförande"), (1.0, "införande"))
_WORTH_TELLING = 0.07
_WRITTEN_OTHERWISE = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A project's row in a collection: `line` is what is written, `truth` whose it is."""

    truth: Truth
    agency: Agency
    name: str
    line: Line


def seen_in(truth: Truth, year: int) -> bool:
    """Whether the project went on at some time of the year."""
    schedule = truth.schedule
    return schedule.start.year <= year <= schedule.end.year


def tell(truth: Truth, owner_of: dict[int, Agency], seed: int) -> dict[int, Told]:
    """The rows of a project by year; `owner_of` gives its agency in each year it is told."""
    drawing = Drawing(seed, "reporting", truth.id)
    years = tuple(year for year in YEARS if seen_in(truth, year) and year in owner_of)
    names = names_over(truth.idea.name, int(truth.id[1:]), years, drawing)
    traits = _Traits.drawn(drawing)
    told = {}
    for year in years:
        entries = {
            "agency": owner_of[year].name_in(year),
            "project": names[year],
            "purpose": truth.idea.purpose,
            "kind": truth.idea.kind,
            "system": truth.idea.system,
            **_dates(truth, year),
            **_money(truth, year),
            **_state(truth, year),
            **traits.levels(truth, year, drawing),
            **traits.benefit(year, drawing),
            "supplier": truth.supplier,
        }
        line = Line(kind=RowKind.PROJECT, entries=_entries(entries, drawing))
        told[year] = Told(truth=truth, agency=owner_of[year], name=names[year], line=line)
    return told


def _entries(values: dict[str, str | float | bool], drawing: Drawing) -> tuple[Entry, ...]:
    """Without what is empty; now and then a budget is written as people write it."""
    made = [Entry(field=field, value=value) for field, value in values.items() if value != ""]
    if drawing.chance(_WRITTEN_OTHERWISE):
        made = [_in_words(entry) if entry.field == "budget" else entry for entry in made]
    return tuple(made)


def _in_words(entry: Entry) -> Entry:
    millions = f"{float(entry.value) / 1e6:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return Entry(field=entry.field, value=entry.value, written=f"{millions} mnkr")


def _dates(truth: Truth, year: int) -> dict[str, str | float | bool]:
    schedule, last = truth.schedule, date(year, 12, 31)
    known = {"start": schedule.start.isoformat(), "planned_end": schedule.planned_end.isoformat()}
    if revised := schedule.revised(last):
        known["revised_end"] = revised.isoformat()
    if schedule.end <= last:
        known["actual_end"] = schedule.end.isoformat()
    return {**known}


def _money(truth: Truth, year: int) -> dict[str, str | float | bool]:
    schedule, last = truth.schedule, date(year, 12, 31)
    told: dict[str, str | float | bool] = {"budget": float(truth.budget)}
    change = truth.cost / truth.budget
    if not 0.92 < change < 1.08 and schedule.progress(last) > 0.5:
        told["revised_budget"] = float(round(truth.cost * 0.98 / 100_000) * 100_000 or truth.cost)
    progress = schedule.progress(last)
    if progress > _WORTH_TELLING:
        told["outcome"] = float(round(truth.cost * _spent(progress) / 1000) * 1000)
    return told


def _spent(progress: float) -> float:
    """The share of the cost that is spent by then: slow at first and at last."""
    return progress * progress * (3 - 2 * progress) * 0.6 + progress * 0.4


def _state(truth: Truth, year: int) -> dict[str, str | float | bool]:
    last = date(year, 12, 31)
    if truth.schedule.end <= last:
        status = "avbrutet" if truth.is_aborted else "avslutat"
        return {"phase": "genomförande" if truth.is_aborted else "avslutat", "status": status}
    progress = truth.schedule.progress(last)
    phase = next(name for limit, name in _PHASES if progress <= limit)
    is_paused = Drawing("paused", truth.id, year).chance(0.05)
    return {"phase": phase, "status": "pausat" if is_paused else "pågående"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    """How risky a project is at heart, and how ready its benefits are; standard normal."""

    risk: float
    plan: float
    owner: float
    role: str

    @classmethod
    def drawn(cls, drawing: Drawing) -> "_Traits":
        return cls(
            risk=drawing.normal(),
            plan=drawing.normal(),
            owner=drawing.normal(),
            role=drawing.one_of(_OWNERS),
        )

    def levels(
        self, truth: Truth, year: int, drawing: Drawing
    ) -> dict[str, str | float | bool]:
        """The three risks: those of a project that is late or dear are higher."""
        known = truth.schedule.revised(date(year, 12, 31))
        is_late = known is not None and known > truth.schedule.planned_end + timedelta(days=200)
        pushed = {
            "risk_benefit": 0.0,
            "risk_budget": 0.7 if truth.cost > 1.15 * truth.budget else -0.2,
            "risk_time": 0.7 if is_late else -0.2,
        }
        return {
            name: _level(0.75 * self.risk + push + drawing.normal(0.45))
            for name, push in pushed.items()
        }

    def benefit(self, year: int, drawing: Drawing) -> dict[str, str | float | bool]:
        """Plan and owner; some come with the years, some are left empty."""
        grown = 0.08 * (year - YEARS[0])
        plan: str | bool = "" if drawing.chance(0.07) else self.plan + grown > -0.35
        owner = self.role if 0.5 * self.plan + self.owner + grown > -0.6 else ""
        return {"benefit_plan": plan, "benefit_owner": owner}


def _level(latent: float) -> int:
    return 1 if latent < 0.35 else 2 if latent < 1.3 else 3
