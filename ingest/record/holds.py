"""Legal holds: what may not be removed, whatever its time, until somebody lets it go.

Each function here is a condition for queries: that a row is held. Where a text names a project the
whole row is held: rather too much than too little. Times are UTC, as 2026-01-31T12:00:00Z.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Engine, Row, and_, exists, func, insert, or_, select, update

from ingest.record.folding import FOLDED
from ingest.record.inserting import inserted
from ingest.record.keeping_tables import audit, holds
from ingest.record.lesson_tables import lessons
from ingest.record.moments import now
from ingest.record.register.tables import register_books, register_project_rows, register_sheets
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    documents,
    feedback,
    versions,
)
from ingest.record.turns import taking_turns

NOBODY = "lokal"
"""Stands for the one person of a service without signing in, who has no id."""
_Condition = ColumnElement[bool]


class HoldKind(StrEnum):
    """What a hold is of: a document's id, a project's name, a person's id, or a class's name."""

    DOCUMENT = "document"
    PROJECT = "project"
    PERSON = "person"
    CLASS = "class"


class KeptClass(StrEnum):
    """The sorts of records that are kept for a time of their own."""

    ANSWERS = "answers"
    CONVERSATIONS = "conversations"
    FEEDBACK = "feedback"
    RUNS = "runs"
    AUDIT = "audit"
    CORRECTIONS = "corrections"
    LESSONS = "lessons"
    TASKS = "tasks"
    REGISTER_VERSIONS = "register-versions"
    WITHDRAWN_DOCUMENTS = "withdrawn-documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A hold; `released` is None while it holds."""

    id: int
    kind: HoldKind
    subject: str
    reason: str
    placed: str
    placed_by: str | None
    released: str | None
    released_by: str | None


class HoldRecord:
    """The holds in an open record; each method raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, kind: HoldKind, subject: str, reason: str, who: str | None) -> Hold:
        """Place a hold; it holds from now."""
        row = {
            "kind": kind.value,
            "subject": subject,
            "reason": reason,
            "placed": now(),
            "placed_by": who,
        }
        with taking_turns(self._engine).begin() as connection:
            number = inserted(connection, insert(holds).values(row))
        return next(one for one in self.all() if one.id == number)

    def release(self, number: int, who: str | None) -> bool:
        """Let go of a hold; False where there is none of that number that holds."""
        here = (holds.c.id == number) & holds.c.released.is_(None)
        with taking_turns(self._engine).begin() as connection:
            let_go = update(holds).where(here).values(released=now(), released_by=who)
            return connection.execute(let_go).rowcount > 0

    def all(self) -> list[Hold]:
        """Every hold, released ones too, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(holds).order_by(holds.c.id.desc()))
            return [_hold(row) for row in rows]


def held_answer() -> _Condition:
    """That an answer is held: by who asked, what it rests on or tells of, or as what it is."""
    has_said = exists().where(feedback.c.answer_id == answers.c.id)
    return is_held(
        KeptClass.ANSWERS,
        person=lambda: func.coalesce(answers.c.owner, NOBODY) == holds.c.subject,
        document=lambda: or_(names_it(answers.c.files), names_it(answers.c.answer)),
        project=lambda: or_(names_it(answers.c.answer), names_it(answers.c.question)),
        further=and_(_of_class(KeptClass.FEEDBACK), has_said),
    )


def held_conversation() -> _Condition:
    """That a conversation is held: by who asked, or what its questions tell of or led to."""
    asked = conversation_questions.c
    own = asked.conversation_id == conversations.c.id
    answered = exists().where(own, asked.answer_id == answers.c.id, names_it(answers.c.files))
    named = exists().where(own, or_(names_it(asked.question), names_it(asked.understood)))
    return is_held(
        KeptClass.CONVERSATIONS,
        person=lambda: func.coalesce(conversations.c.owner, NOBODY) == holds.c.subject,
        document=lambda: answered.correlate(conversations, holds),  # two queries in
        project=lambda: named.correlate(conversations, holds),
    )


def held_feedback() -> _Condition:
    """That what was said of an answer is held: as that, or with its answer."""
    with_answer = exists().where(answers.c.id == feedback.c.answer_id, held_answer())
    return or_(is_held(KeptClass.FEEDBACK), with_answer)


def held_correction() -> _Condition:
    """That a correction is held: by its document, or who made it."""
    return is_held(
        KeptClass.CORRECTIONS,
        person=lambda: func.coalesce(corrections.c.who, NOBODY) == holds.c.subject,
        document=lambda: corrections.c.document_id == holds.c.subject,
    )


def held_run() -> _Condition:
    """That a run of the history is held."""
    return is_held(KeptClass.RUNS)


def held_entry() -> _Condition:
    """That an entry of the audit log is held: by who did it."""
    return is_held(KeptClass.AUDIT, person=lambda: audit.c.caller == holds.c.subject)


def held_version() -> _Condition:
    """That a version of a document is held: with its document, or a project that it is about.

    Also with a correction that is held, which would go with the document.
    """
    own = corrections.c.document_id == versions.c.document_id
    return or_(
        is_held(
            KeptClass.WITHDRAWN_DOCUMENTS,
            document=lambda: versions.c.document_id == holds.c.subject,
            project=lambda: or_(names_it(versions.c.projects), names_it(versions.c.title)),
        ),
        exists().where(own, held_correction()),
    )


def held_lesson() -> _Condition:
    """That a lesson is held: by who wrote it, what it came from, what it is about, or as one."""
    texts = (lessons.c.title, lessons.c.context, lessons.c.happened, lessons.c.why)
    return is_held(
        KeptClass.LESSONS,
        person=lambda: func.coalesce(lessons.c.author, NOBODY) == holds.c.subject,
        document=lambda: lessons.c.origin_document == holds.c.subject,
        project=lambda: or_(lessons.c.project == holds.c.subject, *map(names_it, texts)),
    )


def held_person(person: str) -> _Condition:
    """That whatever there is of a person is held."""
    return exists().where(
        holds.c.released.is_(None),
        holds.c.kind == HoldKind.PERSON.value,
        holds.c.subject == person,
    )


def held_document() -> _Condition:
    """That a document is held: as `held_version` of any of its versions."""
    return exists().where(versions.c.document_id == documents.c.id, held_version())


def held_book() -> _Condition:
    """That a workbook of the register is held: by a project that it has a row of."""
    rows = register_project_rows.c
    of_it = exists().where(
        register_sheets.c.book_id == register_books.c.id,
        rows.sheet_id == register_sheets.c.id,
        _folded(rows.project) == _folded(holds.c.subject),
    )
    return is_held(
        KeptClass.REGISTER_VERSIONS, project=lambda: of_it.correlate(register_books, holds)
    )


def is_held(
    kept: KeptClass,
    person: Callable[[], _Condition] | None = None,
    document: Callable[[], _Condition] | None = None,
    project: Callable[[], _Condition] | None = None,
    further: _Condition | None = None,
) -> _Condition:
    """That there is a hold, not released, that means the row."""
    means = {HoldKind.PERSON: person, HoldKind.DOCUMENT: document, HoldKind.PROJECT: project}
    ways: list[_Condition] = [
        (holds.c.kind == kind.value) & told() for kind, told in means.items() if told
    ]
    ways += [_of_class(kept)] if further is None else [_of_class(kept), further]
    return exists().where(holds.c.released.is_(None), or_(*ways))


def _of_class(kept: KeptClass) -> _Condition:
    return and_(holds.c.kind == HoldKind.CLASS.value, holds.c.subject == kept.value)


def names_it(column: ColumnElement[str]) -> _Condition:
    """That a text names what is held, in any case; within a condition of `is_held`."""
    return func.instr(_folded(column), _folded(holds.c.subject)) > 0


def _folded(column: ColumnElement[str]) -> ColumnElement[str]:
    """The text in any case and composition; SQLite's own `lower` knows no å."""
    folded: ColumnElement[str] = getattr(func, FOLDED)(column)
    return folded


def _hold(row: Row[tuple[object, ...]]) -> Hold:
    told = dict(row._mapping)
    return Hold(**{**told, "kind": HoldKind(str(told["kind"]))})
