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
    share = next(n for n, one in enumerate(marks) if one.value.endswith("share"))
    if at < share:
        return True
    opened = any(one.kind is Kind.GLUE and one.value == "of" for one in marks[share:at])
    nouns = [n for n, one in enumerate(marks) if one.kind is Kind.SUBJECT and n > share]
    return opened and bool(nouns) and nouns[0] > at


def _part(rest: Sequence[Mark], marks: Sequence[Mark], *, has_whole: bool) -> list[Mark]:
    """Those whose share it is: what is predicated of the rest, else the rest if it is one thing."""
    bindings = [_binding(mark, rest, marks) for mark in rest]
    predicated = [mark for mark, bound in zip(rest, bindings, strict=True) if bound == "verb"]
    if predicated:
        return predicated
    chained = all(_is_chained(mark, rest, marks) for mark in rest[1:])
    one_side = len({_has_subject_before(mark, marks) for mark in rest}) <= 1
    if has_whole or (chained and one_side):
        return list(rest)
    raise Halt(NOT_REGISTER)


def _binding(mark: Mark, filters: Sequence[Mark], marks: Sequence[Mark]) -> str:
    """How a condition is bound: by "who" (som), "with" (med), "verb", or not at all.

    What is joined by "och" is bound as the one before, but for a verb of its own.
    """
    between = _between(mark, filters, marks)
    said = [one.value for one in between if one.kind is Kind.GLUE]
    if "who" in said:
        return "who"
    is_verb = mark.value == "predicate" or "verb" in said[-1:]
    if _is_chained(mark, filters, marks):
        earlier = _binding(filters[filters.index(mark) - 1], filters, marks)
        return "verb" if is_verb and earlier != "who" else earlier
    if is_verb:
        return "verb"
    return "with" if "with" in said[-1:] else ""


def _between(mark: Mark, filters: Sequence[Mark], marks: Sequence[Mark]) -> Sequence[Mark]:
    place = filters.index(mark)
    first = marks.index(filters[place - 1]) + 1 if place else 0
    return marks[first : marks.index(mark)]


def _is_chained(mark: Mark, filters: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Whether a condition is joined to the one before."""
    joined = any(one.kind in {Kind.AND, Kind.COMMA} for one in _between(mark, filters, marks))
    return joined and filters.index(mark) > 0


def _has_subject_before(mark: Mark, marks: Sequence[Mark]) -> bool:
    return any(one.kind is Kind.SUBJECT for one in marks[: marks.index(mark)])


def _conditions(marks: Sequence[Mark]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(one for mark in marks for one in mark.conditions))
