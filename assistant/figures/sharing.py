"""A share of what, and which share: its conditions told apart by how the question binds them.

"Andelen av de försenade projekten som saknar plan": of the delayed ones, those without a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.marks import Kind, Mark
from assistant.figures.types import NOT_REGISTER, Halt
from ingest.register.selection import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The conditions on all rows, and those on the ones whose share it is."""

    whole: tuple[Condition, ...]
    part: tuple[Condition, ...]


def shared(marks: Sequence[Mark]) -> Shared:
    """The two kinds of conditions of a clause that asks for a share.

    Raises:
        Halt: when they cannot be told apart, or there is nothing to take the share of.
    """
    filters = [mark for mark in marks if mark.kind is Kind.FILTER]
    scope = [mark for mark in filters if mark.value == "scope"]
    own = [mark for mark in filters if mark.value != "scope"]
    before = [mark for mark in own if _is_whole(mark, marks)]
    rest = [mark for mark in own if mark not in before]
    part = _part(rest, marks, has_whole=bool(before))
    if not part:
        raise Halt(NOT_REGISTER)
    whole = [mark for mark in own if mark not in part]
    return Shared(whole=_conditions([*scope, *whole]), part=_conditions(part))


def _is_whole(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a condition is on all: "av de försenade projekten", or said before the share."""
    at = marks.index(mark)
    share = next(n for n, one in enumerate(marks) if one.value == "share")
    if at < share:
        return True
    opened = any(one.kind is Kind.GLUE and one.value == "of" for one in marks[share:at])
    nouns = [n for n, one in enumerate(marks) if one.kind is Kind.SUBJECT and n > share]
    return opened and bool(nouns) and nouns[0] > at


def _part(rest: Sequence[Mark], marks: Sequence[Mark], *, has_whole: bool) -> list[Mark]:
    """Those whose share it is: what is predicated of the rest, else the rest if it is one thing."""
    predicated = [mark for mark in rest if _binding(mark, rest, marks) == "verb"]
    if predicated:
        return predicated
    if has_whole or len(rest) <= 1:
        return list(rest)
    chained = all(_binding(mark, rest, marks) == "and" for mark in rest[1:])
    noun_first = _has_subject_before(rest[0], marks) == _has_subject_before(rest[-1], marks)
    if chained and noun_first:
        return list(rest)
    raise Halt(NOT_REGISTER)


def _binding(mark: Mark, filters: Sequence[Mark], marks: Sequence[Mark]) -> str:
    """How a condition is bound: by "who" (som), "with" (med), "verb", "and", or not at all."""
    at, place = marks.index(mark), filters.index(mark)
    first = marks.index(filters[place - 1]) + 1 if place else 0
    between = marks[first:at]
    said = [one.value for one in between if one.kind is Kind.GLUE]
    after_and = any(one.kind in {Kind.AND, Kind.COMMA} for one in between)
    if "who" in said:
        return "who"
    if after_and and place and "verb" not in said[-1:]:
        return "and" if mark.value != "predicate" else _binding(filters[place - 1], filters, marks)
    if "with" in said[-1:]:
        return "with"
    if mark.value == "predicate" or "verb" in said[-1:]:
        return "verb"
    return ""


def _has_subject_before(mark: Mark, marks: Sequence[Mark]) -> bool:
    return any(one.kind is Kind.SUBJECT for one in marks[: marks.index(mark)])


def _conditions(marks: Sequence[Mark]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(one for mark in marks for one in mark.conditions))
