"""By which number a cost is told, where that is said after it: "kostade mest enligt budget"."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.figures.comparisons import UNSURE_COST
from assistant.figures.marks import Kind, Mark

_COSTS = (UNSURE_COST, "budget", "outcome")


def fold_basis(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with every cost as the number that it is told by; else that number stands alone."""
    found = list(marks)
    for basis in [mark for mark in found if mark.kind is Kind.BASIS]:
        at = found.index(basis)
        own = [mark for mark in found[:at] if _is_cost(mark)]
        if own:
            found[found.index(own[-1])] = _told_by(own[-1], basis.value)
            del found[at]
        else:
            found[at] = replace(basis, kind=Kind.NUMBER)
    return tuple(found)


def _is_cost(mark: Mark) -> bool:
    if mark.kind is Kind.FILTER:
        return any(one.field in _COSTS for one in mark.conditions)
    ordered = mark.kind is Kind.SUPERLATIVE and mark.value.rpartition(" ")[2] in _COSTS
    return ordered or mark.kind is Kind.COST


def _told_by(mark: Mark, number: str) -> Mark:
    if mark.kind is Kind.COST:
        return replace(mark, kind=Kind.NUMBER, value=number)
    if mark.kind is Kind.SUPERLATIVE:
        return replace(mark, value=f"{mark.value.partition(' ')[0]} {number}")
    conditions = tuple(replace(one, field=number) for one in mark.conditions)
    return replace(mark, conditions=conditions)
