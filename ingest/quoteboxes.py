"""Puts the boxes of a quote's letters together to boxes of its lines: pure geometry.

A line's box is as high as its type, but for what would take the middle of another letter in: there
it ends half-way to that letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page as it is shown, in shares (0 to 1) of its width and height.

    The origin is the upper left corner.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the page as it is shown, in the same shares."""

    across: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLetter:
    """A letter: its box as high as its type, and the middle of its ink."""

    box: Box
    middle: Point


def boxes_of_lines(letters: Sequence[PrintedLetter], others: Sequence[Point]) -> tuple[Box, ...]:
    """One box for each line of the letters, in their order; more where others stand in between.

    `others` are the middles of the page's other letters.
    """
    lines: list[list[PrintedLetter]] = []
    hull: Box | None = None
    for letter in letters:
        if hull and _in_line(hull, letter.box):
            lines[-1].append(letter)
            hull = _around((hull, letter.box))
        else:
            lines.append([letter])
            hull = letter.box
    return tuple(box for line in lines for box in _parted(line, others))


def _in_line(line: Box, box: Box) -> bool:
    """True when the box stands beside the line: they share most of the lower one's height."""
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    low = min(line.bottom - line.top, box.bottom - box.top)
    return shared > _SAME_LINE * low and box.right >= line.left


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def _parted(line: Sequence[PrintedLetter], others: Sequence[Point]) -> Iterator[Box]:
    """The line's box, cut smaller or in two until none of the others is in it."""
    box = _around([letter.box for letter in line])
    own = [letter.middle for letter in line]
    while inside := [point for point in others if _holds(box, point)]:
        other = inside[0]
        if (smaller := _without(box, own, other)) is not None:
            box = smaller
            continue
        before = [letter for letter in line if letter.middle.across < other.across]
        behind = [letter for letter in line if letter.middle.across >= other.across]
        if before and behind:
            yield from _parted(before, inside)
            yield from _parted(behind, inside)
            return
        others = [point for point in others if point != other]  # printed upon our own
    yield box


def _holds(box: Box, point: Point) -> bool:
    return box.left <= point.across <= box.right and box.top <= point.down <= box.bottom


def _without(box: Box, own: Sequence[Point], other: Point) -> Box | None:
    """The box with one side half-way between our letters and the other; None when it is among."""
    top, bottom = min(p.down for p in own), max(p.down for p in own)
    left, right = min(p.across for p in own), max(p.across for p in own)
    if other.down < top:
        return replace(box, top=(other.down + top) / 2)
    if other.down > bottom:
        return replace(box, bottom=(other.down + bottom) / 2)
    if other.across < left:
        return replace(box, left=(other.across + left) / 2)
    if other.across > right:
        return replace(box, right=(other.across + right) / 2)
    return None
