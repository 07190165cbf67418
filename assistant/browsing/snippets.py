"""Cuts out of a passage what says most of what is searched for, with its words marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.browsing.types import Piece, Snippet
from ingest.record.types import Passage
from ingest.swedish import word_terms
from ingest.types import Span

LENGTH = 300
"""Characters of a snippet, about."""
BEFORE = 70
"""So many characters before the first word that is marked, at most."""
_WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
_BLANKS = re.compile(r"\s+")
_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+|(?<!\w)[_-]{4,}(?!\w)")
_CELLS = re.compile(r"\s*\|(?:\s*\|)*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A word that is searched for, where it stands, and by which stem it is known."""

    start: int
    end: int
    stem: str


def snippet_of(passage: Passage, stems: frozenset[str]) -> Snippet:
    """A part of a passage; its beginning where none of the stems (with their mark) stands in it."""
    marks = list(_marks(passage.text, stems))
    part = _around(passage.text, marks)
    start = passage.chunk.span.start
    return Snippet(
        pieces=tuple(_pieces(passage.text, part, marks)),
        span=Span(start=start + part.start, end=start + part.end),
        page=passage.chunk.page,
        page_label=passage.page_label,
        heading=passage.chunk.heading,
    )


def _marks(text: str, stems: frozenset[str]) -> Iterator[_Mark]:
    for found in _WORD.finditer(text):
        held = stems.intersection(word_terms(found[0].lower()).split())
        if held:
            yield _Mark(start=found.start(), end=found.end(), stem=min(held))


def _around(text: str, marks: list[_Mark]) -> Span:
    """The part of the text that holds most different words, and of those most of them."""
    if len(text) <= LENGTH + BEFORE:
        return Span(start=0, end=len(text))
    first = max(marks, key=lambda mark: _worth(mark, marks), default=_Mark(start=0, end=0, stem=""))
    start = _beginning(text, first.start)
    end = min(start + LENGTH, len(text))
    blank = text.rfind(" ", max(start, first.end), end)
    return Span(start=start, end=blank if end < len(text) and blank > 0 else end)


def _worth(first: _Mark, marks: list[_Mark]) -> tuple[int, int, int]:
    inside = [mark for mark in marks if first.start <= mark.start < first.start + LENGTH - BEFORE]
    return len({mark.stem for mark in inside}), len(inside), -first.start


def _beginning(text: str, start: int) -> int:
    """Where the sentence begins, if that is near, else a word some way before."""
    earliest = max(0, start - BEFORE)
    before = text[earliest:start]
    ends = [found.end() for found in re.finditer(r"(?<=[.!?:])\s+|\n+", before)]
    if ends:
        return earliest + ends[0]
    if earliest == 0:
        return 0
    blank = before.find(" ")
    return earliest + blank + 1 if blank >= 0 else start


def _pieces(text: str, part: Span, marks: list[_Mark]) -> Iterator[Piece]:
    """The part in pieces, with "…" where words are left out."""
    at = part.start
    leading = "… " if part.start else ""
    for mark in marks:
        if part.start <= mark.start and mark.end <= part.end:
            if between := leading + _run_on(text[at : mark.start]):
                yield Piece(text=between, is_sought=False)
            yield Piece(text=text[mark.start : mark.end], is_sought=True)
            leading, at = "", mark.end
    rest = leading + _run_on(text[at : part.end]) + (" …" if part.end < len(text) else "")
    if rest:
        yield Piece(text=rest, is_sought=False)


def _run_on(text: str) -> str:
    """In one line, without the rules of tables; cells are told apart by a dot."""
    return _BLANKS.sub(" ", _CELLS.sub(" · ", _RULE.sub(" ", text)))
