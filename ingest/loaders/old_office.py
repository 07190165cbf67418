"""Old Word and PowerPoint files: turned into today's formats by LibreOffice, where it may help.

What the file is, is told by its bytes: many a .doc is rich text, a web page or a newer format.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from ingest.aids import NO_AIDS, Aids
from ingest.errors import INSTALL, LIKELY_DAMAGED, LoadError
from ingest.loaders import html, rich_text, slides, word
from ingest.loaders.sniffing import ZIP
from ingest.types import Extract

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_BEGINNING = 1024
_ENCRYPTED = "EncryptedPackage"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """An old format: what its files end with, what is made of them, and who reads that."""

    suffix: str
    new: str
    load: Callable[[bytes], Extract]


_BY_STREAM = MappingProxyType(
    {
        "PowerPoint Document": _Old(suffix="ppt", new="pptx", load=slides.load),
        "WordDocument": _Old(suffix="doc", new="docx", load=word.load),
    }
)
"""By the stream that a file of the format has its contents in. A presentation comes first: it
may have a Word document laid into it."""


def load(content: bytes, aids: Aids = NO_AIDS) -> Extract:
    """Read an old document; raise `LoadError` when it is none, or when LibreOffice is missing."""
    if not content.startswith(_COMPOUND):
        return _of_other_format(content)
    old = next((old for name, old in _BY_STREAM.items() if _has(content, name)), None)
    if old is None and _has(content, _ENCRYPTED):
        raise LoadError(
            "dokumentet är krypterat med lösenord.",
            "Öppna det med lösenordet, spara en kopia utan lösenord och lägg in kopian.",
        )
    if old is None:
        raise LoadError("filen är inget Word- eller PowerPoint-dokument.", LIKELY_DAMAGED)
    if aids.office is None:
        raise LoadError(
            "det äldre formatet läses med LibreOffice, som inte är installerat eller är avstängt.",
            f"Installera LibreOffice, eller spara om dokumentet som .{old.new}. {INSTALL}",
        )
    return old.load(aids.office.convert(content, old.suffix, old.new))


def _has(content: bytes, stream: str) -> bool:
    """True when a compound file names the stream in its directory, roughly."""
    return stream.encode("utf-16-le") in content


def _of_other_format(content: bytes) -> Extract:
    beginning = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"{\\rtf"):
        return rich_text.load(content)
    if beginning.startswith(b"<") and b"<html" in beginning:
        return html.load(content)
    if content.startswith(ZIP):
        return slides.load(content) if b"ppt/" in content else word.load(content)
    raise LoadError("filen är inget Word- eller PowerPoint-dokument.", LIKELY_DAMAGED)
