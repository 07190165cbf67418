"""Units as people write them, in a cell or in a header: tkr, miljoner kronor, procent.

Knows nothing about numbers.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sort(StrEnum):
    """What a unit measures."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenUnit:
    """A unit: `factor` makes kronor, percent or a plain count of a number in it."""

    name: str
    sort: Sort
    factor: Decimal


_KR = WrittenUnit(name="kr", sort=Sort.MONEY, factor=Decimal(1))
_TKR = WrittenUnit(name="tkr", sort=Sort.MONEY, factor=Decimal(1000))
_MNKR = WrittenUnit(name="mnkr", sort=Sort.MONEY, factor=Decimal(1_000_000))
_MDKR = WrittenUnit(name="mdkr", sort=Sort.MONEY, factor=Decimal(1_000_000_000))
_PERCENT = WrittenUnit(name="procent", sort=Sort.SHARE, factor=Decimal(1))
_OF_ONE = WrittenUnit(name="andel av 1", sort=Sort.SHARE, factor=Decimal(100))
_COUNT = WrittenUnit(name="antal", sort=Sort.COUNT, factor=Decimal(1))
_THOUSANDS = WrittenUnit(name="tusental", sort=Sort.COUNT, factor=Decimal(1000))

UNITS = (_KR, _TKR, _MNKR, _MDKR, _PERCENT, _OF_ONE, _COUNT, _THOUSANDS)
_WORDS = {
    _KR: ("kr", "kronor", "krona", "sek", ":-", "kr.", "svenska kronor"),
    _TKR: (
        "tkr", "kkr", "ksek", "tsek", "tusen kronor", "tusen kr", "tusental kronor", "tusental kr",
        "t kr", "1000-tal kronor",
    ),
    _MNKR: (
        "mnkr", "mkr", "msek", "mn kr", "miljoner kronor", "miljon kronor", "miljoner kr",
        "milj. kr", "milj kr", "milj. kronor", "mkr.", "mnkr.", "miljoner sek", "mio kr",
    ),
    _MDKR: (
        "mdkr", "mdr kr", "mdr kronor", "miljarder kronor", "miljard kronor", "miljarder kr",
        "md kr", "mdr. kr", "bsek",
    ),
    _PERCENT: ("%", "procent", "proc.", "pct"),
    _OF_ONE: ("andel av 1", "andel av ett", "andel 0-1", "andel 0–1"),
    _COUNT: (
        "st", "st.", "antal", "stycken", "åa", "årsarbetskrafter", "årsarbetskraft", "fte",
        "personer", "ärenden", "projekt", "dagar",
    ),
    _THOUSANDS: ("tusental", "1000-tal"),
}  # fmt: skip
_NAMED = {word: unit for unit, words in _WORDS.items() for word in words}
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TAIL = re.compile(
    r"(?:\s+i\s+|[,;:]\s*|\s+)(?:i\s+)?("
    + "|".join(re.escape(word) for word in sorted(_NAMED, key=len, reverse=True) if word != ":-")
    + r")$"
)
_BARE_TAIL = frozenset(_WORDS[_COUNT]) - {"antal", "st"}


def unit_named(text: str) -> WrittenUnit | None:
    """The unit that the whole text names, whatever its case; None where it names none."""
    said = " ".join(text.casefold().split())
    return _NAMED.get(said.removeprefix("i "))


def unit_in(header: str) -> WrittenUnit | None:
    """The unit that a header says: "Budget (tkr)", "Belopp i mnkr"; None where it says none."""
    return split_unit(header)[1]


def split_unit(header: str) -> tuple[str, WrittenUnit | None]:
    """A header without the unit it says, and that unit.

    A header that only counts ("Antal projekt") and a thing that is counted by its own name
    ("Årsarbetskrafter") keep all their words.
    """
    said = " ".join(header.split())
    for found in _BRACKETED.finditer(said):
        if unit := unit_named(found[1]) or unit_named(found[1].rpartition(",")[2]):
            return " ".join((said[: found.start()] + said[found.end() :]).split()), unit
    tail = _TAIL.search(said.casefold())
    if tail and tail[1] not in _BARE_TAIL and len(said) == len(said.casefold()):
        return said[: tail.start()].strip(" ,;:"), _NAMED[tail[1]]
    return said, None
