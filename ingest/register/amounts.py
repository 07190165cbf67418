"""Numbers as people write them in Swedish, with the unit they say: "1 234,5", "1,2 mnkr", "45 %".

What could be read in two ways is refused: "1.234" is a thousand in one file and one in another.
What the rest of its column shows may settle it (`decimal_sign`). Numbers are `Decimal`, so that
1,2 mnkr is 1 200 000 kronor and not nearly that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.errors import UnclearError
from ingest.register.units import WrittenUnit, unit_named

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d", "-"))
_FOOTNOTE = re.compile(r"(?<=[\d%a-zåäö])(?: ?\*+| \d{1,2}\)|[¹²³⁰⁴-⁹]+\)?|†)$", re.IGNORECASE)
_SIGNED = re.compile(r"(?P<minus>-)? ?(?P<digits>\d[\d .,]*?) ?(?P<unit>%|:-|[a-zåäö][a-zåäö. ]*)?")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?P<rest>[.,]\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_MISSING = frozenset(
    "- -- --- . .. ... … * ? n/a na n.a. i.u. iu e.t. saknas inget ingen okänt okänd".split()
) - {"?", "*"}
_MISSING_PHRASES = frozenset(
    (
        "uppgift saknas",
        "uppgifter saknas",
        "ingen uppgift",
        "inga uppgifter",
        "ej uppgift",
        "uppgift ej lämnad",
        "ej aktuellt",
        "ej aktuell",
        "ej tillämpligt",
        "ej tillämplig",
        "ej angivet",
        "inte aktuellt",
        "inte tillämpligt",
        "[tomt]",
        "(tomt)",
    )
)
_HELP = "Skriv ett tal som 1 234,5, vid behov med enhet som 1,2 mnkr eller 45 %."


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and the unit that is written with it; `footnote` is the mark that stood behind."""

    value: Decimal
    unit: WrittenUnit | None = None
    footnote: str = ""


def tidy(text: str) -> str:
    """The text with single plain blanks, none at its ends, and without signs that nobody sees."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def is_missing(text: str) -> bool:
    """True for what people write where they have nothing to tell: –, ..., uppgift saknas."""
    said = tidy(text).translate(_MINUS).casefold()
    return not said or said in _MISSING or said in _MISSING_PHRASES


def without_mark(text: str) -> tuple[str, str]:
    """The text without the footnote mark at its end, and that mark: "123*", "45 1)"."""
    found = _FOOTNOTE.search(text)
    return (text[: found.start()].rstrip(), found[0].strip()) if found else (text, "")


def read_number(text: str, decimal: str = "") -> Number:
    """The number that the text says; raise `UnclearError` where that is not certain.

    `decimal` is the decimal sign that the rest of the column shows, "" where it shows none.
    """
    said = tidy(text).translate(_MINUS)
    bare, footnote = without_mark(said)
    bare, is_negative = _unwrapped(bare)
    found = _SIGNED.fullmatch(bare.casefold())
    unit = unit_named(found["unit"]) if found and found["unit"] else None
    if not found or (found["unit"] and unit is None) or (is_negative and found["minus"]):
        raise UnclearError(f"”{text}” kan inte läsas som ett tal.", _HELP)
    value = _value(found["digits"], decimal, text)
    return Number(
        value=-value if is_negative or found["minus"] else value,
        unit=unit,
        footnote=footnote,
    )


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign that some of a column's texts show and none speaks against; else ""."""
    shown = {sign for text in texts if (sign := _shown(text))}
    return shown.pop() if len(shown) == 1 else ""


def _unwrapped(said: str) -> tuple[str, bool]:
    """The text without what makes it negative as bookkeepers write it: (12) or 12-."""
    if said.startswith("(") and said.endswith(")"):
        return said[1:-1].strip(), True
    if said.endswith("-") and not said.endswith(":-") and said[:1].isdigit():
        return said[:-1].rstrip(), True
    return said, False


def _value(digits: str, decimal: str, text: str) -> Decimal:
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace(",", "."))
    if _POINTS.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMAS.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _EITHER.fullmatch(digits):
        return _either(digits, decimal, text)
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise UnclearError(f"”{text}” kan inte läsas som ett tal: siffrorna står inte i tretal.", _HELP)


def _either(digits: str, decimal: str, text: str) -> Decimal:
    """What 1,234 says where the column has shown which sign stands before its decimals."""
    if not decimal:
        raise UnclearError(
            f"”{text}” kan betyda både {re.sub('[.,]', ' ', digits)} och "
            f"{digits.replace('.', ',')}.",
            "Skriv tusental med mellanslag, som 1 234, och decimaler så att det inte kan "
            "misstas, som 1,2340.",
        )
    sign = "," if "," in digits else "."
    return Decimal(digits.replace(sign, "." if sign == decimal else ""))


def _shown(text: str) -> str:
    """The decimal sign that this text alone shows for certain."""
    found = _SIGNED.fullmatch(tidy(text).translate(_MINUS).casefold().strip("()"))
    digits = found["digits"] if found else ""
    if grouped := _GROUPED.fullmatch(digits):
        return (grouped["rest"] or "")[:1]
    if _POINTS.fullmatch(digits):
        return ","
    if _COMMAS.fullmatch(digits):
        return "."
    if _EITHER.fullmatch(digits) or not _PLAIN.fullmatch(digits):
        return ""
    return next((sign for sign in ",." if sign in digits), "")
