"""The short answer inside a quoted sentence: its date, amount, duration or name; or nothing.

Finds only what the question's own words point out; where two would do, it gives none.
"""

import re
from dataclasses import dataclass

from assistant.short_answers.amounts import amounts, tells_amount
from assistant.short_answers.kinds import asks_change, counted_by
from assistant.short_answers.names import all_names, asks_who, names, tells_name
from assistant.short_answers.reading import asks_once, beside, nearest
from assistant.short_answers.times import (
    asks_when,
    durations,
    tells_duration,
    tells_time,
    times,
)
from assistant.types import Query, Wanted
from ingest.types import Span

LONGEST = 600
"""Characters; a longer excerpt is a list or a table, and its patterns cost by the square."""
_MORE = re.compile(
    r".*?\b(?:mer|mindre|fler|färre|längre|kortare|dyrare|billigare|högre|lägre)\b",
    re.IGNORECASE | re.DOTALL,
)
_GROWN = re.compile(
    r"\b(?:ök|minsk|stig|steg|sjunk|sjönk|höj|sänk|väx)\w*\s+(?:\w+\s+){0,2}(?:med|till)\s+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """A short answer as it stands in its sentence; `start` and `end` are offsets into that."""

    text: str
    start: int
    end: int


def direct_answer(query: Query, sentence: str) -> Direct | None:
    """The short answer to the question in the sentence, verbatim; None where it is not sure."""
    if not asks_once(query) or len(sentence) > LONGEST:
        return None
    spans = _spans(query, sentence)
    if not spans:
        return None
    rivals = all_names(sentence) if query.wanted is Wanted.WHO else ()
    span = nearest(query, beside(query, sentence), spans, rivals)
    if span is None or (_tells_change(sentence, span) and not asks_change(query)):
        return None
    return Direct(text=span.of(sentence), start=span.start, end=span.end)


def _tells_change(sentence: str, span: Span) -> bool:
    """True for "5 miljoner mer än …" and "ökat med 40 anställda": no answer to how much it is."""
    after, before = sentence[span.start :], sentence[: span.start]
    return _MORE.match(after[: len(span.of(sentence)) + 20]) is not None or (
        _GROWN.search(before) is not None
    )


def fits(query: Query, sentence: str) -> bool:
    """False when the sentence cannot answer: it holds nothing of the sort that is asked for."""
    if query.wanted is Wanted.TIME:
        return not asks_when(query) or tells_time(sentence)
    if query.wanted is Wanted.AMOUNT:
        return counted_by(query) is None or tells_amount(sentence)
    if query.wanted is Wanted.DURATION:
        return tells_duration(sentence)
    if query.wanted is Wanted.WHO:
        return not asks_who(query) or tells_name(sentence)
    return True


def holds_sort(query: Query, sentence: str) -> bool:
    """True when the sentence holds what is asked for: a date, an amount in the unit, a name."""
    if query.wanted in {Wanted.OTHER, Wanted.REASON} or not fits(query, sentence):
        return False
    sentence = sentence[:LONGEST]
    return bool(_spans(query, sentence))


def _spans(query: Query, sentence: str) -> list[Span]:
    if query.wanted is Wanted.TIME:
        return times(query, sentence) if asks_when(query) else []
    if query.wanted is Wanted.AMOUNT:
        return amounts(query, sentence)
    if query.wanted is Wanted.DURATION:
        return durations(query, sentence)
    if query.wanted is Wanted.WHO:
        return names(query, beside(query, sentence)) if asks_who(query) else []
    return []
