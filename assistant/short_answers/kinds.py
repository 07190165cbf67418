"""What kind of amount a question asks for: money, a share, a number of things."""

import re
from enum import StrEnum
from functools import lru_cache

from assistant.types import Query


class Counted(StrEnum):
    """What kind of amount a question asks for."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    TIMES = "times"
    SIZE = "size"


QUESTIONS = 100
"""The kinds of so many are remembered: every excerpt that may answer a question asks for its."""
_KINDS = (
    (Counted.TIMES, r"\bhur (?:ofta|många gånger)\b|\bhow (?:often|many times)\b"),
    (
        Counted.SHARE,
        r"\bhur (?:stor|många) (?:\w+)?(?:del|andel|procent)\b|\bhur stor (?:\w+ )?(?:an)?del\b"
        r"|\bvilken (?:an)?del\b|\bhow many per ?cent\b"
        r"|\b(?:what|which|how (?:large|big|high))(?: a| an| is the| was the)?"
        r" (?:share|proportion|percentage)\b",
    ),
    (
        Counted.MONEY,
        r"\bhur många (?:miljoner|miljarder|kronor|tusen)\b|\bhow many (?:million|billion)"
        r"|\bvilket (?:\w+ )?(?:belopp|anslag|arvode|pris)\b"
        r"|\bvilken (?:\w+ )?(?:kostnad|summa|budget|avgift|lön|omsättning)|\bhur dy(?:r|rt|ra)\b"
        r"|\bvad (?:[\w-]+ ){0,8}(?:kosta|betala|omsatte|omsätter)"
        r"|\bhur (?:mycket|stora?|stort|höga?|högt)\b.*(?:kost|budget|utgift"
        r"|kron|belopp|anslag|avgift|intäkt|besparing|pengar|medel|pris|ersättning|bidrag)"
        r"|\b(?:how (?:much|high|large|big)|what)\b.*\b(?:cost|budget|spen[dt]|fee|price|fund)",
    ),
    (Counted.COUNT, r"\bhur många\b|\bhow many\b"),
    (
        Counted.SIZE,
        r"\bhur (?:mycket|stora?|stort|höga?|högt|lång)\b|\bhow (?:much|large|big|high)\b",
    ),
)
_ASKS_CHANGE = re.compile(
    r"\bhur (?:mycket|stort?)\b.*\b(?:öka|minska|överskr|undersk|stig|steg|sjunk|sjönk|höj|sänk"
    r"|fördyr|dyrare|billigare|mer|mindre|högre|lägre)"
    r"|\bhur många (?:miljoner|miljarder|kronor) (?:dyrare|billigare|mer|mindre)\b",
    re.IGNORECASE,
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def counted_by(query: Query) -> Counted | None:
    """The kind of amount a question asks for; None: it only speaks of one."""
    return _kind_of(query.question)


@lru_cache(QUESTIONS)
def _kind_of(question: str) -> Counted | None:
    return next((kind for kind, pattern in _COMPILED if pattern.search(question)), None)


def asks_change(query: Query) -> bool:
    """True when the question asks by how much something became more or less."""
    return _ASKS_CHANGE.search(query.question) is not None
