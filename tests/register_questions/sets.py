"""The three sets of the exam, each question with the answers that are right."""

import json
from pathlib import Path
from typing import Any

from tests.register_questions.comparing import Question
from tests.register_questions.reference import Expected, accepted, expected, spec_from
from tests.register_questions.templates import numbered, questions, right
from tests.register_questions.workbooks import Tables

_HERE = Path(__file__).parent
WRITTEN, HELD_OUT = _HERE / "written.jsonl", _HERE / "held_out.jsonl"


def generated(tables: Tables) -> tuple[Question, ...]:
    """The 170 made by templates."""
    return tuple(
        Question(id=name, text=made.text, right=right(made, tables))
        for name, made in numbered(questions(tables))
    )


def written(tables: Tables) -> tuple[Question, ...]:
    """Forty written by hand, which may be looked at while a reader is made."""
    return read_questions(WRITTEN, tables)


def held_out(tables: Tables) -> tuple[Question, ...]:
    """Forty more, which only the last measuring may ask."""
    return read_questions(HELD_OUT, tables)


def read_questions(path: Path, tables: Tables) -> tuple[Question, ...]:
    """The questions of a file: `right` lists what may be given, each a list of parts.

    `not_answerable` says instead why there is no answer, and that it must be asked back or refused.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Question(id=row["id"], text=row["question"], right=_right(row, tables)) for row in rows
    )


def _right(row: dict[str, Any], tables: Tables) -> tuple[tuple[Expected, ...], ...]:
    if "not_answerable" in row:
        return ()
    found: list[tuple[Expected, ...]] = []
    for parts in row["right"]:
        specs = [spec_from(part) for part in parts]
        if len(specs) == 1:
            found += ((one,) for one in accepted(specs[0], tables))
        else:
            found.append(tuple(expected(spec, tables) for spec in specs))
    return tuple(found)
