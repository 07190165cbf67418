"""The pages that a script fills: the question page and the view of a document."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.api.page_setting import PageSetter
from assistant.service import Service
from assistant.showing.rendering import page

_EXAMPLES = (
    "Hur stora var myndigheternas totala it-kostnader 2016?",
    "Hur många strategiska it-projekt hade reviderat sitt slutdatum?",
    "Vilka orsaker till överskriden budget pekade Riksrevisionen på i RiR 2011:5?",
    "Hur många projekt saknade nyttoplan eller ägare?",
    "Vad är de vanligaste orsakerna till att digitaliseringsprojekt blir försenade?",
)


def reading_pages(service: Service) -> APIRouter:
    """The pages: questions, and a document."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    set_page = PageSetter(service.links)

    @routes.get("/")
    def questions(request: Request) -> HTMLResponse:
        return set_page(request, lambda frame: page(frame, "ask", here="/", examples=_EXAMPLES))

    @routes.get("/dokument/{document_id}")
    def document(request: Request, document_id: str) -> HTMLResponse:
        return set_page(request, lambda frame: page(frame, "document", here=""))

    return routes
