"""The pages for looking into the library: search, runs of taking in, what was not answered."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse

from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.page_queries import read_query
from assistant.api.page_setting import Visit
from assistant.api.searches import DocumentsAsked
from assistant.browsing.types import DocumentsWanted
from assistant.showing.run_pages import run_page, runs_page
from assistant.showing.search_pages import search_page
from assistant.showing.unanswered_pages import unanswered_page
from ingest.record.runs import FileStatus

OfStatus = Annotated[FileStatus | None, Query()]
Number = Annotated[int, InPath(ge=1, le=LARGEST_NUMBER)]


def research_pages() -> APIRouter:
    """The pages: search, runs, one run, unanswered questions."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def wanted(request: Request) -> DocumentsWanted:
        return read_query(request, DocumentsAsked).as_wanted()

    @routes.get("/sok")
    def search(visit: Visit) -> HTMLResponse:
        return visit.page(lambda frame: search_page(frame, visit.service, wanted(visit.request)))

    @routes.get("/inlasningar")
    def runs(visit: Visit, status: OfStatus = None) -> HTMLResponse:
        return visit.page(lambda frame: runs_page(frame, visit.service, status))

    @routes.get("/inlasningar/{number}")
    def run(visit: Visit, number: Number, status: OfStatus = None) -> HTMLResponse:
        return visit.page(lambda frame: run_page(frame, visit.service, number, status))

    @routes.get("/obesvarade")
    def unanswered(visit: Visit, delvis: bool = False) -> HTMLResponse:
        return visit.page(lambda frame: unanswered_page(frame, visit.service, with_partly=delvis))

    return routes
