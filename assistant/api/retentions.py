"""Retention for archivists: the rules, what is held, and runs; and what is stored of oneself."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.entry import Here
from ingest.record.holds import NOBODY, Hold, HoldKind
from ingest.record.persons import PersonsRecords
from ingest.retention.types import Rule, RunReport

RULE: dict[str, Any] = {
    "kept": "answers",
    "days": 30,
    "decision": "Dnr 2026/0123",
    "basis": "RA-FS 2021:6",
}
HOLD: dict[str, Any] = {
    "id": 3,
    "kind": "document",
    "subject": "4b1c8a90d2e35f67",
    "reason": "Begärd i mål hos förvaltningsrätten.",
    "placed": "2026-01-31T12:00:00Z",
    "placed_by": "3f1c",
    "released": None,
    "released_by": None,
}
RETENTION: dict[str, Any] = {"rules": [RULE], "holds": [HOLD]}
RUN: dict[str, Any] = {
    "moment": "2026-01-31T12:00:00Z",
    "is_dry": True,
    "classes": [
        {"rule": RULE, "before": "2026-01-01T12:00:00Z", "due": 12, "held": 2, "removed": 0}
    ],
    "is_wiped": True,
    "left": [],
}
RECORDS: dict[str, Any] = {
    "person": "3f1c",
    "answers": [],
    "feedback": [],
    "conversations": [],
    "corrections": [
        {
            "id": 7,
            "document_id": "4b1c8a90d2e35f67",
            "field": "year",
            "value": "2019",
            "corrected": "2026-01-31T12:00:00Z",
            "who": "3f1c",
        }
    ],
    "lessons": [],
    "comments": [],
    "tasks": [],
    "attachments": [],
    "sessions": [],
    "counts": {"audit": 4, "register_corrections": 0, "register_matches": 0},
}


class Wish(BaseModel):
    """What is to be held, and why."""

    model_config = ConfigDict(extra="forbid")

    kind: HoldKind = Field(description="What it is of.", examples=["document"])
    subject: str = Field(
        min_length=1,
        max_length=500,
        description="A document's id, a project's name, a person's id, or a class.",
        examples=[HOLD["subject"]],
    )
    reason: str = Field(
        min_length=1, max_length=2000, description="Why.", examples=[HOLD["reason"]]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionShown:
    """The rules, and every hold, released ones too, the newest first."""

    rules: tuple[Rule, ...]
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The hold that was released."""

    id: int


def retention_routes() -> APIRouter:
    """The routes of archivists."""
    routes = APIRouter(prefix="/api/v1/retention", tags=["Gallring"])

    @routes.get("", responses=examples.responses(RETENTION, 409, 503))
    def retention(service: Here) -> RetentionShown:
        """Tell how long what is kept by which decision, and what is held."""
        kept = service.retention
        return RetentionShown(rules=kept.rules(), holds=tuple(kept.holds()))

    @routes.post("/runs", responses=examples.responses(RUN, 409, 422, 503))
    def run(
        service: Here,
        dry_run: Annotated[
            bool, Query(description="Whether only to tell what would be removed.")
        ] = True,
    ) -> RunReport:
        """Remove what is due by the rules and not held; a dry run unless `dry_run=false`."""
        return service.retention.run(service.caller, is_dry=dry_run)

    _add_holds(routes)
    return routes


def _add_holds(routes: APIRouter) -> None:
    @routes.post(
        "/holds",
        status_code=201,
        responses=examples.responses(HOLD, 400, 409, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def hold(service: Here, body: Wish) -> Hold:
        """Hold what must not be removed, whatever its time, until it is released."""
        return service.retention.hold(service.caller, body.kind, body.subject, body.reason)

    @routes.delete("/holds/{hold_id}", responses=examples.responses({"id": 3}, 404, 422, 503))
    def release(
        service: Here,
        hold_id: Annotated[int, InPath(ge=1, le=LARGEST_NUMBER, description="The hold's id.")],
    ) -> Released:
        """Release a hold; that it held stays on record."""
        service.retention.release(service.caller, hold_id)
        return Released(id=hold_id)


def my_record_routes() -> APIRouter:
    """The route for what is stored of oneself."""
    routes = APIRouter(prefix="/api/v1/me", tags=["Personuppgifter"])

    @routes.get("/records", responses=examples.responses(RECORDS, 503))
    def records(service: Here, response: Response) -> PersonsRecords:
        """Give everything that is stored of the caller: what they asked, said and corrected."""
        response.headers["Cache-Control"] = "private, no-store"
        return service.retention.records_of(service.caller, service.caller.id or NOBODY)

    return routes
