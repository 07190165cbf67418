"""Whether a number that the quotes lack is a calculation that the sentence spells out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from assistant.verification.quantities import BARE, Quantity

_SUM = re.compile(r"\b(?:sammanlagt|tillsammans|totalt|summan|summa)\b|\+", re.I)
_DIFFERENCE = re.compile(
    r"\b(?:skillnad\w*|ök\w+ med|minsk\w+ med|ökning\w* (?:på|med)|minskning\w* (?:på|med)"
    r"|(?:fler|färre|mer|mindre|högre|lägre) än)\b",
    re.I,
)
_SHARE = re.compile(r"\b(?:motsvarar|motsvarande|andel\w*|det vill säga|dvs|alltså)\b", re.I)
_NUMBERS_OF_SUM = 2


def is_calculated(wanted: Quantity, terms: Sequence[Quantity], sentence: str) -> bool:
    """True for the sum, difference or share of supported numbers that the sentence names itself.

    `terms` are the sentence's other quantities, all of which stand in its quotes.
    """
    alike = [term for term in terms if term.unit == wanted.unit]
    counted = [term for term in terms if term.unit not in {"%", "procentenheter"} and term.value]
    total = sum((term.value for term in alike), start=Decimal(0))
    if _SUM.search(sentence) and len(alike) >= _NUMBERS_OF_SUM and total == wanted.value:
        return True
    if _DIFFERENCE.search(sentence) and wanted.value in set(_differences(wanted, terms)):
        return True
    return wanted.unit == "%" and bool(_SHARE.search(sentence)) and _is_share(wanted, counted)


def _differences(wanted: Quantity, terms: Sequence[Quantity]) -> Iterator[Decimal]:
    of = "%" if wanted.unit == "procentenheter" else wanted.unit
    values = [term.value for term in terms if term.unit == of]
    if of != BARE or wanted.value < 1000:
        yield from (abs(one - other) for one, other in permutations(values, 2))


def _is_share(wanted: Quantity, counted: Sequence[Quantity]) -> bool:
    exponent = wanted.value.as_tuple().exponent
    places = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return any(
        (100 * one.value / other.value).quantize(places) == wanted.value
        for one, other in permutations(counted, 2)
        if one.unit == other.unit and one.value < other.value
    )
