"""Reads what a cell holds as the value of a field, or refuses it; never guesses."""

import re
from datetime import date, datetime, timedelta

from ingest.errors import UnclearError
from ingest.loaders.sheet_cells import written
from ingest.register.amounts import is_missing, tidy, without_mark
from ingest.register.columns_read import Column, Meaning, of_mark
from ingest.register.dates import EARLIEST, LATEST, read_date, sound
from ingest.register.fields import ENDS, FieldKind
from ingest.register.layout import AGENCY, MEASURE, NO, QUESTION, YES
from ingest.register.mapping import UNIT, bare_header
from ingest.register.number_values import count, money, share
from ingest.register.read_sheets import Held
from ingest.register.synonyms import measure_called, question_called
from ingest.register.units import unit_named

_ORG_NUMBER, _TEN_DIGITS = "org_number", re.compile(r"\d{10}")
_YES = frozenset(("ja", "j", "yes", "sant", "true"))
_NO = frozenset(("nej", "n", "no", "falskt", "false"))
_CALLED = {MEASURE.id: measure_called, QUESTION.id: question_called}
_SAME = {"low": "låg", "medium": "medel", "mellan": "medel", "high": "hög"}
_FIRST_SERIAL, _LAST_SERIAL = 29_221, 73_415  # 1980-01-01 to 2100-12-31, counted from 1899-12-30


def meaning(held: Held, column: Column) -> Meaning | None:
    """What the cell says; None where it says that there is nothing to tell.

    Raises `UnclearError` for what cannot be read for certain; it does not name the cell.
    """
    if held.fault:
        raise UnclearError(f"{held.fault}.", "Skriv värdet i cellen, eller rätta formeln.")
    if isinstance(held.value, str) and is_missing(held.value):
        return None
    return _READERS[column.field.kind](held, column)


def _text(held: Held, column: Column) -> Meaning:
    said = tidy(held.value) if isinstance(held.value, str) else written(held.value)
    if column.field.id == AGENCY.id:
        bare, mark = without_mark(said)
        return Meaning(value=bare, remark=of_mark(mark))
    if column.field is UNIT and not unit_named(said):
        raise UnclearError(f"enheten ”{said}” är okänd.", "Skriv kr, tkr, mnkr, mdkr eller antal.")
    if column.field.id == _ORG_NUMBER and _TEN_DIGITS.fullmatch(said):
        return Meaning(value=f"{said[:6]}-{said[6:]}")
    return Meaning(value=said)


def _words(held: Held, column: Column) -> str:
    """What the cell says, in the words of the field where the mapping gives them."""
    said = tidy(held.value) if isinstance(held.value, str) else written(held.value)
    known = {tidy(word.said).casefold(): word.means for word in column.words}
    return known.get(said.casefold(), said).casefold()


def _choice(held: Held, column: Column) -> Meaning:
    said = _words(held, column)
    called = _CALLED.get(column.field.id)
    choices = (choice for choice in column.field.choices if choice.casefold() == said)
    if chosen := called(said) if called else next(choices, ""):
        return Meaning(value=chosen)
    raise _no_choice(held, column, ", ".join(column.field.choices))


def _level(held: Held, column: Column) -> Meaning:
    """The place among the choices; a bare number says nothing of a scale in words."""
    choices = column.field.choices
    said = _words(held, column)
    said = _SAME.get(said, said)
    if said in choices:
        return Meaning(value=float(choices.index(said) + 1))
    raise _no_choice(held, column, ", ".join(choices))


def _yes_no(held: Held, column: Column) -> Meaning:
    said = _words(held, column)
    if said in _YES or said in _NO:
        return Meaning(value=said in _YES)
    raise _no_choice(held, column, f"{YES}, {NO}")


def _no_choice(held: Held, column: Column, choices: str) -> UnclearError:
    return UnclearError(
        f"”{tidy(held.original)}” är inget av värdena för {bare_header(column.field)}.",
        f"Skriv något av: {choices}. Eller säg i mappningen vad ordet betyder.",
    )


def _date(held: Held, column: Column) -> Meaning:
    value = held.value
    if isinstance(value, datetime):
        return Meaning(value=sound(value.date(), held.original).isoformat())
    if isinstance(value, date):
        return Meaning(value=sound(value, held.original).isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value, held, column)
    is_end = column.field.id in ENDS
    day = read_date(tidy(held.original), is_end=is_end, is_day_first=column.habits.is_day_first)
    kept = f"är läst som {day.day.isoformat()}" if day.is_period else ""
    return Meaning(value=day.day.isoformat(), remark=kept)


def _serial(value: float, held: Held, column: Column) -> Meaning:
    """A number where a date should be: the days since the workbook's day zero."""
    if column.day_zero and value == int(value):
        day = column.day_zero + timedelta(days=int(min(value, _LAST_SERIAL)))
        if _FIRST_SERIAL <= value <= _LAST_SERIAL and EARLIEST <= day.year <= LATEST:
            return Meaning(
                value=day.isoformat(), remark=f"är ett tal, läst som datumet {day.isoformat()}"
            )
    day_said = read_date(written(value), is_end=column.field.id in ENDS)
    return Meaning(value=day_said.day.isoformat())


def _year(held: Held, column: Column) -> Meaning:
    said = tidy(held.original).casefold().removeprefix("år ")
    if not isinstance(held.value, date) and said.isdecimal() and EARLIEST <= int(said) <= LATEST:
        return Meaning(value=float(said))
    raise UnclearError(
        f"”{held.original}” är inget år.", "Skriv ett år med fyra siffror, som 2017."
    )


_READERS = {
    FieldKind.TEXT: _text,
    FieldKind.LIST: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
    FieldKind.MONEY: money,
    FieldKind.COUNT: count,
    FieldKind.SHARE: share,
    FieldKind.LEVEL: _level,
    FieldKind.YES_NO: _yes_no,
    FieldKind.YEAR: _year,
}
