"""What is dearest, or cheapest, beside its budget: by how much the budget was overrun.

In kronor; in percent of the budget where that is asked for. What else stands "jämfört med budget"
is what it would be without this room: two numbers beside each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.comparisons import degree_of
from assistant.figures.marks import Kind, Mark

OVERRUN, OVERRUN_SHARE = "overrun", "overrun_share"
_COSTS = {"cost", "outcome", OVERRUN}
_IN_PERCENT = {"i procent", "procentuellt", "procent", "%"}
_OF_RATIO = ("i förhållande", "i relation", "i proportion")


def fold_overruns(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with the overrun in place of a cost that is told beside the budget."""
    found = list(marks)
    for against in [mark for mark in found if mark.kind is Kind.AGAINST]:
        at = found.index(against)
        rest = [*found[:at], *found[at + 1 :]]
        is_told = _says_overrun(rest)
        found = _told_by_overrun(rest) if is_told else [*rest[:at], *_apart(against), *rest[at:]]
    return tuple(_in_percent(found))


def _says_overrun(marks: Sequence[Mark]) -> bool:
    """Whether it is a cost that stands beside the budget, and the most or the least of it."""
    if any(_is_of(mark, OVERRUN) or degree_of(mark) == OVERRUN for mark in marks):
        return True
    first = next((mark for mark in marks if mark.kind is Kind.SUPERLATIVE), None)
    if first is None:
        return False
    number = first.value.partition(" ")[2]
    return number in _COSTS or (not number and any(map(_is_cost, marks)))


def _told_by_overrun(marks: Sequence[Mark]) -> list[Mark]:
    return [_by_overrun(mark) for mark in marks]


def _by_overrun(mark: Mark) -> Mark:
    direction, _, number = mark.value.partition(" ")
    if mark.kind is Kind.SUPERLATIVE and number in _COSTS:
        return replace(mark, value=f"{direction} {OVERRUN}")
    return replace(mark, kind=Kind.NUMBER, value=OVERRUN) if _is_cost(mark) else mark


def _is_cost(mark: Mark) -> bool:
    return mark.kind is Kind.COST or (mark.kind is Kind.NUMBER and mark.value == "outcome")


def _is_of(mark: Mark, number: str) -> bool:
    """Whether a number is asked for, or orders."""
    if mark.kind is Kind.SUPERLATIVE:
        return mark.value.partition(" ")[2] == number
    return mark.kind is Kind.NUMBER and mark.value == number


def _apart(against: Mark) -> list[Mark]:
    """The words by themselves: what compares, and the budget."""
    ratio = against.text.lower().startswith(_OF_RATIO)
    binding = replace(
        against, kind=Kind.AGGREGATE if ratio else Kind.VERSUS, value="share" if ratio else "any"
    )
    return [binding, replace(against, kind=Kind.NUMBER, value="budget")]


def _in_percent(marks: Sequence[Mark]) -> list[Mark]:
    """An overrun that is asked for "i procent" is that of the budget."""
    said = [
        mark for mark in marks if mark.kind is Kind.AGGREGATE and mark.text.lower() in _IN_PERCENT
    ]
    if not said or not any(_is_of(mark, OVERRUN) for mark in marks):
        return list(marks)
    return [
        replace(mark, value=mark.value.replace(OVERRUN, OVERRUN_SHARE))
        if _is_of(mark, OVERRUN)
        else mark
        for mark in marks
        if mark not in said
    ]
