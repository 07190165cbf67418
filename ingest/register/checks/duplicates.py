"""What a collection tells twice."""

from collections.abc import Iterator

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Project, words_of
from ingest.register.checks.placing import of_number, of_project
from ingest.register.checks.saying import NAMES, UNITS, said
from ingest.register.types import Cell

_SAME = ("start", "planned_end", "budget")


def duplicates(gathered: Gathered, book: int) -> Iterator[Finding]:
    """Numbers told a second time with another value, and projects that have two rows."""
    for first, again in gathered.again:
        if again.book == book and first.value != again.value:
            unit = UNITS.get(again.subject)
            here, there = _places(gathered, first.cell, again.cell)
            why = (
                f"{NAMES[again.subject]} {again.year} står två gånger: {said(first.value, unit)} "
                f"i {here} och {said(again.value, unit)} i {there}."
            )
            yield of_number(FaultKind.DUPLICATE, again, why)
    seen: dict[str, list[Project]] = {}
    for project in gathered.projects:
        if project.book != book:
            continue
        others = seen.setdefault(project.agency, [])
        if twin := next((other for other in others if _is_same(project, other)), None):
            row = twin.row.values[0].cell.row
            why = f"Samma projekt verkar stå på rad {row} också, som ”{twin.name}”."
            yield of_project(FaultKind.DUPLICATE, project, "project", why)
        others.append(project)


def _places(gathered: Gathered, first: Cell, again: Cell) -> tuple[str, str]:
    """The cells' names, with their sheets or files where these are different ones."""
    one, other = gathered.sheets.get(first.sheet), gathered.sheets.get(again.sheet)
    if one is None or other is None or first.sheet == again.sheet:
        return first.name, again.name
    if (one.source, one.title) == (other.source, other.title) or one.source != other.source:
        return f"{one.source}, cell {first.name},", f"{other.source}, cell {again.name}"
    return f"{one.title}, cell {first.name},", f"{other.title}, cell {again.name}"


def _is_same(one: Project, other: Project) -> bool:
    """The same name, or the same days and budget: two projects hardly share all three."""
    if words_of(one.name) == words_of(other.name):
        return True
    return all(
        (mine := one.value(name)) and (its := other.value(name)) and mine.value == its.value
        for name in _SAME
    )
