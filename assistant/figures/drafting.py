"""What a clause asks for, as slots: from its folded marks, all of which must have their place.

Knows nothing about which years there are, nor what is meant where nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.figures.heads import Head, heads_of
from assistant.figures.kinds import UNITS
from assistant.figures.marks import Kind, Mark
from assistant.figures.targets import asks_one, limit_of, ordered_of, target_of
from assistant.figures.types import NOT_REGISTER, Halt
from ingest.register.measures import Unit
from ingest.register.selection import Order

_SPENT = frozenset(
    (
        Kind.AGENCY, Kind.LACKING, Kind.FILTER, Kind.WHEN, Kind.BY, Kind.SUPERLATIVE, Kind.ORDER,
        Kind.LIST, Kind.ALL, Kind.WHICH, Kind.SUBJECT, Kind.VERSUS, Kind.APART, Kind.TOGETHER,
        Kind.FIXED, Kind.CURRENT, Kind.PRICE_YEAR, Kind.TOP, Kind.ANAPHORA, Kind.GLUE, Kind.AND,
        Kind.COMMA, Kind.ASK, Kind.END, Kind.AGGREGATE, Kind.NUMBER, Kind.COST, Kind.PER,
        Kind.MATURITY, Kind.ACROSS, Kind.PART,
    )
)  # fmt: skip
_RISK = ("risk_", "highest_risk")
_IN_TIME = "i tid"
"""Beside a risk it may say what that is a risk for, and not that a project is in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The slots of a clause.

    `target` is what it asks which or all of: projects, agencies, year or a field, else "". `limit`
    is how many of them, 0 where that is not said and `is_one` does not either.
    """

    heads: tuple[Head, ...]
    target: str = ""
    is_one: bool = False
    is_list: bool = False
    subjects: frozenset[str] = frozenset()
    agencies: tuple[int, ...] = ()
    lacking: tuple[Mark, ...] = ()
    filters: tuple[Mark, ...] = ()
    when: tuple[Mark, ...] = ()
    by: tuple[str, ...] = ()
    order: Order = Order.NONE
    order_number: str = ""
    extreme: str = ""
    """highest or lowest, where the extreme value itself is asked for."""
    limit: int = 0
    price_year: int | None = None
    is_fixed: bool = False
    is_apart: bool = False
    is_together: bool = False
    is_across: bool = False
    is_difference: bool = False
    counted: str = ""
    """What "hur många" counts: projects, agencies, or "" where that is not said."""
    is_back: bool = False
    """Whether it points back at what was asked before: "av dem"."""
    marks: tuple[Mark, ...] = field(default=(), repr=False)


def draft_of(marks: Sequence[Mark]) -> Draft:
    """The slots of a clause.

    Raises:
        Halt: when a word has no place in them.
    """
    limit, target = limit_of(marks), target_of(marks)
    ordered = ordered_of(marks, target)
    _check_spent(marks, target, limit)
    prices = [mark for mark in marks if mark.kind is Kind.PRICE_YEAR]
    return Draft(
        heads=heads_of(marks),
        target=target,
        is_one=asks_one(marks),
        is_list=any(mark.kind is Kind.LIST for mark in marks),
        subjects=frozenset(mark.value for mark in marks if mark.kind is Kind.SUBJECT),
        agencies=_agencies(marks),
        lacking=tuple(mark for mark in marks if mark.kind is Kind.LACKING),
        filters=tuple(mark for mark in marks if mark.kind is Kind.FILTER),
        when=tuple(mark for mark in marks if mark.kind is Kind.WHEN),
        by=tuple(dict.fromkeys(mark.value for mark in marks if mark.kind is Kind.BY)),
        order=ordered.order,
        order_number=ordered.number,
        extreme=ordered.extreme,
        limit=limit,
        price_year=prices[0].years[0] if prices else None,
        is_fixed=any(mark.kind is Kind.FIXED for mark in marks) and not prices,
        is_apart=any(mark.kind in {Kind.APART, Kind.VERSUS} for mark in marks),
        is_together=any(mark.kind is Kind.TOGETHER for mark in marks),
        is_across=any(mark.kind is Kind.ACROSS for mark in marks),
        is_difference=any(mark.kind is Kind.DIFFERENCE for mark in marks),
        counted=_counted(marks),
        is_back=any(mark.kind is Kind.ANAPHORA for mark in marks),
        marks=tuple(marks),
    )


def _check_spent(marks: Sequence[Mark], target: str, limit: int) -> None:
    """Every mark must be one that says something here, or nothing at all.

    Raises:
        Halt: when one has no place.
    """
    differs = any(mark.kind is Kind.DIFFERENCE for mark in marks)
    fields = {one.conditions[0].field for one in marks if one.kind is Kind.FILTER}
    for mark in marks:
        spent = mark.kind in _SPENT
        if mark.kind is Kind.FIELD:
            spent = mark.value in fields or mark.value == target
        elif mark.kind is Kind.THEME:
            spent = any(one.kind is Kind.MATURITY for one in marks)
        elif mark.kind is Kind.QUANTITY:
            spent = mark.value == "" and mark.amount in {1, limit}
        elif mark.kind is Kind.DIFFERENCE:
            spent = any(one.kind is Kind.NUMBER for one in marks)
        elif mark.kind is Kind.UNIT:
            spent = _is_unit_here(mark, marks) or (mark.value == "years 1" and target == "year")
        elif mark.kind is Kind.SPEND:
            spent = any(one.kind in {Kind.PART, Kind.NUMBER} for one in marks)
        elif mark.kind is Kind.RELATION:
            spent = mark.value in {"from", "to"} or _orders(mark, marks)
            spent |= mark.value == "between" and differs
        if not spent:
            raise Halt(NOT_REGISTER)
    for kind in (Kind.SUPERLATIVE, Kind.PRICE_YEAR, Kind.WHEN):
        compared = kind is Kind.WHEN and any(mark.kind is Kind.VERSUS for mark in marks)
        if sum(mark.kind is kind for mark in marks) > 1 and not compared:
            raise Halt(NOT_REGISTER)
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
    numbers = [UNITS.get(one.value) for one in marks if one.kind is Kind.NUMBER]
    wanted = {"days": {Unit.DAYS}, "months": {Unit.DAYS}}
    wanted["kronor"] = {Unit.KRONOR, Unit.KRONOR_EACH}
    return bool(numbers) and all(one in wanted.get(unit, ()) for one in numbers)


def _orders(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether "efter" says by what the first are told: "topp 5 efter budget"."""
    tops = any(one.kind in {Kind.TOP, Kind.ORDER} for one in marks)
    after = marks[marks.index(mark) + 1 : marks.index(mark) + 3]
    return tops and any(one.kind in {Kind.NUMBER, Kind.AGGREGATE} for one in after)


def _agencies(marks: Sequence[Mark]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for mark in marks for one in mark.ids[:1]))


def _counted(marks: Sequence[Mark]) -> str:
    counts = [mark for mark in marks if mark.kind is Kind.AGGREGATE and mark.value == "count"]
    after = [mark for mark in marks if counts and mark.start >= counts[0].end]
    return next((mark.value for mark in after if mark.kind is Kind.SUBJECT), "")
