"""Dates of a project that cannot follow each other as they do."""

from collections.abc import Iterator

from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Project
from ingest.register.checks.placing import of_project
from ingest.register.checks.saying import NAMES
from ingest.register.fields import ENDS


def impossible_order(gathered: Gathered, book: int) -> Iterator[Finding]:
    """Projects of the collection that end before they begin, or ended in what was yet to come."""
    for project in gathered.projects:
        if project.book == book:
            yield from _of(project)


def _of(project: Project) -> Iterator[Finding]:
    start = project.text("start")
    ends = {name: project.text(name) for name in ENDS if project.value(name)}
    early = [name for name, end in ends.items() if start and end < start]
    if len(early) == len(ends) > 1:
        told = ", ".join(f"{NAMES[name].lower()} {ends[name]}" for name in early)
        yield of_project(FaultKind.ORDER, project, "start", f"Start {start} ligger efter {told}.")
        return
    for name in early:
        why = f"{NAMES[name]} {ends[name]} ligger före start {start}."
        yield of_project(FaultKind.ORDER, project, name, why)
    last = f"{project.book}-12-31"
    if "actual_end" not in early and ends.get("actual_end", "") > last:
        why = (
            f"Faktiskt slut {ends['actual_end']} ligger efter den {last}, "
            f"då insamlingen {project.book} slutar."
        )
        yield of_project(FaultKind.ORDER, project, "actual_end", why)
