"""What the record has of one person, told to them or to whoever must tell them."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Engine, Select, func, not_, or_, select

from ingest.record.citation_mark_tables import citation_mark_changes
from ingest.record.curated_tables import curated_answers, curated_changes
from ingest.record.holds import NOBODY
from ingest.record.keeping_tables import audit
from ingest.record.lesson_tables import (
    lesson_attachments,
    lesson_changes,
    lesson_comments,
    lessons,
)
from ingest.record.people_tables import sessions
from ingest.record.place_tables import access_changes
from ingest.record.register.tables import register_corrections, register_matches
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    feedback,
)
from ingest.record.task_tables import tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsRecords:
    """All that is stored of a person, as JSON has it; `counts` is what is told by number alone."""

    person: str
    answers: tuple[dict[str, Any], ...]
    feedback: tuple[dict[str, Any], ...]
    conversations: tuple[dict[str, Any], ...]
    corrections: tuple[dict[str, Any], ...]
    lessons: tuple[dict[str, Any], ...]
    comments: tuple[dict[str, Any], ...]
    tasks: tuple[dict[str, Any], ...]
    attachments: tuple[dict[str, Any], ...]
    sessions: tuple[dict[str, Any], ...]
    counts: dict[str, int]


def records_of(engine: Engine, person: str) -> PersonsRecords:
    """What is stored of a person, by their id (`holds.NOBODY`: the one who never signs in).

    Raises `DataFolderError` as the record does.
    """
    owner = None if person == NOBODY else person
    with engine.connect() as connection:

        def told(query: Select[Any]) -> tuple[dict[str, Any], ...]:
            return tuple(dict(row) for row in connection.execute(query).mappings())

        return PersonsRecords(
            person=person,
            answers=tuple(map(_answer, told(select(answers).where(_is(answers.c.owner, owner))))),
            feedback=told(_said_by(owner)),
            conversations=told(_asked_by(owner)),
            corrections=told(select(corrections).where(_is(corrections.c.who, owner))),
            lessons=told(_written_by(owner)),
            comments=told(select(lesson_comments).where(_is(lesson_comments.c.who, owner))),
            tasks=told(_tasks_of(owner)),
            attachments=told(
                select(lesson_attachments).where(_is(lesson_attachments.c.who, owner))
            ),
            sessions=told(_sessions_of(owner)),
            counts={
                column.table.name: connection.scalar(
                    select(func.count()).select_from(column.table).where(column == (owner or ""))
                )
                or 0
                for column in COUNTED
            },
        )


COUNTED = (
    audit.c.caller,
    register_corrections.c.who,
    register_matches.c.who,
    access_changes.c.who,
    lesson_changes.c.who,
    curated_answers.c.author,
    curated_changes.c.who,
    citation_mark_changes.c.who,
)


def _is(column: Column[Any], owner: str | None) -> ColumnElement[bool]:
    return column.is_not_distinct_from(owner)


def _said_by(owner: str | None) -> Select[Any]:
    said = select(feedback).join(answers, answers.c.id == feedback.c.answer_id)
    return said.where(_is(answers.c.owner, owner))


def _asked_by(owner: str | None) -> Select[Any]:
    asked = conversation_questions
    return (
        select(asked, conversations.c.started, conversations.c.expires)
        .join(conversations, conversations.c.id == asked.c.conversation_id)
        .where(_is(conversations.c.owner, owner))
        .order_by(conversations.c.started, asked.c.conversation_id, asked.c.position)
    )


def _written_by(owner: str | None) -> Select[Any]:
    wrote = select(lessons).where(_is(lessons.c.author, owner))
    # a proposal is by nobody in particular, not by the one person without an id
    return wrote if owner else wrote.where(lessons.c.origin_mark.is_(None))


def _tasks_of(owner: str | None) -> Select[Any]:
    """Those that a person made or has; of nobody in particular those of their own questions."""
    if owner is None:
        return select(tasks).where(not_(tasks.c.is_shared))
    return select(tasks).where(or_(tasks.c.maker == owner, tasks.c.assignee == owner))


def _sessions_of(owner: str | None) -> Select[Any]:
    """Without the hash, which finds a session, and the ID token, which vouches for the person."""
    kept_back = {sessions.c.hash.name, sessions.c.id_token.name}
    told = [one for one in sessions.c if one.name not in kept_back]
    return select(*told).where(sessions.c.person == owner)


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    """An answer, with its JSON read."""
    told = {name: json.loads(row[name]) for name in ("filters", "answer", "files")}
    return {**row, **told}
