"""How a figure is written in a sentence, and whether two figures may be one, rounded."""

import re
from decimal import Decimal

from assistant.answering.saying import ABOUT
from assistant.verification.number_words import (
    FRACTIONS,
    MONEY,
    MONTHS,
    NUMBERS,
    PERCENT,
    POINTS,
    SIZES,
    TIMES,
)
from assistant.verification.quantities import BARE, DAY, Quantity, quantities

ROUNDED, ROUGH = Decimal("0.05"), Decimal("0.1")
"""Figures this near each other may be one, rounded; the second where a sentence says "omkring"."""


def _one_of(*names: object) -> str:
    return "|".join(sorted(map(re.escape, map(str, names)), key=len, reverse=True))


_ROUGH = rf"(?:\b(?:{_one_of(*ABOUT)}|mer än|fler än|minst|högst)\s+)?"
_UNIT = _one_of(*SIZES, *MONEY, *POINTS, *TIMES, *(PERCENT - {"%"}))
_DIGITS = r"(?<![\w,.:/-])\d+(?:\s\d{3})*(?:[.,]\d+)*(?![\d:/-])"
_WORDS = rf"\b(?:{_one_of(*(NUMBERS.keys() - {'en', 'ett'}), *FRACTIONS)})\b"
_FIGURE = re.compile(
    rf"{_ROUGH}(?:{_DIGITS}|{_WORDS})(?:\s*%(?!-)|(?:\s+(?:{_UNIT})\b)+)?", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?::?[ae])?\s+)?(?:{_one_of(*MONTHS)})(?:\s+(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_COUNTED = tuple(re.compile(rf"(?:\s+[^\W\d_][\w-]*){{{most}}}") for most in (1, 2))


def written(figure: Quantity, sentence: str) -> str:
    """The figure as the sentence writes it, on one line; empty where it is not found."""
    for pattern in (_DATE, _FIGURE):
        for found in pattern.finditer(sentence):
            text = _with_counted(found, figure, sentence)
            if figure.key in {one.key for one in quantities(text)}:
                return " ".join(text.split())
    return ""


def may_be_one(one: Quantity, other: Quantity, rough: bool) -> bool:
    """True when a figure may be another of its unit, rounded; `rough` when one is said to be so."""
    if one.unit == DAY:
        return one.text == other.text
    smaller, larger = sorted((one.value, other.value))
    apart = larger - smaller
    if rough and apart <= ROUGH * larger:
        return True
    step = Decimal(1).scaleb(max(_exponent(smaller), _exponent(larger)))
    return apart <= ROUNDED * larger and smaller.quantize(step) == larger.quantize(step)


def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def _with_counted(found: re.Match[str], figure: Quantity, sentence: str) -> str:
    """The words of a number, with those up to what it counts."""
    if figure.unit != BARE:
        return found[0]
    for pattern in _COUNTED:
        counted = pattern.match(sentence, found.end())
        text = found[0] + (counted[0] if counted else "")
        if any(one.key == figure.key and one.noun == figure.noun for one in quantities(text)):
            return text
    return found[0]
