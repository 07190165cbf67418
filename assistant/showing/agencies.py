"""Agencies as they are shown: all of the register's, and one with its figures and projects."""

from dataclasses import dataclass

from assistant.errors import NotFoundError
from assistant.showing.project_lists import ProjectLine, project_list
from assistant.showing.values import CellShown, label_of, value_shown
from ingest.record.register.telling import AgencyTold, FigureTold
from ingest.register.finding import MOST_FOUND, ProjectsWanted, Sort
from ingest.register.numbers import unit_of
from ingest.register.seen import SeenRegister
from ingest.register.selection import AgencyKnown, Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyShown:
    """An agency: `names` are all it has been called, `years` those that it has told anything of.

    What nobody has said is "". `successor` is the agency that has taken it over.
    """

    agency_id: int
    name: str
    names: tuple[str, ...]
    org_number: str
    department: str
    size: str
    groups: tuple[str, ...]
    successor: str
    years: tuple[int, ...]
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList:
    """The JSON of `GET /api/v1/agencies`, by name."""

    agencies: tuple[AgencyShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShown:
    """A figure: `year` is what it is of, `collected` the year of its collection."""

    number: str
    name: str
    unit: str
    year: int
    collected: int
    value: str | float | bool
    said: str
    original: str
    is_corrected: bool
    citation: CellShown


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyInFull(AgencyShown):
    """The JSON of `GET /api/v1/agencies/{id}`.

    Of a figure that several collections give, the newest comes first. `project_count` counts the
    projects, of which at most 500 stand here.
    """

    figures: tuple[FigureShown, ...]
    projects: tuple[ProjectLine, ...]
    project_count: int


def agency_list(seen: SeenRegister | None, catalogue: Catalogue) -> AgencyList:
    """Every agency that may be seen."""
    if seen is None:
        return AgencyList(agencies=())
    told, years = seen.agencies(), _years(seen)
    shown = (
        _shown(known, told.get(known.id), years.get(known.id, ())) for known in catalogue.agencies
    )
    return AgencyList(agencies=tuple(shown))


def agency_in_full(seen: SeenRegister | None, catalogue: Catalogue, agency_id: int) -> AgencyInFull:
    """One agency; raises NotFoundError where it may not be seen, as where there is none."""
    line = next(
        (one for one in agency_list(seen, catalogue).agencies if one.agency_id == agency_id), None
    )
    if seen is None or line is None:
        raise NotFoundError(
            f"Registret har ingen myndighet {agency_id}.",
            "Se vilka som finns i listan över myndigheter.",
        )
    wanted = ProjectsWanted(agency=agency_id, sort=Sort.NAME, limit=MOST_FOUND)
    found = project_list(seen, wanted)
    return AgencyInFull(
        **{name: getattr(line, name) for name in AgencyShown.__dataclass_fields__},
        figures=tuple(map(_figure, seen.figures_of(agency_id))),
        projects=found.projects,
        project_count=found.total,
    )


def _years(seen: SeenRegister) -> dict[int, tuple[int, ...]]:
    years: dict[int, tuple[int, ...]] = {}
    for one in seen.coverage().of_agencies:
        years[one.agency] = (*years.get(one.agency, ()), one.year)
    return years


def _shown(known: AgencyKnown, told: AgencyTold | None, years: tuple[int, ...]) -> AgencyShown:
    return AgencyShown(
        agency_id=known.id,
        name=known.names[0],
        names=known.names,
        org_number=told.org_number if told else "",
        department=known.department,
        size=known.size,
        groups=known.groups,
        successor=told.successor if told else "",
        years=years,
        is_example=known.is_example,
    )


def _figure(told: FigureTold) -> FigureShown:
    shown = value_shown(told.value)
    return FigureShown(
        number=shown.field,
        name=label_of(shown.field),
        unit=unit_of(shown.field),
        year=told.year,
        collected=told.collected,
        value=shown.value,
        said=shown.said,
        original=shown.original,
        is_corrected=shown.is_corrected,
        citation=shown.citation,
    )
