"""How passages are rendered: the words one is found by, and a quote as a person reads it."""

import re
from collections.abc import Iterable

from ingest.typography import BULLET, CELL_BLANK, LIST_MARK, unbroken

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_FIRST_ITEM = re.compile(rf":\s*\n\s*{LIST_MARK}")
_NEXT_ITEM = re.compile(rf"[.;,]?\s*\n\s*{LIST_MARK}")
_LEADING_MARK = re.compile(rf"\A(?:#{{1,6}}|>|{BULLET})\s+")


def findable(title: str, heading: str, text: str) -> str:
    """What is embedded of a passage: title, heading path and text, a line each."""
    path = heading if heading.startswith(title) else f"{title}\n{heading}"
    return f"{path}\n{text}"


def indexable(facts: Iterable[object], findable_words: str) -> str:
    """What is searched by words: the same after what is known of the publication.

    `facts` are its publisher, year, numbers; None is left out. They make vectors worse.
    """
    return "\n".join([" ".join(str(fact) for fact in facts if fact is not None), findable_words])


def readable(quote: str) -> str:
    """A quote on one line: words broken at line ends made whole, marks of layout taken away.

    The cells of a table row are put apart by a middle dot.
    """
    plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", unbroken(quote)))
    plain = _FIRST_ITEM.sub(": ", plain)
    plain = _NEXT_ITEM.sub("; ", plain) if ":" in plain else plain
    bare = _LEADING_MARK.sub("", plain.strip()).replace(CELL_BLANK, "|")
    cells = [cell.strip() for cell in bare.split("|")]
    return " ".join(" · ".join(filter(None, cells)).split())
