"""Fields of projects that are asked for: of one by its name, or of each in a list."""

from collections.abc import Sequence

from assistant.figures.kinds import is_project_field, kind_of
from assistant.figures.marks import Kind, Mark

RISKS = ("risk_benefit", "risk_budget", "risk_time")
_MADE = {Kind.AGGREGATE, Kind.TREND, Kind.DIFFERENCE, Kind.MATURITY}
_AND = "och "
_COUNTED = {Kind.NUMBER, Kind.COST, Kind.SUPERLATIVE, Kind.TOP, Kind.ORDER}
_DAYS = ("datum", "datumet", "slut", "slutet", "start", "sluttid")


def shown_of(marks: Sequence[Mark]) -> tuple[str, ...]:
    """The fields asked for, in order; none where they are not asked for so."""
    if any(mark.kind in _MADE or _parts(mark) for mark in marks):
        return ()
    named = is_named(marks)
    lists = any(mark.kind is Kind.LIST for mark in marks) and _says_projects(marks)
    if not (lists or named) or (named and any(mark.kind in _COUNTED for mark in marks)):
        return ()
    asked = [mark for at, mark in enumerate(marks) if not _is_compared(at, marks)]
    found = [one for mark in asked for one in _fields(mark, named=named)]
    return tuple(dict.fromkeys(one for one in found if is_project_field(one) and kind_of(one)))


def is_named(marks: Sequence[Mark]) -> bool:
    """Whether a project is named."""
    return any(one.field == "project" for mark in marks for one in mark.conditions)


def asks_owner(marks: Sequence[Mark], target: str) -> bool:
    """Whether it is asked which agency a named project is of."""
    more = any(mark.kind in {*_MADE, *_COUNTED} for mark in marks)
    return target == "agencies" and is_named(marks) and not more


def _is_compared(at: int, marks: Sequence[Mark]) -> bool:
    """Whether a field is only the one that a condition is on: "systemet Kvarnen"."""
    bound = [mark for mark in marks[:at] if mark.kind is not Kind.GLUE][-1:]
    near = [*bound, *marks[at + 1 : at + 2]]
    return any(one.field == marks[at].value for mark in near for one in mark.conditions)


def _parts(mark: Mark) -> bool:
    """Whether it says how a result is parted; "och fas" may only be one more of a row's fields."""
    return mark.kind is Kind.BY and not mark.text.lower().startswith(_AND)


def _says_projects(marks: Sequence[Mark]) -> bool:
    return any(mark.kind is Kind.SUBJECT and mark.value == "projects" for mark in marks)


def _fields(mark: Mark, *, named: bool) -> tuple[str, ...]:
    if mark.kind in {Kind.FIELD, Kind.BY}:
        return (mark.value,)
    if mark.kind is Kind.DATE and mark.text.lower().endswith(_DAYS):
        return (mark.value,)
    return RISKS if mark.kind is Kind.RISK and named else ()
