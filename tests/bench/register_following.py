"""Measures how well projects are followed over years: precision and recall of pairs of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from corpus._build.register.making import SEED, make_register
from corpus._build.register.planting import Said
from ingest.register.matching import Followed, ProjectYear, follow
from ingest.register.types import RowKind
from tests.bench.running import show

SEEDS = (SEED, *range(1, 11))


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What following gave: pairs of rows held to be one project, and those that are."""

    seed: int
    right: int
    held: int
    true: int
    asked: int
    asked_right: int

    @property
    def precision(self) -> float:
        return self.right / self.held

    @property
    def recall(self) -> float:
        return self.right / self.true


def measure_register_following() -> None:
    """Print the figures: the starter register, then the worst of ten other seeds."""
    first, *others = map(measure, SEEDS)
    _show(f"the starter register (seed {first.seed})", [first])
    _show("the worst of ten other seeds", others)


def _show(name: str, found: list[Following]) -> None:
    precision, recall = min(one.precision for one in found), min(one.recall for one in found)
    show(f"rows held to be one project, precision, {name}", f"{precision:.3f}", "at least .98")
    show("  recall", f"{recall:.3f}", "at least .95")
    asked, right = sum(one.asked for one in found), sum(one.asked_right for one in found)
    show("  pairs listed as uncertain, of them the same", f"{asked}, {right}", "")


def measure(seed: int) -> Following:
    """Follow the projects of the register of a seed."""
    rows, truth = _rows(seed)
    followed = follow(rows)
    held = set(_pairs(followed.projects))
    true = set(_pairs(_by_truth(truth)))
    asked = {tuple(sorted((pair.earlier, pair.later))) for pair in followed.uncertain}
    return Following(
        seed=seed,
        right=len(held & true),
        held=len(held),
        true=len(true),
        asked=len(asked),
        asked_right=len(asked & true),
    )


def _rows(seed: int) -> tuple[list[ProjectYear], dict[int, str]]:
    agencies: dict[str, int] = {}
    rows: list[ProjectYear] = []
    truth: dict[int, str] = {}
    for book in make_register(seed).books:
        for said in book.lines:
            if said.line.kind is RowKind.PROJECT:
                row = len(rows)
                owner = said.agency.successor or said.agency.name
                agency = agencies.setdefault(owner, len(agencies))
                rows.append(_row(row, agency, book.collection.year, said))
                truth[row] = said.subject
    return rows, truth


def _row(row: int, agency: int, year: int, said: Said) -> ProjectYear:
    return ProjectYear(
        row=row,
        agency=agency,
        year=year,
        name=said.text("project"),
        start=_day(said.text("start")),
        planned_end=_day(said.text("planned_end")),
        system=said.text("system"),
        kind=said.text("kind"),
        budget=said.number("budget") or None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _by_truth(truth: dict[int, str]) -> list[list[int]]:
    projects: dict[str, list[int]] = {}
    for row, project in truth.items():
        projects.setdefault(project, []).append(row)
    return list(projects.values())


def _pairs(projects: Iterable[Iterable[int]]) -> Iterable[tuple[int, int]]:
    for rows in projects:
        yield from combinations(sorted(rows), 2)


def explained(seed: int) -> tuple[Followed, list[ProjectYear], dict[int, str]]:
    """What following gave, the rows, and the truth of each: to look at."""
    rows, truth = _rows(seed)
    return follow(rows), rows, truth
