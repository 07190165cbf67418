"""Lessons as the interface tells of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.lessons.personal import marks
from assistant.lessons.workflow import Step, is_author, may_review, steps
from assistant.personal_data import Mark, MarkKind
from assistant.service import Service
from ingest.record.lesson_types import Change, Comment, Lesson, LessonState, Sureness

LESSON: dict[str, Any] = {
    "lesson_id": "5d41402abc4b2a76b9719d911017c592",
    "url": "/lardomar/5d41402abc4b2a76b9719d911017c592",
    "state": "published",
    "revision": 3,
    "title": "Ta med driften från början",
    "context": "Ett nytt ärendehanteringssystem skulle införas på ett år.",
    "happened": "Driften fick veta av kraven först vid överlämningen, som blev sex månader sen.",
    "why": "Projektet saknade en person från driften.",
    "differently": "Låt driften godkänna kraven före upphandlingen.",
    "agency": "Exempelmyndigheten",
    "project": "",
    "project_url": None,
    "phase": "Införande",
    "theme": "Drift",
    "sure": "high",
    "access": ["internal"],
    "remind": "2027-11-29",
    "author": None,
    "reviewer": "Exempel Granskare",
    "created": "2026-11-20T08:00:00Z",
    "changed": "2026-11-29T12:00:00Z",
    "published": "2026-11-29",
    "superseded_by": None,
    "origin_url": None,
    "origin_page": None,
    "steps": [],
    "marks": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkShown:
    """Words that may be personal data: to be removed, or confirmed by their key."""

    key: str
    kind: MarkKind
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonShown:
    """A lesson; what is not said is empty.

    `steps` are what the caller may do with it. `author`, `marks` and the place that it was
    proposed from are told to those who work on it. Days are YYYY-MM-DD, moments are in UTC.
    """

    lesson_id: str
    url: str
    state: LessonState
    revision: int
    title: str
    context: str
    happened: str
    why: str
    differently: str
    agency: str
    project: str
    project_url: str | None
    phase: str
    theme: str
    sure: Sureness
    access: tuple[str, ...]
    remind: str
    author: str | None
    reviewer: str
    created: str
    changed: str
    published: str
    superseded_by: str | None
    origin_url: str | None
    origin_page: int | None
    steps: tuple[Step, ...]
    marks: tuple[MarkShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonList:
    """The lessons that the caller may see, those changed last first; without their marks."""

    lessons: tuple[LessonShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTaken:
    """A draft of a filled form; `notices` tell what of the file is not with it (Swedish)."""

    lesson: LessonShown
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonStepped:
    """A lesson after a step; `in_answers` is false while a publication is on its way there."""

    lesson: LessonShown
    in_answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """One field that somebody changed, as text; `who` is a name, empty where nobody signs in."""

    moment: str
    who: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """Every change of a lesson, the oldest first."""

    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentShown:
    """What somebody said of a lesson to those who work on it."""

    moment: str
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentList:
    """Every comment on a lesson, the oldest first."""

    comments: tuple[CommentShown, ...]


def works_on(service: Service, lesson: Lesson) -> bool:
    """True for those who are told of the work, not only of the lesson."""
    return is_author(lesson, service.caller) or may_review(lesson, service.caller)


def lesson_shown(service: Service, lesson: Lesson) -> LessonShown:
    """A lesson that the caller may see."""
    found = marks(lesson.text) if works_on(service, lesson) else ()
    return _shown(service, lesson, found)


def lessons_listed(service: Service, some: Iterable[Lesson]) -> LessonList:
    """Lessons that the caller may see; what may be personal data is looked for one by one."""
    return LessonList(lessons=tuple(_shown(service, lesson, ()) for lesson in some))


def _shown(service: Service, lesson: Lesson, found: Sequence[Mark]) -> LessonShown:
    text, works = lesson.text, works_on(service, lesson)
    origin_url = _origin_url(service, lesson) if works else None
    return LessonShown(
        lesson_id=lesson.id,
        url=f"/lardomar/{lesson.id}",
        state=lesson.state,
        revision=lesson.revision,
        title=text.title,
        context=text.context,
        happened=text.happened,
        why=text.why,
        differently=text.differently,
        agency=text.agency,
        project=text.project,
        project_url=f"/projekt/{text.project}" if text.project else None,
        phase=text.phase,
        theme=text.theme,
        sure=text.sure,
        access=text.access,
        remind=text.remind,
        author=lesson.author.name if works else None,
        reviewer=lesson.reviewer.name,
        created=lesson.created,
        changed=lesson.changed,
        published=lesson.published,
        superseded_by=lesson.superseded_by,
        origin_url=origin_url,
        origin_page=lesson.origin.page if lesson.origin and origin_url else None,
        steps=steps(lesson, service.caller),
        marks=tuple(map(mark_shown, found)),
    )


def marks_to_confirm(shown: Iterable[MarkShown]) -> list[tuple[str, str, str]]:
    """Key, kind and words of each that a form asks to be confirmed, once in whatever fields."""
    return list(dict.fromkeys((one.key, one.kind.value, one.text) for one in shown))


def change_shown(change: Change) -> ChangeShown:
    """A change as it is told."""
    return ChangeShown(
        moment=change.moment,
        who=change.who.name,
        field=change.field,
        before=change.before,
        after=change.after,
    )


def comment_shown(comment: Comment) -> CommentShown:
    """A comment as it is told."""
    return CommentShown(moment=comment.moment, who=comment.who.name, text=comment.text)


def mark_shown(mark: Mark) -> MarkShown:
    """Words that may be personal data, as they are told."""
    return MarkShown(key=mark.key, kind=mark.kind, field=mark.field, text=mark.text)


def _origin_url(service: Service, lesson: Lesson) -> str | None:
    """Where a lesson was proposed from, if the caller may see that document now."""
    origin = lesson.origin
    if origin is None or not service.asker.may_see(origin.access):
        return None
    return f"/dokument/{origin.document}?start={origin.start}&end={origin.end}"
