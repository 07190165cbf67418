"""Puts neighbouring marks together by rules, from left to right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.figures.marks import Kind, Mark

Rule = Callable[[Sequence[Mark]], Mark | None]
"""Given the marks from one on: one mark in place of the first ones, up to its `end`, or None."""


def fold(marks: Iterable[Mark], *rules: Rule) -> tuple[Mark, ...]:
    """The marks with the first rule that fits applied at each place."""
    left, folded = list(marks), []
    while left:
        taken = next((found for rule in rules if (found := rule(left))), None)
        folded.append(taken or left.pop(0))
        while taken and left and left[0].end <= taken.end:
            left.pop(0)
    return tuple(folded)


def joined(marks: Sequence[Mark], kind: Kind, value: str = "") -> Mark:
    """One mark in place of several, with the text of them all."""
    text = " ".join(mark.text for mark in marks)
    return replace(marks[0], end=marks[-1].end, kind=kind, value=value, text=text)


def kinds_of(marks: Sequence[Mark], count: int) -> list[Kind]:
    """The kinds of the first marks."""
    return [mark.kind for mark in marks[:count]]
