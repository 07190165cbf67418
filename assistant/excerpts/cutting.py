"""The pieces of a passage that an answer may quote, each with what it needs to be understood.

Sentences, with the one before where they point back to it; lists with their lead-in or heading,
and their items; rows of tables with their header. Pure; judges nothing against a question.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.excerpts.lists import FoundList, lists
from assistant.excerpts.openings import points_back
from assistant.excerpts.pieces import Piece, is_paragraph_break, is_plain, pieces
from assistant.excerpts.tables import FoundTable, tables
from assistant.excerpts.types import Excerpt, Form, PassageText
from assistant.understanding.small_words import SMALL_WORDS
from ingest.sentences import sentence_spans
from ingest.types import Span

SHORTEST = 25
"""An excerpt has at least so many characters, what stands before it included."""
LONGEST_WITH_BEFORE = 500
"""A sentence or an item and what stands before it have no more together."""
LONGEST_LIST = 900
LONGEST_ROW = 900
_SAYS = re.compile(r"[^\W\d_]")
_ENDS = (".", "!", "?", "…", ":", "”", '"', ")", "»")


def excerpts(passage: PassageText) -> list[Excerpt]:
    """The excerpts of a passage in reading order; a list comes before its items.

    Empty for a passage too short to say anything.
    """
    return list(_plain(passage) if is_plain(passage.text) else _marked(passage))


def _plain(passage: PassageText) -> Iterator[Excerpt]:
    text = passage.text
    return _sentences(passage, sentence_spans(text, Span(start=0, end=len(text))))


def _marked(passage: PassageText) -> Iterator[Excerpt]:
    found = pieces(passage.text)
    of_list = {one.first: one for one in lists(passage.text, found)}
    of_table = {table.rows[0]: table for table in tables(passage.text, found) if table.rows}
    running: list[Span] = []
    place = 0
    while place < len(found):
        piece = found[place]
        is_marked = place in of_list or place in of_table or piece.form is Form.ROW
        if is_marked:
            yield from _sentences(passage, _without_lead(running, of_list.get(place)))
            running = []
        else:
            running += piece.parts
        if place in of_list:
            yield from _of_list(passage, of_list[place], found)
            place = of_list[place].behind
        elif place in of_table:
            yield from _of_table(passage, of_table[place], found)
            place = of_table[place].rows[-1] + 1
        else:  # a header and the rule below it stand with each row
            place += 1
    yield from _sentences(passage, running)


def _without_lead(running: Sequence[Span], one: FoundList | None) -> Sequence[Span]:
    """Running text without what leads in to the list behind it, which says nothing alone."""
    if one is None or one.lead is None or not one.adjacent:
        return running
    return [span for span in running if span.end <= one.lead.start]


def _sentences(passage: PassageText, spans: Sequence[Span]) -> Iterator[Excerpt]:
    """The sentences of a stretch of running text, each with the one before where it needs it."""
    text = passage.text
    pointed = False
    if spans and _is_left_open(text, spans[-1]):
        spans = spans[:-1]
    for n, core in enumerate(spans):
        points = points_back(text[core.start : core.end])
        if points and n and _belongs(text, spans[n - 1], core):
            yield Excerpt(
                form=Form.SENTENCE,
                core=passage.placed(core),
                before=passage.placed(spans[n - 1]),
                adjacent=True,
                dangling=pointed,
            )
        elif core.end - core.start >= SHORTEST and _SAYS.search(text, core.start, core.end):
            yield Excerpt(form=Form.SENTENCE, core=passage.placed(core), dangling=points)
        pointed = points


def _is_left_open(text: str, last: Span) -> bool:
    """True for "Utredaren ska bland annat" at the end of a passage: its list is in the next."""
    if text[last.end :].strip():
        return False
    said = last.of(text).rstrip("*_ ")
    return said.endswith(":") or said.rpartition(" ")[2].lower() in SMALL_WORDS


def _belongs(text: str, before: Span, core: Span) -> bool:
    """True when a whole sentence stands before the core in its paragraph, and both are short."""
    return (
        core.end - before.start <= LONGEST_WITH_BEFORE
        and text[before.end - 1] in _ENDS
        and not is_paragraph_break(text, before.end, core.start)
    )


def _of_list(passage: PassageText, one: FoundList, found: Sequence[Piece]) -> Iterator[Excerpt]:
    items = [piece.span for piece in found[one.first : one.behind]]
    if len(items) > 1:
        yield from _whole_list(passage, one, items)
    lead = passage.placed(one.lead) if one.lead else None
    room = LONGEST_WITH_BEFORE - (_length(lead) if lead else 0)
    for n, item in enumerate(items):
        if _length(item) >= SHORTEST:
            is_led = one.lead is not None and _length(item) <= room
            yield Excerpt(
                form=Form.ITEM,
                core=passage.placed(item),
                before=lead if is_led else None,
                adjacent=is_led and one.adjacent and n == 0,
                dangling=points_back((one.lead if one.lead and is_led else item).of(passage.text)),
            )


def _whole_list(passage: PassageText, one: FoundList, items: Sequence[Span]) -> Iterator[Excerpt]:
    """The list with as many of its items as there is room for; nothing when it is but one."""
    start = items[0].start
    room = LONGEST_LIST - (_length(one.lead) if one.lead else 0)
    kept = [item.end for item in items if item.end - start <= room]
    if len(kept) > 1:
        core = Span(start=start, end=kept[-1])
        yield Excerpt(
            form=Form.LIST,
            core=passage.placed(core),
            before=passage.placed(one.lead) if one.lead else None,
            adjacent=one.adjacent,
            cut=len(kept) < len(items),
            dangling=points_back((one.lead or core).of(passage.text)),
        )


def _of_table(passage: PassageText, table: FoundTable, found: Sequence[Piece]) -> Iterator[Excerpt]:
    header = passage.placed(table.header) if table.header else None
    shortest = SHORTEST - (_length(header) if header else 0)
    for n in table.rows:
        row = found[n].span
        if _length(row) > LONGEST_ROW:
            yield from _sentences(passage, found[n].parts)
        elif _length(row) >= shortest:
            yield Excerpt(form=Form.ROW, core=passage.placed(row), before=header)


def _length(span: Span) -> int:
    return span.end - span.start
