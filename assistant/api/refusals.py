"""Refuses a reader of pages in the form of a page, or leads them to sign in first."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from assistant.api.failures import failed, failure_of, waiting
from assistant.api.page_setting import failure_page
from assistant.api.sign_in_pages import SIGN_IN
from assistant.errors import ForbiddenError, SignInError, TooManyError
from assistant.people.sign_in import SignIn
from assistant.service import Service

_REFUSED = (SignInError, ForbiddenError, TooManyError)


def refuse_in_form(app: FastAPI, service: Service, sign_in: SignIn | None) -> None:
    """Give the app its handlers of callers that are not let in: JSON for the API, else pages."""

    async def refused(request: Request, error: Exception) -> Response:
        told = failure_of(error, request.url.path)
        if request.url.path.startswith("/api/"):
            body = told.body.error
            return failed(told.status, body.message, body.remedy, waiting(error) | _asking(error))
        leads = isinstance(error, SignInError) and request.method in {"GET", "HEAD"}
        if leads and sign_in and sign_in.oidc:
            return RedirectResponse(f"{SIGN_IN}?{_back_to(request)}", status_code=303)
        response = failure_page(request, service, error)
        response.headers.update(waiting(error))
        return response

    for kind in _REFUSED:
        app.exception_handler(kind)(refused)


def keep_to_one() -> Callable[
    [Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]
]:
    """Middleware by which nothing but the files that all have lies in a cache for the next one."""

    async def kept(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return kept


def _asking(error: Exception) -> dict[str, str]:
    """What a response owes whoever did not make themselves known (RFC 9110, 11.6.1)."""
    return {"WWW-Authenticate": "Bearer"} if isinstance(error, SignInError) else {}


def _back_to(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return urlencode({"till": request.url.path + query})
