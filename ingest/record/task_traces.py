"""What of the tasks is held, and what of them tells of answers and documents to be erased.

A task holds questions that were asked, word for word: with the answer they go from there too.
"""

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    update,
)

from ingest.errors import HeldError
from ingest.record.holds import NOBODY, KeptClass, is_held, names_it
from ingest.record.keeping_tables import holds
from ingest.record.tables import answers
from ingest.record.task_tables import task_questions, tasks

_NONE = "[]"


def held_task() -> ColumnElement[bool]:
    """That a task is held: by who made or has it, documents near it, what it asks, or as one."""
    its = exists().where(
        task_questions.c.task_id == tasks.c.id, names_it(task_questions.c.question)
    )
    asked = its.correlate(tasks, holds)  # two queries in, which SQLAlchemy does not do by itself
    return is_held(
        KeptClass.TASKS,
        person=lambda: or_(
            func.coalesce(tasks.c.maker, NOBODY) == holds.c.subject,
            tasks.c.assignee == holds.c.subject,
        ),
        document=lambda: or_(names_it(tasks.c.nearest), names_it(tasks.c.closed_documents)),
        project=lambda: or_(asked, names_it(tasks.c.note), names_it(tasks.c.outcome)),
    )


def asked_in(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a question of a task is that of one of these answers, as asked or as understood."""
    understood = func.json_extract(answers.c.answer, "$.understood_as")
    said = task_questions.c.question
    return exists().where(which, or_(answers.c.question == said, understood == said))


def held_of(which: ColumnElement[bool]) -> Select[tuple[str]]:
    """The tasks that are held and have a question of one of these answers."""
    with_one = task_questions.c.task_id == tasks.c.id
    return select(tasks.c.id).where(exists().where(with_one, asked_in(which)), held_task())


def forget_questions(connection: Connection, which: ColumnElement[bool], let_go: str) -> None:
    """Take the questions of these answers out of the tasks; one that has none left goes.

    Raises:
        HeldError: with the remedy `let_go`, where such a task is held; nothing is removed.
    """
    if connection.scalar(held_of(which).limit(1)) is not None:
        raise HeldError("En uppgift med frågan ska bevaras.", let_go)
    losing = set(
        connection.scalars(select(task_questions.c.task_id).where(asked_in(which)).distinct())
    )
    connection.execute(delete(task_questions).where(asked_in(which)))
    has_one = exists().where(task_questions.c.task_id == tasks.c.id)
    connection.execute(delete(tasks).where(tasks.c.id.in_(losing), not_(has_one)))


def forget_documents(connection: Connection, names: tuple[str, ...]) -> None:
    """Name these documents in no task any longer, neither as near nor as what closed it.

    It counts as a change: whoever read the task before would name them in it again.
    """
    for column in (tasks.c.nearest, tasks.c.closed_documents):
        named = or_(*(func.instr(column, name) > 0 for name in names))
        without = {column.name: _NONE, tasks.c.revision.name: tasks.c.revision + 1}
        connection.execute(update(tasks).where(named).values(without))
