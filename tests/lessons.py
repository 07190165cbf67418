"""People who write, review and read lessons, told apart by a header; and a lesson to write."""

import os
from pathlib import Path

from fastapi import Request
from fastapi.testclient import TestClient

from assistant.people.types import Caller, Role, Way, signed_in_asker
from ingest.syncprocess import Ending, Synced

HEADER = "X-Test-Person"
WITHIN = 10
"""Seconds from publishing to an answer, on processors that nobody else wants."""
PEOPLE = {
    "editor": (frozenset({Role.EDITOR, Role.READER}), frozenset({"styrgrupp"})),
    "other-editor": (frozenset({Role.EDITOR, Role.READER}), frozenset[str]()),
    "reviewer": (frozenset({Role.REVIEWER, Role.READER}), frozenset({"styrgrupp"})),
    "outside-reviewer": (frozenset({Role.REVIEWER, Role.READER}), frozenset[str]()),
    "writing-reviewer": (
        frozenset({Role.EDITOR, Role.REVIEWER, Role.READER}),
        frozenset({"styrgrupp"}),
    ),
    "reader": (frozenset({Role.READER}), frozenset[str]()),
    "member": (frozenset({Role.READER}), frozenset({"styrgrupp"})),
}
"""By name: their roles and their groups."""

LESSON = {
    "title": "Ta med driften i projekt Tranan",
    "context": "Projekt Tranan skulle införa ett nytt ärendesystem.",
    "happened": "Driften av Tranan fick veta av kraven först vid överlämningen.",
    "why": "Projekt Tranan saknade en person från driften.",
    "differently": "Låt driften godkänna kraven i Tranan före upphandlingen.",
    "agency": "Exempelmyndigheten",
    "theme": "Drift",
    "sure": "high",
}


class NoSyncing:
    """Takes nothing in: for what does not ask the library."""

    def sync(self, folder: Path) -> Synced:
        return Synced(ending=Ending.DONE)

    def close(self) -> None:
        """Nothing is under way."""


class ByHeader:
    """Takes whoever a header names for that person."""

    def caller(self, request: Request) -> Caller | None:
        name = request.headers.get(HEADER, "")
        return person(name) if name in PEOPLE else None


def person(name: str) -> Caller:
    roles, groups = PEOPLE[name]
    return Caller(
        way=Way.OIDC, id=name, name=f"Exempel {name}", roles=roles, asker=signed_in_asker(groups)
    )


def by(name: str) -> dict[str, str]:
    return {HEADER: name}


def written(client: TestClient, **said: object) -> str:
    """The id of a new draft of the editor."""
    reply = client.post("/api/v1/lessons", json=LESSON | said, headers=by("editor"))
    assert reply.status_code == 201, reply.text
    return str(reply.json()["lesson_id"])


def step(client: TestClient, name: str, lesson: str, what: str, **more: object) -> int:
    """The status of a step that somebody takes."""
    reply = client.post(
        f"/api/v1/lessons/{lesson}/steps", json={"step": what} | more, headers=by(name)
    )
    return reply.status_code


def published(client: TestClient, **said: object) -> str:
    """The id of a lesson that the editor wrote and the reviewer published."""
    lesson = written(client, **said)
    assert step(client, "editor", lesson, "submit") == 200
    assert step(client, "reviewer", lesson, "publish") == 200
    return lesson


def soon() -> float:
    """How many seconds that is now, with others at work on the machine."""
    return WITHIN * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
