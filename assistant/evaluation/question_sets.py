"""Reads a question set: which lines there are, which questions are asked.

::

    SET/questions.jsonl    a question a line
    SET/passages.jsonl     the passages they are asked over; without it, the live library

Knows nothing about how a line is put together (`question_lines`).
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import QuestionSetError
from assistant.evaluation.question_lines import Line, Read, passage_of, question_of
from assistant.evaluation.types import QuestionSet, SetPassage

QUESTIONS = "questions.jsonl"
PASSAGES = "passages.jsonl"
TRAINING = "training"
"""The split that is left out unless it is asked for: something may have been learnt from it."""


def read_question_set(place: Path, splits: Sequence[str] = ()) -> QuestionSet:
    """The set in a folder, or whose questions are this file; without `splits` all but training.

    Raises:
        QuestionSetError: the set is missing, empty, or has a line that cannot be understood,
            or no question of these splits.
    """
    path = _questions_path(place)
    beside = path.parent / PASSAGES
    passages = _read_passages(beside) if beside.is_file() else None
    known = None if passages is None else frozenset(passage.id for passage in passages)
    asked = _chosen([question_of(line, known) for line in _lines(path)], splits, path)
    return QuestionSet(
        name=path.resolve().parent.name if path.name == QUESTIONS else path.stem,
        questions=tuple(read.question for read in asked if read.question.relevant),
        unanswerable=tuple(read.question for read in asked if not read.question.relevant),
        passages=passages,
    )


def _questions_path(place: Path) -> Path:
    path = place / QUESTIONS if place.is_dir() else place
    if path.is_file():
        return path
    if place.is_dir():
        raise QuestionSetError(
            f"Mappen {place} har ingen fil {QUESTIONS}.",
            "Ange en mapp med frågor, eller filen med frågorna.",
        )
    raise QuestionSetError(f"Frågesamlingen {place} finns inte.", "Kontrollera sökvägen.")


def _read_passages(path: Path) -> tuple[SetPassage, ...]:
    seen: dict[str, SetPassage] = {}
    for line in _lines(path):
        passage = passage_of(line)
        if passage.id in seen:
            raise line.broken(f"id ”{passage.id}” står där redan", "Ge varje stycke ett eget id.")
        seen[passage.id] = passage
    return tuple(seen.values())


def _chosen(read: list[Read], splits: Sequence[str], path: Path) -> list[Read]:
    there = sorted({one.split for one in read if one.split})
    for split in splits:
        if split not in there:
            named = ", ".join(there) or "ingen"
            raise QuestionSetError(
                f"Ingen fråga i {path} hör till delen ”{split}”.", f"Delar som finns: {named}."
            )
    chosen = [one for one in read if (one.split in splits if splits else one.split != TRAINING)]
    if not chosen:
        raise QuestionSetError(
            f"Alla frågor i {path} hör till delen ”{TRAINING}”, som inte mäts.",
            f"Mät den ändå med --split {TRAINING}.",
        )
    return chosen


def _lines(path: Path) -> Iterator[Line]:
    """Each line that is not blank, as a JSON object."""
    some = False
    for number, text in enumerate(_text(path).split("\n"), start=1):
        if text.strip():
            some = True
            yield Line(path=path, number=number, values=_object(path, number, text))
    if not some:
        raise QuestionSetError(f"Filen {path} är tom.", "Skriv ett JSON-objekt på varje rad.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"Filen {path} går inte att läsa.", "Spara den som text i UTF-8, läsbar för dig."
        ) from error


def _object(path: Path, number: int, text: str) -> dict[str, object]:
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if isinstance(values, dict):
        return values
    empty = Line(path=path, number=number, values={})
    raise empty.broken("den är inget JSON-objekt", "Skriv ett objekt { … } på varje rad.")
