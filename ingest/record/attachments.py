"""Keeps the attachments of lessons: their rows in the record, their files beside it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from ingest.errors import HeldError
from ingest.record.attached_files import folder_of, keep_file, read_file, sweep
from ingest.record.holds import held_lesson
from ingest.record.lesson_rows import attachment_of, attachment_row
from ingest.record.lesson_tables import lesson_attachments, lessons
from ingest.record.lesson_types import Attachment, Change, Lesson
from ingest.record.lessons import lesson_within, put_within
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A lesson before and after something was done with it, and what is noted of that."""

    before: Lesson
    after: Lesson
    changes: Sequence[Change]


class AttachmentRecord:
    """Attachments in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or a file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._folder = folder_of(engine)

    def attach(self, revised: Revised, attachment: Attachment, content: bytes) -> bool:
        """Store an attachment with its file.

        False, and nothing stored, where somebody else has changed the lesson meanwhile.
        """
        with taking_turns(self._engine).begin() as connection:
            if not put_within(connection, revised.before, revised.after, revised.changes):
                return False
            connection.execute(insert(lesson_attachments).values(attachment_row(attachment)))
            keep_file(self._folder, attachment.sha256, content)
        return True

    def detach(self, revised: Revised, attachment: str) -> bool:
        """Remove an attachment, and its file where no other attachment is the same.

        False, and nothing removed, as `attach`. Raises `HeldError` where the lesson is held.
        """
        lesson = revised.before.id
        held = select(lessons.c.id).where(lessons.c.id == lesson, held_lesson())
        one = (lesson_attachments.c.id == attachment, lesson_attachments.c.lesson_id == lesson)
        with taking_turns(self._engine).begin() as connection:
            if connection.scalar(held) is not None:
                raise HeldError(
                    "Lärdomen ska bevaras, med sina bilagor.",
                    "Be en arkivarie att släppa det som bevarar den.",
                )
            if not put_within(connection, revised.before, revised.after, revised.changes):
                return False
            connection.execute(delete(lesson_attachments).where(*one))
        sweep(self._engine)
        return True

    def find(self, lesson: str, attachment: str) -> tuple[Lesson, Attachment] | None:
        """An attachment of a lesson, with the lesson as it stands at the same moment."""
        one = select(lesson_attachments).where(
            lesson_attachments.c.lesson_id == lesson, lesson_attachments.c.id == attachment
        )
        with self._engine.connect() as connection:
            row = connection.execute(one).mappings().first()
            found = lesson_within(connection, lesson) if row else None
        return (found, attachment_of(row)) if row and found else None

    def content(self, attachment: Attachment) -> bytes:
        """The bytes of an attachment."""
        return read_file(self._folder, attachment.sha256)

    def names(self) -> dict[str, tuple[str, ...]]:
        """What the attachments of each lesson that has any are called."""
        columns = lesson_attachments.c
        query = select(columns.lesson_id, columns.name).order_by(columns.name, columns.id)
        found: dict[str, tuple[str, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                found[row.lesson_id] = (*found.get(row.lesson_id, ()), row.name)
        return found

    def sweep(self) -> None:
        """Remove the files that no attachment names any more."""
        sweep(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def sha256_of(content: bytes) -> str:
    """By which a file is kept, in hex."""
    return hashlib.sha256(content).hexdigest()
