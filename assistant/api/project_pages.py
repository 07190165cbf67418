"""The pages of projects and of what the register covers, set by the server: no script."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageSetter
from assistant.api.projects import FoundBy, ProjectId
from assistant.service import Service
from assistant.showing.coverage import coverage_shown
from assistant.showing.frames import Frame
from assistant.showing.project_pages import project_page, projects_page
from assistant.showing.rendering import page


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
        return set_page(
            request,
            lambda frame: projects_page(frame, service, read_query(request, FoundBy).as_wanted()),
        )

    return routes


def _coverage(frame: Frame, service: Service) -> str:
    shown = coverage_shown(service)
    silent = sum(bool(agency.silent) for agency in shown.agencies)
    return page(frame, "coverage", here="/tackning", shown=shown, silent=silent)
