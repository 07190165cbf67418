"""Conditions of which one is enough: "försenade eller över budget", "varken ... eller ...".

What may be bracketed in two ways ("försenade och över budget eller utan plan") is left as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.filters import opposite
from assistant.figures.folding import joined
from assistant.figures.marks import Kind, Mark
from ingest.register.selection import Condition, Op

_NEITHER = "varken"
_NEGATIONS = ("inte", "ej", "icke", "inga", "ingen", "inget", "aldrig", "utom", "förutom")
_PHASE = "phase"
_ENDED = Condition(field="status", op=Op.IS, value="avslutat")
_OPENED = "either"
_LISTING = {Kind.OR, Kind.COMMA}


def fold_alternatives(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with one filter in place of several that "eller" joins."""
    found = list(marks)
    for at in range(len(found)):
        part = found[at:]
        end = _end(part)
        if end and _is_clear(found[:at], part[:end], part[end:]):
            found[at : at + end] = _either(part[:end])
    return tuple(found)


def _end(marks: Sequence[Mark]) -> int:
    """How many of the first marks are alternatives with what joins them; 0 where none are."""
    at = _past_glue(marks, 1) if marks and _opens(marks[0]) else 0
    if not _is_one(marks, at):
        return 0
    end, at = 0, at + 1
    while at < len(marks) and marks[at].kind in _LISTING:
        joins, at = marks[at].kind is Kind.OR, _past_glue(marks, at + 1)
        if not _is_one(marks, at):
            break
        at += 1
        end = at if joins else end
    return end


def _is_one(marks: Sequence[Mark], at: int) -> bool:
    """Whether a filter of one condition stands there."""
    if at >= len(marks) or marks[at].kind is not Kind.FILTER:
        return False
    return len(marks[at].conditions) == 1 and not marks[at].conditions[0].either


def _past_glue(marks: Sequence[Mark], at: int) -> int:
    while at < len(marks) and marks[at].kind is Kind.GLUE and marks[at].value != "of":
        at += 1
    return at


def _opens(mark: Mark) -> bool:
    return mark.kind is Kind.OR and mark.value == _OPENED


def _filters(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.kind is Kind.FILTER]


def _is_clear(before: Sequence[Mark], marks: Sequence[Mark], after: Sequence[Mark]) -> bool:
    """Whether it is clear which conditions are the alternatives, and whether a word negates."""
    filters = _filters(marks)
    if len({mark.value == "scope" for mark in filters}) > 1:
        return False
    negated = [mark for mark in filters if mark.text.lower().startswith(_NEGATIONS)]
    if negated or any(mark.text.lower().startswith(_NEITHER) for mark in filters[1:]):
        return False
    fields = {mark.conditions[0].field for mark in filters}
    if len(fields) == 1 or _opens(marks[0]) or marks[0].text.lower().startswith(_NEITHER):
        return True
    return not (_chained(before[::-1]) or _chained(after))


def _chained(marks: Sequence[Mark]) -> bool:
    """Whether "och" with another condition stands next."""
    near = [mark for mark in marks[:4] if mark.kind is not Kind.GLUE]
    return [mark.kind for mark in near[:2]] == [Kind.AND, Kind.FILTER]


def _of_phase(conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions; what is a phase and a status is a phase beside one: "införande eller ..."."""
    if all(one.field != _PHASE for one in conditions):
        return list(conditions)
    return [replace(one, field=_PHASE) if one == _ENDED else one for one in conditions]


def _either(marks: Sequence[Mark]) -> list[Mark]:
    """The one filter, behind what binds the first of the alternatives."""
    filters = _filters(marks)
    conditions = _of_phase([mark.conditions[0] for mark in filters])
    first = marks.index(filters[0])
    binding = [mark for mark in marks[:first] if mark.kind is Kind.GLUE]
    whole = joined(marks[first:], Kind.FILTER, filters[0].value)
    if filters[0].text.lower().startswith(_NEITHER):
        return [
            *binding,
            replace(whole, conditions=(conditions[0], *map(opposite, conditions[1:]))),
        ]
    either = replace(conditions[0], either=tuple(conditions[1:]))
    return [*binding, replace(whole, conditions=(either,))]
