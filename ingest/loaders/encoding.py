"""Turns the bytes of a text file into characters. Knows nothing about their meaning."""

import codecs
import re

from ingest.errors import LoadError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.002


def decode(content: bytes) -> str:
    """The text with line ends as in Unix; raise `LoadError` for bytes that are not text.

    A byte order mark decides; without one UTF-8 is tried, then Windows-1252, the encoding of
    older Swedish text files.
    """
    text = _decoded(content)
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise LoadError(
            "filen innehåller inte text utan binära data.",
            "Kontrollera att filändelsen stämmer, eller spara om filen som text i UTF-8.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKED if content.startswith(mark)), None)
    if encoding is None:
        return _unmarked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(
            f"filen säger sig vara kodad i {encoding} men är det inte.",
            "Öppna filen i en textredigerare och spara om den i UTF-8.",
        ) from error


def _unmarked(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes have no meaning in Windows-1252; as control characters they are counted.
        return content.decode("cp1252", errors="replace").replace("\N{REPLACEMENT CHARACTER}", "\1")
