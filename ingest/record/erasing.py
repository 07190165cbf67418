"""Removes rows that tell of one document, one answer, or one person; what is held stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    delete,
    false,
    not_,
    select,
    update,
)

from ingest.errors import HeldError
from ingest.record.attached_files import sweep
from ingest.record.citation_mark_tables import citation_mark_changes
from ingest.record.curated_tables import curated_answers, curated_changes
from ingest.record.erasable import (
    LET_GO,
    Erasable,
    erasable,
    held_talks,
    quotes_any,
    refuse_held_traces,
    tells_of,
)
from ingest.record.holds import (
    NOBODY,
    held_answer,
    held_conversation,
    held_correction,
    held_person,
)
from ingest.record.keeping_tables import holds
from ingest.record.lesson_tables import (
    lesson_attachments,
    lesson_changes,
    lesson_comments,
    lessons,
)
from ingest.record.opening import open_for_writing
from ingest.record.people_tables import sessions
from ingest.record.place_tables import access_changes
from ingest.record.register.tables import register_corrections, register_matches
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    fetched,
    run_files,
)
from ingest.record.task_tables import tasks
from ingest.record.task_traces import forget_documents, forget_questions, held_task
from ingest.record.turns import taking_turns
from ingest.record.wiping import wipe


@contextmanager
def opened_to_erase(data: Path) -> "Iterator[ErasingRecord]":
    """The record of a data folder, while the context lasts. Hold the lock to change anything.

    Raises `DataFolderError` as `opening.open_for_writing`.
    """
    engine = open_for_writing(data)
    try:
        yield ErasingRecord(engine)
    finally:
        engine.dispose()


class ErasingRecord:
    """Erases in an open record. Raises `HeldError` before anything is changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def wipe(self) -> bool:
        """Have nothing left of what was removed; see `wiping.wipe`."""
        return wipe(self._engine)

    def erasable(self, document: str) -> Erasable:
        """What there is of a document; no places where there is no such document.

        Raises:
            HeldError: a hold stands in the way, of it or of anything that would go with it.
        """
        with self._engine.connect() as connection:
            found = erasable(connection, document)
            refuse_held_traces(connection, found)
        return found

    def erase_traces(self, found: Erasable) -> int:
        """Remove what tells of documents elsewhere: answers, curated too, lessons, history.

        With lessons go the files of their attachments.

        So many answers and lessons were removed.

        Raises:
            HeldError: it has been held meanwhile; nothing has been removed.
        """
        sources = [place.source for place in found.places]
        with taking_turns(self._engine).begin() as connection:
            refuse_held_traces(connection, found)
            tells = tells_of(found.documents)
            forget_questions(connection, tells, LET_GO)
            forget_documents(connection, found.documents)
            asked = conversation_questions.c.answer_id.in_(select(answers.c.id).where(tells))
            connection.execute(delete(conversation_questions).where(asked))
            gone = connection.execute(delete(answers).where(tells)).rowcount
            decided = access_changes.c.document_id.in_(found.documents)  # outlives the document
            connection.execute(update(access_changes).where(decided).values(reason=""))
            own = lessons.c.id.in_(found.lessons)
            gone += connection.execute(delete(lessons).where(own)).rowcount
            connection.execute(delete(run_files).where(run_files.c.source.in_(sources)))
            connection.execute(delete(fetched).where(fetched.c.file.in_(sources)))
            quoting = delete(curated_answers).where(quotes_any(found.documents))
            gone += connection.execute(quoting).rowcount
        sweep(self._engine)
        return gone

    def erase_answer(self, answer: str) -> bool:
        """Remove an answer, what was said of it, and its question; False where there is none."""
        here = answers.c.id == answer
        with taking_turns(self._engine).begin() as connection:
            asked = conversation_questions.c.answer_id == answer
            if connection.scalar(select(answers.c.id).where(here, held_answer())) or (
                connection.scalar(held_talks(asked))
            ):
                raise HeldError(f"Svaret {answer} ska bevaras.", LET_GO)
            forget_questions(connection, here, LET_GO)
            questions = connection.execute(delete(conversation_questions).where(asked)).rowcount
            gone = connection.execute(delete(answers).where(here)).rowcount
        return gone + questions > 0

    def erase_person(self, person: str) -> int:
        """Remove what a person asked and said, and their name from what stays; so many records.

        What they corrected, decided and wrote of lessons stays without their name, for it is the
        library's; their sessions end. `NOBODY` is the one person of a service without signing in.
        """
        owner = None if person == NOBODY else person
        with taking_turns(self._engine).begin() as connection:
            _refuse_held(connection, owner)
            gone = 0
            forget_questions(connection, answers.c.owner.is_not_distinct_from(owner), LET_GO)
            for table in (answers, conversations):
                own = table.c.owner.is_not_distinct_from(owner)
                gone += connection.execute(delete(table).where(own)).rowcount
            if owner is None:
                gone += connection.execute(delete(tasks).where(_own_tasks(owner))).rowcount
            else:
                gone += connection.execute(
                    delete(sessions).where(sessions.c.person == owner)
                ).rowcount
                gone += sum(_unname(connection, one, owner) for one in NAMED)
        return gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A column with ids of people, and the one with the name beside it, where there is one."""

    id: Column[Any]
    name: Column[Any] | None = None


NAMED = (
    Naming(id=corrections.c.who),
    Naming(id=register_corrections.c.who),
    Naming(id=register_matches.c.who),
    Naming(id=access_changes.c.who),
    Naming(id=holds.c.placed_by),
    Naming(id=holds.c.released_by),
    Naming(id=lessons.c.author, name=lessons.c.author_name),
    Naming(id=lessons.c.reviewer, name=lessons.c.reviewer_name),
    Naming(id=lesson_changes.c.who, name=lesson_changes.c.who_name),
    Naming(id=lesson_comments.c.who, name=lesson_comments.c.who_name),
    Naming(id=lesson_attachments.c.who, name=lesson_attachments.c.who_name),
    Naming(id=curated_answers.c.author, name=curated_answers.c.author_name),
    Naming(id=curated_answers.c.reviewer, name=curated_answers.c.reviewer_name),
    Naming(id=curated_changes.c.who, name=curated_changes.c.who_name),
    Naming(id=tasks.c.maker, name=tasks.c.maker_name),
    Naming(id=tasks.c.assignee, name=tasks.c.assignee_name),
    Naming(id=citation_mark_changes.c.who, name=citation_mark_changes.c.who_name),
)
"""Every place that names somebody in what stays."""


def _unname(connection: Connection, naming: Naming, owner: str) -> int:
    """Take a person's name out of a column, in so many rows."""
    nothing: dict[str, str | None] = {naming.id.name: None}
    if naming.name is not None:
        nothing[naming.name.name] = ""
    taking = update(naming.id.table).where(naming.id == owner).values(nothing)
    return connection.execute(taking).rowcount


def _own_tasks(owner: str | None) -> ColumnElement[bool]:
    """The tasks that go with a person: those of the one person's own questions."""
    return false() if owner else not_(tasks.c.is_shared)


def _refuse_held(connection: Connection, owner: str | None) -> None:
    """Raise HeldError where anything of a person's is held."""
    if connection.scalar(select(held_person(owner or NOBODY))):
        raise HeldError("Det som finns om personen ska bevaras.", LET_GO)
    held = {
        "svar": select(answers.c.id).where(answers.c.owner.is_not_distinct_from(owner)),
        "samtal": select(conversations.c.id).where(
            conversations.c.owner.is_not_distinct_from(owner)
        ),
        "rättelser": select(corrections.c.id).where(corrections.c.who == owner),
        "uppgifter": select(tasks.c.id).where(_own_tasks(owner)),
    }
    conditions = (held_answer, held_conversation, held_correction, held_task)
    for (name, query), is_held in zip(held.items(), conditions, strict=True):
        if connection.scalar(query.where(is_held()).limit(1)) is not None:
            raise HeldError(f"Personens {name} ska bevaras.", LET_GO)
