"""The pages about projects: the list with its filter, and a project's profile."""

from dataclasses import asdict, replace
from urllib.parse import urlencode

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.profiles import profile_of
from assistant.showing.project_lists import project_list
from assistant.showing.rendering import page
from assistant.showing.wording import level_in, word_in
from ingest.register.fields import KINDS, LEVELS, PHASES, PROJECT_FIELDS, STATUSES
from ingest.register.finding import ProjectsWanted, Sort

_PATH = "/projekt"
_SORTS = {
    Sort.NAME: "projects.by_name",
    Sort.AGENCY: "projects.by_agency",
    Sort.YEAR: "projects.by_year",
    Sort.START: "projects.by_start",
    Sort.BUDGET: "projects.by_budget",
    Sort.OUTCOME: "projects.by_outcome",
    Sort.OVERRUN: "projects.by_overrun",
    Sort.DELAY: "projects.by_delay",
    Sort.LENGTH: "projects.by_length",
    Sort.RISK: "projects.by_risk",
}
_FIELDS = [field.id for field in PROJECT_FIELDS]


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
        kinds=_choices(frame, KINDS),
        phases=_choices(frame, PHASES),
        statuses=_choices(frame, STATUSES),
        risks=[(one, level_in(frame.messages, one)) for one in range(1, len(LEVELS) + 1)],
        sorts=[(one, frame.messages.say(key)) for one, key in _SORTS.items()],
        before=_at(wanted, max(0, wanted.offset - wanted.limit)) if wanted.offset else None,
        after=_at(wanted, after) if after < shown.total and shown.projects else None,
    )


def project_page(frame: Frame, service: Service, project_id: int) -> str:
    """The profile of a project; raises NotFoundError."""
    shown = profile_of(service, project_id, frame.messages)
    headers = dict.fromkeys(value.field for year in shown.years for value in year.free)
    return page(
        frame,
        "project",
        here=_PATH,
        shown=shown,
        fields=_FIELDS,
        headers=list(headers),
    )


def _choices(frame: Frame, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words of the survey, and as the frame's language says them."""
    return [(word, word_in(frame.messages, word)) for word in words]


def _at(wanted: ProjectsWanted, offset: int) -> str:
    """The same list from another project on."""
    asked = {
        name: value
        for name, value in asdict(replace(wanted, offset=offset)).items()
        if value not in (None, "", False)
    }
    return f"{_PATH}?{urlencode(asked)}"
