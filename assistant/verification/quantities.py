"""Numbers, amounts, shares, times and dates as they compare, however they are written.

"18,8 miljarder kronor" is "18 800 mnkr", "hälften" is "50 procent", "tolv" is "12", "21 december
2017" is "2017-12-21". Percentage points are not per cent, and a number keeps its unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.verification.number_words import (
    DATE,
    FRACTIONS,
    MONEY,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PERCENT,
    POINTS,
    SIZES,
    TIMES,
)
from assistant.verification.reading import is_content, root, tokens

_LITERAL = re.compile(r"\d+(?:[.,]\d+)?")
_MARKED = re.compile(r"[a-zåäö]{1,4}-?\d[\w-]*")
"""A letter or a few with a number: "R7"."""
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_JOINS = frozenset(("och", "till", "eller", "respektive", "-", "–", ","))
AMOUNT = "kr"
BARE, SIZED, DAY, CODE, ORDINAL = "", "stort tal", "datum", "beteckning", "ordning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit: `value` in the unit's smallest kind (kronor, days, months).

    `unit` is BARE for a count; `text` holds what is no number: a date, "2025:8". `at` is its
    place among the tokens, `noun` the root of the content word right after it, or empty.
    """

    value: Decimal
    unit: str
    text: str = ""
    at: int = 0
    noun: str = ""

    @property
    def key(self) -> tuple[Decimal, str, str]:
        """What two quantities must have alike to be the same."""
        return (self.value, self.unit, self.text)


def quantities(text: str, *, articles: bool = False) -> tuple[Quantity, ...]:
    """The quantities of a text in order; with `articles` "ett projekt" has a 1 too.

    A number that may be read in two ways ("5 och 10 miljoner") has both.
    """
    return tuple(_found(tokens(text), articles))


def supported(said: Quantity, there: Sequence[Quantity], money: bool) -> bool:
    """True when a text with these quantities has this one; `money` when it speaks of money."""
    keys = {quantity.key for quantity in there}
    if said.key in keys:
        return True
    if said.unit == DAY:
        return any(q.unit == DAY and _within(said.text, q.text) for q in there)
    if said.unit == SIZED:
        return (said.value, AMOUNT, "") in keys
    if said.unit == AMOUNT:
        return money and (said.value, SIZED, "") in keys
    is_year = said.unit == BARE and 1800 <= said.value <= 2200
    return is_year and any(q.unit == DAY and q.text.startswith(f"{said.value}-") for q in there)


def _within(said: str, there: str) -> bool:
    """True for "2017-12" of "2017-12-21", and for its "-12-21", a day without a year."""
    if said.startswith("-"):
        return there.endswith(said)
    return there.startswith(f"{said}-")


def _found(read: list[str], articles: bool) -> Iterator[Quantity]:
    n = 0
    while n < len(read):
        if dated := _date(read, n):
            date, n = dated
            yield date
            continue
        yield from _at(read, n, articles)
        n += 1


def _date(read: list[str], n: int) -> tuple[Quantity, int] | None:
    """A date that begins at `n`, and where it ends."""
    if found := DATE.fullmatch(read[n]):
        return _day(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", n), n + 1
    following = [*read[n + 1 : n + 4], "", "", ""]
    if following[0] in {"a", "e"} or (following[0] == ":" and following[1] in {"a", "e"}):
        following = following[1 + (following[0] == ":") :]
    month = MONTHS.get(following[0])
    if read[n].isdigit() and int(read[n]) <= 31 and month:
        day = f"{month:02}-{int(read[n]):02}"
        at = read.index(following[0], n) + 1
        year = read[at] if at < len(read) and re.fullmatch(r"(?:19|20)\d\d", read[at]) else ""
        return _day(f"{year}-{day}", n), at + bool(year)
    if read[n] in MONTHS and re.fullmatch(r"(?:19|20)\d\d", following[0]):
        return _day(f"{following[0]}-{MONTHS[read[n]]:02}", n), n + 2
    return None


def _day(text: str, at: int) -> Quantity:
    return Quantity(value=Decimal(0), unit=DAY, text=text, at=at)


def _at(read: list[str], n: int, articles: bool) -> Iterator[Quantity]:
    token = read[n]
    if token in FRACTIONS:
        times = NUMBERS.get(read[n - 1], Decimal(1)) if n else Decimal(1)
        value = Decimal(50) if FRACTIONS[token] == 2 else _share(times, FRACTIONS[token])
        yield Quantity(value=value, unit="%", at=n)
    elif token in ORDINALS:
        yield Quantity(value=Decimal(ORDINALS[token]), unit=ORDINAL, at=n)
    elif token in NUMBERS and (articles or token not in {"en", "ett"} or _is_sized(read, n)):
        if [*read, ""][n + 1] not in FRACTIONS:
            yield from _with_unit(NUMBERS[token], read, n)
    elif token[0].isdigit():
        yield from _numeral(token, read, n)
    elif token in MONTHS or _MARKED.fullmatch(token):
        yield Quantity(value=Decimal(0), unit=CODE, text=token, at=n)
    elif token in SIZES and not (n and _value(read[n - 1]) is not None):
        yield Quantity(value=SIZES[token], unit=SIZED, text="obestämt", at=n)


def _share(times: Decimal, parts: int) -> Decimal:
    return (100 * times / parts).quantize(Decimal("0.1"))


def _is_sized(read: list[str], n: int) -> bool:
    following = [*read, ""][n + 1]
    return following in SIZES or following in PERCENT or following in TIMES


def _numeral(token: str, read: list[str], n: int) -> Iterator[Quantity]:
    value = _value(token)
    if value is not None:
        yield from _with_unit(value, read, n)
    else:
        yield Quantity(value=Decimal(0), unit=CODE, text=token, at=n)


def _value(token: str) -> Decimal | None:
    if token in NUMBERS and token not in {"en", "ett"}:
        return NUMBERS[token]
    if _THOUSANDS.fullmatch(token):
        return Decimal(token.replace(".", "").replace(",", "."))
    return Decimal(token.replace(",", ".")) if _LITERAL.fullmatch(token) else None


def _with_unit(value: Decimal, read: list[str], n: int) -> Iterator[Quantity]:
    """The number with the unit after it; with that of the next number too, where they share it."""
    following = [*read[n + 1 : n + 6], "", "", "", "", ""]
    yield _one(value, following, n)
    joined = following[0] in _JOINS and _value(following[1]) is not None
    if joined and (shared := _one(value, following[2:], n)).unit != BARE:
        yield shared


def _one(value: Decimal, following: Sequence[str], at: int) -> Quantity:
    first, second = following[0], following[1]
    if first == "%" and second == "-":
        first = "procentenheter"
    if first in POINTS:
        return Quantity(value=value.normalize(), unit="procentenheter", at=at)
    if first in PERCENT:
        return Quantity(value=value.normalize(), unit="%", at=at)
    if first in SIZES:
        return _sized(value * SIZES[first], first, second, at)
    if first in MONEY:
        return Quantity(value=value.normalize(), unit=MONEY[first], at=at)
    if first in TIMES and not 1800 <= value <= 2200:
        unit, size = TIMES[first]
        return Quantity(value=(value * size).normalize(), unit=unit, at=at)
    noun = next((root(word) for word in following[:2] if is_content(word)), "")
    return Quantity(value=value.normalize(), unit=BARE, at=at, noun=noun)


def _sized(value: Decimal, size: str, following: str, at: int) -> Quantity:
    is_amount = size.endswith(("kr", "sek"))
    unit = AMOUNT if is_amount else MONEY.get(following, SIZED)
    return Quantity(value=value.normalize(), unit=unit, at=at)
