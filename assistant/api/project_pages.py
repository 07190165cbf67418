"""The pages of projects and of what the register covers, set by the server: no script."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.api.page_setting import PageSetter
from assistant.api.projects import FoundBy, ProjectId
from assistant.errors import QuestionError
from assistant.service import Service
from assistant.showing.coverage import coverage_shown
from assistant.showing.frames import Frame
from assistant.showing.project_pages import project_page, projects_page
from assistant.showing.rendering import page
from assistant.value_rules import broken_rule
from ingest.register.finding import ProjectsWanted


def project_pages(service: Service) -> APIRouter:
    """The pages: projects, one project, coverage."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    set_page = PageSetter(service.links)

    @routes.get("/projekt/{project_id}")
    def project(request: Request, project_id: ProjectId) -> HTMLResponse:
        return set_page(request, lambda frame: project_page(frame, service, project_id))

    @routes.get("/tackning")
    def coverage(request: Request) -> HTMLResponse:
        return set_page(request, lambda frame: _coverage(frame, service))

    @routes.get("/projekt")
    def projects(request: Request) -> HTMLResponse:
        return set_page(request, lambda frame: projects_page(frame, service, _wanted(request)))

    return routes


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


def _coverage(frame: Frame, service: Service) -> str:
    shown = coverage_shown(service)
    silent = sum(bool(agency.silent) for agency in shown.agencies)
    return page(frame, "coverage", here="/tackning", shown=shown, silent=silent)
