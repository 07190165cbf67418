"""Lessons as callers write, review and read them; each sees and does only what they may.

What is not for a caller is not there for them (`NotFoundError`).
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from assistant.errors import LessonError, LessonStateError, NotFoundError
from assistant.lessons.earlier import changes_for, comments_for
from assistant.lessons.publishing import LessonPublisher
from assistant.lessons.stepping import (
    StepWanted,
    Taken,
    after_step,
    kept_within,
    taken_over,
    takes_over,
    told_of,
)
from assistant.lessons.workflow import Step, led_to, may_see, refuse_to_write
from assistant.lessons.writing import LONGEST_TEXT, changed_fields, checked_text
from assistant.people.types import Caller
from assistant.reviewing import person_of
from ingest.errors import IngestError
from ingest.record.lesson_types import (
    Attachment,
    Change,
    Comment,
    Lesson,
    LessonState,
    LessonText,
    Origin,
)
from ingest.record.lessons import LessonRecord
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.named_persons import Person

_LOG = logging.getLogger("lardom")
SECONDS = 20.0
"""Somebody who publishes waits so long for the lesson to be in answers; it follows in any case."""
NOBODY = Person(id=None, name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """A lesson after a step, and whether answers know of it already."""

    lesson: Lesson
    is_followed: bool


class Lessons:
    """The lessons of one data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read, or written.
    """

    def __init__(self, data: Path, publisher: LessonPublisher, now: Now = utc_now) -> None:
        self._kept = OpenedOnce(data, LessonRecord)
        self._publisher = publisher
        self._now = now

    @property
    def folder(self) -> Path:
        """The folder of published lessons."""
        return self._publisher.folder

    def start(self) -> None:
        """Go on with what was under way at the end; what stands in the way is left for later."""
        try:
            if (record := self._kept.there()) is None:
                return
            published = {lesson.source for lesson in record.published()}
            if published != set(record.shown(self.folder)):
                self._renew(seconds=0)
        except IngestError as error:
            _LOG.warning("Lärdomarna följdes inte upp: %s", error)

    def today(self) -> str:
        """The day."""
        return self._now().astimezone(UTC).date().isoformat()

    def write(self, caller: Caller, text: LessonText) -> Lesson:
        """A new draft; raises `LessonError` for what cannot be."""
        checked = checked_text(text, caller.asker)
        lesson = self._new(checked, person_of(caller))
        self._kept.made().add(lesson, self._changes(caller, ("state", "", LessonState.DRAFT.value)))
        return lesson

    def propose(self, caller: Caller, text: LessonText, origin: Origin) -> Lesson | None:
        """A draft by nobody in particular; None where its origin has given one already."""
        lesson = replace(self._new(text, NOBODY), origin=origin)
        changes = self._changes(caller, ("state", "", LessonState.DRAFT.value))
        return lesson if self._kept.made().add(lesson, changes) else None

    def find(self, caller: Caller, lesson: str) -> Lesson:
        """A lesson that the caller may see; raises `NotFoundError`."""
        record = self._kept.there()
        found = record.find(lesson) if record else None
        if found is None or not may_see(found, caller):
            raise NotFoundError(
                f"Lärdomen {lesson} finns inte.", "Se vilka som finns på /lardomar."
            )
        return found

    def listed(self, caller: Caller) -> tuple[Lesson, ...]:
        """Every lesson that the caller may see, those changed last first."""
        record = self._kept.there()
        every = record.every() if record else []
        return tuple(lesson for lesson in every if may_see(lesson, caller))

    def edit(self, caller: Caller, lesson: str, text: LessonText, revision: int) -> Lesson:
        """Change a draft as it was at a revision; who changes what is nobody's makes it theirs.

        What is taken over so is for nobody who may not see the document it was proposed from.

        Raises:
            NotFoundError, LessonError, ForbiddenError: as above, and where it is another's.
            LessonStateError: it is no draft, or has changed since.
        """
        before = self.find(caller, lesson)
        refuse_to_write(before, caller)
        checked = checked_text(text, caller.asker)
        if before.revision != revision:
            raise _overtaken()
        if takes_over(before, person_of(caller)):
            checked = kept_within(before, checked)
        after = replace(
            taken_over(before, person_of(caller)), text=checked, changed=moment(self._now)
        )
        return self._put(
            before, after, self._changes(caller, *changed_fields(before.text, checked))
        )

    def step(self, caller: Caller, lesson: str, wanted: StepWanted) -> Stepped:
        """Take a step; what ends a publication holds from the next request on.

        Raises:
            NotFoundError: there is none, or no such one to supersede it.
            LessonStateError, ForbiddenError: the step is not to be taken, or not by the caller.
            LessonError: something is lacking, such as a confirmation of what may be personal data.
        """
        before = self.find(caller, lesson)
        state = led_to(before, wanted.step, caller)
        taken = Taken(
            wanted=wanted,
            leads_to=state,
            who=person_of(caller),
            moment=moment(self._now),
            other=self.find(caller, wanted.by) if wanted.step is Step.SUPERSEDE else None,
            attached=self.attached(before),
        )
        after = after_step(before, taken)
        stored = self._put(before, after, self._changes(caller, *told_of(before, after, wanted)))
        if wanted.comment.strip():
            self.comment(caller, stored, wanted.comment)
        is_followed = before.source == after.source or self._renew(
            seconds=SECONDS if after.source else 0
        )
        return Stepped(lesson=stored, is_followed=is_followed or not after.source)

    def comment(self, caller: Caller, lesson: Lesson, text: str) -> None:
        """Say something of a lesson that the caller has found; raises `LessonError`."""
        said = text.replace("\r\n", "\n").strip()
        if not said or len(said) > LONGEST_TEXT:
            raise LessonError("Kommentaren är tom eller för lång.", "Skriv om den.")
        comment = Comment(moment=moment(self._now), who=person_of(caller), text=said)
        self._kept.made().comment(lesson.id, comment)

    def comments(self, caller: Caller, lesson: Lesson) -> tuple[Comment, ...]:
        """What was said of a lesson that was found, while it was for the caller; oldest first."""
        record = self._kept.made()
        changes, comments = record.changes(lesson.id), record.comments(lesson.id)
        return comments_for(caller, lesson, changes, comments)

    def attached(self, lesson: Lesson) -> tuple[Attachment, ...]:
        """What is attached to a lesson that was found, by name."""
        return tuple(self._kept.made().attached(lesson.id))

    def changes(self, caller: Caller, lesson: Lesson) -> tuple[Change, ...]:
        """What was changed in a lesson that was found, likewise."""
        return changes_for(caller, lesson, self._kept.made().changes(lesson.id))

    def document(self, lesson: Lesson) -> str | None:
        """The document that a published lesson is in the library."""
        return self._kept.made().shown(self.folder).get(lesson.source)

    def close(self) -> None:
        """End what is under way and let go of the record."""
        self._publisher.close()
        self._kept.close()

    def _new(self, text: LessonText, author: Person) -> Lesson:
        made = moment(self._now)
        return Lesson(
            id=secrets.token_hex(16),
            state=LessonState.DRAFT,
            revision=1,
            text=text,
            author=author,
            reviewer=NOBODY,
            created=made,
            changed=made,
        )

    def _put(self, before: Lesson, after: Lesson, changes: Sequence[Change]) -> Lesson:
        if not self._kept.made().put(before, after, changes):
            raise _overtaken()
        return replace(after, revision=before.revision + 1)

    def _changes(self, caller: Caller, *told: tuple[str, str, str]) -> list[Change]:
        who, taken = person_of(caller), moment(self._now)
        return [
            Change(moment=taken, who=who, field=field, before=before, after=after)
            for field, before, after in told
        ]

    def _renew(self, *, seconds: float) -> bool:
        return self._publisher.renew(self._kept.made().published, seconds)


def _overtaken() -> LessonStateError:
    return LessonStateError(
        "Någon annan har ändrat lärdomen under tiden.", "Läs om den och gör om ändringen."
    )
