"""Finds what may be personal data in a lesson, to be confirmed or removed before it is published.

Personal identity numbers (also coordination numbers, whose day is 60 more) are told by their date
and check digit; addresses and telephone numbers by their form. A name is only a guess: two or
three words with capitals after one another. What it does not find may still be there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from ingest.record.lesson_types import LessonText


class MarkKind(StrEnum):
    """What was found."""

    NUMBER = "personnummer"
    EMAIL = "e-post"
    PHONE = "telefon"
    NAME = "namn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a field that may be personal data; a name only may be one."""

    kind: MarkKind
    field: str
    text: str

    @property
    def key(self) -> str:
        """By which it is confirmed, wherever in the lesson it stands."""
        return f"{self.kind.value}:{self.text}"


_NUMBER = re.compile(r"(?<!\d)(\d{2})?(\d{2})(\d{2})(\d{2})\s?[-+\u2013]?\s?(\d{4})(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,200}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_PHONE = re.compile(r"(?<![\w-])(?:\+|00|0)(?:[\s()/-]{0,3}\d){7,13}(?!\d)")
_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéüß]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüß]+)?"
_NAME = re.compile(rf"\b{_WORD}(?:[ \u00a0]{_WORD}){{1,2}}\b")
_NO_FIRST_NAMES = frozenset(
    (
        "Alla De Den Det Detta Denna Dessa Du Efter En Ett Flera Från För Genom Hos Hur I Inför "
        "Inga Ingen Innan Med Men När Några Någon Nästa Och Om På Sedan Som Till Trots Under Ur "
        "Utan Vad Varför Var Vi Vid Vår Vårt Våra Åt Är Projekt Projektet Myndigheten"
    ).split()
)
_UNTOLD = {"project", "sure", "access", "remind", "agency"}
_TOLD = tuple(one.name for one in fields(LessonText) if one.name not in _UNTOLD)


def marks(text: LessonText) -> tuple[Mark, ...]:
    """What may be personal data in a lesson, field by field, each once in a field."""
    found = (mark for name in _TOLD for mark in _marks(name, getattr(text, name)))
    return tuple(dict.fromkeys(found))


def marks_in(said: str) -> tuple[Mark, ...]:
    """What may be personal data in a text by itself, each once."""
    return tuple(dict.fromkeys(_marks("", said)))


def _marks(field: str, said: str) -> Iterator[Mark]:
    numbers = [match for match in _NUMBER.finditer(said) if _is_number(match)]
    for match in numbers:
        yield Mark(kind=MarkKind.NUMBER, field=field, text=match[0])
    for match in _EMAIL.finditer(said):
        yield Mark(kind=MarkKind.EMAIL, field=field, text=match[0])
    taken = [match.span() for match in numbers]
    for match in _PHONE.finditer(said):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Mark(kind=MarkKind.PHONE, field=field, text=match[0])
    for match in _NAME.finditer(said):
        if name := _name(match[0]):
            yield Mark(kind=MarkKind.NAME, field=field, text=name)


def _name(found: str) -> str:
    """The name without a first word that begins sentences; empty where one word is left."""
    first, _, rest = found.replace("\u00a0", " ").partition(" ")
    name = rest if first in _NO_FIRST_NAMES else f"{first} {rest}"
    return name if " " in name else ""


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
