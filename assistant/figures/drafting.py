"""What a clause asks for, as slots: from its folded marks, all of which must have their place.

Knows nothing about which years there are, nor what is meant where nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.figures.attributes import shown_of
from assistant.figures.heads import Head, heads_of
from assistant.figures.marks import Kind, Mark
from assistant.figures.spent import check_spent
from assistant.figures.targets import asks_one, limit_of, names_agencies, ordered_of, target_of
from ingest.register.selection import Order


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
    is_series: bool = False
    """Whether a value for each year is asked for."""
    counted: str = ""
    """What "hur många" counts: projects, agencies, or "" where that is not said."""
    shown: tuple[str, ...] = ()
    """The fields of projects that are asked for."""
    is_back: bool = False
    """Whether it points back at what was asked before: "av dem"."""
    marks: tuple[Mark, ...] = field(default=(), repr=False)


def draft_of(marks: Sequence[Mark]) -> Draft:
    """The slots of a clause.

    Raises:
        Halt: when a word has no place in them.
    """
    shown = shown_of(marks)
    limit, target = limit_of(marks), target_of(marks)
    ordered = ordered_of(marks, target)
    check_spent(marks, target, limit)
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
        by=tuple(dict.fromkeys(one for one in _by(marks) if one not in shown)),
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
        is_series=any(mark.kind is Kind.TREND for mark in marks),
        counted=_counted(marks),
        shown=shown,
        is_back=any(mark.kind is Kind.ANAPHORA for mark in marks),
        marks=tuple(marks),
    )


def _by(marks: Sequence[Mark]) -> list[str]:
    return [mark.value for mark in marks if mark.kind is Kind.BY]


def _agencies(marks: Sequence[Mark]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for mark in marks for one in mark.ids[:1]))


def _counted(marks: Sequence[Mark]) -> str:
    counts = [mark for mark in marks if mark.kind is Kind.AGGREGATE and mark.value == "count"]
    after = [mark for mark in marks if counts and mark.start >= counts[0].end]
    if names_agencies(after):
        return "agencies"
    return next((mark.value for mark in after if mark.kind is Kind.SUBJECT), "")
