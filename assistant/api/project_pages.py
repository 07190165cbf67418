"""The pages of projects and of what the register covers, set by the server: no script."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.api.page_queries import read_query
from assistant.api.page_setting import Visit
from assistant.api.projects import FoundBy, ProjectId
from assistant.service import Service
from assistant.showing.coverage import coverage_shown
from assistant.showing.frames import Frame
from assistant.showing.project_pages import project_page, projects_page
from assistant.showing.rendering import page


def project_pages() -> APIRouter:
    """The pages: projects, one project, coverage."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/projekt/{project_id}")
    def project(visit: Visit, project_id: ProjectId) -> HTMLResponse:
        return visit.page(lambda frame: project_page(frame, visit.service, project_id))

    @routes.get("/tackning")
    def coverage(visit: Visit) -> HTMLResponse:
        return visit.page(lambda frame: _coverage(frame, visit.service))

    @routes.get("/projekt")
    def projects(visit: Visit) -> HTMLResponse:
        return visit.page(
            lambda frame: projects_page(
                frame, visit.service, read_query(visit.request, FoundBy).as_wanted()
            ),
        )

    return routes


def _coverage(frame: Frame, service: Service) -> str:
    shown = coverage_shown(service)
    silent = sum(bool(agency.silent) for agency in shown.agencies)
    return page(frame, "coverage", here="/tackning", shown=shown, silent=silent)
