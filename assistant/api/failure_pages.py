"""Tells of every failure: a browser that asks for a page by a page, everybody else by JSON."""

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.api.failures import Failure, as_json, failure_of
from assistant.api.page_setting import failed_page, frame_of
from assistant.api.permissions import methods_of
from assistant.api.policies import policy
from assistant.api.sign_in_pages import SIGN_IN
from assistant.errors import AssistantError, SignInError
from assistant.people.types import NOBODY
from assistant.service import Service
from ingest.errors import IngestError

_NO_PAGES = ("/api", "/static", "/widget.js", "/openapi.json", "/livez", "/readyz")


def answer_failures(app: FastAPI, service: Service, *, signs_in: bool) -> None:
    """Give the app its handlers; what nobody foresaw is logged and told without details.

    `service` is what the frame of a page is made of where nobody was let in. With `signs_in`
    whoever asks for a page is led to sign in first.
    """

    @app.exception_handler(AssistantError)
    @app.exception_handler(IngestError)
    @app.exception_handler(RequestValidationError)
    @app.exception_handler(HTTPException)
    @app.exception_handler(Exception)
    def _told(request: Request, error: Exception) -> Response:
        failure = _with_methods(failure_of(error, request.url.path), request)
        if signs_in and isinstance(error, SignInError) and _can_lead(request):
            return _to_sign_in(request)
        return told_of(request, service, failure)


def told_of(request: Request, service: Service, failure: Failure) -> Response:
    """The response that tells of a failure: a page where a browser asks for one, else JSON.

    `service` is what the frame of the page is made of where nobody has been let in.
    """
    if not _is_for_page(request):
        return as_json(failure)
    caller = getattr(request.state, "caller", NOBODY)
    here: Service = getattr(request.state, "service", replace(service, caller=caller))
    page = failed_page(frame_of(request, here), failure)
    headers = {**failure.headers, "Content-Security-Policy": policy()}
    return HTMLResponse(page, status_code=failure.status, headers=headers)


def _with_methods(failure: Failure, request: Request) -> Failure:
    """Of a method that a path does not take: those of all its routes; the error knows one alone."""
    if failure.status != HTTPStatus.METHOD_NOT_ALLOWED:
        return failure
    route = request.scope.get("route")  # none where the path has something else than our routes
    allowed = ", ".join(methods_of(route.path) if isinstance(route, APIRoute) else ("GET", "HEAD"))
    return replace(failure, headers={**failure.headers, "Allow": allowed})


def _is_for_page(request: Request) -> bool:
    """Whether a browser asks for a page, or for what might be one."""
    return _is_of_pages(request) and "text/html" in request.headers.get("accept", "")


def _can_lead(request: Request) -> bool:
    return _is_of_pages(request) and request.method in {"GET", "HEAD"}


def _is_of_pages(request: Request) -> bool:
    path = request.url.path
    return not any(path == one or path.startswith(f"{one}/") for one in _NO_PAGES)


def _to_sign_in(request: Request) -> Response:
    """To the page that signs in, and from there back to the page."""
    query = f"?{request.url.query}" if request.url.query else ""
    till = f"{request.url.path}{query}"
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'till': till})}", status_code=303)
