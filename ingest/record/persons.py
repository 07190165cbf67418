"""What the record has of one person, told to them or to whoever must tell them."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, RowMapping, func, select

from ingest.record.curated_tables import curated_answers, curated_changes
from ingest.record.holds import NOBODY
from ingest.record.keeping_tables import audit
from ingest.record.register.tables import register_corrections, register_matches
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    feedback,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsRecords:
    """All that is stored of a person, as JSON has it; `counts` is what is told by number alone."""

    person: str
    answers: tuple[dict[str, Any], ...]
    feedback: tuple[dict[str, Any], ...]
    conversations: tuple[dict[str, Any], ...]
    corrections: tuple[dict[str, Any], ...]
    counts: dict[str, int]


def records_of(engine: Engine, person: str) -> PersonsRecords:
    """What is stored of a person, by their id (`holds.NOBODY`: the one who never signs in).

    Raises `DataFolderError` as the record does.
    """
    owner = None if person == NOBODY else person
    own_answers = answers.c.owner.is_not_distinct_from(owner)
    own_talks = conversations.c.owner.is_not_distinct_from(owner)
    said = select(feedback).join(answers, answers.c.id == feedback.c.answer_id)
    asked = conversation_questions
    talks = (
        select(asked, conversations.c.started, conversations.c.expires)
        .join(conversations, conversations.c.id == asked.c.conversation_id)
        .where(own_talks)
        .order_by(conversations.c.started, asked.c.conversation_id, asked.c.position)
    )
    corrected = select(corrections).where(corrections.c.who.is_not_distinct_from(owner))
    with engine.connect() as connection:
        return PersonsRecords(
            person=person,
            answers=tuple(
                map(_answer, connection.execute(select(answers).where(own_answers)).mappings())
            ),
            feedback=_plain(connection.execute(said.where(own_answers)).mappings().all()),
            conversations=_plain(connection.execute(talks).mappings().all()),
            corrections=_plain(connection.execute(corrected).mappings().all()),
            counts={
                table.name: connection.scalar(
                    select(func.count()).select_from(table).where(table.c[column] == (owner or ""))
                )
                or 0
                for table, column in (
                    (audit, "caller"),
                    (register_corrections, "who"),
                    (register_matches, "who"),
                    (curated_answers, "author"),
                    (curated_changes, "who"),
                )
            },
        )


def _answer(row: RowMapping) -> dict[str, Any]:
    """An answer, with its JSON read."""
    told = {name: json.loads(row[name]) for name in ("filters", "answer", "files")}
    return {**row, **told}


def _plain(rows: Any) -> tuple[dict[str, Any], ...]:
    return tuple(dict(row) for row in rows)
