"""Finds dates, years, deadlines and durations in a sentence, for questions about when and how long.

A year in a publication's number ("2017:62") or in "2018 års budget" is no time that something
happened.
"""

import re
from functools import lru_cache

from assistant.short_answers.numbers import MODIFIER, NUMBER, SENTENCES
from assistant.types import Query
from ingest.types import Span

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|febr?|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
_YEAR = r"(?<![\d:/.,-])(?:1[89]|20)\d\d(?!\d|[:/.,-]\d)(?!\s+års\b)"
_DAY = r"\d{1,2}(?::?[ae])?"
_DATE = (
    rf"(?:(?:den\s+)?{_DAY}(?:\s*[-–]\s*{_DAY})?\s+{_MONTH}(?:\s+{_YEAR})?"
    rf"|{_MONTH}\s+{_YEAR}|(?<![\d:/-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])"
    r"|(?<![\d:/-])\d{1,2}/\d{1,2}(?:[ -]\d{4})?(?![\d/:])"
)
_PART = (
    rf"|(?:(?:första|andra|tredje|fjärde)\s+kvartalet|(?:våren|sommaren|hösten|vintern)"
    rf"|års?skiftet)\s+{_YEAR}(?:\s*[/–-]\s*\d{{2,4}})?"
)
_LEAD = (
    r"(?:(?:senast|tidigast|före|efter|omkring|cirka|från och med|fr\.o\.m\.|till och med"
    r"|t\.o\.m\.|i (?:början|mitten|slutet) av|under (?:första|andra) halvan av)\s+)?"
)
_POINT = rf"(?:{_DATE}{_PART})|(?:år\s+)?{_YEAR})"
_RANGED = (
    rf"(?:från\s+{_POINT}\s+till\s+{_POINT}|mellan\s+{_POINT}\s+och\s+{_POINT}"
    rf"|{_POINT}\s*[–-]\s*{_POINT}|(?<![\d:/-])(?:19|20)\d\d-(?:19|20)\d\d(?![\d:/-]))"
)
UNITS = {
    "minut": r"minut(?:er)?",
    "timm": r"timm(?:e|ar)",
    "dag": r"(?:arbets|kalender|var|bank)?dag(?:ar)?|dygn",
    "veck": r"veck(?:a|or)",
    "månad": r"månad(?:er)?",
    "kvartal": r"kvartal",
    "år": r"år",
}
_ENGLISH = {
    "minute": "minut",
    "hour": "timm",
    "day": "dag",
    "week": "veck",
    "month": "månad",
    "year": "år",
}
_ANY_UNIT = "|".join(UNITS.values())
_RELATIVE = (
    rf"(?:inom|senast)\s+{NUMBER}\s+(?:{_ANY_UNIT})\b(?:\s+(?:efter|från|före)\s+\w+)?"
    r"|(?:vart|varje|vartannat)\s+(?:\w+\s+)?(?:år|månad|vecka|dag|kvartal)\b|årligen|varje vecka"
)
TIME = re.compile(rf"\b{_LEAD}(?:{_RANGED}|{_POINT})|\b(?:{_RELATIVE})", re.IGNORECASE)
_SOME_TIME = re.compile(
    rf"\b{_MONTH}|\b(?:1[89]|20)\d\d\b|\b(?:våren|sommaren|hösten|vintern|kvartal\w*|kl\.|klockan)"
    rf"|\b{NUMBER}\s+(?:{_ANY_UNIT})\b|\b(?:i dag|i år|nästa|förra|samma)\s+\w+",
    re.IGNORECASE,
)
_HAS_DAY = re.compile(rf"\d\s+{_MONTH}|\d{{4}}-\d\d-\d\d|\d/\d", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_ASKS_WHEN = re.compile(
    r"(?:\A|[.,:;?!]\s+|\b(?:och|men|and|but)\s+)(?:(?:sedan|till|från|since|until)\s+)?"
    r"(?:när|when)\b|\b(?:vilket (?:år|datum)|vilken (?:dag|månad)|årtal"
    r"|(?:what|which) (?:year|date|day))\b",
    re.IGNORECASE,
)
_ASKS_DAY = re.compile(r"\b(?:vilket datum|vilken dag|(?:what|which) (?:date|day))\b", re.I)
_ASKS_YEAR = re.compile(r"\b(?:vilket år|årtal\w*|(?:what|which) year)\b", re.I)
_NOT_LONG = r"(?!\s+(?:gam|sedan|tidigare|senare|före|efter\b))"
_ASKED_UNIT = re.compile(r"\b(?:hur många|how many)\s+((?:\w+\s*){1,2})", re.I)


def asks_when(query: Query) -> bool:
    """True when the question asks for a time, not only tells one with "när"."""
    return _ASKS_WHEN.search(query.question) is not None


def times(query: Query, sentence: str) -> list[Span]:
    """The times of a sentence that fit: a whole date where a date is asked for, a year for years.

    What stands in the question already is none.
    """
    asked_day = _ASKS_DAY.search(query.question) is not None
    asked_year = _ASKS_YEAR.search(query.question) is not None
    return [
        _year_in(sentence, span) if asked_year else span
        for span in _spans(TIME, sentence)
        if (not asked_day or _HAS_DAY.search(span.of(sentence)))
        and (not asked_year or _A_YEAR.search(span.of(sentence)))
        and not _is_said(query, span.of(sentence))
    ]


def durations(query: Query, sentence: str) -> list[Span]:
    """The durations of a sentence, in the unit that is asked for if one is."""
    unit = _unit_asked(query.question)
    pattern = re.compile(rf"{MODIFIER}{NUMBER}\s+(?:{unit})\b{_NOT_LONG}", re.IGNORECASE)
    return [span for span in _spans(pattern, sentence) if not _is_said(query, span.of(sentence))]


@lru_cache(SENTENCES)
def tells_time(sentence: str) -> bool:
    """True when a sentence names a time, a month or a year, or how long until something."""
    return TIME.search(sentence) is not None or _SOME_TIME.search(sentence) is not None


@lru_cache(SENTENCES)
def tells_duration(sentence: str) -> bool:
    """True when a sentence could tell how long: it names a unit of time, or a time."""
    named = re.search(rf"(?:{_ANY_UNIT})", sentence, re.IGNORECASE)
    return named is not None or TIME.search(sentence) is not None


def _unit_asked(question: str) -> str:
    """The pattern of the unit that "hur många dagar" names, else of any."""
    found = _ASKED_UNIT.search(question)
    for asked in found[1].lower().split() if found else ():
        swedish = next((own for word, own in _ENGLISH.items() if asked.startswith(word)), asked)
        for name, pattern in UNITS.items():
            if swedish.startswith(name):
                return pattern
    return _ANY_UNIT


def _spans(pattern: re.Pattern[str], sentence: str) -> list[Span]:
    return [Span(start=found.start(), end=found.end()) for found in pattern.finditer(sentence)]


def _year_in(sentence: str, span: Span) -> Span:
    """The year of a date; the whole of a stretch of years."""
    years = list(_A_YEAR.finditer(sentence, span.start, span.end))
    return Span(start=years[0].start(), end=years[0].end()) if len(years) == 1 else span


def _is_said(query: Query, text: str) -> bool:
    """True when all numbers of a time stand in the question."""
    numbers = re.findall(r"\d+", text)
    asked = set(re.findall(r"(?<![\d:/])\d+(?![:/]?\d)", query.question))
    return bool(numbers) and asked.issuperset(numbers)
