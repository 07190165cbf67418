"""Puts the lines of a PDF page together again: pure geometry, knows nothing about PDF files.

pdfium breaks a line at a raised footnote mark and runs a margin note into the line beside
it; here the mark comes back into its line and the note gets a line of its own. A blank line
is set between paragraphs. No letter is added or taken away.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_BREAK = re.compile("\r\n|\ufffe|\n|\r")
_NOTE = re.compile(r"(?<=\S)\s+((?:[A-ZÅÄÖ]+-)?[A-ZÅÄÖ]*FS \d{4}:\d+)\s*\Z")
_MISSING_BLANK = re.compile(
    r"(?<=[^\s.])(?=\.{6})|(?<=\.{6})(?=[^\s.])"  # the dots of a table of contents
    r"|(?<=\d\.)(?=[A-ZÅÄÖ][a-zåäö])|(?<=^[a-z]\))(?=[A-ZÅÄÖ])"  # a number set tight to its text
)
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:an?|\.)?\s*)?[–-]?\s*\d{1,4}\s*[–-]?(?:\s*\(\d{1,4}\))?|[ivxl]+", re.I
)
_EDGE = 4
_OFTEN_PAGES = 3
_OFTEN_SHARE = 0.3
_RUNNING_LENGTH = 100
_CLOSE = 0.12
_NEAR = 0.6
_NOTE_GAP = 0.8
_SMALLEST = 0.45
_WIDE = 1.3
_TALLER = 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """The box of one character in page units, its font's full height, and whether it is bold."""

    left: float
    bottom: float
    right: float
    top: float
    bold: bool

    @property
    def height(self) -> float:
        """The height of the font's line."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its words and its first and last character (None when unknown).

    `bold` is true when first, middle and last character are.
    """

    text: str
    first: Glyph | None = None
    last: Glyph | None = None
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the line's larger end, 0 when unknown."""
        return max(self.first.height, self.last.height) if self.first and self.last else 0.0

    @property
    def base(self) -> float:
        """The lower edge of the line, 0 when unknown."""
        return min(self.first.bottom, self.last.bottom) if self.first and self.last else 0.0


Ruler = Callable[[int], Glyph]


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
    if not words or ruler is None:
        return Line(text=_MISSING_BLANK.sub(" ", words))
    begin = start + len(piece) - len(piece.lstrip())
    behind = begin + len(words)
    first, last = ruler(begin), ruler(behind - 1)
    bold = first.bold and last.bold and ruler((begin + behind) // 2).bold
    return Line(text=_MISSING_BLANK.sub(" ", words), first=first, last=last, bold=bold)


def _margin_note(text: str, start: int, end: int, ruler: Ruler) -> int | None:
    """Where a note like "NFS 2021:10" begins that stands in the margin beside the line."""
    found = _NOTE.search(text, start, end)
    if found is None:
        return None
    before, first = ruler(found.start() - 1), ruler(found.start(1))
    gap = first.left - before.right
    return found.start(1) if abs(gap) > _NOTE_GAP * before.height else None


def _joint(line: Line, following: Line) -> str | None:
    """What stands between two pieces of one printed line; None for two lines."""
    if line.last is None or following.first is None:
        return None
    last, first = line.last, following.first
    tall = max(last.height, first.height)
    low = min(last.height, first.height)
    shared = min(last.top, first.top) - max(last.bottom, first.bottom)
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
    )


def breaks_between(lines: Sequence[Line]) -> list[str]:
    """What stands after each line but the last: a line break, or a blank line."""
    usual = _usual_pitch(lines)
    return [
        "\n\n" if _is_paragraph_end(line, following, usual) else "\n"
        for line, following in pairwise(lines)
    ]


def _usual_pitch(lines: Sequence[Line]) -> float:
    pitches = [a.base - b.base for a, b in pairwise(lines)]
    downward = [pitch for pitch in pitches if pitch > 1]
    return median(downward) if downward else 0.0


def _is_paragraph_end(line: Line, following: Line, usual: float) -> bool:
    if not usual or line.first is None or following.first is None:
        return False
    if following.text[0].islower() or line.text.endswith("-"):
        return False
    pitch = line.base - following.base
    tall, low = max(line.height, following.height), min(line.height, following.height)
    if pitch < 0 or pitch > _WIDE * usual or tall > _TALLER * low:
        return True
    indented = following.first.left - line.first.left > 0.5 * tall
    return line.bold != following.bold or (indented and line.text[-1] in ".?!:")


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without their page numbers and the lines that return at their edges.

    The first page keeps what returns: there it says what the document is.
    """
    seen = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    often = max(_OFTEN_PAGES, _OFTEN_SHARE * len(pages))
    running = {shape for shape, count in seen.items() if count >= often}
    return [_without(lines, running if index else set()) for index, lines in enumerate(pages)]


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    return lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]


def _shape(line: Line) -> str:
    """The line with its numbers alike, so that "Sida 3" returns on the next page."""
    return re.sub(r"\d+", "#", line.text)


def _without(lines: Sequence[Line], running: set[str]) -> list[Line]:
    dropped = {
        id(line)
        for line in _edges(lines)
        if _PAGE_NUMBER.fullmatch(line.text)
        or (_shape(line) in running and len(line.text) <= _RUNNING_LENGTH)
    }
    return [line for line in lines if id(line) not in dropped] or list(lines)
