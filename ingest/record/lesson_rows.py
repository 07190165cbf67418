"""How lessons stand in the record's rows, and how rows are read as lessons."""

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import RowMapping

from ingest.record.access import from_column, to_column
from ingest.record.lesson_types import (
    Attachment,
    Change,
    Comment,
    Lesson,
    LessonState,
    LessonText,
    Origin,
    Sureness,
)
from ingest.record.named_persons import named_in, naming

_AS_TEXT = tuple(one.name for one in fields(LessonText) if one.name not in {"sure", "access"})
_AS_IS = ("id", "revision", "created", "changed", "published", "source", "superseded_by")


def row_of(lesson: Lesson) -> dict[str, Any]:
    """The row of a lesson, by column."""
    origin = lesson.origin
    return {
        **{name: getattr(lesson, name) for name in _AS_IS},
        **asdict(lesson.text),
        "state": lesson.state.value,
        "sure": lesson.text.sure.value,
        "access": to_column(lesson.text.access),
        **naming(lesson.author, "author"),
        **naming(lesson.reviewer, "reviewer"),
        "origin_document": origin and origin.document,
        "origin_page": origin and origin.page,
        "origin_start": origin and origin.start,
        "origin_end": origin and origin.end,
        "origin_mark": origin and origin.mark,
    }


def lesson_of(row: RowMapping) -> Lesson:
    """The lesson of a row, which has its document's rule as `origin_access`."""
    text = LessonText(
        **{name: row[name] for name in _AS_TEXT},
        sure=Sureness(row["sure"]),
        access=from_column(row["access"]),
    )
    return Lesson(
        **{name: row[name] for name in _AS_IS},
        state=LessonState(row["state"]),
        text=text,
        author=named_in(row, "author"),
        reviewer=named_in(row, "reviewer"),
        origin=_origin(row),
    )


def change_of(row: RowMapping) -> Change:
    """The change of a row."""
    return Change(
        moment=row["moment"],
        who=named_in(row),
        field=row["field"],
        before=row["before"],
        after=row["after"],
    )


def comment_of(row: RowMapping) -> Comment:
    """The comment of a row."""
    return Comment(moment=row["moment"], who=named_in(row), text=row["text"])


def attachment_of(row: RowMapping) -> Attachment:
    """The attachment of a row."""
    as_is = ("id", "name", "media_type", "size", "sha256", "moment")
    return Attachment(
        **{name: row[name] for name in as_is}, lesson=row["lesson_id"], who=named_in(row)
    )


def attachment_row(attachment: Attachment) -> dict[str, Any]:
    """The row of an attachment, by column."""
    return {
        "id": attachment.id,
        "lesson_id": attachment.lesson,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "moment": attachment.moment,
        **naming(attachment.who),
    }


def _origin(row: RowMapping) -> Origin | None:
    if row["origin_document"] is None:
        return None
    return Origin(
        document=row["origin_document"],
        page=row["origin_page"],
        start=row["origin_start"],
        end=row["origin_end"],
        mark=row["origin_mark"],
        access=from_column(row["origin_access"] or ""),
    )
