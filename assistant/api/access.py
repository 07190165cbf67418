"""Who may see a document: told, changed and taken back, with effect on the next request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.documents import DocumentId
from assistant.api.entry import Here
from assistant.auditing import Action
from assistant.deciding import RuleOrigin, Visibility
from assistant.service import Service
from assistant.uploading.rules import checked_groups
from ingest.record.deciding import By

DECIDED: dict[str, Any] = {
    "access": ["styrgrupp"],
    "is_withdrawn": None,
    "decided": "2026-01-31T12:00:00Z",
    "who": None,
    "reason": "",
}
VISIBILITY: dict[str, Any] = {
    "document_id": examples.LISTED["document_id"],
    "access": ["styrgrupp"],
    "is_withdrawn": False,
    "origin": "editor",
    "where": "",
    "who_said": "Bara den som hör till styrgrupp får se det.",
    "why_said": "En redaktör har bestämt det.",
    "history": [DECIDED],
}
Groups = Annotated[list[str], Field(min_length=1, max_length=50)]


class AccessBody(BaseModel):
    """Who is to see a document: `everyone`, `internal` or groups; null: what the material says."""

    model_config = ConfigDict(extra="forbid")

    access: Groups | None = Field(description="The rule.", examples=[["styrgrupp"]])


class WithdrawalBody(BaseModel):
    """Whether nobody is to see a document."""

    model_config = ConfigDict(extra="forbid")

    withdrawn: bool = Field(description="false lets those see it again who may.", examples=[True])


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """What was decided: `access` of a rule (null: taken back), `is_withdrawn` of the rest.

    `reason` is empty where none was given.
    """

    access: tuple[str, ...] | None
    is_withdrawn: bool | None
    decided: str
    who: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityShown:
    """The rule that holds for a document, what says so (`where`: which file), both in Swedish.

    `history` is every decision of an editor, the oldest first.
    """

    document_id: str
    access: tuple[str, ...]
    is_withdrawn: bool
    origin: RuleOrigin
    where: str
    who_said: str
    why_said: str
    history: tuple[DecisionShown, ...]


def access_routes() -> APIRouter:
    """The routes about who may see a document."""
    routes = APIRouter(prefix="/api/v1/documents/{document_id}", tags=["Dokument"])

    @routes.get("/visibility", responses=examples.responses(VISIBILITY, 404, 422, 503))
    def visibility(service: Here, document_id: DocumentId) -> VisibilityShown:
        """Tell who may see a document, and what says so; a withdrawn one's too."""
        return _shown(service.access.visibility(document_id, service.asker))

    @routes.patch(
        "/access",
        responses=examples.responses(VISIBILITY, 400, 403, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def change(service: Here, document_id: DocumentId, body: AccessBody) -> VisibilityShown:
        """Say who may see a document, whatever its material says; holds from the next request on.

        A folder's rule that is locked holds too. Open only where `LARDOM_EDITING` is set. A
        published lesson is changed by its steps alone (409).
        """
        service.editor.refuse_if_closed()
        access = None if body.access is None else checked_groups(body.access)
        return _shown(decided_noted(service, document_id, access))

    _add_withdrawal(routes)
    return routes


def _add_withdrawal(routes: APIRouter) -> None:
    @routes.post(
        "/withdrawal",
        responses=examples.responses(VISIBILITY, 400, 403, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def withdraw(service: Here, document_id: DocumentId, body: WithdrawalBody) -> VisibilityShown:
        """Withdraw a document from everybody, or let it be seen again; holds at once.

        Open only where `LARDOM_EDITING` is set; never of a published lesson (409).
        """
        service.editor.refuse_if_closed()
        return _shown(withdrawal_noted(service, document_id, is_withdrawn=body.withdrawn))


def decided_noted(service: Service, document: str, access: Sequence[str] | None) -> Visibility:
    """Let these see a document (None: whom the material says), noted in the audit log."""
    by = By(who=service.caller.id)
    told = service.access.decide(document, access, service.asker, by)
    service.auditor.note(service.caller, Action.ACCESS, f"document:{document}")
    return told


def withdrawal_noted(service: Service, document: str, *, is_withdrawn: bool) -> Visibility:
    """Withdraw a document or let it back, noted in the audit log."""
    by = By(who=service.caller.id)
    told = service.access.withdraw(document, service.asker, by, is_withdrawn=is_withdrawn)
    done = "withdrawn" if is_withdrawn else "restored"
    service.auditor.note(service.caller, Action.ACCESS, f"document:{document}:{done}")
    return told


def _shown(told: Visibility) -> VisibilityShown:
    return VisibilityShown(
        document_id=told.document_id,
        access=told.access,
        is_withdrawn=told.is_withdrawn,
        origin=told.origin,
        where=told.where,
        who_said=told.who_said,
        why_said=told.why_said,
        history=tuple(
            DecisionShown(
                access=one.access,
                is_withdrawn=one.is_withdrawn,
                decided=one.decided,
                who=one.who,
                reason=one.reason,
            )
            for one in told.history
        ),
    )
