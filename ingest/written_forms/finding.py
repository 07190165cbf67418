"""Finds the expressions among a text's words, reading around each of its numbers."""

import re
from collections.abc import Iterator, Sequence

from ingest.remembering import remembered
from ingest.written_forms.dates import date, date_alone
from ingest.written_forms.numbers import SPELLED, UNITS, number_alone, quantity
from ingest.written_forms.references import reference, reference_alone
from ingest.written_forms.sections import MARKS, section
from ingest.written_forms.types import Tokens, WrittenForm

_DIGIT = re.compile(r"\d")


@remembered(200_000)
def forms_alone(word: str) -> tuple[WrittenForm, ...]:
    """What a lower-case word is by itself, at the place 0 to 1."""
    if not _DIGIT.search(word):
        return tuple(number_alone(word))
    return (*number_alone(word), *date_alone(word), *reference_alone(word))


def forms_among(tokens: Tokens, numbers: Sequence[int]) -> Iterator[WrittenForm]:
    """What several tokens are together; `numbers` are the places of those that hold digits.

    All places count the margin.
    """
    has_sections = not MARKS.isdisjoint(tokens)
    for n in numbers:
        yield from quantity(tokens, n)
        yield from date(tokens, n)
        yield from reference(tokens, n)
        if has_sections:
            yield from section(tokens, n)
    if not UNITS.isdisjoint(tokens):
        for n, token in enumerate(tokens):
            if token in SPELLED:
                yield from quantity(tokens, n)
