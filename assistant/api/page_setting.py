"""Sets a page in the language that its reader has chosen, and a page that says why where it fails.

The choice is kept in a cookie that says nothing else; without one a page is in Swedish.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.api.entry import Here
from assistant.api.failures import Failure, failure_of
from assistant.api.permissions import PERMISSIONS
from assistant.errors import AssistantError
from assistant.people.types import Caller, Role, Way
from assistant.service import Service
from assistant.showing.failure_pages import EMPTY, Told, failure_page
from assistant.showing.frames import Frame
from assistant.showing.languages import LANGUAGES, Language
from ingest.errors import IngestError

COOKIE = "lardom_sprak"
_NAMED = (Way.OIDC, Way.PROXY)
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """A reader at a page: what they asked for, and the service on their behalf."""

    request: Request
    service: Service

    def page(self, made: Callable[[Frame], str]) -> HTMLResponse:
        """A page; where it cannot be, a page that says why, with the status of the failure."""
        frame = frame_of(self.request, self.service)
        try:
            return HTMLResponse(made(frame))
        except (AssistantError, IngestError) as error:
            failure = failure_of(error, self.request.url.path)
            return HTMLResponse(failed_page(frame, failure), status_code=failure.status)

    def after(self, done: Callable[[], str]) -> Response:
        """The way to the address that something done leads to; a page that says why it was not."""
        try:
            address = done()
        except (AssistantError, IngestError) as error:
            failure = error

            def told(_: Frame) -> str:
                raise failure

            return self.page(told)
        return RedirectResponse(address, status_code=303)

    def saved(self, save: Callable[[], str], form: Callable[[Frame, object], str]) -> Response:
        """The way to the address of what was saved; the form with what is wrong, where it was not.

        `form` is given what is wrong.
        """
        try:
            return RedirectResponse(save(), status_code=303)
        except (AssistantError, IngestError) as error:
            failure = failure_of(error, self.request.url.path)
            shown = self.page(lambda frame: form(frame, failure.body.error))
            shown.status_code = failure.status
            return shown


def _visit(service: Here, request: Request) -> PageVisit:
    return PageVisit(request=request, service=service)


Visit = Annotated[PageVisit, Depends(_visit)]


def failed_page(frame: Frame, failure: Failure) -> str:
    """The page that tells of a failure."""
    told = failure.body.error
    is_own = not failure.is_common and not failure.is_empty
    own = Told(message=told.message, remedy=told.remedy) if is_own else None
    return failure_page(frame, EMPTY if failure.is_empty else failure.status, own)


def frame_of(request: Request, service: Service) -> Frame:
    """The frame of the page that is asked for."""
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"{request.url.path}{query}"
    caller = service.caller
    return Frame(
        language=language_of(request),
        address=address,
        links=service.links,
        reader=caller.name if caller.way in _NAMED else "",
        signs_out=caller.way is Way.OIDC,
        opens=_opened_to(caller),
    )


def _opened_to(caller: Caller) -> frozenset[str]:
    """The pages that a caller may open; of those not known yet, what a reader may."""
    roles = frozenset({Role.READER}) if caller.way is Way.NONE else caller.roles
    return frozenset(
        path for (method, path), held in PERMISSIONS.items() if method == "GET" and held & roles
    )


def language_of(request: Request) -> Language:
    """The language that the reader has chosen, or Swedish."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "sv"


def language_routes() -> APIRouter:
    """The route that keeps the choice of a language and leads back to the page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/sprak/{language}")
    def choose(language: Language, till: str = "/") -> RedirectResponse:
        response = RedirectResponse(own_page(till), status_code=303)
        response.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
        return response

    return routes


def own_page(address: str) -> str:
    """The address where it is one of this server's pages, else the first page."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_plain = address.isprintable() and "\\" not in address
    split = urlsplit(address) if is_path and is_plain else None
    return address if split and not split.netloc and not split.scheme else "/"
