"""Splits Swedish text into sentences, as spans; knows nothing about documents or pages.

A sentence ends at a full stop, question or exclamation mark before something that can begin
one. Headings, list items and table rows are units of their own. A line break ends nothing by
itself (PDF lines break anywhere); a blank line always does.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.types import Span
from ingest.typography import CELL_BLANK, LIST_MARK

_ABBREVIATIONS = frozenset(
    "t.ex bl.a dvs d.v.s m.m m.fl o.d o.dyl o.s.v osv etc s.k f.d f.n f.r.o.m fr.o.m t.o.m"
    " t.h t.v i.e e.g p.g.a pga e.d el eller.d kl nr st s sid prop dir bet rskr skr dnr jfr"
    " ang avd kap mom p pkt art bil tab fig not resp ca cirka c:a inkl exkl exl max min milj"
    " mkr tkr mnkr mdkr st.f s.a.s d.s.m m.a.o o.likn u.a i.st.f n.b obs tel fax"
    " jan feb febr mars apr maj jun juni jul juli aug sep sept okt nov dec"
    " e.kr f.kr f.ö fö a.a dr prof doc kungl ung forts red utg övers ev enl eg egentl"
    " allm äv även.l h.k.h ip vol ed pp no".split()
)
_BLANK = re.compile(r"\n[ \t\f]*\n\s*")
_ITEM = re.compile(rf"[ \t]*{LIST_MARK}\S")
_ROW = re.compile(rf"[ \t]*\||.* \| |.*{CELL_BLANK}")
_SECTION = re.compile(r"[ \t]*(?:\d+(?:\.\d+)*|\d+ [a-zåäö]|\d+ (?:kap\.|§)|\d+ [a-z] §)\s")
_RULE = re.compile(r"\s*[_=*~–—-]{4,}\s*\Z")
_GOES_ON = re.compile(
    r"\b(?:enligt|i|av|till|med|om|på|för|från|den|det|de|en|ett|som|att|vid|är|inom|under|mellan"
    r"|mot|per|sin|sina|denna|detta|dessa|nr|kap\.?|artikel|punkt|punkterna|avsnitt|bilaga|§§?)\s*\Z"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:den|nr|kap\.?|punkt|punkterna|artikel|avsnitt|bilaga|tabell|figur|sidan|§§?)\s*\Z"
)
_ENDS = re.compile(r"[.!?…:;,\"”»)]\s*\Z")
_STOP = re.compile(
    # A footnote mark may cling to the stop: "enligt lagen.2 Därefter".
    r"(?:[.!?…][\"”’»)\]]*|(?<=[^\W\d_])[.!?…][\"”’»)\]]*\d{1,2})"
    r"\s+(?=[\"”“»’'(\[–—-]{0,2}\s?[A-ZÅÄÖÉÜ0-9])"
    # "Har nämnden prövat frågan? (RiR 2011:4) och": what follows the title in its own sentence.
    r"(?!\([^()\n]{1,60}\)[ ,]\s*[a-zåäö])"
)
_TOKEN = re.compile(r"[^\s(\[\"”“»]*\Z")
_SHORT_LINE = 0.72


def sentence_spans(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences inside `within`, in order, without blanks around them.

    The spans cover every character of `within` that is not a blank.
    """
    spans = (
        _trimmed(text, start, end)
        for block_start, block_end in _blocks(text, within)
        for unit_start, unit_end in _units(text, block_start, block_end)
        for start, end in _sentences(text, unit_start, unit_end)
    )
    return tuple(span for span in spans if span.start < span.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start=start + len(piece) - len(piece.lstrip()), end=start + len(piece.rstrip()))


def _blocks(text: str, within: Span) -> Iterator[tuple[int, int]]:
    start = within.start
    for blank in _BLANK.finditer(text, within.start, within.end):
        yield start, blank.start()
        start = blank.end()
    yield start, within.end


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block where a line is a list item, a table row or a heading."""
    lines = _lines(text, start, end)
    width = max((len(line) for _, line in lines), default=0)
    begin = start
    alone = [_stands_alone(line) for _, line in lines]
    for place, ((_, line), (offset, following)) in enumerate(pairwise(lines), start=1):
        if alone[place] or alone[place - 1] or _starts_unit(line, following, width):
            yield begin, offset
            begin = offset
    yield begin, end


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines = []
    for line in text[start:end].split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _stands_alone(line: str) -> bool:
    """True for a table row and a rule."""
    has_cells = "|" in line or CELL_BLANK in line
    return bool((has_cells and _ROW.match(line)) or _RULE.match(line))


def _starts_unit(line: str, following: str, width: int) -> bool:
    """True when `following` does not go on with the sentence of `line`."""
    if _ITEM.match(following):
        return not _BEFORE_NUMBER.search(line)
    begins = following.lstrip()[:1]
    if not begins or begins.islower() or _ENDS.search(line) or _GOES_ON.search(line):
        return False
    is_short = len(line.strip()) < _SHORT_LINE * width
    return is_short and (begins.isupper() or bool(_SECTION.match(following)))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "." or _is_end(text, begin, stop):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, end


def _is_end(text: str, begin: int, stop: "re.Match[str]") -> bool:
    """True when a full stop ends a sentence and not an abbreviation or an ordinal."""
    before = text[max(begin, stop.start() - 24) : stop.start()]
    found = _TOKEN.search(before)
    token = found[0].lower() if found else ""
    if token.isdigit():
        return len(token) > 2 or before.strip() != token
    if token in _ABBREVIATIONS:
        return False
    return not (len(token) == 1 and token.isalpha())
