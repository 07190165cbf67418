"""`/api/v1/marks`: what readers say of citations, for the editors of the documents."""

from fastapi import APIRouter

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.mark_json import (
    DOCUMENT_MARKS,
    InState,
    MarkId,
    MarkList,
    OfDocument,
    SettlementBody,
    marks_shown,
)
from assistant.auditing import Action
from assistant.citation_marks.types import MarksWanted
from assistant.service import Service
from ingest.record.citation_mark_types import Done

LIST = {"documents": [DOCUMENT_MARKS], "open": 0, "is_all": True}


def mark_routes() -> APIRouter:
    """The routes about citations that readers marked."""
    routes = APIRouter(prefix="/api/v1/marks", tags=["Markeringar"])

    @routes.get("", responses=examples.responses(LIST, 422, 503))
    def marks(service: Here, document_id: OfDocument = None, state: InState = None) -> MarkList:
        """List what readers say of citations: right, wrong or outdated; that marked last first.

        Of documents that the caller may see now; none that is withdrawn. Who marked is not told.
        A comment is there for who may see all that its answer rests on. Marks are there as long as
        their answers are kept.
        """
        wanted = MarksWanted(document=document_id, state=state)
        return marks_shown(service.marks.listed(service.asker, wanted))

    @routes.post(
        "/{mark_id}/settlement",
        responses=examples.responses(LIST, 400, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def settle(service: Here, mark_id: MarkId, body: SettlementBody) -> MarkList:
        """Say what was done about a mark: corrected, withdrawn or no_fault; or open it again.

        Gives the marks of its document. 409 where somebody else was faster, or where the mark says
        that the citation is right.
        """
        document = settled_noted(service, mark_id, body.wanted(), body.note)
        return marks_shown(service.marks.listed(service.asker, MarksWanted(document=document)))

    return routes


def settled_noted(service: Service, mark: str, done: Done | None, note: str) -> str:
    """Settle a mark, and note it in the audit log; the id of the document that it is of."""
    found = service.marks.settle(service.caller, mark, done, note)
    what = done.value if done else "open"
    service.auditor.note(service.caller, Action.MARK, f"mark:{mark}:{what}")
    return found.document
