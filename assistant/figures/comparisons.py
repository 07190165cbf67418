"""Comparisons with an amount, as filters: "budget över 50 mnkr", "försenat mer än ett år"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures.folding import joined, kinds_of
from assistant.figures.kinds import UNITS
from assistant.figures.marks import Kind, Mark
from ingest.register.measures import Unit
from ingest.register.selection import Condition, Op

_SAID_AS = {
    Unit.KRONOR: "kronor",
    Unit.KRONOR_EACH: "kronor",
    Unit.PERCENT: "percent",
    Unit.DAYS: "days",
    Unit.FULL_TIME: "",
    Unit.LEVEL: "",
}
UNSURE_COST = "cost"
"""Stands for a project's cost where it is not said whether its budget or its outcome."""
_DEGREES = {"revised_end": "end_revision", "delay": "delay", "overrun": "overrun"} | {
    "end_revision": "end_revision",
    "budget_change": "budget_change",
}
"""What is measured of a condition that is said by how much: "försenat mer än ett år"."""
_SIZED = {"större än", "mindre än"}
_AFTER = ("eller ", "och ")


def degree(marks: Sequence[Mark]) -> Mark | None:
    """Försenade mer än ett år, reviderat slutdatum med minst sex månader."""
    found = _comparison(marks, 1)
    number = degree_of(marks[0])
    return _filter(found, number, marks[0].value) if found and number else None


def told(marks: Sequence[Mark]) -> Mark | None:
    """Budget över 50 mnkr, utfall som överstiger 10 mnkr, längre än två år."""
    number = _number(marks[0])
    found = _comparison(marks, 1 if number else 0)
    if not number and marks[0].kind is Kind.COMPARE:
        number = marks[0].value.partition(" ")[2]
    return _filter(found, number) if found and number else None


def between(marks: Sequence[Mark]) -> Mark | None:
    """Budget mellan 10 och 50 mnkr, budget från 10 till 50 mnkr."""
    first = 1 if _number(marks[0]) else 0
    while first and len(marks) > first and marks[first].kind is Kind.GLUE:
        first += 1
    rest = marks[first:]
    joins = {"between": Kind.AND, "from": Kind.RELATION}.get(rest[0].value if rest else "")
    if kinds_of(rest, 4) != [Kind.RELATION, Kind.QUANTITY, joins, Kind.QUANTITY] or not first:
        return None
    if joins is Kind.RELATION and rest[2].value != "to":
        return None
    least, most = rest[1], rest[3]
    low = least if least.value else _in_unit_of(least, most)
    number = _number(marks[0])
    if low is None or not (_fits(number, low) and _fits(number, most)):
        return None
    conditions = (
        Condition(field=number, op=Op.AT_LEAST, value=low.amount),
        Condition(field=number, op=Op.AT_MOST, value=most.amount),
    )
    whole = joined(marks[: first + 4], Kind.FILTER, "plain")
    return replace(whole, conditions=conditions)


def post(marks: Sequence[Mark]) -> Mark | None:
    """Budget 50 mnkr eller mer."""
    if not _number(marks[0]) or kinds_of(marks[1:], 2) != [Kind.QUANTITY, Kind.COMPARE]:
        return None
    if not marks[2].text.lower().startswith(_AFTER):
        return None
    found = _Comparison(marks=marks[:3], op=marks[2].value, amount=marks[1])
    return _filter(found, _number(marks[0]))


def amount_first(marks: Sequence[Mark]) -> Mark | None:
    """Mer än 50 mnkr i budget, minst ett år försenade."""
    found = _comparison(marks, 0)
    if not found or len(marks) == len(found.marks):
        return None
    named = marks[len(found.marks)]
    number = _number(named) or degree_of(named)
    whole = replace(found, marks=[*found.marks, named])
    return _filter(whole, number) if number else None


def quantity_alone(marks: Sequence[Mark]) -> Mark | None:
    """Projekt större än 50 mnkr is of their budget, projekt på mer än två år of their length."""
    found = _comparison(marks, 0)
    if not found:
        return None
    sized = marks[0].text.lower() in _SIZED
    money = "budget" if sized else UNSURE_COST
    number = {"days": "length", "kronor": money}.get(found.amount.value)
    return _filter(found, number) if number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """A comparison found: the marks up to its end, its op and its amount."""

    marks: Sequence[Mark]
    op: str
    amount: Mark


def _comparison(marks: Sequence[Mark], first: int) -> _Comparison | None:
    """The comparison that follows the first marks, after words that only bind."""
    at = first
    while at and at < len(marks) and marks[at].kind is Kind.GLUE:
        at += 1
    found = marks[at : at + 2]
    op = _op(found[0]) if found else ""
    if len(found) < 2 or not op or found[1].kind is not Kind.QUANTITY:
        return None
    return _Comparison(marks=marks[: at + 2], op=op, amount=found[1])


def _op(mark: Mark) -> str:
    """How a mark compares: "minst" and "högst" do too, and "under" an amount."""
    if mark.kind is Kind.COMPARE:
        return mark.value.partition(" ")[0]
    if mark.kind is Kind.DURING:
        return "below"
    if mark.kind is Kind.AGGREGATE:
        return {"highest": "at_most", "lowest": "at_least"}.get(mark.value, "")
    superlatives = {"minst": "at_least", "lägst": "at_least", "högst": "at_most"}
    return superlatives.get(mark.text.lower(), "") if mark.kind is Kind.SUPERLATIVE else ""


def _number(mark: Mark) -> str:
    if mark.kind in {Kind.NUMBER, Kind.THEME}:
        return mark.value
    return {"done": "outcome", "unsure": UNSURE_COST}[mark.value] if mark.kind is Kind.COST else ""


def _fits(number: str, amount: Mark) -> bool:
    unit = Unit.KRONOR if number == UNSURE_COST else UNITS[number]
    return _SAID_AS[unit] == amount.value


def _in_unit_of(amount: Mark, other: Mark) -> Mark | None:
    """10 of "10 och 50 mnkr"; the other's text tells its unit."""
    parts = other.text.split()
    whole = float(parts[0].replace(",", ".")) if parts[0].replace(",", "").isdigit() else 0
    if not whole:
        return None
    return replace(amount, value=other.value, amount=amount.amount * other.amount / whole)


def degree_of(mark: Mark) -> str:
    """The number that a filter's condition is a degree of, or ""."""
    known = mark.kind is Kind.FILTER and len(mark.conditions) == 1
    known = known and mark.conditions[0].op in {Op.ABOVE, Op.PRESENT}
    return _DEGREES.get(mark.conditions[0].field, "") if known else ""


def _filter(found: _Comparison, number: str, value: str = "plain") -> Mark | None:
    if not _fits(number, found.amount):
        return joined(found.marks, Kind.UNKNOWN)
    condition = Condition(field=number, op=Op(found.op), value=found.amount.amount)
    return replace(joined(found.marks, Kind.FILTER, value), conditions=(condition,))
