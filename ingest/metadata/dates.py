"""Reads dates the way Swedish documents write them. ISO 8601, as precise as the source is."""

import re

from ingest.metadata.facts import Facts

_NAMES = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_WRITTEN = rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)"
_ISO = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_LONG = re.compile(_WRITTEN, re.IGNORECASE)
_DECIDED = re.compile(
    rf"(?:beslutade?|utfärdad|regeringssammanträde|regeringsbeslut|sammanträde|fastställd)"
    rf"(?:\s+den)?\s+{_WRITTEN}",
    re.IGNORECASE,
)
_PRINTED = re.compile(rf"utkom från trycket\s+(?:den\s+)?{_WRITTEN}", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:datum|date|beslutsdatum|utgivningsdatum|publicerad|daterad)\W+(.{4,30})$",
    re.IGNORECASE | re.MULTILINE,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def date_of(facts: Facts) -> str | None:
    """The date of decision or issue as YYYY-MM-DD or YYYY-MM; None when nothing says it."""
    if said := facts.said("date"):
        return _iso(said) or (said if _YEAR.fullmatch(said) else None)
    text = " ".join(facts.beginning.split())
    if found := _DECIDED.search(text) or _PRINTED.search(text):
        return _spelled(found)
    labelled = _LABELLED.search(facts.beginning)
    return _iso(labelled[1]) if labelled else None


def year_in(text: str | None) -> int | None:
    """The first year between 1900 and 2099 in the text."""
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def _iso(text: str) -> str | None:
    if found := _ISO.search(text):
        return "-".join(part for part in found.groups() if part)
    found = _LONG.search(text)
    return _spelled(found) if found else None


def _spelled(found: "re.Match[str]") -> str | None:
    day, month, year = found.groups()
    if not 1 <= int(day) <= 31:
        return None
    return f"{year}-{_MONTHS[month.lower()]:02}-{int(day):02}"
