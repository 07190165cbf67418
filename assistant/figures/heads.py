"""What is to be made of which number, for each thing that a clause asks.

An amount asked for without saying what to make of it has "" as its aggregate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.figures.kinds import UNITS
from assistant.figures.marks import Kind, Mark
from assistant.figures.types import NOT_REGISTER, Halt
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import RATIOS, Unit

UNSURE_COST, COST = "cost unsure", "cost done"
WHOLE_MATURITY = "maturity"
"""Stands for maturity of which no theme is said."""
_HOW_LONG = "hur lång"
COUNTED = {"fte", "it_fte"}
"""Numbers that are themselves counts: most of them is the highest."""
_STANDALONE = {"count", "share"}
_QUESTIONS = frozenset(question.id for question in QUESTIONS)
_PAIRS = {frozenset((ratio.above, ratio.below)): ratio.id for ratio in RATIOS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An aggregate ("" where none is said) and the id of a number ("" for the rows alone)."""

    aggregate: str
    number: str


def heads_of(marks: Sequence[Mark]) -> tuple[Head, ...]:
    """The things asked for, in order.

    Raises:
        Halt: when aggregates and numbers do not go together.
    """
    told = [mark for mark in marks if mark.kind is Kind.AGGREGATE]
    numbers = _numbers(marks)
    ratio = _ratio(told, numbers, marks)
    if ratio:
        left = [mark for mark in told if mark.value not in {"share", "count"}]
        return _of_one(ratio, left)
    if any(mark.kind is Kind.PER for mark in marks):
        raise Halt(NOT_REGISTER)
    if any(_counts_other(mark, marks) for mark in told):
        raise Halt(NOT_REGISTER)
    told = [mark for mark in told if not _counts_own(mark, marks)]
    if any(mark.value == "change" for mark in told):
        return _changes(told, numbers)
    if len(numbers) == 1 and UNITS.get(_id(numbers[0])) is Unit.PERCENT:
        told = [mark for mark in told if mark.value != "share"]
    alone = [mark for mark in told if mark.value in _STANDALONE]
    if not numbers:
        return _of_rows(alone, told)
    if len(numbers) == 1 and not alone:
        return _of_one(_id(numbers[0]), told)
    counts = len(numbers) == len(alone) == 1 and _counts_agencies(alone[0], marks)
    if not counts and not _parted([*alone, *numbers], marks):
        raise Halt(NOT_REGISTER)
    return _paired(alone, told, numbers)


def _numbers(marks: Sequence[Mark]) -> list[Mark]:
    """The numbers asked for; of maturity its theme, or all of it.

    Raises:
        Halt: when a word is a part of no number here.
    """
    compared = {one.field for mark in marks for one in mark.conditions}
    themes = bool(compared & _QUESTIONS) or any(mark.kind is Kind.THEME for mark in marks)
    parts = any(mark.kind is Kind.PART for mark in marks)
    kinds = {Kind.NUMBER, Kind.THEME, Kind.PART}
    kinds |= set() if themes else {Kind.MATURITY}
    kinds |= set() if parts else {Kind.COST}
    found = _without_asking([mark for mark in marks if mark.kind in kinds])
    if parts and not _says_parts(found, marks):
        raise Halt(NOT_REGISTER)
    return found


def _without_asking(numbers: list[Mark]) -> list[Mark]:
    """The numbers but for how long, where that asks for another: "hur lång är förseningen"."""
    in_days = [mark for mark in numbers if UNITS.get(mark.value) is Unit.DAYS]
    asking = [mark for mark in in_days if mark.text.lower().startswith(_HOW_LONG)]
    return [mark for mark in numbers if len(in_days) == len(asking) or mark not in asking]


def _says_parts(numbers: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Whether parts are numbers here: of a share, or what is spent on, or costs, alone."""
    shares = any(mark.value in {"share", "falling share"} for mark in marks)
    if shares and frozenset(map(_id, numbers)) in _PAIRS:
        return True
    return len(numbers) == 1 and any(mark.kind in {Kind.SPEND, Kind.COST} for mark in marks)


def _id(mark: Mark) -> str:
    if mark.kind is Kind.COST:
        return COST if mark.value == "done" else UNSURE_COST
    return WHOLE_MATURITY if mark.kind is Kind.MATURITY else mark.value


def _ratio(told: Sequence[Mark], numbers: Sequence[Mark], marks: Sequence[Mark]) -> str:
    """The ratio that is asked for in several words: a share of one number in another."""
    ids = frozenset(map(_id, numbers))
    per = any(mark.kind is Kind.PER for mark in marks)
    if per and ids == {"it_cost"}:
        return "it_cost_per_fte"
    first = any(mark.value == "falling share" for mark in marks)
    shares = first or any(mark.value == "share" for mark in told)
    return _PAIRS.get(ids, "") if shares and not per else ""


def _counts_other(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether "hur många" counts what no selection can: suppliers, systems."""
    after = [one for one in marks if one.start >= mark.end and one.kind is not Kind.GLUE]
    return mark.value == "count" and bool(after) and after[0].kind is Kind.FIELD


def _counts_own(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether "hur många" asks for a number that is itself a count: årsarbetskrafter."""
    if mark.value != "count":
        return False
    after = [one for one in marks if one.start >= mark.end and one.kind is not Kind.GLUE]
    return bool(after) and after[0].kind is Kind.NUMBER and after[0].value in COUNTED


def _counts_agencies(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether the agencies that have a number are counted: "hur många myndigheter har ..."."""
    after = next((one for one in marks if one.start >= mark.end), None)
    return mark.value == "count" and after is not None and after.value == "agencies"


def _changes(told: Sequence[Mark], numbers: Sequence[Mark]) -> tuple[Head, ...]:
    """Changes; of a mean or a share none can be selected."""
    others = {mark.value for mark in told} - {"change", "sum"}
    others -= {"share"} if numbers else set()
    if others == {"count"} and not numbers:
        return (Head(aggregate="change", number=""),)
    if others or not numbers:
        raise Halt(NOT_REGISTER)
    return tuple(Head(aggregate="change", number=_id(mark)) for mark in numbers)


def _of_rows(alone: Sequence[Mark], told: Sequence[Mark]) -> tuple[Head, ...]:
    """Heads without a number: a count or a share of rows."""
    values = {mark.value for mark in told}
    if values - {"count", "share", "sum"} or len({mark.value for mark in alone}) > 1:
        raise Halt(NOT_REGISTER)
    if values == {"sum"}:
        raise Halt(NOT_REGISTER)
    return tuple(Head(aggregate=mark.value, number="") for mark in alone[:1])


def _of_one(number: str, told: Sequence[Mark]) -> tuple[Head, ...]:
    """Heads of one number: one for each aggregate that is said of it."""
    values = list(dict.fromkeys(mark.value for mark in told)) or [""]
    if "sum" in values and len(values) > 1 and not _listed(told):
        raise Halt(NOT_REGISTER)
    return tuple(Head(aggregate=value, number=number) for value in values)


def _listed(told: Sequence[Mark]) -> bool:
    """Whether aggregates stand apart, and not as one expression."""
    ordered = sorted(told, key=lambda mark: mark.start)
    return all(b.start - a.end >= 1 for a, b in pairwise(ordered))


def _parted(things: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Whether something stands between all the things asked for: "antal projekt och budget"."""
    starts = sorted({mark.start for mark in things})
    breaks = [mark.start for mark in marks if mark.kind in {Kind.AND, Kind.COMMA, Kind.END}]
    return all(any(a < one < b for one in breaks) for a, b in pairwise(starts))


def _paired(
    alone: Sequence[Mark], told: Sequence[Mark], numbers: Sequence[Mark]
) -> tuple[Head, ...]:
    """Heads of several numbers, each with the aggregate beside it, else the one before."""
    free = [mark for mark in told if mark not in alone]
    heads: dict[int, Head] = {mark.start: Head(aggregate=mark.value, number="") for mark in alone}
    spent: set[int] = set()
    inherited, end = "", -1
    for at, number in enumerate(numbers):
        until = numbers[at + 1].start if at + 1 < len(numbers) else 10**6
        before = [mark for mark in free if end < mark.start <= number.start]
        after = [mark for mark in free if number.start < mark.start < until and mark not in before]
        own = [mark for mark in before if mark.start not in spent] or (
            after if _last(at, numbers, after) else []
        )
        spent |= {mark.start for mark in own}
        if len(own) > 1:
            raise Halt(NOT_REGISTER)
        value = own[0].value if own else inherited
        inherited = value if own and own[0].start <= number.start else inherited
        heads[number.start] = Head(aggregate=value, number=_id(number))
        end = number.end
    if len(spent) != len({mark.start for mark in free}):
        raise Halt(NOT_REGISTER)
    return tuple(heads[start] for start in sorted(heads))


def _last(at: int, numbers: Sequence[Mark], after: Sequence[Mark]) -> bool:
    """Whether what is said after a number is of it: "budget i snitt", at the end."""
    return bool(after) and at == len(numbers) - 1
