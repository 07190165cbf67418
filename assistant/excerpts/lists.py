"""Finds the lists among the pieces of a text, with what leads in to them or stands over them.

A single marked piece is a list's item only where something leads in to it; a row of lines that
people say, each after a dash, is no list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.excerpts.pieces import Piece, is_paragraph_break
from assistant.excerpts.types import Form
from ingest.types import Span

_SPEECH = re.compile(
    r"\b(?:säger|sade|sa|kommenterar|skriver|uppger|berättar|förklarar)\s+(?:\w+\s){0,4}?[A-ZÅÄÖ]"
    r"|[,”\"]\s*(?:säger|sade|sa|kommenterar)\b"
)
_DASHES = "-–—*"
_WHOLE = re.compile(r"[.!?…][”\")\]]?\Z")
_LONGEST_LEAD, LONGEST_HEADING = 350, 140


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """The pieces `first` to `behind` (excluded) are its items; `lead` is the piece before, or None.

    `adjacent` is false for a heading that other text parts from the list.
    """

    first: int
    behind: int
    lead: Span | None
    adjacent: bool


def lists(text: str, found: Sequence[Piece]) -> Iterator[FoundList]:
    """The lists in order."""
    place = 0
    while place < len(found):
        behind = place
        while behind < len(found) and found[behind].form is Form.ITEM:
            behind += 1
        if behind > place and (one := _list(text, found, place, behind)):
            yield one
        place = max(behind, place + 1)


def _list(text: str, found: Sequence[Piece], first: int, behind: int) -> FoundList | None:
    items = [piece.span.of(text) for piece in found[first:behind]]
    if any(item[0] in _DASHES and _SPEECH.search(item) for item in items):
        return None
    before = found[first - 1] if first else None
    if before and before.form is Form.SENTENCE and _leads(text, before.span, found[first].span):
        return FoundList(first=first, behind=behind, lead=before.span, adjacent=True)
    if behind - first == 1:
        return None
    over = _heading_over(text, found, first)
    return FoundList(first=first, behind=behind, lead=over, adjacent=False)


def _leads(text: str, before: Span, item: Span) -> bool:
    """True for "… fyra orsaker:" and "Myndigheten ska", with or without a blank line after."""
    said = before.of(text)
    if len(said) > _LONGEST_LEAD:
        return False
    if said.endswith(":"):
        return True
    is_apart = is_paragraph_break(text, before.end, item.start)
    return not _WHOLE.search(said) and (not is_apart or _is_heading(text, before))


def _heading_over(text: str, found: Sequence[Piece], first: int) -> Span | None:
    """The heading right above: a sentence between might say of the list what it does not."""
    piece = found[first - 1] if first else None
    if piece is None or piece.form is not Form.SENTENCE or not _is_heading(text, piece.span):
        return None
    return piece.span


def _is_heading(text: str, span: Span) -> bool:
    """True for a short line alone, without a stop."""
    said = span.of(text)
    above = text[: span.start].rstrip()
    return (
        len(said) <= LONGEST_HEADING
        and not _WHOLE.search(said)
        and said[-1] not in ",;:|"
        and any(letter.isalpha() for letter in said)
        and (not above or text.count("\n", len(above), span.start) > 1)
        and text[span.end : span.end + 4].replace(" ", "").startswith("\n\n")
    )
