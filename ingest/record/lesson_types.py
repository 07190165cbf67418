"""The nouns of lessons learned, as the record carries them.

Moments are UTC, as 2026-01-31T12:00:00Z, days as 2026-01-31; what is not said is empty.
"""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.named_persons import Person

FOLDER = "lardomar"
"""The folder of published lessons, in the data folder."""


class LessonState(StrEnum):
    """How far a lesson has come."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Sureness(StrEnum):
    """How sure its author is of a lesson."""

    UNSAID = ""
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonText:
    """What somebody writes of a lesson; `project` is the id of a project of the register.

    `access` is who may see it when it is published, `remind` the day to reconsider it.
    """

    title: str
    context: str = ""
    happened: str = ""
    why: str = ""
    differently: str = ""
    agency: str = ""
    project: str = ""
    phase: str = ""
    theme: str = ""
    sure: Sureness = Sureness.UNSAID
    access: tuple[str, ...]
    remind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The passage of a document that a lesson was proposed from; `mark` is the hash of its words.

    `start` and `end` are offsets in the document's text. `access` is who may see the document
    now: nobody, where it is gone.
    """

    document: str
    page: int | None
    start: int
    end: int
    mark: str
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson as it stands; `revision` counts what was done with it.

    `published` is the day, and `source` the name of its file in the folder of lessons; both are
    empty where it is not published.
    """

    id: str
    state: LessonState
    revision: int
    text: LessonText
    author: Person
    reviewer: Person
    created: str
    changed: str
    published: str = ""
    source: str = ""
    superseded_by: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody changed in a lesson: one field, as text."""

    moment: str
    who: Person
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said of a lesson to those who work on it."""

    moment: str
    who: Person
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a lesson; `size` is in bytes, `sha256` of its content, in hex.

    `media_type` is told by the content; `who` added it.
    """

    id: str
    lesson: str
    name: str
    media_type: str
    size: int
    sha256: str
    moment: str
    who: Person
