"""Numbers: the plain writing of a grouped one, and what a unit of size or per cent makes of one.

"18.800" has the term of `18800`, "tolv" that of `12`, "18,8 miljarder" and "18 800 mnkr" that of
`18800000000`; "nio procent" has `#9%`. Currencies are not told apart: their words do that.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.written_forms.types import FormKind, Tokens, WrittenForm

_ONES = "två tre fyra fem sex sju åtta nio".split()
_TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_WORDS = {
    **{word: n for n, word in enumerate(_ONES, start=2)},
    **{word: n for n, word in enumerate(_TEENS, start=10)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
    **{
        ten + one: 10 * n + m
        for n, ten in enumerate(_TENS, start=2)
        for m, one in [*enumerate(_ONES, start=2), (1, "en"), (1, "ett")]
    },
}
_WORDS |= {"noll": 0, "hundra": 100, "tusen": 1000}
_ARTICLES = frozenset(("en", "ett"))
"""Numbers only before a unit."""
_SIZES = {
    word: Decimal(size)
    for size, names in {
        10**3: "tusen tkr ksek tsek",
        10**6: "miljon miljoner miljonerna milj mn mnkr mkr msek",
        10**9: "miljard miljarder miljarderna md mdr mrd mdkr",
        10**12: "biljon biljoner",
    }.items()
    for word in names.split()
}
_PERCENT = frozenset(("%", "procent", "procenten"))
UNITS = _PERCENT.union(_SIZES)
SPELLED = _ARTICLES.union(_WORDS)
"""Words that are numbers before a unit."""
_PLAIN = re.compile(r"\d{1,15}(?:,\d{1,6})?")
_SMALL = re.compile(r"\d{1,4}(?:,\d{1,6})?")
_POINT = re.compile(r"\d{1,15}\.\d{1,2}")
_GROUPED = re.compile(r"(\d{1,3}(?:\.\d{3}){1,4})(,\d{1,6})?|(\d{1,3}(?:,\d{3}){2,4})")


def number_alone(word: str) -> Iterator[WrittenForm]:
    """The term of its digits: "18.800", "3.5", "tolv"; small ones and years are mere words."""
    value = None if _SMALL.fullmatch(word) else _value(word)
    if value is not None:
        yield WrittenForm(kind=FormKind.NUMBER, term=f"={_plainly(value)}", start=0, end=1)


def quantity(tokens: Tokens, n: int) -> Iterator[WrittenForm]:
    """A number before a unit: "18,8 miljarder", "800 tkr", "9 %"; of "5-10 %" the end."""
    unit = tokens[n + 1]
    if unit not in UNITS:
        return
    word = tokens[n].rpartition("-")[2]
    value = _value(word)
    if value is None and word in _ARTICLES:
        value = Decimal(1)
    if value is not None:
        sized = _plainly(value * _SIZES.get(unit, 1))
        term = f"#{sized}%" if unit in _PERCENT else f"={sized}"
        yield WrittenForm(kind=FormKind.NUMBER, term=term, start=n, end=n + 2)


def _value(word: str) -> Decimal | None:
    """What a number is worth; "18.800" is grouped, "18.8" has a point for a comma."""
    if word in _WORDS:
        return Decimal(_WORDS[word])
    if _PLAIN.fullmatch(word):
        return Decimal(word.replace(",", "."))
    if _POINT.fullmatch(word):
        return Decimal(word)
    found = _GROUPED.fullmatch(word)
    if found is None:
        return None
    pointed, decimals, commas = found.groups()
    whole = pointed.replace(".", "") if pointed else commas.replace(",", "")
    return Decimal(whole + (decimals or "").replace(",", "."))


def _plainly(value: Decimal) -> str:
    """The value with a decimal comma, without zeros that say nothing."""
    digits = f"{value:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace(".", ",")
