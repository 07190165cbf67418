"""The pages for looking into the library: search, runs of taking in, what was not answered."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.api.page_setting import PageSetter
from assistant.api.searches import DocumentsAsked
from assistant.browsing.types import DocumentsWanted
from assistant.errors import QuestionError
from assistant.service import Service
from assistant.showing.run_pages import run_page, runs_page
from assistant.showing.search_pages import search_page
from assistant.showing.unanswered_pages import unanswered_page
from assistant.value_rules import broken_rule
from ingest.record.runs import FileStatus

OfStatus = Annotated[FileStatus | None, Query()]
Number = Annotated[int, InPath(ge=1)]


def research_pages(service: Service) -> APIRouter:
    """The pages: search, runs, one run, unanswered questions."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    set_page = PageSetter(service.links)

    @routes.get("/sok")
    def search(request: Request) -> HTMLResponse:
        return set_page(request, lambda frame: search_page(frame, service, _wanted(request)))

    @routes.get("/inlasningar")
    def runs(request: Request, status: OfStatus = None) -> HTMLResponse:
        return set_page(request, lambda frame: runs_page(frame, service, status))

    @routes.get("/inlasningar/{number}")
    def run(request: Request, number: Number, status: OfStatus = None) -> HTMLResponse:
        return set_page(request, lambda frame: run_page(frame, service, number, status))

    @routes.get("/obesvarade")
    def unanswered(request: Request, delvis: bool = False) -> HTMLResponse:
        return set_page(request, lambda frame: unanswered_page(frame, service, with_partly=delvis))

    return routes


def _wanted(request: Request) -> DocumentsWanted:
    """What the form says: it sends what is left empty, too."""
    said = {name: value for name, value in request.query_params.items() if value}
    try:
        return DocumentsAsked.model_validate(said).as_wanted()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        rule = broken_rule(first["type"], first.get("ctx", {}))
        raise QuestionError(f"Sökningen har fel vid {where}: {rule}.", "Sök på nytt.") from error
