"""Keeps lessons learned, in short transactions beside a sync, as `answers` does.

Which lesson is published is told in the same transaction as its state, and whoever reads the
record sees it from then on: a publication that has ended is shown no more (see `RecordReader`).
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, insert, select, update

from ingest.record.lesson_rows import attachment_of, change_of, comment_of, lesson_of, row_of
from ingest.record.lesson_tables import (
    lesson_attachments,
    lesson_changes,
    lesson_comments,
    lesson_publications,
    lessons,
)
from ingest.record.lesson_types import Attachment, Change, Comment, Lesson
from ingest.record.named_persons import Person, naming
from ingest.record.tables import documents, folders, versions
from ingest.record.turns import taking_turns

_LESSONS = select(lessons, documents.c.access.label("origin_access")).outerjoin(
    documents,
    and_(documents.c.id == lessons.c.origin_document, documents.c.withdrawn.is_(False)),
)


class LessonRecord:
    """Lessons in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, lesson: Lesson, changes: Sequence[Change]) -> bool:
        """Store a new lesson; False, and nothing stored, where its origin has given one already."""
        with taking_turns(self._engine).begin() as connection:
            mark = lesson.origin.mark if lesson.origin else None
            known = select(lessons.c.id).where(lessons.c.origin_mark == mark)
            if mark is not None and connection.execute(known).first():
                return False
            connection.execute(insert(lessons).values(row_of(lesson)))
            _note(connection, lesson.id, changes)
        return True

    def put(self, before: Lesson, after: Lesson, changes: Sequence[Change]) -> bool:
        """Store what became of a lesson, with its publication begun or ended.

        False, and nothing stored, where somebody else has changed it since it was `before`.
        """
        with taking_turns(self._engine).begin() as connection:
            if not put_within(connection, before, after, changes):
                return False
            if before.source and before.source != after.source:
                of_before = lesson_publications.c.source == before.source
                ending = update(lesson_publications).where(of_before)
                connection.execute(ending.values(ended=after.changed))
            if after.source and before.source != after.source:
                row = {"source": after.source, "lesson_id": after.id, "begun": after.changed}
                connection.execute(insert(lesson_publications).values(row))
        return True

    def find(self, lesson: str) -> Lesson | None:
        """One lesson by its id."""
        with self._engine.connect() as connection:
            return lesson_within(connection, lesson)

    def every(self) -> list[Lesson]:
        """All lessons, those changed last first."""
        query = _LESSONS.order_by(lessons.c.changed.desc(), lessons.c.id)
        with self._engine.connect() as connection:
            return [lesson_of(row) for row in connection.execute(query).mappings()]

    def published(self) -> list[Lesson]:
        """The lessons whose publication is in force, by the names of their files."""
        query = _LESSONS.where(lessons.c.source != "").order_by(lessons.c.source)
        with self._engine.connect() as connection:
            return [lesson_of(row) for row in connection.execute(query).mappings()]

    def comment(self, lesson: str, said: Comment) -> None:
        """Store what somebody says of a lesson."""
        row = {"lesson_id": lesson, **_by(said.moment, said.who), "text": said.text}
        with taking_turns(self._engine).begin() as connection:
            connection.execute(insert(lesson_comments).values(row))

    def comments(self, lesson: str) -> list[Comment]:
        """What was said of a lesson, the oldest first."""
        return [comment_of(row) for row in self._of(lesson_comments, lesson)]

    def changes(self, lesson: str) -> list[Change]:
        """What was changed in a lesson, the oldest first."""
        return [change_of(row) for row in self._of(lesson_changes, lesson)]

    def attached(self, lesson: str) -> list[Attachment]:
        """What is attached to a lesson, by name."""
        columns = lesson_attachments.c
        query = select(lesson_attachments).where(columns.lesson_id == lesson)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(columns.name, columns.id)).mappings()
            return [attachment_of(row) for row in rows]

    def shown(self, folder: Path) -> dict[str, str]:
        """The documents that the library shows of a folder, by the names of their files."""
        query = (
            select(documents.c.source, documents.c.id)
            .join(folders, folders.c.id == documents.c.folder_id)
            .join(versions, versions.c.document_id == documents.c.id)
            .where(folders.c.path == str(folder), versions.c.live_until.is_(None))
        )
        with self._engine.connect() as connection:
            return {row.source: row.id for row in connection.execute(query)}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _of(self, table: Table, lesson: str) -> Sequence[Any]:
        query = select(table).where(table.c.lesson_id == lesson).order_by(table.c.id)
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def lesson_within(connection: Connection, lesson: str) -> Lesson | None:
    """One lesson by its id, as it stands in a transaction."""
    row = connection.execute(_LESSONS.where(lessons.c.id == lesson)).mappings().first()
    return None if row is None else lesson_of(row)


def put_within(
    connection: Connection, before: Lesson, after: Lesson, changes: Sequence[Change]
) -> bool:
    """Store what became of a lesson, and what is noted of it; False as `LessonRecord.put`."""
    same = (lessons.c.id == before.id, lessons.c.revision == before.revision)
    stored = replace(after, revision=before.revision + 1)
    done = connection.execute(update(lessons).where(*same).values(row_of(stored)))
    if done.rowcount:
        _note(connection, after.id, changes)
    return done.rowcount > 0


def _note(connection: Connection, lesson: str, changes: Sequence[Change]) -> None:
    rows = [
        {
            "lesson_id": lesson,
            **_by(one.moment, one.who),
            "field": one.field,
            "before": one.before,
            "after": one.after,
        }
        for one in changes
    ]
    if rows:
        connection.execute(insert(lesson_changes), rows)


def _by(moment: str, who: Person) -> dict[str, str | None]:
    return {"moment": moment, **naming(who)}
