"""Finds what may be personal data in what somebody wrote.

Personal identity numbers (also coordination numbers, whose day is 60 more) are told by their date
and check digit; addresses and telephone numbers by their form. A name is only a guess: two or
three words with capitals after one another. Signs that are not seen, and the many ways to write
a letter, a dash or a space, hide none of them. What it does not find may still be there. Knows
nothing of what is done about it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ingest.agencies import read_forms


class MarkKind(StrEnum):
    """What was found."""

    NUMBER = "personnummer"
    EMAIL = "e-post"
    PHONE = "telefon"
    NAME = "namn"


SURE = frozenset({MarkKind.NUMBER, MarkKind.EMAIL, MarkKind.PHONE})
"""What surely is personal data; what may be a name is of an agency or a project, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a text that may be personal data; a name only may be one.

    `text` is as it stands in the text, `plain` the same on one line in ordinary signs. `field` is
    what the text is called, empty where it has no name.
    """

    kind: MarkKind
    field: str
    text: str
    plain: str

    @property
    def key(self) -> str:
        """By which it is confirmed, wherever it stands and however it is written."""
        return f"{self.kind.value}:{self.plain}"


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in ordinary signs, and where each of them stands in the text as it is stored."""

    text: str
    places: tuple[tuple[int, int], ...]


_NUMBER = re.compile(r"(?<!\d)(\d{2})?(\d{2})(\d{2})(\d{2})\s?[-+]?\s?(\d{4})(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,200}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_PHONE = re.compile(r"(?<![\w-])(?:\+|00|0)(?:[\s()/-]{0,3}\d){7,13}(?!\d)")
_LETTERS = [chr(code) for code in range(0x250) if chr(code).isalpha()]
_CAPITAL = "".join(one for one in _LETTERS if one.isupper())
_SMALL = "".join(one for one in _LETTERS if one.islower())
_WORD = rf"[{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)?"
_APART = r"(?: {1,9}(?:\n {0,9})?|\n {0,9})"
_NAME = re.compile(rf"\b{_WORD}(?:{_APART}{_WORD}){{1,2}}\b")
_FIRST = re.compile(rf"({_WORD}){_APART}")
_NO_FIRST_NAMES = frozenset(
    (
        "Alla De Den Det Detta Denna Dessa Du Efter En Ett Flera Från För Genom Hos Hur I Inför "
        "Inga Ingen Innan Med Men När Några Någon Nästa Och Om På Sedan Som Till Trots Under Ur "
        "Utan Vad Varför Var Vi Vid Vår Vårt Våra Åt Är Projekt Projektet Myndigheten"
    ).split()
)


def marks_in(said: str, field: str = "") -> tuple[Mark, ...]:
    """What may be personal data in a text, each once."""
    return tuple(dict.fromkeys(_marks(field, said)))


def unconfirmed(found: Iterable[Mark], confirmed: frozenset[str]) -> tuple[str, ...]:
    """The keys of the marks that nobody has confirmed, each once."""
    return tuple(dict.fromkeys(mark.key for mark in found if mark.key not in confirmed))


def is_agency(said: str) -> bool:
    """True for the name of an agency that is known, however it is written."""
    return " ".join(_plain(said).text.split()).casefold() in _agencies()


def _marks(field: str, said: str) -> Iterator[Mark]:
    plain = _plain(said)
    for kind, start, end in _found(plain.text):
        first, last = plain.places[start], plain.places[end - 1]
        yield Mark(
            kind=kind,
            field=field,
            text=said[first[0] : last[1]],
            plain=" ".join(plain.text[start:end].split()),
        )


def _found(said: str) -> Iterator[tuple[MarkKind, int, int]]:
    """What may be personal data in a text of ordinary signs, and from where to where."""
    numbers = [match.span() for match in _NUMBER.finditer(said) if _is_number(match)]
    for span in numbers:
        yield MarkKind.NUMBER, *span
    for match in _EMAIL.finditer(said):
        yield MarkKind.EMAIL, *match.span()
    for match in _PHONE.finditer(said):
        if not any(start < match.end() and match.start() < end for start, end in numbers):
            yield MarkKind.PHONE, *match.span()
    for match in _NAME.finditer(said):
        start = _start_of_name(match)
        if len(said[start : match.end()].split()) > 1:
            yield MarkKind.NAME, start, match.end()


def _start_of_name(found: "re.Match[str]") -> int:
    """Where a name starts, without a first word that begins sentences."""
    first = _FIRST.match(found.string, found.start())
    return first.end() if first and first[1] in _NO_FIRST_NAMES else found.start()


def _plain(said: str) -> _Plain:
    """A text with each letter as one sign, one sort of dash, space and digit, and none unseen."""
    told: list[str] = []
    places: list[tuple[int, int]] = []
    for letter, start, end in _letters(said):
        signs = "".join(map(_ordinary, unicodedata.normalize("NFC", letter)))
        told.append(signs)
        places += [(start, end)] * len(signs)
    return _Plain("".join(told), tuple(places))


def _letters(said: str) -> Iterator[tuple[str, int, int]]:
    """Each sign with what is put upon it, and where it stands; signs that are not seen left out."""
    letter, start, end = "", 0, 0
    for at, sign in enumerate(said):
        if unicodedata.category(sign) == "Cf":
            continue
        if letter and unicodedata.combining(sign):
            letter, end = letter + sign, at + 1
            continue
        if letter:
            yield letter, start, end
        letter, start, end = sign, at, at + 1
    if letter:
        yield letter, start, end


def _ordinary(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign == "\u2212":  # the sign for minus is no dash
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return " " if category == "Zs" else sign


@cache
def _agencies() -> frozenset[str]:
    """Every name of the packaged table, whatever its capitals."""
    return frozenset(form.text.casefold() for form in read_forms())


def _is_number(match: "re.Match[str]") -> bool:
    century, year, month, day, last = match.groups()
    if century is not None and century not in {"18", "19", "20"}:
        return False
    return _is_day(f"{century or 20}{year}", month, day) and _checks(f"{year}{month}{day}{last}")


def _is_day(year: str, month: str, day: str) -> bool:
    born = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(int(year), int(month), born)
    except ValueError:
        # Without its century, 29 February may be of 1900, which had none.
        return (int(month), born) == (2, 29) and int(year) % 4 == 0
    return True


def _checks(digits: str) -> bool:
    """Whether ten digits hold by Luhn's sum."""
    doubled = (int(one) * (2 if at % 2 == 0 else 1) for at, one in enumerate(digits))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
