"""The pages that a script fills: the question page and the view of a document."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.answer import Choice
from assistant.api.offers import of_register
from assistant.api.page_setting import Visit
from assistant.errors import AssistantError
from assistant.service import Service
from assistant.showing.rendering import page
from ingest.errors import IngestError


def reading_pages() -> APIRouter:
    """The pages: questions, and a document."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/")
    def questions(visit: Visit) -> HTMLResponse:
        held_out = _examples(visit.service)
        return visit.page(lambda frame: page(frame, "ask", here="/", examples=held_out))

    @routes.get("/dokument/{document_id}")
    def document(visit: Visit, document_id: str) -> HTMLResponse:
        return visit.page(lambda frame: page(frame, "document", here=""))

    return routes


def _examples(service: Service) -> tuple[Choice, ...]:
    """Those that are known already, so that the page never waits; else its script asks for them.

    A library that cannot be opened has none: the list of its documents says what is wrong.
    """
    try:
        library = service.library.current()
        known = service.assistant.known_examples(library, service.asker)
        return (*known, *of_register(service)) if known else ()
    except (AssistantError, IngestError):
        return ()
