"""What the members of an archive are called: decoded, and refused where a name is a trick.

Knows nothing about what the members hold.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator

from ingest.errors import LoadError

_SWEDISH = frozenset("åäöÅÄÖéÉüÜ–§")
_OF_THE_FORMAT = "cp437"
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:")
_NO_SIGNS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST = 1000
_LONGEST_SHOWN = 200
_REMEDY = "Packa om arkivet med vanliga filnamn, eller lägg in filen för sig."


def decoded(written: str, extra: bytes) -> str:
    """A name that is not marked as UTF-8, as its writer meant it, composed (NFC).

    `written` is the name in code page 437, as the format has it; `extra` the fields that go
    with it. The writer may have meant UTF-8, the DOS code page or Windows' own.
    """
    content = written.encode(_OF_THE_FORMAT)
    return composed(_unicode_path(content, extra) or _guessed(content))


def composed(name: str) -> str:
    """The name with å as one character, as most systems but macOS write it."""
    return unicodedata.normalize("NFC", name)


def _unicode_path(content: bytes, extra: bytes) -> str | None:
    """The name in the field for Unicode, if it goes with this name."""
    for kind, value in _fields(extra):
        if kind == _UNICODE_PATH and value[1:5] == struct.pack("<I", zlib.crc32(content)):
            try:
                return value[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _guessed(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        candidates = (content.decode(name, "replace") for name in (_OF_THE_FORMAT, "cp1252"))
        swedish = (name for name in candidates if _is_swedish(name))
        return next(swedish, content.decode(_OF_THE_FORMAT))


def _is_swedish(name: str) -> bool:
    return all(sign.isascii() or sign in _SWEDISH for sign in name)


def tidied(name: str) -> str:
    """The name as a path with one "/" between its parts, without "." among them."""
    return "/".join(part for part in name.split("/") if part not in {"", "."})


def refuse_name(name: str) -> None:
    """Raise `LoadError` for a name that leads elsewhere, or hides what it is."""
    tricks = (
        (hides_signs(name), "innehåller styrtecken"),
        ("\\" in name, "innehåller omvända snedstreck"),
        (name.startswith("/") or _DRIVE.match(name), "är en absolut sökväg"),
        (".." in name.split("/"), "leder ut ur arkivet (..)"),
        (not tidied(name), "är tomt"),
        (len(name) > _LONGEST, f"är längre än {_LONGEST} tecken"),
    )
    if wrong := next((reason for is_so, reason in tricks if is_so), None):
        raise LoadError(f"filens namn i arkivet {wrong}.", _REMEDY)


def hides_signs(name: str) -> bool:
    """True for a name with signs that are not seen, or are none."""
    return any(unicodedata.category(sign) in _NO_SIGNS for sign in name)


def shown(name: str) -> str:
    """The name as it can be put before a person, whatever it holds."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:_LONGEST_SHOWN]
