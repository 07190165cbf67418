"""The pages of signing in with another service."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from assistant.api.failures import failure_of
from assistant.api.page_setting import PageVisit, Visit, own_page
from assistant.api.recognising import address_of, session_cookie
from assistant.api.sign_in_cookies import attempt_cookie, forget, give
from assistant.auditing import Action
from assistant.errors import AssistantError, NotFoundError
from assistant.people.limiting import Counted
from assistant.people.oidc.attempts import SECONDS
from assistant.people.oidc.types import Returned
from assistant.people.persons import Person
from assistant.people.sign_in import OidcDoor, SignIn
from assistant.people.types import Caller, Way
from assistant.people_wiring import CALLBACK
from assistant.showing.rendering import page
from ingest.errors import IngestError

SIGN_IN = "/logga-in"
START = "/logga-in/start"
Sent = Annotated[str, Query(max_length=4000)]


class CameBack(BaseModel):
    """What the other service sends people back with, by the names that OAuth gives it."""

    state: str = Field("", max_length=4000)
    code: str = Field("", max_length=4000)
    iss: str = Field("", max_length=4000)
    error: str = Field("", max_length=4000)


def sign_in_pages(sign_in: SignIn | None) -> APIRouter:
    """The pages; without another service to sign in with they say that there is none."""
    routes = APIRouter(include_in_schema=False)
    door = sign_in.oidc if sign_in else None

    @routes.get(SIGN_IN)
    def signing_in(visit: Visit, till: Sent = "/", ut: bool = False) -> HTMLResponse:
        out = "here" if ut else ""
        shown = {"till": own_page(till), "out": out, "is_needed": door is not None}
        return visit.page(lambda frame: page(frame, "sign_in", here="", trouble=None, **shown))

    @routes.get(START)
    def start(request: Request, visit: Visit, till: Sent = "/") -> Response:
        try:
            return _sent_away(_counted(sign_in, request), own_page(till))
        except (AssistantError, IngestError) as error:
            return _try_again(visit, error)

    @routes.get(CALLBACK)
    def back(request: Request, visit: Visit, told: Annotated[CameBack, Query()]) -> Response:
        try:
            return _let_in(_counted(sign_in, request), visit, told)
        except (AssistantError, IngestError) as error:
            return _try_again(visit, error)

    return routes


def _counted(sign_in: SignIn | None, request: Request) -> OidcDoor:
    """The door, where there is one and its address has not been tried too often."""
    if sign_in is None or sign_in.oidc is None:
        raise NotFoundError("Här loggar man inte in.", "Gå till första sidan.")
    address = address_of(request, sign_in)
    sign_in.limits.take(Counted.SIGN_IN, address, sign_in.most.sign_in)
    return sign_in.oidc


def _try_again(visit: PageVisit, error: Exception) -> HTMLResponse:
    """The page to sign in on, which says why it did not go."""
    visit.request.state.showed_something = True  # which is noted where it did not hold
    failure = failure_of(error, visit.request.url.path)
    is_needed = not isinstance(error, NotFoundError)
    shown = {"trouble": failure.body.error, "till": "/", "out": "", "is_needed": is_needed}
    made = visit.page(lambda frame: page(frame, "sign_in", here="", **shown))
    made.status_code = failure.status
    made.headers.update(failure.headers)
    return made


def _sent_away(door: OidcDoor, till: str) -> Response:
    begun = door.way.begin(till)
    response = RedirectResponse(begun.address, status_code=303)
    give(response, attempt_cookie(door), begun.browser, door, SECONDS)
    return response


def _let_in(door: OidcDoor, visit: PageVisit, told: CameBack) -> Response:
    request = visit.request
    returned = Returned(
        state=told.state,
        code=told.code,
        issuer=told.iss,
        error=told.error,
        browser=request.cookies.get(attempt_cookie(door), ""),
    )
    completed = door.way.complete(returned)
    former = request.cookies.get(session_cookie(door))
    session = door.sessions.begin(completed.person, former, completed.elsewhere)
    visit.service.auditor.note(_somebody(completed.person), Action.SIGN_IN, "session")
    response = RedirectResponse(completed.till, status_code=303)
    seconds = int(door.sessions.longest.total_seconds())
    give(response, session_cookie(door), session, door, seconds)
    forget(response, attempt_cookie(door), door)
    return response


def _somebody(person: Person) -> Caller:
    return Caller(way=Way.OIDC, id=person.id, name=person.name)
