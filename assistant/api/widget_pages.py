"""What other web sites take in: the widget's script, and a page with the widget for a frame."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.staticfiles import StaticFiles

from assistant.api.entry import Here
from assistant.api.origins import WIDGET
from assistant.api.policies import policy
from assistant.showing.frames import Frame
from assistant.showing.languages import LANGUAGES, Language
from assistant.showing.rendering import page


class Wanted(BaseModel):
    """The widget's attributes in the address of the page; the widget tells of wrong values."""

    language: str = Field("sv", max_length=40)
    title: str = Field("", max_length=200)
    theme: str = Field("auto", max_length=40)
    filter: str = Field("", max_length=1000)


def widget_pages(built: Path, framed_by: tuple[str, ...]) -> APIRouter:
    """The script out of the folder of built files, and the page for those who may frame it."""
    routes = APIRouter(include_in_schema=False)
    files = StaticFiles(directory=built)

    @routes.get(WIDGET)
    async def script(request: Request) -> Response:
        response = await files.get_response(WIDGET.strip("/"), request.scope)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "no-cache"  # a new version is used at once
        return response

    @routes.get("/embed", response_class=HTMLResponse)
    def embedded(
        service: Here, request: Request, wanted: Annotated[Wanted, Query()]
    ) -> HTMLResponse:
        language: Language = next((known for known in LANGUAGES if known == wanted.language), "sv")
        frame = Frame(language=language, address=request.url.path, links=service.links)
        headers = {"Content-Security-Policy": policy(framed_by)}
        return HTMLResponse(page(frame, "embed", wanted=wanted), headers=headers)

    return routes
