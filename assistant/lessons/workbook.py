"""Lessons as a table, for a workbook."""

from collections.abc import Mapping, Sequence

from assistant.figures.tables import ResultTable
from assistant.lessons.markdown import SURENESSES
from assistant.lessons.workflow import STATES
from assistant.lessons.writing import LABELS, written
from ingest.record.lesson_types import Lesson


def as_table(lessons: Sequence[Lesson], attached: Mapping[str, Sequence[str]]) -> ResultTable:
    """These, a row each; `attached` is what the attachments of each are called, by its id."""
    headers = ("Läge", "Publicerad", *LABELS.values(), "Bilagor", "Id")
    rows = tuple(_row(one, attached.get(one.id, ())) for one in lessons)
    return ResultTable(name="Lärdomar", headers=headers, rows=rows)


def _row(lesson: Lesson, attached: Sequence[str]) -> tuple[str, ...]:
    said = {name: written(lesson.text, name) for name in LABELS}
    said["sure"] = SURENESSES[lesson.text.sure]
    return (STATES[lesson.state], lesson.published, *said.values(), ", ".join(attached), lesson.id)
