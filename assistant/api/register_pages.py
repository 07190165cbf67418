"""The pages of the register, set by the server: they need no script."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.api.page_setting import PageSetter
from assistant.api.reviews import CollectionId
from assistant.service import Service
from assistant.showing.rendering import page
from assistant.showing.reviews import collections_shown, review_shown
from assistant.showing.sheets import SheetWanted, sheet_shown

Hash = Annotated[str, Query(alias="fil", pattern="^[0-9a-f]{64}$")]
SheetName = Annotated[str, Query(alias="blad", max_length=200)]
Cells = Annotated[str, Query(alias="cell", max_length=1000)]
FirstRow = Annotated[int, Query(alias="rad", ge=0, le=10_000_000)]


def register_pages(service: Service) -> APIRouter:
    """The pages: the register, its review, its sheets."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    set_page = PageSetter(service.links)

    @routes.get("/register")
    def register(request: Request) -> HTMLResponse:
        return set_page(
            request,
            lambda frame: page(
                frame, "register", here="/register", collections=collections_shown(service)
            ),
        )

    @routes.get("/register/granskning/{collection_id}")
    def review(request: Request, collection_id: CollectionId) -> HTMLResponse:
        return set_page(
            request,
            lambda frame: page(
                frame, "review", here="/register", shown=review_shown(service, collection_id)
            ),
        )

    @routes.get("/register/blad")
    def sheet(
        request: Request,
        sha256: Hash,
        sheet: SheetName = "",
        cells: Cells = "",
        first: FirstRow = 0,
    ) -> HTMLResponse:
        wanted = SheetWanted(sha256=sha256, sheet=sheet, cells=cells, first=first)
        return set_page(
            request,
            lambda frame: page(
                frame, "sheet", here="/register", shown=sheet_shown(service, wanted)
            ),
        )

    return routes
