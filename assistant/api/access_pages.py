"""The page on which an editor decides who may see a document: what changes is shown before.

`GET` with a choice shows what it would change; only `POST` changes anything, and only if what was
shown still holds.
"""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict

from assistant.api.access import decided_noted, withdrawal_noted
from assistant.api.ask import LARGEST_BODY
from assistant.api.documents import DocumentId
from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageVisit, Visit
from assistant.deciding import Foreseen, Visibility
from assistant.service import Service
from assistant.showing.access_words import access_said, change_said
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.uploading.rules import checked_groups
from ingest.types import EVERYONE, INTERNAL

PATH = "/dokument/{document_id}/synlighet"


class To(StrEnum):
    """What may be decided of a document."""

    EVERYONE = "everyone"
    INTERNAL = "internal"
    GROUPS = "groups"
    MATERIAL = "material"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class DecisionForm(BaseModel):
    """What the forms say; `groups` with commas between, `seen` the rule that was shown before."""

    model_config = ConfigDict(extra="forbid")

    to: To | None = None
    groups: str = ""
    seen: str = ""

    def rule(self) -> tuple[str, ...] | None:
        """The rule that is wanted; None: what the material says. Raises UploadRefusedError."""
        fixed = {To.EVERYONE: (EVERYONE,), To.INTERNAL: (INTERNAL,), To.MATERIAL: None}
        if self.to in fixed:
            return fixed[self.to]
        return checked_groups(self.groups.split(","))


def access_pages() -> APIRouter:
    """The page, and what its form sends."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get(PATH)
    def show(visit: Visit, document_id: DocumentId) -> HTMLResponse:
        def made(frame: Frame) -> str:
            return _page(frame, visit, document_id, read_query(visit.request, DecisionForm))

        return visit.page(made)

    @routes.post(PATH, max_body_size=LARGEST_BODY)
    def decide(
        visit: Visit, document_id: DocumentId, form: Annotated[DecisionForm, Form()]
    ) -> Response:
        return visit.after(lambda: _decided(visit.service, document_id, form))

    return routes


def _decided(service: Service, document: str, form: DecisionForm) -> str:
    """Decide it, and where to go on: to be shown it anew where somebody has changed it meanwhile.

    An editor who may not see the document any more has no page of it to go on to.
    """
    service.editor.refuse_if_closed()
    place = f"/dokument/{document}/synlighet"
    told = service.access.visibility(document, service.asker)
    if form.to is None or form.seen != _seen(told):
        asked = urlencode({"to": form.to.value, "groups": form.groups}) if form.to else ""
        return f"{place}?{asked}"
    if form.to in (To.WITHDRAW, To.RESTORE):
        done = withdrawal_noted(service, document, is_withdrawn=form.to is To.WITHDRAW)
    else:
        done = decided_noted(service, document, form.rule())
    return place if service.asker.may_see(done.access) else "/"


def _seen(told: Visibility) -> str:
    """The state that a decision was shown against: one more decision, or rule, is another."""
    return f"{len(told.history)}:{'withdrawn' * told.is_withdrawn}:{','.join(sorted(told.access))}"


def _page(frame: Frame, visit: PageVisit, document: str, wanted: DecisionForm) -> str:
    service = visit.service
    told = service.access.visibility(document, service.asker)
    change = None
    if wanted.to is not None:
        service.editor.refuse_if_closed()
        change = change_said(frame.messages, _foreseen(service, document, wanted))
    return page(
        frame,
        "access",
        here="",
        access=access_said(frame.messages, told),
        is_open=service.editor.is_open,
        title=_title(service, document),
        change=change,
        wanted=wanted,
        seen=_seen(told),
    )


def _foreseen(service: Service, document: str, wanted: DecisionForm) -> Foreseen:
    if wanted.to in (To.WITHDRAW, To.RESTORE):
        return service.access.foresee_withdrawal(
            document, service.asker, is_withdrawn=wanted.to is To.WITHDRAW
        )
    return service.access.foresee(document, wanted.rule(), service.asker)


def _title(service: Service, document: str) -> str:
    """The document's title; its id where the library does not show it, as when it is withdrawn."""
    found = service.library.current().record.named([document]).get(document)
    return found.metadata.title if found and service.asker.may_see(found.access) else document
