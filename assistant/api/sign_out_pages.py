"""The way out: of here, on to the other service where it takes people, and what it says by itself.

A form's answer may lead a browser to this server alone (`form-action` of `policies`), so it is a
page that leads on, not a redirect.
"""

import hmac
import logging
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.page_setting import PageVisit, Visit
from assistant.api.recognising import address_of, session_cookie
from assistant.api.sign_in_cookies import forget, give, leaving_cookie
from assistant.auditing import Action
from assistant.errors import AssistantError, LogoutError, NotFoundError, ProviderError
from assistant.people.limiting import Counted
from assistant.people.oidc.attempts import SECONDS
from assistant.people.oidc.types import Leaving
from assistant.people.sign_in import OidcDoor, SignIn
from assistant.people.types import Caller, Way
from assistant.people_wiring import SIGNED_OUT
from assistant.service import Service
from assistant.showing.rendering import page
from ingest.errors import IngestError

_LOG = logging.getLogger("lardom")
SIGN_OUT = "/logga-ut"
SIGNED_OUT_THERE = "/logga-ut/av-inloggningstjansten"
OUT = "/logga-in?ut=1"
SESSION = "session"
BY_PROVIDER = "session:provider"
"""What the audit log calls the sessions that the other service's word has ended."""


def sign_out_pages(sign_in: SignIn | None) -> APIRouter:
    """The pages; without another service they lead to the one to sign in on."""
    routes = APIRouter(include_in_schema=False)
    door = sign_in.oidc if sign_in else None

    @routes.post(SIGN_OUT)
    def sign_out(visit: Visit) -> Response:
        return _signed_out(door, visit) if door else RedirectResponse(OUT, status_code=303)

    @routes.get(SIGNED_OUT)
    def back(visit: Visit, state: Annotated[str, Query(max_length=4000)] = "") -> Response:
        kept = visit.request.cookies.get(leaving_cookie(door), "") if door else ""
        if not door or not kept or not hmac.compare_digest(kept.encode(), state.encode()):
            return RedirectResponse("/logga-in", status_code=303)
        shown = {"till": "/", "trouble": None, "is_needed": True}
        response = visit.page(
            lambda frame: page(frame, "sign_in", here="", out="everywhere", **shown)
        )
        forget(response, leaving_cookie(door), door)
        return response

    @routes.post(SIGNED_OUT_THERE, max_body_size=LARGEST_BODY)
    def signed_out_there(
        request: Request, service: Here, logout_token: Annotated[str, Form()] = ""
    ) -> Response:
        response = _told(sign_in, request, service, logout_token)
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _signed_out(door: OidcDoor, visit: PageVisit) -> Response:
    session = visit.request.cookies.get(session_cookie(door), "")
    whose = door.sessions.person_of(session)
    elsewhere = door.sessions.elsewhere_of(session)
    door.sessions.end(session)
    leaving = None
    if whose:  # who has no session that goes on leaves nothing
        somebody = Caller(way=Way.OIDC, id=whose.id, name=whose.name)
        visit.service.auditor.note(somebody, Action.SIGN_OUT, SESSION)
        leaving = _leaving(door, elsewhere.id_token)
    response = _led_on(door, visit, leaving) if leaving else RedirectResponse(OUT, status_code=303)
    forget(response, session_cookie(door), door)
    return response


def _leaving(door: OidcDoor, id_token: str) -> Leaving | None:
    """Where to lead on to; a service that does not answer keeps nobody signed in here."""
    try:
        return door.out.leave(id_token)
    except ProviderError as error:
        _LOG.warning("Utloggning hos inloggningstjänsten gick inte: %s", error)
        return None


def _led_on(door: OidcDoor, visit: PageVisit, leaving: Leaving) -> Response:
    response = visit.page(lambda frame: page(frame, "sign_out", here="", address=leaving.address))
    give(response, leaving_cookie(door), leaving.state, door, SECONDS)
    return response


def _told(sign_in: SignIn | None, request: Request, service: Service, token: str) -> Response:
    """End the sessions that are meant; every failure is 400, as the other service expects."""
    if sign_in is None or sign_in.oidc is None:
        raise NotFoundError("Här loggar man inte in.", "Gå till första sidan.")
    address, limits, most = address_of(request, sign_in), sign_in.limits, sign_in.most.sign_in
    limits.check(Counted.BAD_LOGOUT, address, most)
    try:
        _end(sign_in.oidc, service, token)
    except LogoutError as error:
        limits.take(Counted.BAD_LOGOUT, address, most)
        request.state.showed_something = True  # which is noted
        return _failed("invalid_request", error.why)
    except (AssistantError, IngestError) as error:
        _LOG.warning("En utloggning hos inloggningstjänsten kunde inte utföras: %s", error)
        return _failed("temporarily_unavailable", "the sessions could not be ended; try again")
    return Response(status_code=200)


def _end(door: OidcDoor, service: Service, token: str) -> None:
    told = door.out.told(token)
    for person in door.sessions.end_of(door.out.person_of(told), told.sid):
        service.auditor.note(Caller(way=Way.OIDC, id=person), Action.SIGN_OUT, BY_PROVIDER)
    door.out.done(told)


def _failed(error: str, why: str) -> Response:
    _LOG.warning("A logout token was refused: %s", why)
    return JSONResponse({"error": error, "error_description": why}, status_code=400)
