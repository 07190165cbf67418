"""The pages of the register, set by the server: they need no script."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.api.page_setting import Visit
from assistant.api.reviews import CollectionId
from assistant.showing.rendering import page
from assistant.showing.reviews import collections_shown, review_shown
from assistant.showing.sheets import SheetWanted, sheet_shown

Hash = Annotated[str, Query(alias="fil", pattern="^[0-9a-f]{64}$")]
SheetName = Annotated[str, Query(alias="blad", max_length=200)]
Cells = Annotated[str, Query(alias="cell", max_length=1000)]
FirstRow = Annotated[int, Query(alias="rad", ge=0, le=10_000_000)]


def register_pages() -> APIRouter:
    """The pages: the register, its review, its sheets."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/register")
    def register(visit: Visit) -> HTMLResponse:
        return visit.page(
            lambda frame: page(
                frame, "register", here="/register", collections=collections_shown(visit.service)
            ),
        )

    @routes.get("/register/granskning/{collection_id}")
    def review(visit: Visit, collection_id: CollectionId) -> HTMLResponse:
        return visit.page(
            lambda frame: page(
                frame, "review", here="/register", shown=review_shown(visit.service, collection_id)
            ),
        )

    @routes.get("/register/blad")
    def sheet(
        visit: Visit,
        sha256: Hash,
        sheet: SheetName = "",
        cells: Cells = "",
        first: FirstRow = 0,
    ) -> HTMLResponse:
        wanted = SheetWanted(sha256=sha256, sheet=sheet, cells=cells, first=first)
        return visit.page(
            lambda frame: page(
                frame, "sheet", here="/register", shown=sheet_shown(visit.service, wanted)
            ),
        )

    return routes
