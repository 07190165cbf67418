"""Tells what the sentences of a text are in it: running text, items of lists, rows of tables.

Gathers the sentences of one item, and of one row, which the splitter cuts apart. Pure; spans
are offsets into the text at hand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.excerpts.types import Form
from ingest.sentences import sentence_spans
from ingest.types import Span
from ingest.typography import CELL_BLANK, LIST_MARK

_FIRST_LINE = re.compile(rf"\s*+(?={LIST_MARK})")
_MARKED_LINE = re.compile(rf"\n[ \t]*+(?={LIST_MARK})")
_BLANK_LINE = re.compile(r"\n[ \t\f]*\n")
_ROW_LINE = re.compile(rf"^[ \t]*+(?=\||[^\n]* \| |[^\n]*{CELL_BLANK})", re.MULTILINE)
_LONGEST_ITEM = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One sentence, item or row; `parts` are its sentences."""

    form: Form
    span: Span
    parts: tuple[Span, ...]


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in order; together they cover all that is not a blank.

    An item holds the sentences that follow its first in its line, and those of later lines
    where another item follows them without a blank line.
    """
    spans = sentence_spans(text, Span(start=0, end=len(text)))
    marks = _marks(text)
    found: list[Piece] = []
    for span in spans:
        last = found[-1] if found else None
        if last and last.form is not Form.SENTENCE and _is_in_line(text, last.span, span):
            found[-1] = _joined([last, _piece(Form.SENTENCE, span)])
        else:
            form = marks.get(span.start, Form.SENTENCE)
            if form is Form.ITEM:
                _close_item(text, found, span)
            found.append(_piece(form, span))
    return found


def is_plain(text: str) -> bool:
    """True when nothing in a text is marked as an item or a row: it has but sentences."""
    return not (_has_cells(text) or _FIRST_LINE.match(text) or _MARKED_LINE.search(text))


def is_paragraph_break(text: str, start: int, end: int) -> bool:
    """True when a blank line lies between two offsets."""
    return _BLANK_LINE.search(text, start, end) is not None


def _piece(form: Form, span: Span) -> Piece:
    return Piece(form=form, span=span, parts=(span,))


def _joined(some: Sequence[Piece]) -> Piece:
    return Piece(
        form=some[0].form,
        span=Span(start=some[0].span.start, end=some[-1].span.end),
        parts=tuple(part for piece in some for part in piece.parts),
    )


def _is_in_line(text: str, last: Span, span: Span) -> bool:
    return text.find("\n", last.end, span.start) < 0


def _marks(text: str) -> dict[int, Form]:
    """Where lines begin that are items or rows, the blanks before them left out."""
    found = dict.fromkeys(_rows(text), Form.ROW)
    found |= {mark.end(): Form.ITEM for mark in _MARKED_LINE.finditer(text)}
    if first := _FIRST_LINE.match(text):
        found[first.end()] = Form.ITEM
    return found


def _rows(text: str) -> Iterator[int]:
    if _has_cells(text):
        yield from (found.end() for found in _ROW_LINE.finditer(text))


def _has_cells(text: str) -> bool:
    return "|" in text or CELL_BLANK in text


def _close_item(text: str, found: list[Piece], following: Span) -> None:
    """Join to the item before what stands between it and the item that follows."""
    if not found or found[-1].form is not Form.SENTENCE:
        return
    last = next((n for n in range(len(found) - 1, -1, -1) if found[n].form is not Form.SENTENCE), 0)
    if found[last].form is not Form.ITEM:
        return
    start = found[last].span.start
    is_near = following.start - start <= _LONGEST_ITEM
    if is_near and not is_paragraph_break(text, start, following.start):
        found[last:] = [_joined(found[last:])]
