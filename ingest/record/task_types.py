"""The nouns of tasks, as the record carries them: what the library lacks, for somebody to mend.

Moments are UTC, as 2026-01-31T12:00:00Z; what is not said is empty.
"""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.named_persons import Person


class TaskKind(StrEnum):
    """What is to be done."""

    FIND_MATERIAL = "find_material"
    WRITE_LESSON = "write_lesson"
    CORRECT_METADATA = "correct_metadata"


class TaskState(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    DONE = "done"
    CLOSED_BY_LIBRARY = "closed_by_library"
    DROPPED = "dropped"


class AnswerKind(StrEnum):
    """What answers: documents, the register, a list of documents, or what is pinned."""

    DOCUMENTS = "documents"
    REGISTER = "register"
    LIST = "list"
    CURATED = "curated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuestion:
    """A question of the topic, and whether the library answered it when it was asked last."""

    question: str
    is_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What answered: the generation, how its most typical question was, and the ids it cited."""

    generation: int
    kind: AnswerKind
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task as it stands; `revision` counts what was done with it.

    `questions` stand for the topic, the most typical first. `note` is its maker's, `outcome` that
    of who settled it. `is_shared` tells that the questions were asked by several people, so that
    other editors may see them; `is_asked` that the questions are asked of each new library, as of
    `asked` last. `nearest` are the ids of documents that came close.
    """

    id: str
    kind: TaskKind
    state: TaskState
    revision: int
    questions: tuple[TaskQuestion, ...]
    note: str
    maker: Person
    assignee: Person
    made: str
    changed: str
    is_shared: bool
    is_asked: bool
    asked: str
    nearest: tuple[str, ...]
    settled: str = ""
    outcome: str = ""
    closing: Closing | None = None

    @property
    def label(self) -> str:
        """The most typical question."""
        return self.questions[0].question
