"""The folder of published lessons: a file and its sidecar for each publication in force.

It lies in the data folder and is made anew from the record at any time; nobody else writes it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from assistant.lessons.markdown import as_material, as_sidecar
from ingest.record.lesson_types import FOLDER, Lesson
from ingest.sidecar import SUFFIX

_COMING = ".kommer"


class LessonShelf:
    """The folder of one data folder's lessons."""

    def __init__(self, data: Path) -> None:
        self.folder = data.resolve() / FOLDER

    def renew(self, published: Iterable[Lesson]) -> None:
        """Have just these lie there; what lies there already is left as it is. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        wanted: dict[str, bytes] = {}
        for lesson in published:
            wanted[lesson.source + SUFFIX] = as_sidecar(lesson)  # the rule of access goes first
            wanted[lesson.source] = as_material(lesson)
        for name, content in wanted.items():
            path = self.folder / name
            if not path.exists() or path.read_bytes() != content:
                _write(path, content)
        for path in sorted(self.folder.iterdir(), key=lambda one: one.name.endswith(SUFFIX)):
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    coming = path.with_name(_COMING)
    with coming.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(path)
