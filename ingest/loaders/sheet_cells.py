"""Writes the value of a spreadsheet cell as a Swedish reader sees it, without rounding it.

How the cell is formatted is not known here: a share of 25 % is written 0,25.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

Value = str | bool | float | date | time | timedelta
"""What a cell can hold; `float` stands for whole numbers too, `date` for moments."""

_LARGEST_PLAIN = 1e21
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff]")
_LETTERS = 26


def written(value: Value) -> str:
    """The value on one line, without pipes; "" for an empty cell."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, timedelta):
        return _duration(value)
    return _moment(value)


def one_line(text: str) -> str:
    """The text without line breaks, control characters and the pipes that part cells."""
    if text.isalnum():
        return text
    return " ".join(_CONTROL.sub("", text).replace("|", "¦").split())


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def _number(value: float) -> str:
    """All digits of a number, with a decimal comma; an exponent only where it is huge."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < _LARGEST_PLAIN):
        return str(int(value))
    if not isfinite(value) or abs(value) >= _LARGEST_PLAIN:
        return repr(value).replace(".", ",")
    return format(Decimal(repr(value)), "f").replace(".", ",")


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time() else f"{day} {_clock(value.time())}"
    return _clock(value) if isinstance(value, time) else value.isoformat()


def _clock(value: time) -> str:
    return value.isoformat() if value.second or value.microsecond else value.isoformat("minutes")


def _duration(value: timedelta) -> str:
    """Hours, minutes and seconds, the hours beyond a day counted on."""
    sign = "−" if value < timedelta() else ""
    value = abs(value)
    minutes, seconds = divmod(value.days * 86_400 + value.seconds, 60)
    parts = f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"{parts},{value.microseconds:06}" if value.microseconds else parts
