"""Dates as people write them in Swedish: "2017-03-31", "31/3 2017", "31 mars 2017", "kv 2 2017".

A month or a quarter is its first day where something starts and its last day where it ends. A
year alone says too little and is refused, and so is a year of two digits. "3/4/2017" may be two
days; which one, only the rest of its column can tell (`day_first`).
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.errors import UnclearError
from ingest.register.amounts import tidy

EARLIEST, LATEST = 1980, 2100
"""The years that a project's dates may lie in."""

_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "januari februari mars april maj juni juli augusti september oktober november "
        "december".split(),
        start=1,
    )
    for length in {3, 4, len(name)}
    if length <= len(name)
}
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SWEDISH = re.compile(r"(\d{1,2})/(\d{1,2})(?: |-| -)(\d{4})")
_POINTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_WORDED = re.compile(r"(?:den )?(\d{1,2})(?::?e|:a)? ([a-z]{3,9})\.?,? (\d{4})")
_MONTH = re.compile(r"([a-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_NUMBER = re.compile(r"(\d{4})[-/](\d{1,2})")
_QUARTER_FIRST = re.compile(r"(?:q|kv\.?|kvartal) ?([1-4])[ ,/-]+(\d{4})")
_QUARTER_LAST = re.compile(r"(\d{4})[ ,/-]*(?:q|kv\.?|kvartal) ?([1-4])")
_QUARTER_WORDED = re.compile(r"(första|andra|tredje|fjärde) kvartalet,? (\d{4})")
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_YEAR_ONLY = re.compile(r"(?:år )?\d{4}")
_HELP = "Skriv datumet som 2017-03-31."


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day; `is_period` when a month or a quarter was written, and the day is its end or start."""

    day: date
    is_period: bool = False


def read_date(text: str, *, is_end: bool, is_day_first: bool | None = None) -> Day:
    """The day that the text says; raise `UnclearError` where that is not certain.

    `is_day_first` tells the order of numbers in the rest of the column, None where it does not.
    """
    said = tidy(text).casefold()
    day = _exact(said, text) or _either(said, text, is_day_first)
    if day:
        return Day(day=day)
    if months := _period(said):
        year, first, last = months
        start = _day(year, first, 1, text)
        end = _day(year, last, monthrange(year, last)[1], text) if start else start
        return Day(day=end if is_end else start, is_period=True)
    if _YEAR_ONLY.fullmatch(said):
        raise UnclearError(f"”{text}” är bara ett år.", "Skriv också månad, helst dag: 2017-03-31.")
    raise UnclearError(f"”{text}” kan inte läsas som ett datum.", _HELP)


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether the column's dates with two numbers before the year begin with the day.

    None where no date shows it, or some show the one and some the other.
    """
    shown = set()
    for text in texts:
        if found := _EITHER.fullmatch(tidy(text)):
            first, second = int(found[1]), int(found[3])
            if (first > 12) != (second > 12):
                shown.add(first > 12)
    return shown.pop() if len(shown) == 1 else None


def sound(day: date, text: str) -> date:
    """The day, if its year is one that a project may have; raise `UnclearError` otherwise."""
    if not EARLIEST <= day.year <= LATEST:
        raise UnclearError(
            f"”{text}” ligger utanför åren {EARLIEST}–{LATEST}.", f"Rätta årtalet. {_HELP}"
        )
    return day


def _exact(said: str, text: str) -> date | None:
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[3]), int(found[4]), text)
    if found := _COMPACT.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _SWEDISH.fullmatch(said) or _POINTED.fullmatch(said):
        return _day(int(found[3]), int(found[2]), int(found[1]), text)
    found = _WORDED.fullmatch(said)
    if found and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]), text)
    return None


def _either(said: str, text: str, is_day_first: bool | None) -> date | None:
    found = _EITHER.fullmatch(said)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first > 12 or second > 12:
        is_day_first = first > 12
    if is_day_first is None and first != second:
        raise UnclearError(
            f"”{text}” kan vara både den {first} i månad {second} och den {second} i månad "
            f"{first}.",
            _HELP,
        )
    day, month = (first, second) if is_day_first else (second, first)
    return _day(year, month, day, text)


def _period(said: str) -> tuple[int, int, int] | None:
    """The year, first and last month of a month or a quarter."""
    if found := _QUARTER_FIRST.fullmatch(said):
        return _quarter(int(found[2]), int(found[1]))
    if found := _QUARTER_LAST.fullmatch(said):
        return _quarter(int(found[1]), int(found[2]))
    if found := _QUARTER_WORDED.fullmatch(said):
        return _quarter(int(found[2]), _ORDINALS[found[1]])
    found = _MONTH.fullmatch(said)
    if found and found[1] in _MONTHS:
        return int(found[2]), _MONTHS[found[1]], _MONTHS[found[1]]
    if (found := _MONTH_NUMBER.fullmatch(said)) and 1 <= int(found[2]) <= 12:
        return int(found[1]), int(found[2]), int(found[2])
    return None


def _quarter(year: int, quarter: int) -> tuple[int, int, int]:
    return year, 3 * quarter - 2, 3 * quarter


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return sound(date(year, month, day), text)
    except ValueError as error:
        raise UnclearError(f"”{text}” finns inte i kalendern.", _HELP) from error
