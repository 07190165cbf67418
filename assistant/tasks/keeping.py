"""Tasks as editors make and settle them, and as the library closes them.

Made only of questions that `/obesvarade` shows: where people sign in, of topics that several asked
about and that rest on nothing that a reader without groups may not see.
"""

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import EmptyLibraryError, NotFoundError, TaskError, TaskStateError
from assistant.people.types import Caller
from assistant.reviewing import person_of
from assistant.tasks.asking import ANYBODY, LibraryAsking
from assistant.tasks.judging import asked_anew, near
from assistant.tasks.workflow import Step, is_for, led_to
from assistant.unanswered.finding import Topics
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.named_persons import Person
from ingest.record.task_types import Task, TaskKind, TaskQuestion, TaskState
from ingest.record.tasks import TaskRecord

LONGEST_NOTE = 5_000
MOST_QUESTIONS = 5
"""Of a topic: its most typical question, and further ones."""
MOST_ASKED = 200
"""Questions of one round; the others wait for the next."""
_NOBODY = Person(id=None, name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A task to be made: a topic by its most typical question, what is to be done, and a note."""

    topic: str
    kind: TaskKind
    note: str = ""


class Tasks:
    """The tasks of one data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read, or written.
    """

    def __init__(
        self, data: Path, topics: Topics, asking: LibraryAsking, now: Now = utc_now
    ) -> None:
        self._kept = OpenedOnce(data, TaskRecord)
        self._topics = topics
        self._asking = asking
        self._now = now
        self._making = threading.Lock()

    def topics(self, caller: Caller) -> dict[str, tuple[str, ...]]:
        """The topics that a task can be made of, by name, each with its questions."""
        if caller.id is None:
            ways = (self._topics.own(caller.asker, with_partly=one) for one in (True, False))
            own = (topic for topics in ways for topic in topics)
            return {one.name: tuple(said.question for said in one.questions) for one in own}
        told = self._topics.told(ANYBODY, with_partly=True)
        return {one.name: one.questions for one in told}

    def make(self, caller: Caller, wish: Wish) -> Task:
        """A new task; its questions are asked once, to know which are without an answer.

        Raises:
            NotFoundError: there is no such topic for the caller.
            TaskError, TaskStateError: the note is too long; there is such a task already.
        """
        note, questions = _said(wish.note), self.topics(caller).get(wish.topic)
        if questions is None:
            raise NotFoundError(
                f"Ämnet ”{wish.topic[:100]}” finns inte bland de obesvarade frågorna.",
                "Välj ett som visas på /obesvarade.",
            )
        with self._making:  # a form that is sent twice is two threads
            standing = open_among(self.listed(caller, TaskState.OPEN), questions)
            if any(one.kind is wish.kind for one in standing):
                raise TaskStateError(
                    f"Det finns redan en sådan uppgift för ”{wish.topic[:100]}”.", "Se /uppgifter."
                )
            task = self._new(caller, replace(wish, note=note), questions[:MOST_QUESTIONS])
            self._kept.made().add(task)
        return task

    def find(self, caller: Caller, task: str) -> Task:
        """One that the caller may work with; raises `NotFoundError`."""
        record = self._kept.there()
        found = record.find(task) if record else None
        if found is None or not is_for(found, caller):
            raise NotFoundError(f"Uppgiften {task} finns inte.", "Se vilka som finns: /uppgifter.")
        return found

    def listed(self, caller: Caller, state: TaskState | None = None) -> tuple[Task, ...]:
        """Those that the caller may work with, in that state: open ones first, oldest first."""
        record = self._kept.there()
        every = record.every() if record else []
        seen = (one for one in every if is_for(one, caller))
        return tuple(one for one in seen if state in (None, one.state))

    def days_old(self, task: Task) -> int:
        """How many days ago a task was made."""
        made = datetime.fromisoformat(task.made)
        return (self._now().astimezone(UTC).date() - made.date()).days

    def step(self, caller: Caller, task: str, step: Step, note: str = "") -> Task:
        """Take a step. One that the library had closed is not asked again once it is reopened.

        Raises:
            NotFoundError: there is none for the caller.
            TaskError, TaskStateError: the note is too long; the step is not to be taken.
        """
        before = self.find(caller, task)
        state, said, taken = led_to(before, step, caller), _said(note), moment(self._now)
        after = replace(before, state=state, changed=taken)
        match step:
            case Step.TAKE:
                after = replace(after, assignee=person_of(caller))
            case Step.LEAVE:
                after = replace(after, assignee=_NOBODY)
            case Step.DONE | Step.DROP:
                after = replace(after, settled=taken, outcome=said)
            case Step.REOPEN:
                is_asked = before.is_asked and before.closing is None
                after = replace(after, settled="", outcome=said, closing=None, is_asked=is_asked)
        if not self._kept.made().put(before, after):
            raise TaskStateError(
                "Någon annan har ändrat uppgiften under tiden.", "Läs om den och gör om ändringen."
            )
        return replace(after, revision=before.revision + 1)

    def ask_again(self, most: int = MOST_ASKED) -> tuple[Task, ...]:
        """Ask the open tasks' questions of a library that they were not asked of; those closed.

        At most so many questions; the tasks that are left come in the next round. Raises
        `AssistantError` or `IngestError` where the library cannot be asked.
        """
        record = self._kept.there()
        if record is None:
            return ()
        try:
            state = self._asking.state()
        except EmptyLibraryError:
            return ()
        closed = []
        for task in record.waiting(state):
            most -= len(task.questions)
            if most < 0:
                break
            found = [self._asking.ask(one.question) for one in task.questions]
            after = asked_anew(task, found, state, moment(self._now))
            if record.put(task, after) and after.closing:
                closed.append(after)
        return tuple(closed)

    def close(self) -> None:
        """Let go of the record."""
        self._kept.close()

    def _new(self, caller: Caller, wish: Wish, questions: Sequence[str]) -> Task:
        """A task of the questions that the library does not answer; of all, where it answers all.

        Those are not asked again: somebody has said that their answers are wrong.
        """
        state, made = self._asking.state(), moment(self._now)
        found = {one: self._asking.ask(one) for one in questions}
        without = [one for one in found if found[one].closing is None]
        return Task(
            id=secrets.token_hex(16),
            kind=wish.kind,
            state=TaskState.OPEN,
            revision=1,
            questions=tuple(
                TaskQuestion(question=one, is_answered=not without) for one in without or found
            ),
            note=wish.note,
            maker=person_of(caller),
            assignee=_NOBODY,
            made=made,
            changed=made,
            is_shared=caller.id is not None,
            is_asked=bool(without),
            asked=state,
            nearest=near([found[one] for one in without or found]),
        )


def _said(note: str) -> str:
    said = note.replace("\r\n", "\n").strip()
    if len(said) > LONGEST_NOTE:
        raise TaskError(
            f"Anteckningen har {len(said)} tecken, fler än {LONGEST_NOTE}.", "Korta den."
        )
    return said


def open_among(tasks: Sequence[Task], questions: Sequence[str]) -> tuple[Task, ...]:
    """Those of some open tasks that stand for any of these questions."""
    return tuple(
        one for one in tasks if any(asked.question in questions for asked in one.questions)
    )
