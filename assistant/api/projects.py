"""The register's projects: found, like a described one, in full, and drawn."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import example_register, examples
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.drawn import PNG, SVG, drawn
from assistant.api.entry import Here
from assistant.figures.charts import Chart
from assistant.figures.similar import Wanted
from assistant.service import Service
from assistant.showing.languages import Language, messages
from assistant.showing.likenesses import SimilarList, similar_list
from assistant.showing.profiles import ProjectProfile, money_of, plans_of, profile_of
from assistant.showing.project_lists import ProjectList, project_list
from ingest.register.fields import KINDS, PHASES, STATUSES
from ingest.register.finding import MOST_FOUND, ProjectsWanted, Sort

_LONGEST = 4_000
ProjectId = Annotated[int, InPath(ge=1, le=LARGEST_NUMBER, description="The project's id.")]
InLanguage = Annotated[Language, Query(description="The language of its labels.")]


def _one_of(choices: Sequence[str]) -> str:
    return f"^({'|'.join(map(re.escape, choices))})?$"


class FoundBy(BaseModel):
    """Which projects are wanted, in which order."""

    model_config = ConfigDict(extra="forbid")

    agency: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="An agency's id.")
    year: int | None = Field(
        None, ge=1900, le=2200, description="A collection's year; none: each project's newest."
    )
    kind: str = Field("", pattern=_one_of(KINDS), description="What sort of project.")
    phase: str = Field("", pattern=_one_of(PHASES), description="Its phase.")
    status: str = Field("", pattern=_one_of(STATUSES), description="Its status.")
    risk: str = Field(
        "", pattern=_one_of("123"), description="Its highest risk: 1 low, 2 medium, 3 high."
    )
    text: str = Field("", max_length=200, description="Words of its name or purpose.")
    system: str = Field("", max_length=200, description="Part of the name of its system.")
    supplier: str = Field("", max_length=200, description="Part of the name of its supplier.")
    sort: Sort = Field(Sort.NAME, description="What they are put in order by.")
    falling: bool = Field(False, description="Whether the largest comes first.")
    limit: int = Field(50, ge=1, le=MOST_FOUND, description="How many at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many are passed over.")

    def as_wanted(self) -> ProjectsWanted:
        """The same for the register."""
        said = self.model_dump(exclude={"risk"})
        return ProjectsWanted(**said, risk=int(self.risk) if self.risk else None)


class Described(BaseModel):
    """A project in words, to find others like it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1,
        max_length=_LONGEST,
        description="What it is to do.",
        examples=["Byta system för löner"],
    )
    kind: str = Field("", pattern=_one_of(KINDS), description="What sort of project.")
    system: str = Field("", max_length=200, description="The system that it is about.")
    budget: float | None = Field(None, ge=0, description="Its budget in kronor.")
    length: int | None = Field(
        None, ge=0, le=LARGEST_NUMBER, description="How many days it is to take."
    )
    limit: int = Field(5, ge=1, le=50, description="How many at most.")

    def as_wanted(self) -> Wanted:
        """The same to be compared."""
        return Wanted(**self.model_dump(exclude={"limit"}))


def project_routes() -> APIRouter:
    """The routes that show projects."""
    routes = APIRouter(prefix="/api/v1/projects", tags=["Register"])

    @routes.get("", responses=examples.responses(example_register.PROJECTS, 422, 503))
    def projects(service: Here, by: Annotated[FoundBy, Query()]) -> ProjectList:
        """Find projects by what their newest collection says, or that of a year."""
        return project_list(service.register.seen(service.asker.may_see), by.as_wanted())

    @routes.get("/similar", responses=examples.responses(example_register.SIMILAR, 422, 503))
    def similar(service: Here, described: Annotated[Described, Query()]) -> SimilarList:
        """Find the projects most like one in words: why they are alike, and how they went."""
        wanted, may_see = described.as_wanted(), service.asker.may_see
        like = service.likeness.like(wanted, may_see, described.limit)
        return similar_list(like, messages("sv"))

    @routes.get(
        "/{project_id}", responses=examples.responses(example_register.PROJECT, 404, 422, 503)
    )
    def project(service: Here, project_id: ProjectId) -> ProjectProfile:
        """Give a project: all years with cells, corrections, documents that name it, its like."""
        return profile_of(service, project_id, messages("sv"))

    _add_pictures(routes)
    return routes


def _add_pictures(routes: APIRouter) -> None:
    plans = "a project's first plan, its revisions and its outcome"
    money = "a project's budget, revised budget and outcome in each collection"
    _add_picture(routes, "plans", plans, plans_of)
    _add_picture(routes, "money", money, money_of)


def _add_picture(
    routes: APIRouter,
    name: str,
    shown: str,
    chart_of: Callable[[Service, ProjectId, Language], Chart],
) -> None:
    """The routes of a picture in both its forms; `shown` is what it shows, for the description."""

    @routes.get(
        f"/{{project_id}}/{name}.svg",
        name=f"{name}_as_svg",
        description=f"Draw {shown}, as SVG.",
        response_class=Response,
        responses=examples.responses(examples.PICTURE, 404, 422, 503, media_type=SVG),
    )
    def as_vectors(service: Here, project_id: ProjectId, language: InLanguage = "sv") -> Response:
        # What draws is imported when something is drawn: the server starts sooner.
        from assistant.figures.pictures import as_svg  # noqa: PLC0415  (as said above)

        return drawn(as_svg(chart_of(service, project_id, language)), SVG)

    @routes.get(
        f"/{{project_id}}/{name}.png",
        name=f"{name}_as_png",
        description=f"Draw {shown}, as PNG.",
        response_class=Response,
        responses=examples.responses(examples.PICTURE, 404, 422, 503, media_type=PNG),
    )
    def as_pixels(service: Here, project_id: ProjectId, language: InLanguage = "sv") -> Response:
        from assistant.figures.pictures import as_png  # noqa: PLC0415  (the same)

        return drawn(as_png(chart_of(service, project_id, language)), PNG)
