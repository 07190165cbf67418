"""The pages of the register, set by the server: they need no script."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.api.failures import failure_of
from assistant.api.projects import FoundBy, ProjectId
from assistant.api.reviews import CollectionId
from assistant.errors import AssistantError, QuestionError
from assistant.service import Service
from assistant.showing.coverage import coverage_shown
from assistant.showing.profiles import profile_of
from assistant.showing.project_pages import project_page, projects_page
from assistant.showing.rendering import page
from assistant.showing.reviews import collections_shown, review_shown
from assistant.showing.sheets import SheetWanted, sheet_shown
from assistant.value_rules import broken_rule
from ingest.errors import IngestError
from ingest.register.finding import ProjectsWanted

Hash = Annotated[str, Query(alias="fil", pattern="^[0-9a-f]{64}$")]
SheetName = Annotated[str, Query(alias="blad", max_length=200)]
Cells = Annotated[str, Query(alias="cell", max_length=1000)]
FirstRow = Annotated[int, Query(alias="rad", ge=0, le=10_000_000)]


def register_pages(service: Service) -> APIRouter:
    """The pages: the register, its review, its sheets, projects, coverage."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/register")
    def register() -> HTMLResponse:
        return _page(
            lambda: page("register", here="/register", collections=collections_shown(service))
        )

    @routes.get("/register/granskning/{collection_id}")
    def review(collection_id: CollectionId) -> HTMLResponse:
        return _page(
            lambda: page("review", here="/register", shown=review_shown(service, collection_id))
        )

    @routes.get("/register/blad")
    def sheet(
        sha256: Hash, sheet: SheetName = "", cells: Cells = "", first: FirstRow = 0
    ) -> HTMLResponse:
        wanted = SheetWanted(sha256=sha256, sheet=sheet, cells=cells, first=first)
        return _page(lambda: page("sheet", here="/register", shown=sheet_shown(service, wanted)))

    @routes.get("/projekt/{project_id}")
    def project(project_id: ProjectId) -> HTMLResponse:
        return _page(lambda: project_page(profile_of(service, project_id)))

    @routes.get("/tackning")
    def coverage() -> HTMLResponse:
        return _page(lambda: _coverage(service))

    @routes.get("/projekt")
    def projects(request: Request) -> HTMLResponse:
        return _page(lambda: projects_page(service, _wanted(request)))

    return routes


def _page(made: Callable[[], str]) -> HTMLResponse:
    """A page; where it cannot be, a page that says why, with the status of the failure."""
    try:
        return HTMLResponse(made())
    except (AssistantError, IngestError) as error:
        failure = failure_of(error, "/register")
        told = failure.body.error
        text = page("failure", here="", message=told.message, remedy=told.remedy)
        return HTMLResponse(text, status_code=failure.status)


def _wanted(request: Request) -> ProjectsWanted:
    """What the filter's form says: it sends what is left empty, too."""
    said = {name: value for name, value in request.query_params.items() if value}
    try:
        return FoundBy.model_validate(said).as_wanted()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        rule = broken_rule(first["type"], first.get("ctx", {}))
        raise QuestionError(f"Valet har fel vid {where}: {rule}.", "Välj på nytt.") from error


def _coverage(service: Service) -> str:
    shown = coverage_shown(service)
    silent = sum(bool(agency.silent) for agency in shown.agencies)
    return page("coverage", here="/tackning", shown=shown, silent=silent)
