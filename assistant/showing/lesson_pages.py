"""What the pages of lessons show: words for states, rules of access, changed fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.showing.languages import Messages
from ingest.record.lesson_types import Attachment, Lesson, LessonState, LessonText, Sureness
from ingest.types import EVERYONE, INTERNAL

STATES = {
    LessonState.DRAFT: "lessons.draft",
    LessonState.REVIEW: "lessons.review",
    LessonState.PUBLISHED: "lessons.published",
    LessonState.SUPERSEDED: "lessons.superseded",
    LessonState.WITHDRAWN: "lessons.withdrawn",
}
SURENESSES = {
    Sureness.UNSAID: "lessons.sure_unsaid",
    Sureness.LOW: "lessons.sure_low",
    Sureness.MIDDLE: "lessons.sure_middle",
    Sureness.HIGH: "lessons.sure_high",
}
FIELDS = {
    "title": "lessons.title",
    "context": "lessons.context",
    "happened": "lessons.happened",
    "why": "lessons.why",
    "differently": "lessons.differently",
    "agency": "lessons.agency",
    "project": "lessons.project",
    "phase": "lessons.phase",
    "theme": "lessons.theme",
    "sure": "lessons.sure",
    "access": "lessons.access",
    "remind": "lessons.remind",
    "state": "lessons.state",
    "personal": "lessons.marks",
    "superseded_by": "lessons.superseding",
    "attachments": "lessons.attachment",
}
_ATTACHMENT = re.compile("bilaga:[0-9a-f]{32}")
_PARTS = ("context", "happened", "why", "differently")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson in the list; `said` is what is known of it on one line."""

    url: str
    title: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a paragraph, and whether they are marked as what may be personal data."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPart:
    """A part of a lesson: its heading, and its paragraphs, each of pieces."""

    heading: str
    paragraphs: list[list[Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLine:
    """An attachment in the list; `said` is its size and hash, `key` by which it is confirmed."""

    id: str
    name: str
    said: str
    key: str


def attachment_line(messages: Messages, one: Attachment, key: str) -> AttachmentLine:
    """An attachment in the list."""
    kilobytes = messages.number(max(1, round(one.size / 1000)))
    said = f"{kilobytes} kB · SHA-256 {one.sha256}"
    return AttachmentLine(id=one.id, name=one.name, said=said, key=key)


def lesson_line(messages: Messages, lesson: Lesson) -> LessonLine:
    """A lesson in the list."""
    return LessonLine(
        url=f"/lardomar/{lesson.id}", title=lesson.text.title, said=facts_said(messages, lesson)
    )


def facts_said(messages: Messages, lesson: Lesson, author: str | None = None) -> str:
    """What is known of a lesson besides what is written, on one line."""
    text = lesson.text
    dated = {"lessons.published_on": lesson.published, "lessons.remind_on": text.remind}
    named = {"lessons.by": author, "lessons.reviewed_by": lesson.reviewer.name}
    sure = messages.say(SURENESSES[text.sure]) if text.sure.value else ""
    said = [
        messages.say(STATES[lesson.state]) if not lesson.published else "",
        *(messages.say(key, day=day) for key, day in dated.items() if day),
        *(text.agency, text.theme, text.phase),
        f"{messages.say('lessons.sure')}: {sure.lower()}" if sure else "",
        *(messages.say(key, name=name) for key, name in named.items() if name),
    ]
    return " · ".join(filter(None, said))


def parts_said(messages: Messages, text: LessonText, marked: Sequence[str]) -> list[LessonPart]:
    """The written parts with their headings, without those that are empty.

    The words `marked` stand out wherever they are.
    """
    return [
        LessonPart(
            heading=messages.say(FIELDS[name]),
            paragraphs=[_pieces(one, marked) for one in getattr(text, name).split("\n\n")],
        )
        for name in _PARTS
        if getattr(text, name)
    ]


def _pieces(said: str, marked: Sequence[str]) -> list[Piece]:
    if not marked:
        return [Piece(text=said, is_marked=False)]
    longest_first = sorted(map(re.escape, marked), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(longest_first)})", said)  # what is marked comes at odd places
    return [Piece(text=one, is_marked=at % 2 == 1) for at, one in enumerate(pieces) if one]


def access_written(messages: Messages, access: Sequence[str]) -> str:
    """A rule of access as a person writes it."""
    words = {EVERYONE: "lessons.everyone", INTERNAL: "lessons.internal"}
    return ", ".join(messages.say(words[one]) if one in words else one for one in access)


def options(
    messages: Messages, named: dict[LessonState, str] | dict[Sureness, str]
) -> list[tuple[str, str]]:
    """The values of a choice with their words."""
    return [(value.value, messages.say(key)) for value, key in named.items()]


def field_said(messages: Messages, field: str, value: str, names: dict[str, str]) -> str:
    """A value of a changed field in words; `names` are the attachments', by their keys."""
    if field == "state" and value:
        return messages.say(STATES[LessonState(value)])
    if field == "sure":
        return messages.say(SURENESSES[Sureness(value)])
    gone = messages.say("lessons.attachment")
    return _ATTACHMENT.sub(lambda key: names.get(key[0], gone), value)
