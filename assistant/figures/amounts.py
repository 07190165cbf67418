"""Amounts with their units, days and years, put together from their marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.folding import fold, joined, kinds_of
from assistant.figures.marks import Kind, Mark

_YEAR_DAYS = 365
_DAYS = {"months": _YEAR_DAYS / 12, "years": _YEAR_DAYS}
_HEADS = ("fte", "it_fte")
_OF_YEAR = "års"
_BY = ("enligt", "enl")
_CENTURY = re.compile(r"(?:19|20)\d\d")


def fold_amounts(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with quantities, years and days in place of numbers, units and months."""
    return fold(
        marks,
        _per,
        _heads,
        _day,
        _price_year,
        _year_said,
        _collected,
        _years_own,
        _quantity,
        _alone,
    )


def _per(marks: Sequence[Mark]) -> Mark | None:
    """It-kostnad/åa."""
    if kinds_of(marks, 2) != [Kind.SLASH, Kind.NUMBER] or marks[1].value != "fte":
        return None
    return joined(marks[:2], Kind.PER, "fte")


def _heads(marks: Sequence[Mark]) -> Mark | None:
    """Anställda (årsarbetskrafter), or the other way round: what is counted is the latter."""
    counted = next((mark for mark in marks[:2] if mark.value in _HEADS), None)
    if counted is None or sorted(kinds_of(marks, 2)) != [Kind.HEADCOUNT, Kind.NUMBER]:
        return None
    return replace(counted, start=marks[0].start, end=marks[1].end)


def _day(marks: Sequence[Mark]) -> Mark | None:
    """1 mars 2017, or mars 2017; `value` is the day as 2017-03-01, or the month as 2017-03."""
    if kinds_of(marks, 3) == [Kind.AMOUNT, Kind.MONTH, Kind.AMOUNT] and _year_of(marks[2]):
        day, month, year = int(marks[0].amount), int(marks[1].value), _year_of(marks[2])
        return joined(marks[:3], Kind.DAY, f"{year}-{month:02}-{day:02}")
    if kinds_of(marks, 2) == [Kind.MONTH, Kind.AMOUNT] and _year_of(marks[1]):
        return joined(marks[:2], Kind.DAY, f"{_year_of(marks[1])}-{int(marks[0].value):02}")
    return None


def _price_year(marks: Sequence[Mark]) -> Mark | None:
    """2018 års priser."""
    year = _year_of(marks[0])
    if year and len(marks) > 2 and marks[1].value == "years 1" and marks[2].kind is Kind.PRICES:
        return replace(joined(marks[:3], Kind.PRICE_YEAR), years=(year,))
    return None


def _year_said(marks: Sequence[Mark]) -> Mark | None:
    """År 2017, åren 2015."""
    if marks[0].value != "years 1" or len(marks) < 2 or not _year_of(marks[1]):
        return None
    return replace(joined(marks[:2], Kind.YEAR), years=(_year_of(marks[1]),))


def _years_own(marks: Sequence[Mark]) -> Mark | None:
    """2017 års."""
    year = _year_of(marks[0])
    if not year or len(marks) < 2 or marks[1].text.lower() != _OF_YEAR:
        return None
    return replace(joined(marks[:2], Kind.YEAR), years=(year,))


def _collected(marks: Sequence[Mark]) -> Mark | None:
    """Enligt 2017 års (insamling)."""
    if marks[0].text.lower() not in _BY or len(marks) < 3 or marks[0].kind is not Kind.OUTSIDE:
        return None
    found = _years_own(marks[1:])
    return replace(found, start=marks[0].start) if found else None


def _quantity(marks: Sequence[Mark]) -> Mark | None:
    first = marks[0]
    if first.kind is Kind.SPAN:
        return replace(first, kind=Kind.QUANTITY, value="days")
    if first.kind not in {Kind.AMOUNT, Kind.NUMERAL} or len(marks) < 2:
        return None
    unit, _, factor = marks[1].value.partition(" ")
    if _year_of(first) and marks[1].start > first.end:
        return None
    percent = marks[1].kind is Kind.AGGREGATE and unit == "share" and not _year_of(first)
    if percent and first.kind is Kind.AMOUNT:
        return joined(marks[:2], Kind.QUANTITY, "percent")
    if marks[1].kind is not Kind.UNIT or (unit == "years" and _year_of(first)):
        return None
    amount = round(first.amount * _DAYS.get(unit, float(factor)), 6)
    value = "days" if unit in _DAYS else unit
    return replace(joined(marks[:2], Kind.QUANTITY, value), amount=amount)


def _alone(marks: Sequence[Mark]) -> Mark | None:
    """A bare number, or a year of four digits."""
    mark, year = marks[0], _year_of(marks[0])
    if year:
        return replace(mark, kind=Kind.YEAR, years=(year,))
    if mark.kind in {Kind.AMOUNT, Kind.NUMERAL}:
        return replace(mark, kind=Kind.QUANTITY, value="")
    return None


def _year_of(mark: Mark) -> int:
    if mark.kind is Kind.YEAR:
        return int(mark.value)
    if mark.kind is Kind.AMOUNT and _CENTURY.fullmatch(mark.text):
        return int(mark.amount)
    return 0
