"""Measures how often a project's planted sibling is among the first three that are like it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from assistant.figures.similar import SimilarProjects, as_wanted
from corpus._build.register.making import SEED, Register, make_register
from corpus._build.register.planting import Said
from ingest.embedding import Embedder, load_embedder
from ingest.register.profiles import ProjectKnown, ProjectState
from ingest.register.types import RowKind
from tests.bench.running import show

FIRST = 3
SEEDS = (SEED, *range(1, 11))
_FIELDS = frozenset(field.name for field in fields(ProjectState))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many siblings were looked for, and how many were among the first."""

    seed: int
    wanted: int
    found: int

    @property
    def share(self) -> float:
        return self.found / self.wanted


def measure_register_similar() -> None:
    """Print the figures: the starter register, and ten other seeds together."""
    embedder = load_embedder("", batch_size=64, device="cpu")
    first, *others = (measure(seed, embedder) for seed in SEEDS)
    show(f"siblings among the first {FIRST}, seed {first.seed}", _of([first]), "at least .95")
    show("  ten other seeds together", _of(others), "")
    show("  the worst of them", f"{min(one.share for one in others):.3f}", "")


def _of(found: Sequence[Found]) -> str:
    right, wanted = sum(one.found for one in found), sum(one.wanted for one in found)
    return f"{right} of {wanted} ({right / wanted:.3f})"


def measure(seed: int, embedder: Embedder) -> Found:
    """Look for the siblings in the register of a seed; each from both sides."""
    register = make_register(seed)
    projects = _projects(register)
    like = SimilarProjects(tuple(projects.values()), embedder)
    wanted = found = 0
    for one, other in _siblings(register, projects):
        first = like.like(as_wanted(projects[one]), FIRST)
        wanted += 1
        found += projects[other].id in {similar.project.id for similar in first}
    return Found(seed=seed, wanted=wanted, found=found)


def _siblings(register: Register, told: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: defaultdict[str, list[str]] = defaultdict(list)
    for truth in register.projects:
        if truth.pair and truth.id in told:
            pairs[truth.pair].append(truth.id)
    both = [pair for pair in pairs.values() if len(pair) == 2]
    return [ends for one, other in both for ends in ((one, other), (other, one))]


def _projects(register: Register) -> dict[str, ProjectKnown]:
    states: defaultdict[str, list[ProjectState]] = defaultdict(list)
    for book in register.books:
        for said in book.lines:
            if said.line.kind is RowKind.PROJECT:
                states[said.subject].append(_state(said, book.collection.year))
    return {
        name: ProjectKnown(id=number, agency="", states=tuple(of_one))
        for number, (name, of_one) in enumerate(sorted(states.items()), start=1)
    }


def _state(said: Said, year: int) -> ProjectState:
    given: dict[str, Any] = dict.fromkeys(_FIELDS)
    given |= {e.field: e.value for e in said.line.entries if e.field in _FIELDS}
    ends = [given[name] for name in ("actual_end", "revised_end", "planned_end") if given[name]]
    whole = {"name": said.text("project"), "row": 0, "book": 0, "year": year}
    given |= {**whole, "agency": said.agency.number, "length": _days([given["start"], *ends])}
    return ProjectState(**given)


def _days(ends: Sequence[str | None]) -> int | None:
    if len(ends) < 2 or ends[0] is None or ends[1] is None:
        return None
    return (date.fromisoformat(ends[1]) - date.fromisoformat(ends[0])).days
