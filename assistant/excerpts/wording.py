"""An excerpt as a person reads it, on one line, and the evidence that its words claim."""

import re

from assistant.excerpts.pieces import pieces
from assistant.excerpts.tables import cells
from assistant.excerpts.types import Excerpt, Form, PassageText, text_of
from assistant.types import Evidence
from assistant.verification.opposites import MODALS, NEGATORS
from ingest.record.types import Passage
from ingest.rendering import readable
from ingest.swedish import words
from ingest.typography import BULLET

CUT = "…"
"""Stands last in the wording of a list that goes on in its document."""
_BULLET = re.compile(rf"\A{BULLET}[ \t]+")
_DIGIT = re.compile(r"\d")
_TURNING = NEGATORS | MODALS
_LOOSE_END = re.compile(r"[,;]\Z")
_ENDED = re.compile(r"(?:[.,:;!?]|\b(?:och|eller|samt))\Z")


def wording(excerpt: Excerpt, passage: PassageText) -> str:
    """The text of an excerpt of the passage.

    Items are parted by "•" or keep their numbers; the cells of a row stand with their column's
    name. What is left out between an item and its lead-in is told by an ellipsis.
    """
    core = passage.says(excerpt.core)
    before = passage.says(excerpt.before) if excerpt.before else ""
    match excerpt.form:
        case Form.LIST:
            listed = _listed(core)
            return f"{_lead(before)}{listed}{f' {CUT}' if excerpt.cut else ''}"
        case Form.ITEM:
            gap = "" if excerpt.adjacent or not before else f"{CUT} "
            return f"{_lead(before)}{gap}{_item(core)}"
        case Form.ROW:
            return _row(before, core)
        case Form.SENTENCE:
            span = excerpt.spans[0]
            return readable(passage.says(span))


def evidence_of(excerpt: Excerpt, passage: Passage) -> tuple[Evidence, ...]:
    """What a statement with the excerpt's wording cites: one span, or `before` and the core."""
    text = text_of(passage)
    return tuple(
        Evidence(passage=passage, span=span, quote=text.says(span)) for span in excerpt.spans
    )


def _lead(before: str) -> str:
    """What leads in, with a colon."""
    said = readable(before)
    if not said:
        return ""
    return f"{said} " if _ENDED.search(said) else f"{said}: "


def _listed(items: str) -> str:
    said = ""
    for piece in pieces(items):
        item = piece.span.of(items)
        if not said:
            said = _item(item)
        elif _BULLET.match(item):
            said = f"{_LOOSE_END.sub('', said)} • {_item(item)}"
        else:
            said = f"{said}{' ' if _ENDED.search(said) else '; '}{_item(item)}"
    return _LOOSE_END.sub("", said)


def _item(item: str) -> str:
    return readable(_BULLET.sub("", item))


def _row(header: str, row: str) -> str:
    """The cells under their columns' names, or as they stand where checking would doubt that."""
    names, values = cells(header), cells(row)
    if not header or len(names) != len(values) or _is_delicate(header, row):
        return readable(row)
    told = [
        f"{readable(name)}: {readable(value)}" if name else readable(value)
        for name, value in zip(names, values, strict=True)
        if value
    ]
    return "; ".join(told)


def _is_delicate(header: str, row: str) -> bool:
    """True where numbers name columns, and where a negation or a reservation stands.

    Put beside other words these are taken for another number, or another's negation.
    """
    return bool(_DIGIT.search(header)) or not _TURNING.isdisjoint(words(f"{header} {row}"))
