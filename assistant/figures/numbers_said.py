"""Numbers in Swedish: a blank between thousands, a comma before decimals, the unit after."""

from ingest.register.measures import Unit

_BLANK = "\u00a0"
_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_MONTH_DAYS, _YEAR_DAYS = 365 / 12, 365
_LONG = 2 * _YEAR_DAYS
"""From so many days on a time is said in years too, before in months."""
_NAMES = {
    Unit.FULL_TIME: "årsarbetskrafter",
    Unit.KRONOR_EACH: "kronor per årsarbetskraft",
    Unit.PROJECTS: "projekt",
    Unit.AGENCIES: "myndigheter",
}


def number_said(value: float, decimals: int = 0) -> str:
    """12 345 or 12 345,6; a minus sign before what is below zero."""
    text = f"{abs(value):,.{decimals}f}".replace(",", _BLANK).replace(".", ",")
    is_zero = not text.strip("0,")
    return text if value >= 0 or is_zero else f"−{text}"


def amount_said(value: float, unit: str) -> str:
    """A value with its unit; of money what it is about, and in brackets exactly."""
    if unit == Unit.KRONOR:
        return _money(value)
    if unit == Unit.PERCENT:
        return f"{number_said(value, 1)}{_BLANK}procent"
    if unit == Unit.DAYS:
        return _days(value)
    if unit == Unit.LEVEL:
        return f"nivå {_shortest(value)}"
    if unit == Unit.AGENCIES and round(value) == 1:
        return f"1{_BLANK}myndighet"
    name = _NAMES.get(Unit(unit), unit)
    decimals = 0 if unit == Unit.KRONOR_EACH else None
    return f"{_shortest(value) if decimals is None else number_said(value)}{_BLANK}{name}"


def exact_said(value: float, unit: str) -> str:
    """A value as it stands in a formula: kronor are never rounded to millions there."""
    if unit == Unit.KRONOR:
        return _exact(value)
    short = {Unit.PERCENT: "%", Unit.DAYS: "dagar", Unit.LEVEL: ""}
    decimals = f"{number_said(value, 1)}" if unit == Unit.PERCENT else _shortest(value)
    return f"{decimals}{_BLANK}{short.get(Unit(unit), _NAMES.get(Unit(unit), unit))}".strip()


def _money(value: float) -> str:
    for least, name in ((_BILLION, "miljarder kronor"), (_MILLION, "miljoner kronor")):
        if abs(value) >= least:
            return f"{number_said(value / least, 1)}{_BLANK}{name} ({_exact(value)})"
    return _exact(value)


def _exact(value: float) -> str:
    """In thousands of kronor where it is whole ones, else in kronor."""
    if value and value % _THOUSAND == 0:
        return f"{number_said(value / _THOUSAND)}{_BLANK}tkr"
    return f"{number_said(value)}{_BLANK}kronor"


def _days(value: float) -> str:
    days = f"{_shortest(value)}{_BLANK}{'dag' if value == 1 else 'dagar'}"
    if abs(value) < _MONTH_DAYS:
        return days
    if abs(value) >= _LONG:
        return f"{days} ({number_said(value / _YEAR_DAYS, 1)}{_BLANK}år)"
    return f"{days} ({number_said(value / _MONTH_DAYS, 1)}{_BLANK}månader)"


def _shortest(value: float) -> str:
    """With one decimal where it is no whole number."""
    return number_said(value, 0 if value == round(value) else 1)
