"""Keeps tasks, in short transactions beside a sync, as `lessons` does."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, insert, select, update

from ingest.record.named_persons import named_in, naming
from ingest.record.task_tables import task_questions, tasks
from ingest.record.task_types import (
    AnswerKind,
    Closing,
    Task,
    TaskKind,
    TaskQuestion,
    TaskState,
)
from ingest.record.turns import taking_turns

_AS_IS = (
    *("id", "revision", "note", "outcome", "made", "changed", "settled"),
    *("is_shared", "is_asked", "asked"),
)


class TaskRecord:
    """Tasks in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, task: Task) -> None:
        """Store a new one."""
        questions = [
            {
                "task_id": task.id,
                "position": position,
                "question": one.question,
                "is_answered": one.is_answered,
            }
            for position, one in enumerate(task.questions)
        ]
        with taking_turns(self._engine).begin() as connection:
            connection.execute(insert(tasks).values(_row_of(task)))
            connection.execute(insert(task_questions), questions)

    def put(self, before: Task, after: Task) -> bool:
        """Store what became of one; what was erased of its questions meanwhile stays erased.

        False, and nothing stored, where somebody else has changed it since it was `before`.
        """
        row = {**_row_of(after), "revision": before.revision + 1}
        same = (tasks.c.id == before.id, tasks.c.revision == before.revision)
        with taking_turns(self._engine).begin() as connection:
            if not connection.execute(update(tasks).where(*same).values(row)).rowcount:
                return False
            for one in after.questions:
                its = (task_questions.c.task_id == after.id, task_questions.c.question)
                told = update(task_questions).where(its[0], its[1] == one.question)
                connection.execute(told.values(is_answered=one.is_answered))
        return True

    def find(self, task: str) -> Task | None:
        """One by its id."""
        return next(iter(self._found(tasks.c.id == task)), None)

    def every(self) -> list[Task]:
        """All: the open ones first, the oldest of them first; then those changed last first."""
        found = sorted(self._found(), key=lambda one: (one.made, one.id))
        is_open = [one for one in found if one.state is TaskState.OPEN]
        settled = [one for one in found if one.state is not TaskState.OPEN]
        return [*is_open, *sorted(settled, key=lambda one: one.changed, reverse=True)]

    def waiting(self, asked: str) -> list[Task]:
        """Those open whose questions are to be asked again, and were not of library `asked`."""
        is_open = tasks.c.state == TaskState.OPEN.value
        found = self._found(is_open, tasks.c.is_asked, tasks.c.asked != asked)
        return sorted(found, key=lambda one: (one.made, one.id))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _found(self, *where: ColumnElement[bool]) -> list[Task]:
        asked = select(task_questions).join(tasks, tasks.c.id == task_questions.c.task_id)
        with self._engine.connect() as connection:
            rows = connection.execute(select(tasks).where(*where)).mappings().all()
            own = connection.execute(asked.where(*where).order_by(task_questions.c.position))
            questions: dict[str, list[TaskQuestion]] = {}
            for one in own:
                said = TaskQuestion(question=one.question, is_answered=one.is_answered)
                questions.setdefault(one.task_id, []).append(said)
        return [_task_of(row, questions[row["id"]]) for row in rows if row["id"] in questions]


def _row_of(task: Task) -> dict[str, Any]:
    closing = task.closing
    return {
        **{name: getattr(task, name) for name in _AS_IS},
        "kind": task.kind.value,
        "state": task.state.value,
        **naming(task.maker, "maker"),
        **naming(task.assignee, "assignee"),
        "nearest": json.dumps(task.nearest),
        "closed_generation": closing.generation if closing else None,
        "closed_kind": closing.kind.value if closing else "",
        "closed_documents": json.dumps(closing.documents if closing else ()),
    }


def _task_of(row: RowMapping, questions: Iterable[TaskQuestion]) -> Task:
    return Task(
        **{name: row[name] for name in _AS_IS},
        kind=TaskKind(row["kind"]),
        state=TaskState(row["state"]),
        questions=tuple(questions),
        maker=named_in(row, "maker"),
        assignee=named_in(row, "assignee"),
        nearest=tuple(json.loads(row["nearest"])),
        closing=_closing_of(row),
    )


def _closing_of(row: RowMapping) -> Closing | None:
    if row["closed_generation"] is None:
        return None
    return Closing(
        generation=row["closed_generation"],
        kind=AnswerKind(row["closed_kind"]),
        documents=tuple(json.loads(row["closed_documents"])),
    )
