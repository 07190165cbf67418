"""Puts the routes together into one app, with its headers and its pages."""

import math
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint
from starlette.routing import compile_path

from assistant.api.access import access_routes
from assistant.api.access_pages import access_pages
from assistant.api.agencies import agency_routes
from assistant.api.answers import answer_routes
from assistant.api.ask import LARGEST_BODY, ask_routes
from assistant.api.audits import audit_routes
from assistant.api.caching import keep_to_one
from assistant.api.curated import curated_routes
from assistant.api.curated_pages import curated_pages
from assistant.api.documents import document_routes
from assistant.api.entry import Entrance, EveryoneIs, Recogniser, let_in
from assistant.api.failure_pages import answer_failures, told_of
from assistant.api.failures import too_large
from assistant.api.figure_files import figure_picture_routes, figure_table_routes
from assistant.api.figure_pages import figure_pages
from assistant.api.figures import figures_routes
from assistant.api.health import health_routes
from assistant.api.lesson_attachment_pages import PATH as ATTACHING_PAGE
from assistant.api.lesson_attachment_pages import lesson_attachment_pages
from assistant.api.lesson_attachments import LARGEST_REQUEST, lesson_attachment_routes
from assistant.api.lesson_attachments import PATH as ATTACHING
from assistant.api.lesson_pages import FORM_PAGE, LARGEST_FORM_PAGE, lesson_pages
from assistant.api.lesson_work import lesson_work_routes
from assistant.api.lessons import WORD_FORM, lesson_routes
from assistant.api.mark_pages import mark_pages
from assistant.api.marks import mark_routes
from assistant.api.metadata import metadata_routes
from assistant.api.noting import refusals_noted
from assistant.api.offers import offer_routes
from assistant.api.origins import only_of_origins
from assistant.api.page_setting import language_routes
from assistant.api.policies import policy
from assistant.api.project_pages import project_pages
from assistant.api.projects import project_routes
from assistant.api.reading_pages import reading_pages
from assistant.api.recognising import address_of, pace_of, recognisers_of
from assistant.api.register_pages import register_pages
from assistant.api.research_pages import research_pages
from assistant.api.retentions import my_record_routes, retention_routes
from assistant.api.reviews import review_routes
from assistant.api.runs import run_routes
from assistant.api.searches import search_routes
from assistant.api.sign_in_pages import sign_in_pages
from assistant.api.sign_out_pages import sign_out_pages
from assistant.api.streaming import streaming_routes
from assistant.api.switching import only_what_is_on, switch_routes
from assistant.api.task_pages import task_pages
from assistant.api.tasks import task_routes
from assistant.api.upload_pages import PATH as UPLOAD_PAGE
from assistant.api.upload_pages import upload_pages
from assistant.api.upload_places import upload_place_routes
from assistant.api.uploads import PATH as UPLOADS
from assistant.api.uploads import upload_routes
from assistant.api.visitors import visitor_routes
from assistant.api.widget_pages import widget_pages
from assistant.errors import AssistantError
from assistant.lessons.word_form import LARGEST_WORD
from assistant.people.settings import SignInMode
from assistant.people.sign_in import SignIn
from assistant.service import Service
from ingest.errors import IngestError

ATTACHMENTS = (lesson_attachment_routes, lesson_attachment_pages)
CURATED = (curated_routes, curated_pages)
UPLOADING = (upload_routes, upload_place_routes)
KEPT = (retention_routes, my_record_routes)
_LARGER = (
    *((UPLOADS, math.inf), (UPLOAD_PAGE, math.inf)),  # they have a limit of their own
    *((ATTACHING, LARGEST_REQUEST), (ATTACHING_PAGE, LARGEST_REQUEST)),
    *((WORD_FORM, LARGEST_WORD), (FORM_PAGE, LARGEST_FORM_PAGE)),
)
TAKING_FILES = {compile_path(path)[0]: limit for path, limit in _LARGER}
"""Where more may be sent than any question has, and the bytes."""
LET_IN = [Depends(let_in)]
BUILT = Path(__file__).parent.parent / "web" / "built"
HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(
    service: Service,
    origins: tuple[str, ...] = (),
    recognisers: Sequence[Recogniser] | None = None,
    sign_in: SignIn | None = None,
) -> FastAPI:
    """The app that serves one library: opened when it starts, closed at the end.

    `origins` are those of other web sites whose pages may ask and show the widget, `recognisers`
    the ways to make oneself known, by turns; None takes those of `sign_in`, and without that
    whoever asks for the service's caller. Both are closed at the end.
    """
    if recognisers is None:
        local = service.caller
        recognisers = recognisers_of(sign_in, local) if sign_in else [EveryoneIs(local)]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            service.start()
            with suppress(AssistantError, IngestError):  # /readyz tells what is wrong
                service.library.current()
            yield
        finally:
            service.close()
            if sign_in:
                sign_in.close()

    app = FastAPI(
        title="Lärdom",
        version=version("lardom"),
        description="Svar på frågor ur ett eget bibliotek, med källor som håller.",
        docs_url=None,  # the stock documentation page fetches its scripts from a third party
        redoc_url=None,
        routes=list(_routes_of_all().routes),
        dependencies=LET_IN,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=lifespan,
        redirect_slashes=False,  # such a redirect leads to whatever host the request names
    )
    app.state.entrance = Entrance(service, recognisers, *([pace_of(sign_in)] if sign_in else []))
    app.middleware("http")(only_what_is_on(service, origins))
    app.middleware("http")(only_of_origins(origins))
    app.middleware("http")(refusals_noted(service.auditor, partial(address_of, sign_in=sign_in)))
    app.middleware("http")(_with_headers(service))
    if _signs_in(sign_in):
        app.middleware("http")(keep_to_one())
    answer_failures(app, service, signs_in=bool(sign_in and sign_in.oidc))
    for routes in _routes_of_its_own(origins, sign_in):
        app.include_router(routes)
    app.mount("/static", StaticFiles(directory=BUILT), name="static")
    return app


@cache
def _routes_of_all() -> APIRouter:
    """The routes that every app has alike, made once: each takes half a second for all."""
    questions = (streaming_routes, ask_routes, answer_routes, search_routes, offer_routes)
    register = (figures_routes, figure_picture_routes, figure_table_routes)
    shown = (agency_routes, project_routes, review_routes)
    documents = (document_routes, metadata_routes, access_routes, mark_routes, *UPLOADING)
    lessons = (lesson_work_routes, lesson_routes, lesson_pages, *ATTACHMENTS, *CURATED)
    tasks = (task_routes, task_pages)
    register_shown = (register_pages, project_pages, figure_pages)
    pages = (reading_pages, access_pages, mark_pages, upload_pages, research_pages, *register_shown)
    kept = (run_routes, audit_routes, switch_routes, *KEPT)
    together = APIRouter(dependencies=LET_IN)
    for routes in (*questions, *register, *shown, *documents, *lessons, *tasks, *pages, *kept):
        together.include_router(routes())
    together.include_router(language_routes())
    return together


def _routes_of_its_own(origins: tuple[str, ...], sign_in: SignIn | None) -> tuple[APIRouter, ...]:
    """The routes that depend on how one signs in, and from where one may ask."""
    return (
        health_routes(is_told_whole=not _signs_in(sign_in)),
        visitor_routes(sign_in, origins),
        sign_in_pages(sign_in),
        sign_out_pages(sign_in),
        widget_pages(BUILT, framed_by=origins, signs_in=_signs_in(sign_in)),
    )


def _signs_in(sign_in: SignIn | None) -> bool:
    return sign_in is not None and sign_in.mode is not SignInMode.LOCAL


def _with_headers(
    service: Service,
) -> Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]:
    """What gives every response its headers, and refuses a body that says that it is too large."""

    async def answered(request: Request, call_next: RequestResponseEndpoint) -> Response:
        told = request.headers.get("content-length", "")
        if told.isdigit() and int(told) > _most_bytes(request):
            # a body that tells no length is cut off by its route
            response = told_of(request, service, too_large())
        else:
            response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answered


def _most_bytes(request: Request) -> float:
    if request.method != "POST":
        return LARGEST_BODY
    path = request.url.path
    return next((most for one, most in TAKING_FILES.items() if one.match(path)), LARGEST_BODY)
