"""Lessons as a table, for a workbook."""

from collections.abc import Sequence

from assistant.figures.tables import ResultTable
from assistant.lessons.markdown import SURENESSES
from assistant.lessons.workflow import STATES
from assistant.lessons.writing import LABELS, written
from ingest.record.lesson_types import Lesson


def as_table(lessons: Sequence[Lesson]) -> ResultTable:
    """These, a row each."""
    headers = ("Läge", "Publicerad", *LABELS.values(), "Id")
    return ResultTable(name="Lärdomar", headers=headers, rows=tuple(map(_row, lessons)))


def _row(lesson: Lesson) -> tuple[str, ...]:
    said = {name: written(lesson.text, name) for name in LABELS}
    said["sure"] = SURENESSES[lesson.text.sure]
    return (STATES[lesson.state], lesson.published, *said.values(), lesson.id)
