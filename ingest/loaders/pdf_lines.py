"""Puts the lines of a PDF page together again: pure geometry, knows nothing about PDF files.

pdfium breaks a line at a raised footnote mark and runs a margin note into the line beside
it; here the mark comes back into its line and the note gets a line of its own. A blank line
is set between paragraphs. No letter is added or taken away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

from ingest.types import Span

_BREAK = re.compile("\r\n|\ufffe|\n|\r")
_NOTE = re.compile(r"(?<=\S)\s+((?:[A-ZÅÄÖ]+-)?[A-ZÅÄÖ]*FS \d{4}:\d+)\s*\Z")
_MISSING_BLANK = re.compile(
    r"(?<=[^\s.])(?=\.{6})|(?<=\.{6})(?=[^\s.])"  # the dots of a table of contents
    r"|(?<=\d\.)(?=[A-ZÅÄÖ][a-zåäö])|(?<=^[a-z]\))(?=[A-ZÅÄÖ])"  # a number set tight to its text
)
_TIGHT = re.compile(r"\.{6}|\d\.[A-ZÅÄÖ]|^[a-z]\)[A-ZÅÄÖ]")
_CLOSE = 0.12
_NEAR = 0.6
_NOTE_GAP = 0.8
_SMALLEST = 0.45
_WIDE = 1.3
_TALLER = 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """The box of one character in page units, as high as its font."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the font's line."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its words and its first and last character (None when unknown).

    `bold` is true when first, middle and last character are. `places` are where its parts stand
    in the page's text, in the order in which the line has them: one, or several where it was put
    together; their characters but for blanks are the line's. `is_row` says it is a table's row.
    """

    text: str
    first: Glyph | None = None
    last: Glyph | None = None
    bold: bool = False
    places: tuple[Span, ...] = ()
    is_row: bool = False

    @property
    def height(self) -> float:
        """The height of the line's larger end, 0 when unknown."""
        first, last = self.first, self.last
        return max(first.top - first.bottom, last.top - last.bottom) if first and last else 0.0

    @property
    def base(self) -> float:
        """The lower edge of the line, 0 when unknown."""
        return min(self.first.bottom, self.last.bottom) if self.first and self.last else 0.0


class Ruler(Protocol):
    """Measures the characters of one page by their indices in its text."""

    def glyph(self, index: int) -> Glyph:
        """The character's box."""
        ...

    def is_bold(self, index: int) -> bool:
        """Whether the character is bold."""
        ...


def lines_of(text: str, ruler: Ruler | None) -> list[Line]:
    """The lines of a page's text as pdfium gives it; `ruler` measures the character at an index.

    U+FFFE stands for the hyphen at a line's end. Without a ruler nothing is put together.
    """
    lines: list[Line] = []
    notes: list[Line] = []
    for start, end in _segments(text):
        if ruler is not None and (note := _margin_note(text, start, end, ruler)):
            notes.append(_line(text, note, end, ruler))
            end = note  # noqa: PLW2901 - the line ends where the note begins
        line = _line(text, start, end, ruler)
        if lines and (blank := _joint(lines[-1], line)) is not None:
            lines[-1] = _joined(lines[-1], blank, line)
        elif line.text:
            lines.append(line)
    return notes + lines


def _segments(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.end() if found[0] == "\ufffe" else found.start()
        start = found.end()
    yield start, len(text)


def _line(text: str, start: int, end: int, ruler: Ruler | None) -> Line:
    piece = text[start:end]
    words = piece.strip().replace("\ufffe", "-")
    begin = start + len(piece) - len(piece.lstrip())
    behind = begin + len(words)
    if _TIGHT.search(words):  # few lines are: one look in place of many
        words = _MISSING_BLANK.sub(" ", words)
    places = (Span(start=begin, end=behind),)
    if not words or ruler is None:
        return Line(text=words, places=places)
    ends = (begin, behind - 1, (begin + behind) // 2)
    return Line(
        text=words,
        first=ruler.glyph(begin),
        last=ruler.glyph(behind - 1),
        bold=all(map(ruler.is_bold, ends)),
        places=places,
    )


def _margin_note(text: str, start: int, end: int, ruler: Ruler) -> int | None:
    """Where a note like "NFS 2021:10" begins that stands in the margin beside the line."""
    if text.find("FS ", start, end) < 0:
        return None
    found = _NOTE.search(text, start, end)
    if found is None:
        return None
    before, first = ruler.glyph(found.start() - 1), ruler.glyph(found.start(1))
    gap = first.left - before.right
    return found.start(1) if abs(gap) > _NOTE_GAP * before.height else None


def _joint(line: Line, following: Line) -> str | None:
    """What stands between two pieces of one printed line; None for two lines."""
    if line.last is None or following.first is None:
        return None
    last, first = line.last, following.first
    shared = min(last.top, first.top) - max(last.bottom, first.bottom)
    if shared <= 0:  # as for nearly all lines
        return None
    tall = max(last.height, first.height)
    low = min(last.height, first.height)
    if low <= _SMALLEST * tall or shared < 0.5 * low or line.text.endswith("-"):
        return None
    gap = (first.left - last.right) / tall
    if not -_CLOSE < gap < _NEAR:
        return None
    return "" if gap < _CLOSE else " "


def _joined(line: Line, blank: str, following: Line) -> Line:
    return Line(
        text=line.text + blank + following.text,
        first=line.first,
        last=following.last,
        bold=line.bold and following.bold,
        places=line.places + following.places,
    )


def breaks_between(lines: Sequence[Line]) -> list[str]:
    """What stands after each line but the last: a line break, or a blank line."""
    pitches = [a - b for a, b in pairwise([line.base for line in lines])]
    downward = [pitch for pitch in pitches if pitch > 1]
    usual = median(downward) if downward else 0.0
    return [
        "\n\n" if _is_paragraph_end(line, following, pitch, usual) else "\n"
        for line, following, pitch in zip(lines, lines[1:], pitches, strict=False)
    ]


def _is_paragraph_end(line: Line, following: Line, pitch: float, usual: float) -> bool:
    if line.is_row or following.is_row:
        return not (line.is_row and following.is_row)
    if not usual or line.first is None or following.first is None:
        return False
    if following.text[0].islower() or line.text.endswith("-"):
        return False
    tall, low = max(line.height, following.height), min(line.height, following.height)
    if pitch < 0 or pitch > _WIDE * usual or tall > _TALLER * low:
        return True
    indented = following.first.left - line.first.left > 0.5 * tall
    return line.bold != following.bold or (indented and line.text[-1] in ".?!:")
