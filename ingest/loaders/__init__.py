"""One room per file format; each turns bytes into an `Extract`, or raises `LoadError`.

A room is imported when the first file of its kind is met, so that a process which only reads
Markdown never pays for the PDF libraries. Knows nothing about folders, metadata or chunks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Protocol, cast

from ingest.aids import NO_AIDS, Aids
from ingest.errors import LoadError
from ingest.loaders.sniffing import is_web_page
from ingest.types import Extract


class Loader(Protocol):
    """What every room of this package offers."""

    def load(self, content: bytes) -> Extract:
        """Read one file's bytes; raise `LoadError` when they hold no readable text."""
        ...


class AidedLoader(Protocol):
    """What a room offers that may need help with some files."""

    def load(self, content: bytes, aids: Aids = NO_AIDS) -> Extract:
        """As `Loader`, with the help that there is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format that can be read: the room that reads it and its IANA media type."""

    room: str
    media_type: str
    may_need_help: bool = False

    def load(self, content: bytes, aids: Aids = NO_AIDS) -> Extract:
        """Read one file's bytes in the format's room; raise `LoadError` when that fails."""
        room = import_module(f"ingest.loaders.{self.room}")
        if self.may_need_help:
            return cast("AidedLoader", room).load(content, aids)
        return cast("Loader", room).load(content)


_PDF = Format(room="pdf", media_type="application/pdf", may_need_help=True)
_WORD = Format(
    room="word",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_HTML = Format(room="html", media_type="text/html")
_MARKDOWN = Format(room="markdown", media_type="text/markdown")
_PLAIN = Format(room="plain", media_type="text/plain")
_EXCEL = Format(
    room="sheets",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_EXCEL_MACROS = Format(room="sheets", media_type="application/vnd.ms-excel.sheet.macroEnabled.12")
_EXCEL_OLD = Format(room="sheets", media_type="application/vnd.ms-excel")
_OPEN_SHEET = Format(room="sheets", media_type="application/vnd.oasis.opendocument.spreadsheet")
_SLIDES = Format(
    room="slides",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
)
_OPEN_TEXT = Format(room="opendocument", media_type="application/vnd.oasis.opendocument.text")
_RICH_TEXT = Format(room="rich_text", media_type="application/rtf")
_MAIL = Format(room="mail", media_type="message/rfc822")
_COMMAS = Format(room="separated", media_type="text/csv")
_OLD_WORD = Format(room="old_office", media_type="application/msword", may_need_help=True)
_OLD_SLIDES = Format(
    room="old_office", media_type="application/vnd.ms-powerpoint", may_need_help=True
)
_TABS = Format(room="separated", media_type="text/tab-separated-values")

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".pdf": _PDF,
        ".docx": _WORD,
        ".html": _HTML,
        ".htm": _HTML,
        ".md": _MARKDOWN,
        ".markdown": _MARKDOWN,
        ".txt": _PLAIN,
        ".xlsx": _EXCEL,
        ".xlsm": _EXCEL_MACROS,
        ".xls": _EXCEL_OLD,
        ".ods": _OPEN_SHEET,
        ".csv": _COMMAS,
        ".tsv": _TABS,
        ".eml": _MAIL,
        ".pptx": _SLIDES,
        ".odt": _OPEN_TEXT,
        ".rtf": _RICH_TEXT,
        ".doc": _OLD_WORD,
        ".dot": _OLD_WORD,
        ".ppt": _OLD_SLIDES,
        ".pps": _OLD_SLIDES,
    }
)

_OFTEN_WEB_PAGES = frozenset({_PDF, _WORD, _EXCEL, _EXCEL_OLD, _OPEN_SHEET, _OPEN_TEXT, _RICH_TEXT})
"""Formats under whose names web pages are saved: error pages, and exports of other systems."""


def format_inside(named: Format, content: bytes) -> Format:
    """The format that a file's bytes are of, for one of the format that its name says."""
    return _HTML if named in _OFTEN_WEB_PAGES and is_web_page(content) else named


def format_of(source: str) -> Format:
    """The format of a file by its suffix; raise `LoadError` for one that is not read."""
    suffix = PurePosixPath(source).suffix.lower()
    found = FORMATS.get(suffix)
    if found is None:
        named = f"filformatet {suffix}" if suffix else "en fil utan filändelse"
        raise LoadError(
            f"{named} läses inte ännu.",
            f"Spara om dokumentet som något av {', '.join(sorted(FORMATS))}.",
        )
    return found
