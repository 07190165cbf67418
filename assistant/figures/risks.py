"""Levels of risk with what they are risks for, as filters.

A high risk of which is not said for what is one for benefit, budget or time: the highest of them.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.folding import joined
from assistant.figures.marks import Kind, Mark
from ingest.register.selection import Condition, Op

_ALL = ("benefit", "budget", "time")
_IN_TIME = "i tid"
"""Of a project that it is not late; of a risk what it is a risk for."""
_JOINING = {Kind.AND, Kind.COMMA, Kind.OR}
_TELLS_NUMBER = {Kind.COMPARE, Kind.QUANTITY, Kind.SUPERLATIVE, Kind.PER}


def risk(marks: Sequence[Mark]) -> Mark | None:
    """Hög risk, hög risk i budget och tid, låg risk i alla tre, hög risk i någon av ..."""
    if marks[0].kind is not Kind.LEVEL:
        return None
    op, _, value = marks[0].value.partition(" ")
    taken = [marks[0]]
    scope = ""
    for mark in marks[1:3]:
        if mark.kind is Kind.SCOPE and not scope:
            scope = mark.value
            taken.append(mark)
    aspects = _aspects(marks[len(taken) :])
    taken += aspects
    names = tuple(dict.fromkeys(filter(None, map(_aspect, aspects))))
    either = any(mark.kind is Kind.OR for mark in aspects)
    any_of = scope == "any" or either
    fields = _fields("any" if any_of else scope, names, (op, value))
    conditions = tuple(Condition(field=one, op=Op(op), value=float(value)) for one in fields)
    if any_of:
        conditions = (replace(conditions[0], either=conditions[1:]),)
    return replace(joined(taken, Kind.FILTER, "plain"), conditions=conditions)


def _aspects(marks: Sequence[Mark]) -> list[Mark]:
    """The aspects that follow, with what joins them."""
    found: list[Mark] = []
    left = list(marks)
    while left and _is_aspect(left):
        found.append(left.pop(0))
        more = bool(left) and left[0].kind in _JOINING and _is_aspect(left[1:])
        if not more:
            break
        found.append(left.pop(0))
    return found


def _is_aspect(marks: Sequence[Mark]) -> bool:
    """Whether the first mark is an aspect; a budget that is compared with something is none."""
    if not marks or not _aspect(marks[0]):
        return False
    told = len(marks) > 1 and marks[1].kind in _TELLS_NUMBER
    return marks[0].kind is not Kind.NUMBER or not told


def _aspect(mark: Mark) -> str:
    if mark.kind is Kind.ASPECT:
        return mark.value
    if mark.text.lower() == _IN_TIME:
        return "time"
    return "budget" if mark.kind is Kind.NUMBER and mark.value == "budget" else ""


def _fields(scope: str, names: Sequence[str], level: Sequence[str]) -> tuple[str, ...]:
    """The fields that must be so, or of which one must."""
    whole = not names or set(names) == set(_ALL)
    if scope == "any" and whole and tuple(level) in {("is", "3"), ("at_least", "2")}:
        return ("highest_risk",)
    if scope:
        return tuple(f"risk_{name}" for name in (names or _ALL))
    return tuple(f"risk_{name}" for name in names) or ("highest_risk",)
