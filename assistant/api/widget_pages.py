"""What other web sites take in: the widget's script, and a page with the widget for a frame."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.api.entry import Here
from assistant.api.origins import WIDGET
from assistant.api.policies import policy
from assistant.api.visitors import closed_to_visitors
from assistant.showing.frames import Frame
from assistant.showing.languages import LANGUAGES, Language
from assistant.showing.rendering import page

_PRIVACY = "LARDOM_PRIVACY_URL"
"""Stands in the script where the address goes (`web/source/widget/privacy.ts`)."""
_OF_ADDRESSES = ":/?#[]@!$&()*+,;=%~"
"""What stays as it is in an address; what could end a text of the script does not."""


class Wanted(BaseModel):
    """The widget's attributes in the address of the page; the widget tells of wrong values."""

    language: str = Field("sv", max_length=40)
    title: str = Field("", max_length=200)
    theme: str = Field("auto", max_length=40)
    filter: str = Field("", max_length=1000)


def widget_pages(built: Path, framed_by: tuple[str, ...], *, signs_in: bool) -> APIRouter:
    """The script out of the folder of built files, and the page for those who may frame it.

    Where people sign in (`signs_in`) and nobody may frame the page, it is not there (404).
    """
    routes = APIRouter(include_in_schema=False)

    @routes.get(WIDGET)
    def script(service: Here, request: Request) -> Response:
        text = (built / WIDGET.strip("/")).read_text("utf-8")
        if service.links.privacy:
            text = text.replace(_PRIVACY, quote(service.links.privacy, safe=_OF_ADDRESSES))
        return _script(text, request)

    @routes.get("/embed", response_class=HTMLResponse)
    def embedded(
        service: Here, request: Request, wanted: Annotated[Wanted, Query()]
    ) -> HTMLResponse:
        if signs_in and not framed_by:
            raise closed_to_visitors()
        language: Language = next((known for known in LANGUAGES if known == wanted.language), "sv")
        frame = Frame(language=language, address=request.url.path, links=service.links)
        headers = {"Content-Security-Policy": policy(framed_by)}
        return HTMLResponse(page(frame, "embed", wanted=wanted), headers=headers)

    return routes


def _script(text: str, request: Request) -> Response:
    """The script for every site that may have it, and only where its reader has another one."""
    tag = f'"{sha256(text.encode()).hexdigest()}"'
    headers = {
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-cache",  # a new version is used at once
        "ETag": tag,
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/javascript", headers=headers)
