"""The projects as they truly are: what an agency reports of one each year rests on this."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from .agencies import Agency
from .drawing import Drawing

YEARS = (2016, 2017, 2018)
PROJECTS = 160
_HERE = Path(__file__).parent
_SUPPLIERS = (
    "Exempelkonsulterna", "Exempeldata", "Exempelsystem Nord", "Exempelsystem Syd",
    "Provbolaget It", "Modellkod", "Mönsterhuset", "Exempelintegration", "egen regi", "egen regi",
)  # fmt: skip
_BUDGETS = {"liten": 7e6, "medelstor": 22e6, "stor": 70e6}
_SHARES = {"liten": 0.45, "medelstor": 2.2, "stor": 4.6}
_SHORTEST, _LONGEST = 150, 3300
_FIRST_START, _LAST_START = date(2012, 6, 1), date(2018, 11, 1)
_FIXED_ENDING = "Exempelnämnden för mätare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What a project is about."""

    name: str
    purpose: str
    kind: str
    system: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days of a project; `moves` are the days on which a new end was decided, and that end."""

    start: date
    planned_end: date
    moves: tuple[tuple[date, date], ...]
    end: date

    def revised(self, day: date) -> date | None:
        """The latest new end that was decided by that day."""
        return next((end for decided, end in reversed(self.moves) if decided <= day), None)

    def progress(self, day: date) -> float:
        """How much of the time had gone, from 0 to 1."""
        return min(1.0, max(0.0, (day - self.start).days / (self.end - self.start).days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A project. `cost` is what it comes to in the end, kronor; `is_aborted` it ends unfinished."""

    id: str
    agency: Agency
    idea: Idea
    supplier: str
    schedule: Schedule
    budget: int
    cost: int
    is_aborted: bool
    pair: str = ""
    """Projects with the same pair are planted siblings."""
    near: str = ""
    """Projects with the same word here have nearly the same name and are different."""


def make_projects(seed: int, agencies: tuple[Agency, ...]) -> tuple[Truth, ...]:
    """Every project that some collection tells of, in the order of their agencies."""
    drawing = Drawing(seed, "projects")
    ideas = [*_siblings(agencies, drawing), *_near(agencies, drawing)]
    ideas += _themed(agencies, drawing, PROJECTS - len(ideas))
    ideas.sort(key=lambda one: (one[0].number, one[1].name))
    made = []
    for number, (agency, idea, pair, near) in enumerate(ideas, start=1):
        truth = _project(f"P{number:03}", agency, idea, drawing)
        made.append(replace(truth, pair=pair, near=near))
    return tuple(made)


_Placed = tuple[Agency, Idea, str, str]


def _siblings(agencies: tuple[Agency, ...], drawing: Drawing) -> Iterator[_Placed]:
    grown = [agency for agency in agencies if agency.size != "liten" and not agency.ends_in]
    for number, row in enumerate(_rows("siblings"), start=1):
        for agency, which in zip(drawing.some_of(grown, 2), "12", strict=True):
            idea = Idea(
                name=row[f"name_{which}"],
                purpose=row[f"purpose_{which}"],
                kind=row["kind"],
                system=f"{agency.short}-{row[f'system_{which}']}",
            )
            yield agency, idea, f"S{number:02}", ""


def _near(agencies: tuple[Agency, ...], drawing: Drawing) -> Iterator[_Placed]:
    large = [agency for agency in agencies if agency.size == "stor"]
    rows = _rows("near")
    for agency, row in zip(drawing.some_of(large, len(rows)), rows, strict=True):
        for theme, name in zip(drawing.some_of(_rows("themes"), 2), row.values(), strict=True):
            yield agency, replace(_idea(agency, theme, drawing), name=name), "", row["name_1"]


def _themed(agencies: tuple[Agency, ...], drawing: Drawing, count: int) -> Iterator[_Placed]:
    """Every agency's share, none with two projects of one theme."""
    themes = _rows("themes")
    ending = [agency for agency in agencies if agency.name == _FIXED_ENDING]
    slots = [agency for agency in agencies for _ in range(_slots(agency, drawing))]
    chosen = [*ending, *ending, *drawing.some_of(slots, count - 2 * len(ending))]
    for agency in agencies:
        for theme in drawing.some_of(themes, chosen.count(agency)):
            yield agency, _idea(agency, theme, drawing), "", ""


def _slots(agency: Agency, drawing: Drawing) -> int:
    """About how many projects an agency of this size has; the twenty have more."""
    if agency.ends_in:
        return 0
    wanted = _SHARES[agency.size] * (1.5 if "de tjugo" in agency.groups else 0.8)
    return int(wanted + drawing.between(0, 1))


def _idea(agency: Agency, theme: dict[str, str], drawing: Drawing) -> Idea:
    filled = {key: text.replace("{d}", agency.domain) for key, text in theme.items()}
    return Idea(
        name=drawing.one_of(filled["names"].split("|")),
        purpose=drawing.one_of(filled["purposes"].split("|")),
        kind=filled["kind"],
        system=f"{agency.short}-{filled['system']}",
    )


def _project(identity: str, agency: Agency, idea: Idea, drawing: Drawing) -> Truth:
    schedule = _schedule(agency, drawing)
    budget = _rounded(drawing.factor(0.75, _BUDGETS[agency.size]))
    cost = round(budget * drawing.factor(0.26, 1.04) / 1000) * 1000
    return Truth(
        id=identity,
        agency=agency,
        idea=idea,
        supplier="" if drawing.chance(0.08) else drawing.one_of(_SUPPLIERS),
        schedule=schedule,
        budget=budget,
        cost=cost,
        is_aborted=drawing.chance(0.06),
    )


def _schedule(agency: Agency, drawing: Drawing) -> Schedule:
    """Days that some collection sees; over half of the projects get a later end."""
    while True:
        start = _FIRST_START + timedelta(
            days=drawing.whole(0, (_LAST_START - _FIRST_START).days // 15) * 15
        )
        planned = min(_LONGEST, max(_SHORTEST, round(drawing.factor(0.58, 516))))
        planned_end = _month_end(start + timedelta(days=planned))
        moves = _moves(start, planned_end, drawing)
        end = moves[-1][1] if moves else planned_end
        seen = end.year >= YEARS[0] and (not agency.ends_in or start.year < agency.ends_in)
        if seen and not (agency.ends_in and end.year <= agency.ends_in):
            return Schedule(start=start, planned_end=planned_end, moves=moves, end=end)


def _moves(start: date, planned_end: date, drawing: Drawing) -> tuple[tuple[date, date], ...]:
    if drawing.chance(0.28):
        return ()
    length = (planned_end - start).days
    decided = start + timedelta(days=round(length * drawing.between(0.45, 0.95)))
    late = round(drawing.factor(0.75, 250)) if drawing.chance(0.93) else -round(length * 0.1)
    first = _month_end(planned_end + timedelta(days=min(late, 1500)))
    if first <= start or not drawing.chance(0.3):
        return ((decided, first),)
    second = _month_end(first + timedelta(days=round(drawing.factor(0.5, 200))))
    return ((decided, first), (first - timedelta(days=40), second))


def _month_end(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def _rounded(amount: float) -> int:
    step = 1_000_000 if amount > 40e6 else 500_000 if amount > 10e6 else 50_000
    return max(step, round(amount / step) * step)


def _rows(table: str) -> list[dict[str, str]]:
    with (_HERE / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
