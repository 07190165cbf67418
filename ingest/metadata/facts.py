"""Gathers what a document says of itself, so that each question can look in one place."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.types import Extract, Heading

_BEGINNING = 6000
_LONGEST = 400
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]+")
_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
_NAMES = {
    "titel": "title",
    "rubrik": "title",
    "utgivare": "publisher",
    "myndighet": "publisher",
    "organisation": "publisher",
    "datum": "date",
    "published": "date",
    "publicerad": "date",
    "issued": "date",
    "år": "year",
    "ar": "year",
    "typ": "type",
    "kind": "type",
    "slag": "type",
    "dokumenttyp": "type",
    "publikationsnummer": "publication_number",
    "nummer": "publication_number",
    "number": "publication_number",
    "dnr": "diarienummer",
    "diarienr": "diarienummer",
    "länk": "url",
    "lank": "url",
    "adress": "url",
    "webbadress": "url",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known before anything is concluded.

    `properties` have the names of `Metadata`'s fields (and author, subject, created);
    `declared` are the names a sidecar or front matter gave; `name` is the file's name without
    suffix and `folders` the folders above it in lower case; `beginning` is the text of the
    first pages. `is_sheet` says that it is a spreadsheet, whose headings name its sheets.
    """

    properties: dict[str, str]
    declared: frozenset[str]
    name: str
    folders: tuple[str, ...]
    beginning: str
    headings: tuple[Heading, ...]
    has_pages: bool
    is_sheet: bool

    def said(self, name: str) -> str | None:
        """The property of that name, or None."""
        return self.properties.get(name) or None


def gather(extract: Extract, source: str, sidecar: tuple[tuple[str, str], ...]) -> Facts:
    """The facts about one document; what the sidecar says takes the place of the rest."""
    beside = _named(sidecar)
    path = PurePosixPath(source)
    return Facts(
        properties=_named(extract.properties) | beside,
        declared=frozenset(beside),
        name=path.stem,
        folders=tuple(part.lower() for part in path.parts[:-1]),
        beginning=_beginning(extract),
        headings=extract.headings,
        has_pages=bool(extract.pages),
        is_sheet=path.suffix.lower() in _SHEETS,
    )


def _named(properties: tuple[tuple[str, str], ...]) -> dict[str, str]:
    clean = ((_NAMES.get(name, name), _clean(value)) for name, value in properties)
    return {name: value for name, value in clean if value}


def _clean(value: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", value).split())[:_LONGEST]


def _beginning(extract: Extract) -> str:
    end = extract.pages[min(2, len(extract.pages)) - 1].span.end if extract.pages else _BEGINNING
    return _UNPRINTABLE_BUT_LINES.sub(" ", extract.text[: min(end, _BEGINNING)])


_UNPRINTABLE_BUT_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]+")
