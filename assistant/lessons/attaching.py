"""Attachments of lessons, as callers add, read and remove them; each only what they may.

Whoever may see a lesson may see what goes with it. What is not for a caller is not there for them
(`NotFoundError`).
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import LessonError, LessonStateError, NotFoundError, UploadExistsError
from assistant.lessons.attachment_rules import MOST_ATTACHMENTS, checked_file
from assistant.lessons.keeping import Lessons
from assistant.lessons.stepping import kept_within, taken_over, takes_over
from assistant.lessons.workflow import may_see, refuse_to_attach
from assistant.people.types import Caller
from assistant.reviewing import person_of
from ingest.errors import IngestError
from ingest.record.attachments import AttachmentRecord, Revised, sha256_of
from ingest.record.lesson_types import Attachment, Change, Lesson
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now

_LOG = logging.getLogger("lardom")
FIELD = "attachments"
"""What a change of them is noted as."""


class Attachments:
    """The attachments of one data folder's lessons. One per process; for threads. Close it.

    Every method raises `DataFolderError` when the record or a file fails.
    """

    def __init__(self, data: Path, lessons: Lessons, now: Now = utc_now) -> None:
        self._kept = OpenedOnce(data, AttachmentRecord)
        self._lessons = lessons
        self._now = now

    def start(self) -> None:
        """Remove the files that whoever was killed left behind; what fails is left for later."""
        try:
            if (record := self._kept.there()) is not None:
                record.sweep()
        except IngestError as error:
            _LOG.warning("Bilagor utan lärdom togs inte bort: %s", error)

    def refuse(self, caller: Caller, lesson: str) -> None:
        """Raise as `attach` unless the caller may add to a lesson now, whatever the file is."""
        refuse_to_attach(self._lessons.find(caller, lesson), caller)

    def of(self, caller: Caller, lesson: str) -> tuple[Attachment, ...]:
        """The attachments of a lesson that the caller may see, by name."""
        return self._lessons.attached(self._lessons.find(caller, lesson))

    def read(self, caller: Caller, lesson: str, attachment: str) -> tuple[Attachment, bytes]:
        """An attachment with its content, where the caller may see the lesson as it stands."""
        record = self._kept.there()
        found = record.find(lesson, attachment) if record else None
        if record is None or found is None or not may_see(found[0], caller):
            raise _missing(attachment)
        return found[1], record.content(found[1])

    def attach(self, caller: Caller, lesson: str, said: str, content: bytes) -> Attachment:
        """Add a file of a name; the same once more changes nothing.

        Raises:
            NotFoundError: there is no such lesson for the caller.
            ForbiddenError, LessonStateError: it is another's, or neither draft nor in review.
            UploadRefusedError: the file cannot be taken.
            UploadExistsError: another attachment has that name.
            LessonError: the lesson has as many as it may have.
        """
        before = self._lessons.find(caller, lesson)
        refuse_to_attach(before, caller)
        checked, record, sha256 = checked_file(said, content), self._kept.made(), sha256_of(content)
        there = self._lessons.attached(before)
        if same := next((one for one in there if one.name == checked.name), None):
            if same.sha256 == sha256:
                return same
            raise UploadExistsError(
                f"Lärdomen har redan en bilaga som heter {checked.name}.",
                "Ta bort den först, eller byt namn på filen.",
            )
        _refuse_more(there)
        added = Attachment(
            id=secrets.token_hex(16),
            lesson=lesson,
            name=checked.name,
            media_type=checked.media_type,
            size=len(content),
            sha256=sha256,
            moment=moment(self._now),
            who=person_of(caller),
        )
        if not record.attach(self._revised(caller, before, ("", added.name)), added, content):
            raise _overtaken()
        return added

    def detach(self, caller: Caller, lesson: str, attachment: str) -> None:
        """Remove an attachment, and its file for good.

        Raises as `attach`, and `HeldError` where the lesson is to be kept.
        """
        before = self._lessons.find(caller, lesson)
        refuse_to_attach(before, caller)
        record = self._kept.made()
        found = record.find(lesson, attachment)
        if found is None:
            raise _missing(attachment)
        if not record.detach(self._revised(caller, before, (found[1].name, "")), attachment):
            raise _overtaken()

    def names(self, lessons: Sequence[Lesson]) -> dict[str, tuple[str, ...]]:
        """What the attachments of these lessons, which the caller may see, are called, by id."""
        record = self._kept.there()
        every = record.names() if record else {}
        return {one.id: every.get(one.id, ()) for one in lessons}

    def close(self) -> None:
        """Let go of the record."""
        self._kept.close()

    def _revised(self, caller: Caller, before: Lesson, told: tuple[str, str]) -> Revised:
        who, taken = person_of(caller), moment(self._now)
        text = kept_within(before, before.text) if takes_over(before, who) else before.text
        return Revised(
            before=before,
            after=replace(taken_over(before, who), text=text, changed=taken),
            changes=[Change(moment=taken, who=who, field=FIELD, before=told[0], after=told[1])],
        )


def _refuse_more(there: Sequence[Attachment]) -> None:
    if len(there) >= MOST_ATTACHMENTS:
        raise LessonError(
            f"Lärdomen har {len(there)} bilagor, och fler än {MOST_ATTACHMENTS} får den inte ha.",
            "Ta bort någon av dem först.",
        )


def _missing(attachment: str) -> NotFoundError:
    return NotFoundError(
        f"Bilagan {attachment} finns inte.", "Se vilka som finns på lärdomens sida."
    )


def _overtaken() -> LessonStateError:
    return LessonStateError(
        "Någon annan har ändrat lärdomen under tiden.", "Läs om den och försök igen."
    )
