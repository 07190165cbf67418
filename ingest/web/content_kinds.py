"""Which suffix fetched content gets: by its first bytes, then by what the server and the name say.

Only suffixes that the loaders read are given.
"""

import re
from io import SEEK_END
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from ingest.errors import FetchError
from ingest.loaders import FORMATS
from ingest.loaders.sniffing import ZIP, is_web_page
from ingest.web.urls import Url

_BEGINNING = 4096
_PDF_WITHIN = 1024
_PACKAGES = (
    (b"word/document.xml", ".docx"),
    (b"ppt/presentation.xml", ".pptx"),
    (b"xl/workbook.xml", ".xlsx"),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_OPEN_DOCUMENT = re.compile(rb"PK\x03\x04.{26}mimetype(application/[a-z.-]+)", re.DOTALL)
_PARTS_WITHIN = 1 << 20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_NAMES = frozenset({".xls", ".doc", ".ppt"})
_TEXTS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "message/rfc822": ".eml",
}
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".csv", ".tsv", ".eml", ".html", ".htm"})


def suffix_of(content: BinaryIO, url: Url, content_type: str) -> str:
    """The suffix that the content is read by; raise FetchError for what no loader reads."""
    content.seek(0)
    start = content.read(_BEGINNING)
    named = PurePosixPath(unquote(url.path)).suffix.lower()
    said = content_type.partition(";")[0].strip().lower()
    found = _told_by_bytes(start, content, named) or _told_by_words(start, said, named)
    if found in FORMATS:
        return found
    what = f"av slaget {said}" if said else "av okänt slag"
    raise FetchError(
        f"det som hämtades är {what} och läses inte.",
        "Hämta dokumentet i ett annat format, eller uteslut adressen med exclude.",
    )


def _told_by_bytes(start: bytes, content: BinaryIO, named: str) -> str:
    if not start:
        raise FetchError("det som hämtades är tomt.", "Kontrollera adressen i en webbläsare.")
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return ".pdf"
    if start.startswith(ZIP):
        return _package(start, content, named)
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if start.startswith(_OLD_OFFICE):
        return named if named in _OLD_NAMES else ".xls"
    return ".html" if is_web_page(start) else ""


def _package(start: bytes, content: BinaryIO, named: str) -> str:
    """What an archive holds, by the names of its parts; the name may say that it has macros.

    The list of parts is at the end; only so much of it is read as any office file has.
    """
    opening = _OPEN_DOCUMENT.match(start)
    if opening:
        return _OPEN_DOCUMENTS.get(opening[1], ".zip")
    size = content.seek(0, SEEK_END)
    content.seek(max(0, size - _PARTS_WITHIN))
    parts = content.read()
    found = next((suffix for part, suffix in _PACKAGES if part in parts), ".zip")
    return named if (found, named) == (".xlsx", ".xlsm") else found


def _told_by_words(start: bytes, said: str, named: str) -> str:
    """For text, which has no signature: what it is called, or the server says it is."""
    if b"\0" in start:
        return ""
    if named in _TEXT_SUFFIXES and said.startswith(("text/", "application/octet-stream")):
        return named
    return _TEXTS.get(said, "")
