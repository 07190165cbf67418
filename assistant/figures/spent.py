"""Whether every word of a clause has its place: what has none is not the register's to answer."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.figures.attributes import RISKS, shown_of
from assistant.figures.kinds import UNITS
from assistant.figures.marks import Kind, Mark
from assistant.figures.types import NOT_REGISTER, Halt
from assistant.figures.years import SAME
from ingest.register.measures import Unit

_SPENT = frozenset(
    (
        Kind.AGENCY, Kind.LACKING, Kind.FILTER, Kind.WHEN, Kind.BY, Kind.SUPERLATIVE, Kind.ORDER,
        Kind.LIST, Kind.ALL, Kind.WHICH, Kind.SUBJECT, Kind.APART, Kind.TOGETHER,
        Kind.FIXED, Kind.CURRENT, Kind.PRICE_YEAR, Kind.TOP, Kind.ANAPHORA, Kind.GLUE, Kind.AND,
        Kind.COMMA, Kind.ASK, Kind.END, Kind.AGGREGATE, Kind.NUMBER, Kind.COST, Kind.PER,
        Kind.MATURITY, Kind.ACROSS, Kind.PART, Kind.TREND,
    )
)  # fmt: skip
_RISK = ("risk_", "highest_risk")
_COUNTING = {Kind.NUMBER, Kind.SUPERLATIVE}
_COMPARE, _WITH = "jämför", "med"
_COUNTS = "hur många"
_IN_TIME = "i tid"
"""Beside a risk it may say what that is a risk for, and not that a project is in time."""


def check_spent(marks: Sequence[Mark], target: str, limit: int) -> None:
    """Nothing where every mark says something here, or nothing at all.

    Raises:
        Halt: when one has no place.
    """
    shown = shown_of(marks)
    for mark in marks:
        spent = mark.kind in _SPENT or _is_spent(mark, marks)
        if mark.kind in {Kind.FIELD, Kind.DATE, Kind.RISK}:
            spent = _is_field(mark, marks, (target, *shown))
        elif mark.kind is Kind.QUANTITY:
            spent = mark.value == "" and mark.amount in {1, limit}
        elif mark.kind is Kind.UNIT:
            spent = _is_unit_here(mark, marks) or (mark.value == "years 1" and target == "year")
        if not spent:
            raise Halt(NOT_REGISTER)
    if _compares_orders(marks):
        raise Halt(NOT_REGISTER)
    for kind in (Kind.SUPERLATIVE, Kind.PRICE_YEAR, Kind.WHEN):
        if sum(mark.kind is kind for mark in marks) > 1 and not _is_twice(kind, marks):
            raise Halt(NOT_REGISTER)
    _check_risks(marks)


def _compares_orders(marks: Sequence[Mark]) -> bool:
    """Whether what is first is told beside a number, which no order is: "dyrast mot utfall"."""
    ordered = any(mark.kind is Kind.SUPERLATIVE for mark in marks)
    beside = [b for a, b in pairwise(marks) if a.kind is Kind.VERSUS and not _opens(a)]
    return ordered and any(mark.kind in {Kind.NUMBER, Kind.COST} for mark in beside)


def _opens(mark: Mark) -> bool:
    """Jämför ..., and not: ... jämfört med."""
    return mark.text.lower().startswith(_COMPARE) and not mark.text.lower().endswith(_WITH)


def _is_spent(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a mark says something beside others of the clause."""
    kinds = {one.kind for one in marks}
    if mark.kind is Kind.DIFFERENCE and mark.text.lower().startswith(_COUNTS):
        return any(one.kind is Kind.SUBJECT and one.value == "projects" for one in marks)
    if mark.kind is Kind.VERSUS:
        return mark.value != "than" or Kind.DIFFERENCE in kinds
    if mark.kind is Kind.RELATION:
        between = mark.value == "between" and kinds & {Kind.DIFFERENCE, Kind.VERSUS}
        return mark.value in {"from", "to"} or bool(between) or _orders(mark, marks)
    beside = {
        Kind.THEME: {Kind.MATURITY},
        Kind.DIFFERENCE: {Kind.NUMBER, Kind.THEME, Kind.PART},
        Kind.SPEND: {Kind.PART, Kind.NUMBER},
    }.get(mark.kind, set())
    return bool(kinds & beside)


def _is_field(mark: Mark, marks: Sequence[Mark], asked: Sequence[str]) -> bool:
    """Whether a field is asked for, or the one that a condition is on."""
    if mark.kind is Kind.RISK:
        return RISKS[0] in asked
    compared = {one.conditions[0].field for one in marks if one.kind is Kind.FILTER}
    return mark.value in asked or (mark.kind is Kind.FIELD and mark.value in compared)


def _is_twice(kind: Kind, marks: Sequence[Mark]) -> bool:
    """Whether years may stand twice: compared, or said in two ways."""
    compares = any(mark.kind is Kind.VERSUS for mark in marks)
    return kind is Kind.WHEN and (compares or any(mark.value in SAME for mark in marks))


def _check_risks(marks: Sequence[Mark]) -> None:
    """Raises: Halt, when "i tid" may be of a risk or of the project."""
    of_risk = any(one.field.startswith(_RISK) for mark in marks for one in mark.conditions)
    if of_risk and any(
        mark.text.lower().endswith(_IN_TIME)
        for mark in marks
        if mark.value == "plain" and not mark.conditions[0].field.startswith(_RISK)
    ):
        raise Halt(NOT_REGISTER)


def _is_unit_here(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether it says in which unit the number is wanted: "i dagar", "i mnkr"."""
    unit = mark.value.partition(" ")[0]
    said = [one.value.rpartition(" ")[2] for one in marks if one.kind in _COUNTING]
    numbers = [UNITS[one] for one in said if one in UNITS]
    wanted = {"days": {Unit.DAYS}, "months": {Unit.DAYS}}
    wanted["kronor"] = {Unit.KRONOR, Unit.KRONOR_EACH}
    return bool(numbers) and all(one in wanted.get(unit, ()) for one in numbers)


def _orders(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether "efter" says by what the first are told: "topp 5 efter budget"."""
    tops = any(one.kind in {Kind.TOP, Kind.ORDER} for one in marks)
    after = marks[marks.index(mark) + 1 : marks.index(mark) + 3]
    return tops and any(one.kind in {Kind.NUMBER, Kind.AGGREGATE} for one in after)
