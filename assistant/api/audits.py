"""The audit log, for those who read it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import examples
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.entry import Here
from assistant.auditing import Action, Outcome
from ingest.record.audit import Wanted
from ingest.record.audit_chain import Entry

MOST = 1000
ENTRY: dict[str, Any] = {
    "number": 42,
    "moment": "2026-01-31T12:00:00Z",
    "caller": "3f1c",
    "way": "oidc",
    "action": "refusal",
    "object": "GET /api/v1/audit",
    "outcome": "refused",
    "hash": "6f1c0a6be5d0c5a4f2f7f31b9be0f2f6c9c1f64f3fd3b9f0d5b6e7a8c9d0e1f2",
}
AUDIT: dict[str, Any] = {"entries": [ENTRY], "before": None}
_MOMENT = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}Z)?)?)?)?)?$"


class Asked(BaseModel):
    """Which entries are asked for."""

    model_config = ConfigDict(extra="forbid")

    action: Action | None = Field(None, description="Only of this sort.")
    caller: str | None = Field(None, max_length=200, description="Only of this caller's id.")
    outcome: Outcome | None = Field(None, description="Only what went so.")
    since: str | None = Field(
        None, pattern=_MOMENT, description="From this time on, UTC: 2026-01-31, or longer."
    )
    until: str | None = Field(
        None, pattern=_MOMENT, description="To this time, UTC; the whole day where it is a day."
    )
    before: int | None = Field(
        None,
        ge=1,
        le=LARGEST_NUMBER,
        description="Only entries before this number: `before` of the last.",
    )
    limit: int = Field(100, ge=1, le=MOST, description="So many at most.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """An entry; `hash` is SHA-256 over the hash before it and the entry's other fields."""

    number: int
    moment: str
    caller: str
    way: str
    action: str
    object: str
    outcome: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditShown:
    """Entries, the newest first; `before` asks for the next ones, null where there are none."""

    entries: tuple[EntryShown, ...]
    before: int | None


def audit_routes() -> APIRouter:
    """The route of the audit log."""
    routes = APIRouter(prefix="/api/v1/audit", tags=["Granskning"])

    @routes.get("", responses=examples.responses(AUDIT, 422, 503))
    def audit(service: Here, asked: Annotated[Asked, Query()]) -> AuditShown:
        """List who did what when, the newest first; never what was asked or answered."""
        wanted = Wanted(**{**asked.model_dump(mode="json"), "limit": asked.limit + 1})
        found = service.auditor.opened().entries(wanted)
        shown = tuple(map(_shown, found[: asked.limit]))
        has_more = len(found) > asked.limit
        return AuditShown(entries=shown, before=shown[-1].number if has_more else None)

    return routes


def _shown(entry: Entry) -> EntryShown:
    said = entry.event
    return EntryShown(
        number=entry.number,
        moment=said.moment,
        caller=said.caller,
        way=said.way,
        action=said.action,
        object=said.object,
        outcome=said.outcome,
        hash=entry.hash,
    )
