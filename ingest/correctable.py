"""What of a document's metadata a person may correct, and what the values may be.

Every field of `Metadata` of a sort that is known here: text, a whole number, a kind, or several
texts. A value is kept as text; several texts as a JSON list, nothing as an empty text.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import get_args, get_type_hints
from unicodedata import category
from urllib.parse import urlsplit

from ingest.errors import CorrectionError
from ingest.types import Kind, Metadata, Origin, Witness

Value = str | int | Kind | tuple[str, ...] | None
"""What a field holds; None where it is to say nothing, whatever the file says."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 400
LONGEST_NUMBER = 64
LONGEST_ADDRESS = 2000
MOST_TEXTS = 50
SAID_BY_A_PERSON = 1.0
"""How sure a corrected field is."""
KIND_NAMES = {
    Kind.REPORT: "rapport",
    Kind.PROJECT: "projektdokument",
    Kind.LESSON: "lärdom",
    Kind.DECISION: "beslut",
    Kind.REGULATION: "föreskrift",
    Kind.OTHER: "övrigt",
}
FIELD_NAMES = {
    "title": "titel",
    "publisher": "utgivare",
    "year": "år",
    "date": "datum",
    "kind": "slag",
    "publication_number": "publikationsnummer",
    "url": "webbadress",
    "language": "språk",
    "projects": "projekt",
    "systems": "system",
}
"""The fields' Swedish names, where they are others than ours."""


class Sort(Enum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    KIND = "kind"
    SEVERAL = "several"


_SORTS: dict[object, Sort] = {
    str: Sort.TEXT,
    int: Sort.NUMBER,
    Kind: Sort.KIND,
    tuple[str, ...]: Sort.SEVERAL,
}


def _sort_of(hint: object) -> Sort | None:
    return next((_SORTS[one] for one in (hint, *get_args(hint)) if one in _SORTS), None)


_HINTS = get_type_hints(Metadata)
_ALL = {field.name: _sort_of(_HINTS[field.name]) for field in fields(Metadata)}
SORTS = {name: sort for name, sort in _ALL.items() if sort is not None}
"""The fields that may be corrected, in the order of `Metadata`."""
_MAY_BE_NOTHING = frozenset(name for name in SORTS if type(None) in get_args(_HINTS[name]))


def field_name(name: str) -> str:
    """A field as a person calls it (Swedish)."""
    return FIELD_NAMES.get(name, name)


def checked(name: str, said: object) -> Value:
    """The value that was said for a field, as `Metadata` holds it, without needless blanks.

    An empty text says that the document has no such thing, where a field may say nothing.

    Raises:
        CorrectionError: there is no such field, or the value cannot be right for it.
    """
    if name not in SORTS:
        raise CorrectionError(
            f"Det finns ingen uppgift som heter ”{_short(name)}”.", f"Välj en av: {_all_names()}."
        )
    if name in _MAY_BE_NOTHING and isinstance(said, str) and not said.strip():
        return None
    return _CHECKS[SORTS[name]](name, said)


def as_text(value: Value) -> str:
    """A value as it is kept."""
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)


def of_text(name: str, text: str) -> Value:
    """The value of a field that is kept as this text."""
    if not text:
        return None
    match SORTS[name]:
        case Sort.NUMBER:
            return int(text)
        case Sort.KIND:
            return Kind(text)
        case Sort.SEVERAL:
            return tuple(json.loads(text))
    return text


def corrected(as_read: Metadata, values: Mapping[str, Value]) -> Metadata:
    """The metadata with these values, a person as their witness.

    The year follows a corrected date, unless it is set too.
    """
    date = values.get("date")
    following = {"year": int(date[:4])} if isinstance(date, str) else {}
    new: dict[str, Value] = {**following, **values}
    kept = tuple(one for one in as_read.origins if one.field not in new)
    said = tuple(
        Origin(field=name, witness=Witness.CORRECTION, confidence=SAID_BY_A_PERSON)
        for name in SORTS
        if new.get(name)
    )
    return replace(as_read, **new, origins=kept + said)  # type: ignore[arg-type]  # each is its field's sort


def _year(name: str, said: object) -> Value:
    text = str(said).strip()
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if isinstance(said, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong(name, said, f"Skriv ett år mellan {FIRST_YEAR} och {LAST_YEAR}, som 2019.")
    return year


def _kind(name: str, said: object) -> Value:
    asked = str(said).strip().casefold()
    for kind, swedish in KIND_NAMES.items():
        if asked in {kind.value, swedish}:
            return kind
    allowed = ", ".join(f"{kind.value} ({swedish})" for kind, swedish in KIND_NAMES.items())
    raise _wrong(name, said, f"Välj ett av: {allowed}.")


def _texts(name: str, said: object) -> Value:
    several = said if isinstance(said, list | tuple) else [said]
    if all(isinstance(one, str) and not one.strip() for one in several):
        return ()
    if len(several) > MOST_TEXTS:
        raise _wrong(name, said, f"Ange högst {MOST_TEXTS} värden.")
    return tuple(dict.fromkeys(_plain(name, one, LONGEST) for one in several))


def _text(name: str, said: object) -> Value:
    value = _plain(name, said, _LONGEST.get(name, LONGEST))
    rule = _RULES.get(name)
    if rule and not rule[0](value):
        raise _wrong(name, said, rule[1])
    return value


def _plain(name: str, said: object, longest: int) -> str:
    if not isinstance(said, str):
        raise _wrong(name, said, "Skriv den som text.")
    if any(category(letter) in _UNSEEN for letter in said):
        raise _wrong(name, said, "Ta bort radbrytningar, styrtecken och osynliga tecken.")
    value = " ".join(said.split())
    if not value:
        raise _wrong(name, said, "Skriv minst ett tecken, eller ta tillbaka rättelsen.")
    if len(value) > longest:
        raise _wrong(name, said, f"Den är {len(value)} tecken lång; skriv högst {longest}.")
    return value


def is_date(value: str) -> bool:
    """True for a day, a month or a year that there is, as ISO 8601 and W3CDTF write it."""
    if not _DATE.fullmatch(value):
        return False
    try:
        day = date.fromisoformat(value + {4: "-01-01", 7: "-01"}.get(len(value), ""))
    except ValueError:
        return False
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_address(value: str) -> bool:
    """True for a whole address of the web."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value


def _is_language(value: str) -> bool:
    first, *rest = value.split("-")
    short = 2 <= len(first) <= 3 and first.isascii() and first.isalpha() and first.islower()
    return short and all(part.isascii() and part.isalnum() for part in rest)


def _wrong(name: str, said: object, remedy: str) -> CorrectionError:
    shown = _short(said if isinstance(said, str) else json.dumps(said, default=str))
    return CorrectionError(f"Uppgiften {field_name(name)} kan inte vara ”{shown}”.", remedy)


def _short(text: str) -> str:
    """So much of what was said as a sentence can hold, on one line."""
    line = "".join(letter if letter.isprintable() else "�" for letter in text)
    return line if len(line) <= 60 else f"{line[:59]}…"


def _all_names() -> str:
    return ", ".join(SORTS)


_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST = {
    "publication_number": LONGEST_NUMBER,
    "diarienummer": LONGEST_NUMBER,
    "url": LONGEST_ADDRESS,
}
_RULES: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (is_date, "Skriv den som 2019-05-02, 2019-05 eller 2019."),
    "url": (is_address, "Skriv en hel adress som börjar med http:// eller https://."),
    "language": (_is_language, "Skriv språkets kod, som sv, en eller se."),
}
_CHECKS: dict[Sort, Callable[[str, object], Value]] = {
    Sort.TEXT: _text,
    Sort.NUMBER: _year,
    Sort.KIND: _kind,
    Sort.SEVERAL: _texts,
}
