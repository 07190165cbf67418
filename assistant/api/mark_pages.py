"""The page of citations that readers marked, set by the server: forms that need no script."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from assistant.api.ask import LARGEST_BODY
from assistant.api.mark_json import InState, MarkId, OfDocument, SettlementBody
from assistant.api.marks import settled_noted
from assistant.api.page_setting import Visit
from assistant.citation_marks.types import MarkState, MarksWanted
from assistant.showing.mark_pages import PATH, marks_page


class SettlementForm(SettlementBody):
    """The same as the page's form sends it, with what the page was narrowed to."""

    dokument: str = Field("", pattern="^([0-9a-f]{16})?$")
    lage: MarkState | None = None

    def back(self) -> str:
        """The page as it was."""
        kept = {"dokument": self.dokument, "lage": self.lage or ""}
        asked = urlencode({name: value for name, value in kept.items() if value})
        return f"{PATH}?{asked}" if asked else PATH


def mark_pages() -> APIRouter:
    """The page, and what its forms send."""
    routes = APIRouter(prefix=PATH, include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("")
    def marks(visit: Visit, dokument: OfDocument = None, lage: InState = None) -> HTMLResponse:
        wanted = MarksWanted(document=dokument, state=lage)
        return visit.page(lambda frame: marks_page(frame, visit.service, wanted))

    @routes.post("/{mark_id}", max_body_size=LARGEST_BODY)
    def settle(visit: Visit, mark_id: MarkId, form: Annotated[SettlementForm, Form()]) -> Response:
        def settled() -> str:
            settled_noted(visit.service, mark_id, form.wanted(), form.note)
            return form.back()

        return visit.after(settled)

    return routes
