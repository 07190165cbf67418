"""Counts and removes what is older than its time, class by class; what is held stays.

Knows nothing about why a time is what it is. Times are UTC, as 2026-01-31T12:00:00Z, or beginnings
of one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    not_,
    select,
)

from ingest.lock import writing
from ingest.record.attached_files import sweep
from ingest.record.holds import (
    KeptClass,
    held_answer,
    held_book,
    held_conversation,
    held_correction,
    held_document,
    held_entry,
    held_feedback,
    held_lesson,
    held_run,
)
from ingest.record.keeping_tables import audit, withdrawn_seen
from ingest.record.lesson_tables import lesson_publications, lessons
from ingest.record.lesson_types import LessonState
from ingest.record.opening import open_for_writing
from ingest.record.people_tables import sessions
from ingest.record.register.tables import register_books
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    documents,
    feedback,
    runs,
)
from ingest.record.task_tables import tasks
from ingest.record.task_traces import held_task
from ingest.record.turns import taking_turns
from ingest.record.wiping import wipe

_Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How many records of a class are older than their time, and how many of them are held."""

    due: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """Where records of a class are, which are older than a time, and which are held."""

    table: Table
    older: Callable[[str], _Condition]
    held: Callable[[], _Condition]


def _last_asked() -> ColumnElement[str]:
    asked = conversation_questions.c
    last = select(func.max(asked.asked)).where(asked.conversation_id == conversations.c.id)
    return func.coalesce(last.scalar_subquery(), conversations.c.started)


def _taken_over(before: str) -> _Condition:
    """That a correction is old, and another of the same field came after it."""
    later = corrections.alias()
    after = exists().where(
        later.c.document_id == corrections.c.document_id,
        later.c.field == corrections.c.field,
        later.c.id > corrections.c.id,
    )
    return and_(corrections.c.corrected < before, after)


def _long_withdrawn(before: str) -> _Condition:
    noticed = withdrawn_seen.c
    return exists().where(noticed.document_id == documents.c.id, noticed.noticed < before) & (
        documents.c.withdrawn
    )


def _laid_aside(before: str) -> _Condition:
    """That a lesson is a draft, superseded or withdrawn, and unchanged since; shown by no index."""
    shown = exists().where(
        lesson_publications.c.lesson_id == lessons.c.id,
        documents.c.source == lesson_publications.c.source,
    )
    aside = (LessonState.DRAFT, LessonState.SUPERSEDED, LessonState.WITHDRAWN)
    return and_(lessons.c.state.in_(aside), lessons.c.changed < before, not_(shown))


_SORTS: dict[KeptClass, _Sort] = {
    KeptClass.ANSWERS: _Sort(
        table=answers, older=lambda before: answers.c.asked < before, held=held_answer
    ),
    KeptClass.CONVERSATIONS: _Sort(
        table=conversations,
        older=lambda before: _last_asked() < before,
        held=held_conversation,
    ),
    KeptClass.FEEDBACK: _Sort(
        table=feedback, older=lambda before: feedback.c.said < before, held=held_feedback
    ),
    KeptClass.RUNS: _Sort(table=runs, older=lambda before: runs.c.started < before, held=held_run),
    KeptClass.AUDIT: _Sort(
        table=audit, older=lambda before: audit.c.moment < before, held=held_entry
    ),
    KeptClass.CORRECTIONS: _Sort(table=corrections, older=_taken_over, held=held_correction),
    KeptClass.REGISTER_VERSIONS: _Sort(
        table=register_books,
        older=lambda before: (register_books.c.imported < before) & ~register_books.c.is_live,
        held=held_book,
    ),
    KeptClass.WITHDRAWN_DOCUMENTS: _Sort(
        table=documents, older=_long_withdrawn, held=held_document
    ),
    KeptClass.LESSONS: _Sort(table=lessons, older=_laid_aside, held=held_lesson),
    KeptClass.TASKS: _Sort(
        table=tasks, older=lambda before: tasks.c.changed < before, held=held_task
    ),
}
REMOVED_HERE = frozenset(
    {
        *(KeptClass.ANSWERS, KeptClass.CONVERSATIONS, KeptClass.FEEDBACK, KeptClass.RUNS),
        *(KeptClass.CORRECTIONS, KeptClass.LESSONS, KeptClass.TASKS),
    }
)
"""Those that `remove` removes; the others are more than rows."""


@contextmanager
def opened_expiring(data: Path) -> "Iterator[ExpiringRecord]":
    """What has expired in a data folder, which is locked while the context lasts.

    Raises:
        LockedError: another process writes to the data folder.
        DataFolderError: the record cannot be used.
    """
    with writing(data):
        engine = open_for_writing(data)
        try:
            yield ExpiringRecord(engine)
        finally:
            engine.dispose()


class ExpiringRecord:
    """What has expired in an open record; raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def wipe(self) -> bool:
        """Have nothing left of what was removed; see `wiping.wipe`."""
        return wipe(self._engine)

    def due(self, kept: KeptClass, before: str) -> Due:
        """How many records of a class are from before a time."""
        sort = _SORTS[kept]
        older = select(func.count()).select_from(sort.table).where(sort.older(before))
        with self._engine.connect() as connection:
            return Due(
                due=connection.scalar(older) or 0,
                held=connection.scalar(older.where(sort.held())) or 0,
            )

    def remove(self, kept: KeptClass, before: str) -> int:
        """Remove those of them that are not held; so many were. Only of `REMOVED_HERE`."""
        sort = _SORTS[kept]
        gone = delete(sort.table).where(sort.older(before), not_(sort.held()))
        with taking_turns(self._engine).begin() as connection:
            removed = connection.execute(gone).rowcount
        sweep(self._engine)  # the files of lessons' attachments
        return removed

    def remove_ended_sessions(self, moment: str) -> None:
        """Remove the sessions that end by then, which are of no class."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.ends <= moment))

    def withdrawn(self, before: str) -> tuple[str, ...]:
        """The documents that have been withdrawn since before a time, and are not held."""
        query = select(documents.c.id).where(_long_withdrawn(before), not_(held_document()))
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query.order_by(documents.c.id)))

    def notice_withdrawn(self, moment: str) -> None:
        """Note which documents are withdrawn now: their time begins; of others it is forgotten."""
        with taking_turns(self._engine).begin() as connection:
            _note_withdrawn(connection, moment)

    def first_held_entry(self) -> str | None:
        """The time of the first entry of the audit log that is held."""
        with self._engine.connect() as connection:
            first = connection.scalar(select(func.min(audit.c.moment)).where(held_entry()))
        return None if first is None else str(first)


def _note_withdrawn(connection: Connection, moment: str) -> None:
    known = select(withdrawn_seen.c.document_id)
    now = select(documents.c.id).where(documents.c.withdrawn)
    connection.execute(delete(withdrawn_seen).where(withdrawn_seen.c.document_id.not_in(now)))
    new = connection.scalars(now.where(documents.c.id.not_in(known))).all()
    if new:
        rows = [{"document_id": one, "noticed": moment} for one in new]
        connection.execute(insert(withdrawn_seen), rows)
