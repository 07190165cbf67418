"""Agencies put beside each other: "har A eller B högst ...", "hur mycket lägre är A:s än B:s".

Two names of one agency, as it is called now and was called before, are no two agencies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.drafting import Draft
from assistant.figures.heads import Head
from assistant.figures.marks import Kind, Mark
from assistant.figures.targets import PITTED
from ingest.register.selection import Order

_HOW_MANY = "hur många"
_TWO = 2


def fold_opponents(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with "eller" between agencies as what compares them, where the first is asked for."""
    found = list(marks)
    if all(mark.kind is not Kind.SUPERLATIVE for mark in found):
        return tuple(found)
    for at, mark in enumerate(found):
        if mark.kind is Kind.OR and _between_agencies(found, at):
            found[at] = replace(mark, kind=Kind.VERSUS, value=PITTED)
    return tuple(found)


def _between_agencies(marks: Sequence[Mark], at: int) -> bool:
    near = marks[max(at - 1, 0) : at + 2]
    return [mark.kind for mark in near] == [Kind.AGENCY, Kind.OR, Kind.AGENCY]


def one_named_twice(draft: Draft) -> tuple[str, ...]:
    """The names by which one agency is put beside itself; none where that is not so."""
    told = [mark for mark in draft.marks if mark.kind is Kind.AGENCY]
    beside = draft.is_apart or draft.is_difference
    if len(draft.agencies) != 1 or len(told) < 2 or not beside:
        return ()
    return tuple(dict.fromkeys(mark.text.removesuffix("s") for mark in told))


def same_agency(names: Sequence[str]) -> str:
    """That they are the names of one agency, and what is asked back."""
    told = " och ".join(f"”{name}”" for name in names)
    return f"{told} är samma myndighet i registret. Vill du se dess uppgift?"


def alone(draft: Draft) -> Draft:
    """The draft with its agency beside nothing."""
    return replace(
        draft,
        is_apart=False,
        is_difference=False,
        target="",
        order=Order.NONE,
        order_number="",
        extreme="",
        limit=0,
    )


def is_of_two(draft: Draft) -> bool:
    """Whether it is two agencies that are beside each other."""
    return len(draft.agencies) == _TWO


def counting(draft: Draft) -> Draft:
    """The draft with what it counts: "hur många fler projekt"."""
    counts = (mark.text.lower() for mark in draft.marks if mark.kind is Kind.DIFFERENCE)
    if draft.heads or not any(text.startswith(_HOW_MANY) for text in counts):
        return draft
    return replace(draft, heads=(Head(aggregate="count", number=""),))
