"""Gathers what a document says of itself, so that each question can look in one place."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from ingest.types import Extract, Heading, Witness, running_text

Value = TypeVar("Value")
_BEGINNING = 6000
_LONGEST = 400
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]+")
_SILENT = frozenset({"none", "null", "nan", "n/a", "na", "-", "unknown", "okänd", "okänt"})
_MARKDOWN = frozenset({".md", ".markdown"})
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
    "språk": "language",
    "sprak": "language",
    "lang": "language",
    "dc.language": "language",
    "projekt": "project",
    "projects": "project",
    "projektnamn": "project",
    "systems": "system",
    "it-system": "system",
    "systemnamn": "system",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known before anything is concluded.

    `properties` have the names of `Metadata`'s fields (and author, subject, created);
    `declared` are the names a sidecar or front matter gave; `name` is the file's name without
    suffix and `folders` the folders above it, the nearest last; `beginning` is the text of the
    first pages without their running heads and `first_page` that of the first (empty without
    pages). `is_sheet` says that it is a spreadsheet, whose headings name its sheets;
    `is_markdown` that its properties are front matter, which a person wrote.
    """

    properties: dict[str, str]
    declared: frozenset[str]
    name: str
    folders: tuple[str, ...]
    beginning: str
    first_page: str
    text: str
    headings: tuple[Heading, ...]
    has_pages: bool
    is_sheet: bool
    is_markdown: bool

    def said(self, name: str) -> str | None:
        """The property of that name, or None."""
        return self.properties.get(name) or None

    def witness(self, name: str) -> Witness:
        """Who says the property of that name."""
        if name in self.declared:
            return Witness.SIDECAR
        return Witness.FRONT_MATTER if self.is_markdown else Witness.PROPERTIES

    def found(self, name: str) -> "Found[str] | None":
        """The property of that name with who says it, or None."""
        said = self.said(name)
        return Found(value=said, witness=self.witness(name)) if said else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value]):
    """What was concluded for one field, and from what."""

    value: Value
    witness: Witness


def gather(extract: Extract, source: str, sidecar: tuple[tuple[str, str], ...]) -> Facts:
    """The facts about one document; what the sidecar says takes the place of the rest."""
    beside = _named(sidecar)
    path = PurePosixPath(source)
    return Facts(
        properties=_named(extract.properties) | beside,
        declared=frozenset(beside),
        name=path.stem,
        folders=path.parts[:-1],
        beginning=_beginning(extract),
        first_page=extract.pages[0].span.of(extract.text) if extract.pages else "",
        text=extract.text,
        headings=extract.headings,
        has_pages=bool(extract.pages),
        is_sheet=path.suffix.lower() in _SHEETS,
        is_markdown=path.suffix.lower() in _MARKDOWN,
    )


def _named(properties: tuple[tuple[str, str], ...]) -> dict[str, str]:
    clean = ((_NAMES.get(name, name), _clean(value)) for name, value in properties)
    return {name: value for name, value in clean if value and value.lower() not in _SILENT}


def _clean(value: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", value).split())[:_LONGEST]


def _beginning(extract: Extract) -> str:
    text = running_text(extract.text, extract.pages[:2])
    return _UNPRINTABLE_BUT_LINES.sub(" ", text[:_BEGINNING])


_UNPRINTABLE_BUT_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]+")
