"""Tasks as the interface tells of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.addresses import document_url
from assistant.errors import EmptyLibraryError
from assistant.seeing import seen
from assistant.service import Service
from assistant.tasks.workflow import Step, steps
from ingest.record.task_types import AnswerKind, Task, TaskKind, TaskState
from ingest.record.types import DocumentRow

_DOCUMENT = {
    "document_id": "9f2c41d07ab35e18",
    "title": "Slutrapport om torvmossen",
    "url": "/dokument/9f2c41d07ab35e18",
}
TASK: dict[str, Any] = {
    "task_id": "5d41402abc4b2a76b9719d911017c592",
    "kind": "find_material",
    "state": "closed_by_library",
    "revision": 3,
    "label": "Vad kostade torvmossen?",
    "questions": [{"question": "Vad kostade torvmossen?", "is_answered": True}],
    "note": "Fråga arkivet.",
    "outcome": "",
    "maker": "Exempel Redaktör",
    "assignee": "",
    "made": "2026-11-20T08:00:00Z",
    "changed": "2026-11-29T12:00:00Z",
    "settled": "2026-11-29T12:00:00Z",
    "days_old": 9,
    "is_asked_again": True,
    "closed_by": {"generation": 12, "kind": "documents", "documents": [_DOCUMENT]},
    "nearest": [_DOCUMENT],
    "steps": ["reopen"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """A question of the topic, and whether the library answered it when it was asked last."""

    question: str
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentShown:
    """A document that the caller may see."""

    document_id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBy:
    """What answered: the generation of the library, how, and what was cited."""

    generation: int
    kind: AnswerKind
    documents: tuple[DocumentShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShown:
    """A task to an editor; `label` is the most typical of its questions.

    `is_asked_again` tells whether its questions are asked of each new library; `nearest` are the
    documents that come closest. `steps` are what the caller may do with it.
    """

    task_id: str
    kind: TaskKind
    state: TaskState
    revision: int
    label: str
    questions: tuple[QuestionShown, ...]
    note: str
    outcome: str
    maker: str
    assignee: str
    made: str
    changed: str
    settled: str
    days_old: int
    is_asked_again: bool
    closed_by: ClosedBy | None
    nearest: tuple[DocumentShown, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """Tasks: those open first, the oldest of them first, then those changed last."""

    tasks: tuple[TaskShown, ...]


def tasks_shown(service: Service, tasks: Sequence[Task]) -> tuple[TaskShown, ...]:
    """Tasks that the caller may work with, with those of their documents that they may see."""
    named = [one for task in tasks for one in (*task.nearest, *_cited(task))]
    rows = _rows(service, tuple(dict.fromkeys(named)))
    return tuple(_shown(service, task, rows) for task in tasks)


def _shown(service: Service, task: Task, rows: Mapping[str, DocumentRow]) -> TaskShown:
    return TaskShown(
        task_id=task.id,
        kind=task.kind,
        state=task.state,
        revision=task.revision,
        label=task.label,
        questions=tuple(
            QuestionShown(question=one.question, is_answered=one.is_answered)
            for one in task.questions
        ),
        note=task.note,
        outcome=task.outcome,
        maker=task.maker.name,
        assignee=task.assignee.name,
        made=task.made,
        changed=task.changed,
        settled=task.settled,
        days_old=service.tasks.days_old(task),
        is_asked_again=task.is_asked,
        closed_by=_closed_by(task, rows),
        nearest=_documents(task.nearest, rows),
        steps=steps(task, service.caller),
    )


def _closed_by(task: Task, rows: Mapping[str, DocumentRow]) -> ClosedBy | None:
    closing = task.closing
    if closing is None:
        return None
    return ClosedBy(
        generation=closing.generation,
        kind=closing.kind,
        documents=_documents(closing.documents, rows),
    )


def _cited(task: Task) -> tuple[str, ...]:
    return task.closing.documents if task.closing else ()


def _rows(service: Service, names: Sequence[str]) -> dict[str, DocumentRow]:
    """Those of the documents that the caller may see now."""
    try:
        return seen(service.library.current().record, names, service.asker)
    except EmptyLibraryError:
        return {}


def _documents(names: Sequence[str], rows: Mapping[str, DocumentRow]) -> tuple[DocumentShown, ...]:
    return tuple(
        DocumentShown(document_id=name, title=rows[name].metadata.title, url=document_url(name))
        for name in names
        if name in rows
    )
