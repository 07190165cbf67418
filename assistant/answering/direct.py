"""The short answer inside a quoted sentence: its date, amount, duration or name; or nothing.

Finds only what the question's own words point out; where two would do, it gives none.
"""

from dataclasses import dataclass

from assistant.answering.direct_amounts import amounts, counted_by, tells_amount
from assistant.answering.direct_names import all_names, asks_who, names, tells_name
from assistant.answering.direct_reading import Beside, asks_once, beside, nearest
from assistant.answering.direct_times import (
    asks_when,
    durations,
    tells_duration,
    tells_time,
    times,
)
from assistant.types import Query, Wanted
from ingest.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """A short answer as it stands in its sentence; `start` and `end` are offsets into that."""

    text: str
    start: int
    end: int


def direct_answer(query: Query, sentence: str) -> Direct | None:
    """The short answer to the question in the sentence, verbatim; None where it is not sure."""
    if not asks_once(query):
        return None
    read = beside(query, sentence)
    rivals = all_names(sentence) if query.wanted is Wanted.WHO else ()
    span = nearest(query, read, _spans(query, read), rivals)
    if span is None:
        return None
    return Direct(text=span.of(sentence), start=span.start, end=span.end)


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


def _spans(query: Query, read: Beside) -> list[Span]:
    if query.wanted is Wanted.TIME:
        return times(query, read.text) if asks_when(query) else []
    if query.wanted is Wanted.AMOUNT:
        return amounts(query, read)
    if query.wanted is Wanted.DURATION:
        return durations(query, read.text)
    if query.wanted is Wanted.WHO:
        return names(query, read) if asks_who(query) else []
    return []
