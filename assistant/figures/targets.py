"""What a clause asks which of, how many of them, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.marks import Kind, Mark
from ingest.register.selection import Order

_ORDERING = {Kind.SUPERLATIVE, Kind.TOP, Kind.ORDER}
_OF_AGENCIES = ("size", "groups")
_ONE = ("projektet", "satsningen")
PITTED = "or"
"""The value of what stands between agencies of which the first is asked for."""
_NAMING = {
    Kind.SUBJECT,
    Kind.FIELD,
    Kind.NUMBER,
    Kind.COST,
    Kind.MATURITY,
    Kind.UNIT,
    Kind.HEADCOUNT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """The order asked for with the number it names itself, and which extreme value is asked for."""

    order: Order = Order.NONE
    number: str = ""
    extreme: str = ""


def ordered_of(marks: Sequence[Mark], target: str) -> Ordered:
    """A superlative asks which rows or groups come first, or else for the extreme value itself."""
    said = [mark for mark in marks if mark.kind in {Kind.ORDER, Kind.TOP}]
    order = Order(said[0].value.partition(" ")[0]) if said else Order.NONE
    first = next((mark for mark in marks if mark.kind is Kind.SUPERLATIVE), None)
    if first is None:
        return Ordered(order=order)
    direction, _, number = first.value.partition(" ")
    if target or number in {"count", "share"}:
        return Ordered(order=Order(direction), number=number)
    extreme = "highest" if direction == Order.FALLING else "lowest"
    return Ordered(order=order, number=number, extreme=extreme)


def names_agencies(marks: Sequence[Mark]) -> bool:
    """Whether agencies come first, by their size or group: "små myndigheter", "av de tjugo".

    Their projects do not: "av de tjugos projekt".
    """
    told = [mark for mark in marks[:4] if mark.kind is not Kind.GLUE or mark.value != "of"]
    if not told or told[0].kind is not Kind.FILTER:
        return False
    of_projects = len(told) > 1 and told[1].kind is Kind.SUBJECT and told[1].value == "projects"
    return told[0].conditions[0].field in _OF_AGENCIES and not of_projects


def limit_of(marks: Sequence[Mark]) -> int:
    """How many are asked for: "de fem dyraste", "topp 10", "vilka tre projekt"."""
    ordered = any(mark.kind in _ORDERING for mark in marks)
    for at, mark in enumerate(marks):
        bare = mark.kind is Kind.QUANTITY and mark.value == "" and mark.amount == int(mark.amount)
        if not (ordered and bare) or mark.text.lower() in {"en", "ett"}:
            continue
        before = marks[at - 1].kind if at else None
        after = marks[at + 1].kind if at + 1 < len(marks) else None
        leads = after is Kind.SUPERLATIVE or _counts_first(marks[at:])
        if before in {Kind.TOP, Kind.WHICH} or (leads and before is not Kind.SUPERLATIVE):
            return int(mark.amount)
    return 0


def target_of(marks: Sequence[Mark]) -> str:
    """What is asked which of, or all of."""
    for at, mark in enumerate(marks):
        if mark.kind in {Kind.WHICH, Kind.LIST, Kind.TOP} or _ranks(marks[at:]):
            if mark.kind is Kind.WHICH and names_agencies(marks[at + 1 :]):
                return "agencies"
            found = next((one for one in marks[at + 1 :] if one.kind in _NAMING), None)
            return _named(found) if found else ""
        pitted = is_pitted(marks)
        if mark.kind is Kind.SUPERLATIVE and not pitted and _names_projects(marks[at:]):
            return "" if _asks_how(marks[:at]) else "projects"
        if mark.kind is Kind.QUANTITY and _counts_first(marks[at:]):
            return marks[at + 1].value
    return "agencies" if is_pitted(marks) else ""


def is_pitted(marks: Sequence[Mark]) -> bool:
    """Whether it is asked which of named agencies is first: "har A eller B högst ..."."""
    return any(mark.kind is Kind.VERSUS and mark.value == PITTED for mark in marks)


def _names_projects(marks: Sequence[Mark]) -> bool:
    """Whether a superlative is one of projects: "de dyraste projekten", "största projektet"."""
    after = marks[1] if len(marks) > 1 else None
    own = marks[0].value.endswith(("biggest", "smallest"))
    return own or (after is not None and after.kind is Kind.SUBJECT and after.value == "projects")


def _ranks(marks: Sequence[Mark]) -> bool:
    """Rangordna myndigheterna efter ..."""
    return marks[0].kind is Kind.ORDER and len(marks) > 1 and marks[1].kind is Kind.SUBJECT


def _counts_first(marks: Sequence[Mark]) -> bool:
    """De tre myndigheterna med högst ..."""
    named = len(marks) > 1 and marks[1].kind is Kind.SUBJECT and marks[1].value != "figures"
    return named and any(mark.kind is Kind.SUPERLATIVE for mark in marks[2:])


def _asks_how(marks: Sequence[Mark]) -> bool:
    """Whether it is asked how much that is, and not which it is."""
    return any(mark.kind in {Kind.ASK, Kind.NUMBER, Kind.COST, Kind.AGGREGATE} for mark in marks)


def _named(mark: Mark) -> str:
    if mark.kind is Kind.UNIT:
        return "year" if mark.value == "years 1" else ""
    return mark.value if mark.kind in {Kind.SUBJECT, Kind.FIELD} else ""


def asks_one(marks: Sequence[Mark]) -> bool:
    """Whether one is asked for: "vilket projekt", "det dyraste projektet"."""
    asked = [mark.value for mark in marks if mark.kind is Kind.WHICH]
    if asked:
        return asked == ["one"]
    at = next((n for n, mark in enumerate(marks) if mark.kind is Kind.SUPERLATIVE), len(marks))
    return any(mark.text.lower().endswith(_ONE) for mark in marks[at : at + 2])
