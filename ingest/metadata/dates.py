"""Reads dates the way Swedish documents write them, and the year of a document.

ISO 8601, as precise as the material is.
"""

import re

from ingest.metadata.facts import Facts, Found
from ingest.types import Witness

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
    r"^\W*(?:datum|date|beslutsdatum|utgivningsdatum|publicerad|daterad|uppdaterad|reviderad)\W+(.{4,30})$",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING = 600
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def date_of(facts: Facts, number: Found[str] | None = None) -> Found[str] | None:
    """The date of decision or issue as YYYY-MM-DD or YYYY-MM; None when nothing says it.

    A printed date that does not go with the publication's own number is another document's.
    """
    if said := facts.said("date"):
        date = _iso(said) or (said if _YEAR.fullmatch(said) else None)
        return Found(value=date, witness=facts.witness("date")) if date else None
    date = _printed(facts.beginning)
    if date is None or not _goes_with(date, number):
        return None
    return Found(value=date, witness=Witness.FIRST_PAGES)


def year_of(facts: Facts, date: Found[str] | None, number: Found[str] | None) -> Found[int] | None:
    """The year by the surest witness: said, dated, numbered, and last the file's making."""
    numbered = number and Found(value=number.value, witness=Witness.SERIES)
    printed_late = date and numbered and date.witness is Witness.FIRST_PAGES
    of_one_year = numbered and "/" not in numbered.value
    dated = (numbered, date) if printed_late and of_one_year else (date, numbered)
    for one in filter(None, (facts.found("year"), *dated)):
        if year := year_in(one.value):
            return Found(value=year, witness=one.witness)
    guesses = (
        (_only_year(facts.said("title") or facts.beginning.split("\n", 1)[0]), Witness.TITLE),
        (_only_dated_year(facts.beginning[:_OPENING]), Witness.TEXT),
        (year_in(facts.said("created")), Witness.CREATED),
    )
    return next((Found(value=year, witness=by) for year, by in guesses if year), None)


def year_in(text: str | None) -> int | None:
    """The first year between 1900 and 2099 in the text."""
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def _goes_with(date: str, number: Found[str] | None) -> bool:
    """True for a date of the number's year or the next, when it may come from the printer."""
    numbered, dated = year_in(number.value) if number else None, year_in(date)
    return numbered is None or dated is None or 0 <= dated - numbered <= 1


def _only_year(text: str) -> int | None:
    """The year that a text names, where it names one and no more."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _only_dated_year(text: str) -> int | None:
    """The year of the full dates in a text, where they are all of one year."""
    years = {int(year) for _, _, year in _LONG.findall(text)}
    return years.pop() if len(years) == 1 else None


def _printed(beginning: str) -> str | None:
    text = " ".join(beginning.split())
    if (found := _DECIDED.search(text) or _PRINTED.search(text)) and (date := _spelled(found)):
        return date
    labelled = _LABELLED.search(beginning)
    return _iso(labelled[1]) if labelled else None


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
