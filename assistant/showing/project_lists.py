"""Lists of projects as they are shown."""

from dataclasses import dataclass

from assistant.addresses import project_url
from ingest.register.finding import MOST_FOUND, ProjectFound, ProjectsFound, ProjectsWanted
from ingest.register.seen import SeenRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """A project in a list, as the collection of `year` says: kronor, days, risks 1 to 3."""

    project_id: int
    name: str
    agency_id: int
    agency: str
    year: int
    purpose: str | None
    kind: str | None
    system: str | None
    supplier: str | None
    phase: str | None
    status: str | None
    start: str | None
    planned_end: str | None
    revised_end: str | None
    actual_end: str | None
    budget: float | None
    revised_budget: float | None
    outcome: float | None
    overrun: float | None
    delay: int | None
    length: int | None
    highest_risk: int | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectList:
    """The JSON of `GET /api/v1/projects`: `total` counts all that are as wanted."""

    total: int
    limit: int
    offset: int
    projects: tuple[ProjectLine, ...]


_SAME = tuple(set(ProjectLine.__dataclass_fields__) & set(ProjectFound.__dataclass_fields__))


def project_list(seen: SeenRegister | None, wanted: ProjectsWanted) -> ProjectList:
    """The projects that are as wanted."""
    found = ProjectsFound(total=0, projects=()) if seen is None else seen.found(wanted)
    return ProjectList(
        total=found.total,
        limit=min(wanted.limit, MOST_FOUND),
        offset=wanted.offset,
        projects=tuple(map(_line, found.projects)),
    )


def _line(found: ProjectFound) -> ProjectLine:
    same = {name: getattr(found, name) for name in _SAME if name != "agency"}
    return ProjectLine(
        **same,
        project_id=found.project,
        agency_id=found.agency,
        agency=found.agency_name,
        url=project_url(found.project),
    )
