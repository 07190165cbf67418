"""The pages about projects: the list with its filter, and a project's profile."""

from dataclasses import asdict, replace
from urllib.parse import urlencode

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.profiles import ProjectProfile
from assistant.showing.project_lists import project_list
from assistant.showing.rendering import page
from assistant.showing.values import label_of
from ingest.register.fields import KINDS, LEVELS, PHASES, PROJECT_FIELDS, STATUSES
from ingest.register.finding import ProjectsWanted, Sort
from ingest.register.layout import STAGES

_PATH = "/projekt"
_SORTS = {
    Sort.NAME: "namn",
    Sort.AGENCY: "myndighet",
    Sort.YEAR: "år",
    Sort.START: "start",
    Sort.BUDGET: "budget",
    Sort.OUTCOME: "utfall",
    Sort.OVERRUN: "överskridande",
    Sort.DELAY: "försening",
    Sort.LENGTH: "längd",
    Sort.RISK: "högsta risk",
}
_FIELDS = [(field.id, label_of(field.id)) for field in PROJECT_FIELDS]


def projects_page(frame: Frame, service: Service, wanted: ProjectsWanted) -> str:
    """The list of projects with its filter."""
    may_see = service.asker.may_see
    catalogue = service.register.catalogue(may_see)
    shown = project_list(service.register.seen(may_see), wanted)
    after = wanted.offset + len(shown.projects)
    return page(
        frame,
        "projects",
        here=_PATH,
        shown=shown,
        asked=wanted,
        agencies=[(one.id, one.names[0]) for one in catalogue.agencies],
        years=[(year, year) for year in reversed(catalogue.project_years)],
        kinds=_same(KINDS),
        phases=_same(PHASES),
        statuses=_same(STATUSES),
        risks=list(enumerate(LEVELS, start=1)),
        sorts=list(_SORTS.items()),
        before=_at(wanted, max(0, wanted.offset - wanted.limit)) if wanted.offset else None,
        after=_at(wanted, after) if after < shown.total and shown.projects else None,
    )


def project_page(frame: Frame, shown: ProjectProfile) -> str:
    """The profile of a project."""
    headers = dict.fromkeys(value.field for year in shown.years for value in year.free)
    return page(
        frame,
        "project",
        here=_PATH,
        shown=shown,
        fields=_FIELDS,
        headers=list(headers),
        stages={stage.value: word for stage, word in STAGES.items()},
    )


def _same(choices: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(choice, choice) for choice in choices]


def _at(wanted: ProjectsWanted, offset: int) -> str:
    """The same list from another project on."""
    asked = {
        name: value
        for name, value in asdict(replace(wanted, offset=offset)).items()
        if value not in (None, "", False)
    }
    return f"{_PATH}?{urlencode(asked)}"
