"""Parts of the service that are turned off: what is refused, in which form, and who turns them.

The way back is never closed: the routes of the switches answer whatever is off, as do the command
`lardom switch` and the routes of those who watch over the service.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.failures import failed
from assistant.api.page_setting import frame_of
from assistant.api.policies import policy
from assistant.auditing import Action
from assistant.errors import SwitchedOffError
from assistant.service import Service
from assistant.showing.rendering import page
from assistant.switching import MOST_WORDS, Part, Switch

PATH = "/api/v1/switches"
EMBED = "/embed"
ALWAYS_ON = (
    *("/livez", "/readyz", "/static/", "/sprak/", "/widget.js", PATH),
    *("/logga-in", "/logga-ut"),  # or nobody could sign in to turn it on again
)
"""The beginnings of paths that answer whatever is off; the widget's script shows the message."""
SWITCH: dict[str, Any] = {
    "part": "web",
    "is_off": True,
    "message": "Tjänsten är stängd för underhåll till klockan 15.",
    "changed": "2026-01-31T12:00:00Z",
}
SWITCHES: dict[str, Any] = {"switches": [SWITCH]}


class Turned(BaseModel):
    """How a part is to be set."""

    model_config = ConfigDict(extra="forbid")

    is_off: StrictBool = Field(description="Whether it is to be off.", examples=[True])
    message: str = Field(
        "",
        max_length=MOST_WORDS,
        description="What those are told who come meanwhile; empty: a usual sentence.",
        examples=[SWITCH["message"]],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchList:
    """How every part is set."""

    switches: tuple[Switch, ...]


def switch_routes() -> APIRouter:
    """The routes of the switches."""
    routes = APIRouter(prefix=PATH, tags=["Drift"])

    @routes.get("", responses=examples.responses(SWITCHES))
    def switches(service: Here) -> SwitchList:
        """Tell which parts of the service are on, and which are off with what message."""
        return SwitchList(switches=service.switches.all())

    @routes.put(
        "/{part}",
        responses=examples.responses(SWITCH, 400, 413, 422),
        max_body_size=LARGEST_BODY,
    )
    def turn(
        service: Here,
        part: Annotated[Part, InPath(description="web, widget or api.")],
        body: Turned,
    ) -> Switch:
        """Turn a part of the service off, or on again; it holds from the next request."""
        message = body.message if body.is_off else None
        turned = service.switches.turn(part, message)
        how = "off" if turned.is_off else "on"
        service.auditor.note(service.caller, Action.SWITCH, f"{part.value}:{how}")
        return turned

    return routes


def parts_of(request: Request) -> tuple[Part, ...]:
    """What must be on for a request to be answered."""
    path = request.url.path
    if path.startswith(ALWAYS_ON):
        return ()
    if path == EMBED:
        return (Part.WIDGET,)
    if not path.startswith("/api/") and path != "/openapi.json":
        return (Part.WEB,)
    return (Part.API, *_asked_through(request))


def _asked_through(request: Request) -> tuple[Part, ...]:
    """Whether one of the service's own pages asks, one of another web site's, or no page."""
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin")
    is_own = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    if not is_own:
        return (Part.WIDGET,)
    return (Part.WEB,) if site == "same-origin" or origin is not None else ()


def only_what_is_on(
    service: Service, framed_by: tuple[str, ...] = ()
) -> Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]:
    """Middleware that answers for what is off: a page, or JSON, with the message and status 503.

    `framed_by` are the origins that may frame the widget's page, and so see why it is off.
    """

    async def only_on(request: Request, call_next: RequestResponseEndpoint) -> Response:
        parts = parts_of(request)
        try:
            if parts:
                await run_in_threadpool(service.switches.refuse, *parts)
        except SwitchedOffError as error:
            response = _told(request, service, error)
            if request.url.path == EMBED:
                response.headers["Content-Security-Policy"] = policy(framed_by)
            return response
        return await call_next(request)

    return only_on


def _told(request: Request, service: Service, error: SwitchedOffError) -> Response:
    if request.url.path.startswith("/api/") or request.url.path == "/openapi.json":
        response: Response = failed(503, error.message, error.remedy)
    else:
        frame = frame_of(request, service)
        text = page(frame, "off", here="", message=error.message, remedy=error.remedy)
        response = HTMLResponse(text, status_code=503)
    response.headers["Cache-Control"] = "no-store"
    return response
