"""What may be personal data in a lesson, to be confirmed or removed before it is published."""

from dataclasses import fields

from assistant.personal_data import Mark, is_agency, marks_in
from ingest.record.lesson_types import LessonText

_UNTOLD = {"project", "sure", "access", "remind"}
_TOLD = tuple(one.name for one in fields(LessonText) if one.name not in _UNTOLD)


def marks(text: LessonText) -> tuple[Mark, ...]:
    """What may be personal data in a lesson, field by field, each once in a field.

    The name of an agency that is known has none.
    """
    return tuple(
        mark
        for name in _TOLD
        if name != "agency" or not is_agency(text.agency)
        for mark in marks_in(getattr(text, name), name)
    )
