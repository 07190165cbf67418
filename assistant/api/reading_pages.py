"""The pages that a script fills: the question page and the view of a document."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.answer import Choice
from assistant.api.documents import find_document
from assistant.api.offers import of_register
from assistant.api.page_setting import Visit
from assistant.errors import AssistantError
from assistant.people.types import Role
from assistant.service import Service
from assistant.showing.access_words import access_said
from assistant.showing.frames import Frame
from assistant.showing.mark_pages import marks_of
from assistant.showing.rendering import page
from assistant.showing.search_pages import PATH as SEARCH
from ingest.errors import IngestError


def reading_pages() -> APIRouter:
    """The pages: questions, and a document."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/")
    def questions(visit: Visit) -> HTMLResponse:
        held_out = _examples(visit.service)
        is_empty = visit.service.library.is_empty
        return visit.page(
            lambda frame: page(frame, "ask", here="/", examples=held_out, is_empty=is_empty)
        )

    @routes.get("/dokument/{document_id}")
    def document(visit: Visit, document_id: str, fran: str = "") -> HTMLResponse:
        back = fran if _is_search(fran) else ""
        return visit.page(lambda frame: _document(frame, visit.service, document_id, back))

    return routes


def _is_search(address: str) -> bool:
    """Whether an address is one of the search, to which a document that it found leads back."""
    return address.partition("?")[0] == SEARCH


def _document(frame: Frame, service: Service, document_id: str, back: str) -> str:
    """The page of a document that is there; raises NotFoundError for any other.

    Editors see besides who may see it, and what readers say of its citations.
    """
    find_document(service, service.library.current(), document_id)
    access, marks = None, ""
    if Role.EDITOR in service.caller.roles:
        told = service.access.visibility(document_id, service.asker)
        access = access_said(frame.messages, told)
        marks = marks_of(frame, service, document_id)
    return page(
        frame,
        "document",
        here="",
        back=back,
        access=access,
        marks=marks,
        document_id=document_id,
        is_open=service.editor.is_open,
    )


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
