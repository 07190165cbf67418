"""Tells of every failure: a browser that asks for a page by a page, everybody else by JSON."""

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException

from assistant.api.failures import as_json, failure_of
from assistant.api.page_setting import failed_page, frame_of
from assistant.api.policies import policy
from assistant.errors import AssistantError, SignInError
from assistant.people.types import NOBODY
from assistant.service import Service
from ingest.errors import IngestError

SIGN_IN = "/logga-in"
"""Where one signs in, if the app has that page; `till` in its query is where to go then."""
_NO_PAGES = ("/api", "/static", "/widget.js", "/openapi.json", "/livez", "/readyz")


def answer_failures(app: FastAPI, service: Service) -> None:
    """Give the app its handlers; what nobody foresaw is logged and told without details.

    `service` is what the frame of a page is made of where nobody is known to ask.
    """

    @app.exception_handler(AssistantError)
    @app.exception_handler(IngestError)
    @app.exception_handler(RequestValidationError)
    @app.exception_handler(HTTPException)
    @app.exception_handler(Exception)
    def _told(request: Request, error: Exception) -> Response:
        failure = failure_of(error, request.url.path)
        if not _is_for_page(request):
            return as_json(failure)
        if isinstance(error, SignInError) and _has_sign_in(request.app):
            return _to_sign_in(request)
        here: Service = getattr(request.state, "service", replace(service, caller=NOBODY))
        page = failed_page(frame_of(request, here), failure)
        return HTMLResponse(
            page, status_code=failure.status, headers={"Content-Security-Policy": policy()}
        )


def _is_for_page(request: Request) -> bool:
    """Whether a browser asks for a page, or for what might be one."""
    path = request.url.path
    is_other = any(path == one or path.startswith(f"{one}/") for one in _NO_PAGES)
    return not is_other and "text/html" in request.headers.get("accept", "")


def _has_sign_in(app: FastAPI) -> bool:
    return any(route.path == SIGN_IN for route in iter_route_contexts(app.routes))


def _to_sign_in(request: Request) -> Response:
    """To the page that signs in, and from there back to the page; only what is read is gone to."""
    query = f"?{request.url.query}" if request.url.query else ""
    till = f"{request.url.path}{query}" if request.method == "GET" else "/"
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'till': till})}", status_code=303)
