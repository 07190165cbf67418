"""What may go with a lesson as a file, told by its content and never by its name alone. Pure.

No file is opened or unpacked here: what it begins with, and which names it holds, decides.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from assistant.errors import UploadRefusedError
from ingest.archive_names import composed, hides_signs, shown
from ingest.loaders.sniffing import ZIP, is_web_page

LARGEST_ATTACHMENT = 20 << 20
"""Bytes of one attachment."""
MOST_ATTACHMENTS = 20
"""Of one lesson."""
_LONGEST_NAME = 200
_PDF, _PNG, _JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_RICH_TEXT, _OLD_OFFICE = b"{\\rtf", b"\xd0\xcf\x11\xe0"
_SIGNATURES = (_PDF, _PNG, _JPEG, ZIP, _RICH_TEXT, _OLD_OFFICE)
"""With which no text begins."""
_MACROS = b"vbaProject.bin"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_RENAME = "Byt namn på filen och försök igen."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file that is taken: what it is called, how it is served, what tells it."""

    called: str
    media_type: str
    is_such: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that may be an attachment."""

    name: str
    media_type: str


def _begins(signature: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signature)


def _office(part: bytes) -> Callable[[bytes], bool]:
    """That it is a package with such a part, and without macros; names stand unpacked in it."""
    return lambda content: content.startswith(ZIP) and part in content and _MACROS not in content


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return (
        not _CONTROLS.search(text)
        and not content.startswith(_SIGNATURES)
        and not is_web_page(content)
    )


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_PHOTO = FileKind(called="JPEG", media_type="image/jpeg", is_such=_begins(_JPEG))
KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        ".pdf": FileKind(called="PDF", media_type="application/pdf", is_such=_begins(_PDF)),
        ".docx": FileKind(
            called="Word utan makron",
            media_type=f"{_OPEN_XML}.wordprocessingml.document",
            is_such=_office(b"word/document.xml"),
        ),
        ".xlsx": FileKind(
            called="Excel utan makron",
            media_type=f"{_OPEN_XML}.spreadsheetml.sheet",
            is_such=_office(b"xl/workbook.xml"),
        ),
        ".png": FileKind(called="PNG", media_type="image/png", is_such=_begins(_PNG)),
        ".jpg": _PHOTO,
        ".jpeg": _PHOTO,
        ".txt": FileKind(
            called="text i UTF-8", media_type="text/plain; charset=utf-8", is_such=_is_text
        ),
        ".md": FileKind(
            called="text i UTF-8", media_type="text/markdown; charset=utf-8", is_such=_is_text
        ),
    }
)
"""By the endings of names."""


def checked_file(said: str, content: bytes) -> CheckedFile:
    """The file's name as it is kept, and what it is.

    Raises `UploadRefusedError` for a name that is a trick, a kind that is not taken, and a content
    that is not what the name says.
    """
    name = _checked_name(said)
    kind = KINDS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise UploadRefusedError(
            f"Filen ”{name}” är av ett slag som inte kan vara en bilaga.",
            f"Spara den som något av {', '.join(KINDS)}.",
        )
    if not kind.is_such(content):
        raise UploadRefusedError(
            f"Filen ”{name}” är inte vad namnet säger ({kind.called}).",
            "Öppna den, spara en ny kopia av rätt slag och försök igen.",
        )
    return CheckedFile(name=name, media_type=kind.media_type)


def _checked_name(said: str) -> str:
    name = composed(said.strip())
    wrongs = (
        (not name, "är tomt"),
        (hides_signs(name), "innehåller styrtecken eller osynliga tecken"),
        ("/" in name or "\\" in name, "är en sökväg"),
        (name.startswith("."), "börjar med punkt"),
        (len(name) > _LONGEST_NAME, f"är längre än {_LONGEST_NAME} tecken"),
    )
    if wrong := next((reason for is_so, reason in wrongs if is_so), None):
        raise UploadRefusedError(f"Filens namn ”{shown(name)}” {wrong}.", _RENAME)
    return name
