"""What a text has to find one's way by, and which says nothing itself: no answer quotes it.

Its title and headings; what it points the reader on to ("Läs vidare"); rows that name files. Pure;
judges nothing against a question.
"""

import re

from assistant.excerpts.lists import LONGEST_HEADING
from assistant.excerpts.tables import cells
from assistant.excerpts.types import Excerpt, Form, PassageText
from ingest.swedish import words
from ingest.types import Span

_POINTS_ON = re.compile(
    r"[\W\d]*(?:(?:läs|se) (?:vidare|mer|även|också)(?: (?:i|om|på|hos) .{1,80})?"
    r"|vidare läsning|mer (?:information|att läsa)|relaterat|innehållsförteckning"
    r"|relaterade? (?:dokument|länkar|sidor|rapporter|läsning|material|publikationer)"
    r"|further reading|read more)\W*",
    re.IGNORECASE,
)
_FILE = re.compile(r"`?[\w./-]+\.(?:md|pdf|docx?|pptx?|xlsx?|csv|txt|html?|zip|od[tsp])`?")
_SAID = re.compile(r"[\d:]|[.!?…,;|][”\")\]]?\Z")
_HEADS = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.? (?=[^\W\d_])|(?:vad|vem|hur|varför)\b", re.I)
"""How a heading begins: with its number, or as a question that somebody answers below it."""
_CLAIM = re.compile(
    r"(?![\W\d]*(?:vad|vem|vilk\w+|hur|varför|när|var|så)\b)"
    r".*\b(?:är|har|måste|ska|bör|kan|får|behöver|blir)\b",
    re.IGNORECASE,
)


def is_signpost(excerpt: Excerpt, passage: PassageText) -> bool:
    """True for a heading, for what points on, and for a row that names a file."""
    match excerpt.form:
        case Form.SENTENCE:
            return excerpt.before is None and _is_heading(excerpt.core, passage)
        case Form.LIST | Form.ITEM:
            return _points_on(excerpt, passage)
        case Form.ROW:
            return any(_FILE.fullmatch(cell) for cell in cells(passage.says(excerpt.core)))


def _is_heading(span: Span, passage: PassageText) -> bool:
    """True for the title, a heading above the passage, and a bare line alone in it.

    But for one that claims something, such as "Beställaren måste kunna säga nej".
    """
    said = passage.says(span)
    if _CLAIM.match(said):
        return False
    above = (passage.title, *passage.heading.split(" › "))
    return words(said) in map(words, above) or _is_bare_line(span, passage)


def _is_bare_line(span: Span, passage: PassageText) -> bool:
    """True for a short line between blank ones that begins as headings do, and gives no fact.

    It ends without a stop. A figure, or a colon as in "Nyttoägare: chefen", may well be what is
    asked for; so may any other line, for much text has sentences that end without a stop.
    """
    said = passage.says(span)
    heads = _HEADS.match(said)
    if heads is None or len(said) > LONGEST_HEADING or _SAID.search(said[heads.end() :]):
        return False
    before = passage.text[: span.start - passage.offset]
    after = passage.text[span.end - passage.offset :]
    is_first = not before.strip() or before.rstrip(" \t").endswith("\n\n")
    return is_first and after.lstrip(" \t").startswith("\n\n")


def _points_on(excerpt: Excerpt, passage: PassageText) -> bool:
    lead = passage.says(excerpt.before) if excerpt.before else ""
    own = passage.heading.split(" › ")[-1]
    return any(_POINTS_ON.fullmatch(one) for one in (lead, own))
