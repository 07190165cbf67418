"""Finds a publication's own number and its diarienummer, never those of what it refers to.

The own number stands in the file's name, in the title, or alone on a line of the first pages;
a number inside running text is a reference to something else.
"""

import re
from dataclasses import dataclass

from ingest.metadata.facts import Facts, Found
from ingest.types import Span, Witness

_SERIES = {
    "esv": "ESV",
    "rir": "RiR",
    "sou": "SOU",
    "ds": "Ds",
    "sfs": "SFS",
    "dir": "Dir.",
    "prop": "Prop.",
    "skr": "Skr.",
    "foi-r": "FOI-R",
    "statskontoret": "Statskontoret",
}
_SERIES_NAME = (
    r"([A-ZÅÄÖ]{1,7}(?:-?FS)|ESV|RiR|RIR|SOU|Ds|DS|[Dd]ir\.?|[Pp]rop\.?|[Ss]kr\.?|Statskontoret)"
)
_YEAR = r"((?:19|20)\d\d(?:/\d\d(?:\d\d)?)?)"
_NUMBER = re.compile(rf"(?<![\w-]){_SERIES_NAME}\s{{0,2}}{_YEAR}:(\d{{1,4}})(?!\d)")
_ALONE = re.compile(
    rf"^\W*(?:rapport\s+|författning\s+)?{_SERIES_NAME}\s{{0,3}}{_YEAR}:(\d{{1,4}})\W*$",
    re.MULTILINE,
)
_IN_NAME = re.compile(
    r"(?:^|[^a-zåäö])([a-zåäö]{1,7}-?fs|esv|rir|sou|ds|dir|statskontoret)[-_ .]*"
    r"((?:19|20)\d\d)[-_:]?(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_OF_A_SESSION = re.compile(
    r"(?:^|[^a-z])(prop|skr)[-_ .]*((?:19|20)\d\d)[-_/]?(\d\d)[-_:]?(\d{1,3})(?!\d)"
)
_MEMORANDUM = re.compile(r"((?:19|20)\d\d)(\d\d)fpm(\d{1,3})")
_BARE_NAME = re.compile(r"((?:19|20)\d\d)-(\d{1,4})")
_STATUTES = re.compile(r"^Svensk författningssamling$", re.MULTILINE)
_DIARIENUMMER = r"([A-ZÅÄÖa-zåäö]{0,5} ?\d{2,4}[/-]\d{2,6}(?:[/-][A-ZÅÄÖa-z]{1,6}|[/.-]\d{1,6})*)"
_LABELLED = re.compile(
    rf"(?:diarienummer|diarienr|\bdnr|ärendenummer|ärendenr)\.?\s?:?\s{{0,3}}{_DIARIENUMMER}(?![\w/])",
    re.IGNORECASE,
)
_LABELLED_LINE = re.compile(rf"^\W*{_LABELLED.pattern}", re.IGNORECASE | re.MULTILINE)
_GOVERNMENT_NAME = re.compile(r"([a-zåäö]{1,2})((?:19|20)\d\d)(\d{2,5})([a-zåäö]{1,5})?")
_ASKED = re.compile(_NUMBER.pattern, re.IGNORECASE)
_ASKED_OF_GOVERNMENT = re.compile(
    r"(?<![\w/])[A-ZÅÄÖ][A-Za-zåäö]{0,2}(?:19|20)\d\d/\d{2,5}(?:/[A-ZÅÄÖ][A-Za-zåäö]{0,5})?(?![\w/])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNumber:
    """A number named in a text, as metadata has it; the span holds its label too ("dnr")."""

    span: Span
    number: str


def numbers_named(text: str) -> tuple[NamedNumber, ...]:
    """The publication numbers and diarienummer that running text names, from left to right."""
    found = [
        *((match, _written(*match.groups())) for match in _ASKED.finditer(text)),
        *((match, " ".join(match[1].split())) for match in _LABELLED.finditer(text)),
        *((match, match[0]) for match in _ASKED_OF_GOVERNMENT.finditer(text)),
    ]
    named = {
        match.end(): NamedNumber(span=Span(start=match.start(), end=match.end()), number=number)
        for match, number in reversed(found)
    }
    return tuple(named[end] for end in sorted(named))


def publication_number_of(facts: Facts) -> Found[str] | None:
    """The number such as "ESV 2017:77", "Skr. 2019/20:147" or "MSBFS 2020:7"; None without."""
    if said := facts.found("publication_number"):
        return said
    if facts.name.lower().startswith("remiss"):
        return None  # the number is that of the report sent out for comment
    title, subject = (_NUMBER.search(facts.said(name) or "") for name in ("title", "subject"))
    alone = _ALONE.search(facts.beginning)
    guesses = (
        (_in_name(facts), Witness.FILE_NAME),
        (_of(title) if title and not title.start() else None, Witness.TITLE),
        (_of(alone) if alone else None, Witness.FIRST_PAGES),
        (_of(subject) if subject else None, facts.witness("subject")),
    )
    return next((Found(value=number, witness=by) for number, by in guesses if number), None)


def _in_name(facts: Facts) -> str | None:
    if found := _IN_NAME.search(facts.name):
        return _of(found)
    if found := _OF_A_SESSION.search(facts.name.lower()):
        series, year, end, number = found.groups()
        if int(end) == (int(year) + 1) % 100:
            return _written(series, f"{year}/{end}", number)
    if memo := _MEMORANDUM.fullmatch(facts.name.lower()):
        return "{}/{}:FPM{}".format(*memo.groups())
    bare = _BARE_NAME.fullmatch(facts.name)
    return _written("SFS", *bare.groups()) if bare and _STATUTES.search(facts.beginning) else None


def _of(found: "re.Match[str]") -> str:
    return _written(*found.groups())


def _written(series: str, year: str, number: str) -> str:
    name = series.rstrip(".")
    return f"{_SERIES.get(name.lower(), name.upper())} {year}:{int(number)}"


def diarienummer_of(facts: Facts) -> Found[str] | None:
    """The diarienummer such as "2017-01701" or "N2015/738/EF"; None when nothing says it."""
    if said := facts.found("diarienummer"):
        return said
    title = _LABELLED.search(facts.said("title") or "")
    printed = _LABELLED_LINE.search(facts.beginning)
    guesses = (
        (" ".join(title[1].split()) if title else None, Witness.TITLE),
        (" ".join(printed[1].split()) if printed else None, Witness.FIRST_PAGES),
        (_diarienummer_in(facts.name), Witness.FILE_NAME),
    )
    return next((Found(value=number, witness=by) for number, by in guesses if number), None)


def _diarienummer_in(name: str) -> str | None:
    found = _GOVERNMENT_NAME.fullmatch(name)
    if found is None:
        return None
    ministry, year, number, unit = found.groups()
    named = ministry.upper() if ministry in ("ij", "ud") else ministry.title()
    return f"{named}{year}/{number}" + (f"/{unit.upper()}" if unit else "")


def without_numbers(title: str) -> str:
    """The title without a publication number before it or a diarienummer behind it."""
    bare = _GLUED_BEHIND.sub("", _LABELLED_BEHIND.sub("", title))
    return _NUMBER_BEFORE.sub("", bare).strip(" ,;:–-")


_NUMBER_BEFORE = re.compile(
    rf"^(?:{_SERIES_NAME}|[A-ZÅÄÖ]{{2,7}})\s?{_YEAR}[:-]\d{{1,4}}(?:\s+FS\b)?[\s,.:–-]*"
)
_GLUED_BEHIND = re.compile(
    rf"(?<=[a-zåäö?!)])(?:{_SERIES_NAME}\s?)?{_YEAR}:(?:FPM)?\d{{1,4}}$"
    r"|(?<=\w)(?:19|20)\d\d/\d\d:FPM\d{1,4}$"
)
_LABELLED_BEHIND = re.compile(rf"\s*{_LABELLED.pattern}\W*$", re.IGNORECASE)
