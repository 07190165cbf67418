"""Takes an e-mail message apart into parts, however much it was made to cost.

A `Part` keeps only the headers that are read, cut at a length, and counts its fellows, so that
neither depth, parts nor headers grow without a bound. Knows nothing about what is shown.
"""

import codecs
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from io import BytesIO
from typing import Any

from ingest.errors import LoadError
from ingest.loaders.encoding import decode

_SHOWN = ("subject", "from", "to", "cc", "date")
_OF_PARTS = ("content-type", "content-disposition", "content-transfer-encoding", "mime-version")
_LONGEST = dict.fromkeys(_SHOWN, 10_000) | dict.fromkeys(_OF_PARTS, 2000)
_LONGEST_NAME = 150
_MOST_LINES = 4_000_000
_MOST_PARTS = 1000
_DEEPEST = 40
_MOST_OF_HEADERS = 1 << 20
# What bare bytes are called whatever they are; ingest.loaders.encoding knows better.
_SAYS_NOTHING = frozenset({"ascii", "iso8859-1", "utf-8"})
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
_BLANKS = re.compile(r"\s+")


class Part(EmailMessage):
    """A message, or a part of one; raises `LoadError` while parsing when there is too much."""

    def __init__(self, policy: EmailPolicy | None = None) -> None:
        super().__init__(policy)
        self._depth = 0
        self._counted = [0, 0]  # parts, and characters of headers, of the whole message

    def set_raw(self, name: str, value: str) -> None:
        """Keep the first header of each name that is read, cut at its length."""
        longest = _LONGEST.get(name.lower())
        if longest is None or name in self:
            return
        super().set_raw(name, value if len(value) <= longest else f"{value[:longest]} ...")
        self._counted[1] += min(len(value), longest)
        if self._counted[1] > _MOST_OF_HEADERS:
            raise _too_much(f"mer än {_MOST_OF_HEADERS >> 20} MB brevhuvuden")

    def attach(self, payload: Any) -> None:
        """Take a part in, as the parser calls it, before the part's own headers are read."""
        super().attach(payload)
        if isinstance(payload, Part):
            payload._depth, payload._counted = self._depth + 1, self._counted
            self._counted[0] += 1
            if payload._depth > _DEEPEST:
                raise _too_much(f"delar i mer än {_DEEPEST} nivåer")
            if self._counted[0] > _MOST_PARTS:
                raise _too_much(f"mer än {_MOST_PARTS} delar")

    def parts(self) -> Iterator["Part"]:
        """The parts directly below this one."""
        return (part for part in self.iter_parts() if isinstance(part, Part))

    def header(self, name: str) -> str:
        """A header in one line, "" where it is missing."""
        return _BLANKS.sub(" ", str(self.get(name) or "")).strip()

    def file_name(self) -> str:
        """What an attachment is called, else its media type."""
        try:
            named = _BLANKS.sub(" ", self.get_filename() or "").strip()
        except UnicodeError:  # some codecs do not replace what they cannot read
            named = ""
        return _printable(named)[:_LONGEST_NAME] or self.get_content_type()

    def words(self) -> str:
        """The text of a part without parts; raise `LoadError` for bytes that are not text."""
        content = self.get_payload(decode=True)
        return _text(content if isinstance(content, bytes) else b"", self.get_content_charset())


def parse(content: bytes) -> Part:
    """Take a message apart; raise `LoadError` when it has too many lines, parts or levels."""
    if content.count(b"\n") > _MOST_LINES:
        raise _too_much(f"mer än {_MOST_LINES} rader")
    policy = EmailPolicy(header_factory=_header)
    message = BytesParser(Part, policy=policy).parse(BytesIO(content))
    if not isinstance(message, Part):
        raise TypeError(f"the parser made a {type(message).__name__}")
    return message


def _too_much(what: str) -> LoadError:
    return LoadError(
        f"e-postmeddelandet har {what}.",
        "Öppna det i e-postprogrammet och spara det du behöver som egna filer.",
    )


def _header(_name: str, value: str) -> str:
    """A header's value in words. Never parsed by its grammar, which is slow on hostile ones."""
    written = _header_text(value.encode("ascii", "surrogateescape"), None)
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError):
        return _printable(written)
    return _printable("".join(_piece(piece, charset) for piece, charset in pieces))


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:  # as decode_header writes what stands between encoded words
        return piece.decode("raw-unicode-escape", "replace")
    return _header_text(piece, charset)


def _header_text(content: bytes, charset: str | None) -> str:
    try:
        return _text(content, charset)
    except LoadError:
        return content.decode("ascii", "replace")


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign.isspace())


def _text(content: bytes, charset: str | None) -> str:
    """The text in the named charset if that holds, else as files without a name for theirs."""
    try:
        name = codecs.lookup(charset or "ascii").name
        if name not in _SAYS_NOTHING | _NO_CHARSETS:
            content = content.decode(name).encode("utf-8", "replace")
    except (LookupError, ValueError):
        pass  # no such charset, or not in these bytes
    return decode(content)
