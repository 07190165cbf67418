"""Holds what a reading of a question gives against what is right.

Exact is the same numbers (but for rounding in the ninth digit) with their units and labels, or the
same rows. Labels may stand in another order, and those that are the same for all may be left out.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tests.register_questions.reference import Expected, Number
from tests.register_questions.workbooks import Tables

T = TypeVar("T")
_NEAR = 1e-9


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    REFUSED = "refused"
    """Not read as a question to the register at all: left to the search of documents."""


class Mark(StrEnum):
    """How an answer is judged."""

    EXACT = "exact"
    HELD_BACK = "held_back"
    """Asked back or refused, where there is an answer: not wrong, not right."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is given: figures as (labels, value, unit, n), rows as (agency, project, year).

    Agencies are given by any of their names; `project` is "" in rows of figures.
    """

    status: Status
    figures: tuple[tuple[tuple[str, ...], float | None, str, int], ...] = ()
    rows: tuple[tuple[str, str, int], ...] = ()


Asked = Callable[[str], Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the answers that are right, any of them; none where it must not be answered.

    `id` tells where it is from; several parts of one answer must all be given.
    """

    id: str
    text: str
    right: tuple[tuple[Expected, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question, its mark, and what was given."""

    question: Question
    mark: Mark
    given: Given


def mark_all(questions: Iterable[Question], ask: Asked, tables: Tables) -> tuple[Marked, ...]:
    """Ask every question and judge what is given."""
    marked = []
    for question in questions:
        given = ask(question.text)
        mark = judge(question, given, tables)
        marked.append(Marked(question=question, mark=mark, given=given))
    return tuple(marked)


def counted(marked: Iterable[Marked]) -> Counter[Mark]:
    """How many have each mark."""
    return Counter(one.mark for one in marked)


def judge(question: Question, given: Given, tables: Tables) -> Mark:
    """The mark of one answer."""
    if given.status is not Status.ANSWERED:
        return Mark.HELD_BACK if question.right else Mark.EXACT
    fits = any(
        all(_fits(part, given, tables, alone=len(parts) == 1) for part in parts)
        for parts in question.right
    )
    return Mark.EXACT if fits else Mark.WRONG


def _fits(right: Expected, given: Given, tables: Tables, *, alone: bool) -> bool:
    if right.numbers:
        return _same_numbers(right.numbers, given, tables, alone=alone)
    rows = [(_key(agency, tables), project, year) for agency, project, year in given.rows]
    return Counter(rows) == Counter(right.rows)


def _same_numbers(numbers: Sequence[Number], given: Given, tables: Tables, *, alone: bool) -> bool:
    figures = [figure for figure in given.figures if figure[1] is not None]
    if len(numbers) > 1:  # groups that hold nothing may be told or not
        figures = [figure for figure in figures if figure[3]]
    if len(numbers) == 1 and not alone:
        return any(_is_near(numbers[0], value, unit, n) for _, value, unit, n in figures)
    if len(numbers) != len(figures):
        return False
    if len(numbers) == 1:
        _, value, unit, n = figures[0]
        named = {_key(label, tables) for label in figures[0][0]}
        its = set(numbers[0].group)
        return _is_near(numbers[0], value, unit, n) and (not named or not its or its <= named)
    wanted = {frozenset(group): one for group, one in _by_labels([(n.group, n) for n in numbers])}
    found = _by_labels(
        [(tuple(_key(label, tables) for label in figure[0]), figure) for figure in figures]
    )
    return all(
        frozenset(group) in wanted and _is_near(wanted[frozenset(group)], figure[1], *figure[2:])
        for group, figure in found
    )


def _by_labels(told: list[tuple[tuple[str, ...], T]]) -> list[tuple[tuple[str, ...], T]]:
    """Without the labels that are the same for all."""
    shared = set.intersection(*(set(group) for group, _ in told))
    return [(tuple(label for label in group if label not in shared), one) for group, one in told]


def _is_near(right: Number, value: float | None, unit: str, n: int) -> bool:
    return (
        value is not None
        and math.isclose(right.value, value, rel_tol=_NEAR, abs_tol=_NEAR)
        and right.unit == unit
        and (not right.n or right.n == n)
    )


def _key(label: str, tables: Tables) -> str:
    """An agency's number in the place of its name; other labels as they are."""
    return tables.names.get(label.casefold(), label)
