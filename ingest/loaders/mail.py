"""E-mail messages (.eml): subject, who, when, and the words; attachments are only named.

Of the same words as text and as a web page the text is taken. A message within the message is
read under a heading of its own. What is quoted from earlier messages stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.loaders import mail_page
from ingest.loaders.mail_parts import Part, parse
from ingest.types import Extract, Heading

_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHOWN = (("from", "Från"), ("to", "Till"), ("cc", "Kopia"))
_MESSAGES = frozenset({"message/rfc822", "message/global"})
_SEALED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"},
)
_PLAIN, _PAGE = "text/plain", "text/html"
_DEEPEST = 5
_LOWEST_LEVEL = 9
_MOST_NAMED = 50
_LONGEST_PAGE = 10_000_000
_BETWEEN = "\n\n"


def load(content: bytes) -> Extract:
    """Read a message; raise `LoadError` when it is encrypted, overlarge or something else."""
    if content.startswith(_OUTLOOK):
        raise LoadError(
            "filen är ett meddelande i Outlooks eget format (.msg).",
            "Öppna det i Outlook och spara det som .eml, eller skriv ut det till PDF.",
        )
    try:
        return _extract(parse(content.removeprefix(b"\xef\xbb\xbf").lstrip()))
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # the parser lets many errors out on what is no message
        raise LoadError(
            "e-postmeddelandet är skadat och kan inte läsas.",
            LIKELY_DAMAGED,
        ) from error


def _extract(message: Part) -> Extract:
    if not any(message.header(name) for name in ("from", "to", "subject", "date")):
        raise LoadError(
            "filen är inget e-postmeddelande, trots filändelsen.",
            "Kontrollera filändelsen; ren text ska heta .txt.",
        )
    if message.get_content_type() in _SEALED:
        raise LoadError(
            "e-postmeddelandet är krypterat eller förseglat.",
            "Öppna det i e-postprogrammet och spara en kopia utan kryptering.",
        )
    writing = _Writing()
    writing.message(message, 1)
    return Extract(
        text=_BETWEEN.join(writing.blocks),
        headings=tuple(writing.headings),
        properties=tuple(_properties(message)),
        notices=tuple(writing.notices()),
    )


@dataclass(slots=True, kw_only=True)
class _Writing:
    """The text while it grows: its blocks, `length` characters in all, and what was not read."""

    blocks: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[Heading] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    too_deep: int = 0

    def message(self, message: Part, level: int) -> None:
        """Write a message under a heading of that level, 1 for the file's own."""
        subject = message.header("subject") or ("" if level == 1 else "Bifogat meddelande")
        if subject:
            self.headings.append(Heading(level=level, title=subject, start=self.length))
            self._write(subject)
        self._write("\n".join(_lines(message)))
        self._part(message, level)

    def notices(self) -> Iterator[str]:
        """What the file has and the text has not."""
        if self.unread:
            more = len(self.unread) - _MOST_NAMED
            named = ", ".join(self.unread[:_MOST_NAMED]) + (f" och {more} till" * (more > 0))
            yield f"Bilagor som inte lästes: {named}."
        if self.too_deep:
            yield (
                f"Bifogade meddelanden djupare än {_DEEPEST} nivåer som inte lästes: "
                f"{self.too_deep}."
            )

    def _part(self, part: Part, level: int) -> None:
        kind = part.get_content_type()
        if kind in _MESSAGES and part.is_multipart():
            self._nested(part, level + 1)
        elif kind == "multipart/alternative" and part.is_multipart():
            self._alternatives(list(part.parts()), level)
        elif kind.startswith("multipart/") and part.is_multipart():
            for inner in part.parts():
                self._part(inner, level)
        elif _is_text(part) or kind.startswith("multipart/"):
            self._words(part, level)
        else:
            self.unread.append(part.file_name())

    def _nested(self, part: Part, level: int) -> None:
        if level - 1 > _DEEPEST:
            self.too_deep += 1
            return
        for message in part.parts():
            self.message(message, level)

    def _alternatives(self, parts: list[Part], level: int) -> None:
        """Write one of several wordings of the same; of the others only name attachments."""
        chosen = _best(parts)
        for part in parts:
            if part is chosen:
                self._part(part, level)
            else:
                self.unread += [leaf.file_name() for leaf in _attached(part)]

    def _words(self, part: Part, level: int) -> None:
        try:
            words = part.words()
        except LoadError:  # one part that is no text does not hide the others
            self.unread.append(part.file_name())
            return
        if part.get_content_type() == _PAGE and "<" in words:
            _refuse_long(words)
            self._page(mail_page.parse(words), level)
        else:
            self._write(words.strip())

    def _page(self, page: Extract, level: int) -> None:
        start = self.length
        self._write(page.text)
        for heading in page.headings:
            lower = min(heading.level + level, _LOWEST_LEVEL)
            moved = Heading(level=lower, title=heading.title, start=heading.start + start)
            self.headings.append(moved)

    def _write(self, block: str) -> None:
        if block:
            self.blocks.append(block)
            self.length += len(block) + len(_BETWEEN)


def _refuse_long(page: str) -> None:
    if len(page) > _LONGEST_PAGE:
        raise LoadError(
            f"e-postmeddelandets text är en webbsida med {len(page)} tecken, fler än gränsen "
            f"{_LONGEST_PAGE}.",
            "Spara meddelandet som ren text eller PDF.",
        )


def _is_text(part: Part) -> bool:
    attached = part.get_content_disposition() == "attachment"
    return part.get_content_type() in (_PLAIN, _PAGE) and not attached


def _best(parts: list[Part]) -> Part | None:
    """The part with the words: plain text that is not blank, else a page, else the last."""
    plain = (p for p in parts if p.get_content_type() == _PLAIN and _is_text(p))
    if found := next((part for part in plain if _has_words(part)), None):
        return found
    pages = (p for p in parts if any(leaf.get_content_type() == _PAGE for leaf in p.walk()))
    return next(pages, parts[-1] if parts else None)


def _has_words(part: Part) -> bool:
    try:
        return bool(part.words().strip())
    except LoadError:
        return False


def _attached(part: Part) -> Iterator[Part]:
    """The parts of a wording not chosen that are no wording themselves."""
    for leaf in part.walk():
        if isinstance(leaf, Part) and not leaf.is_multipart() and not _is_text(leaf):
            yield leaf


def _lines(message: Part) -> Iterator[str]:
    for name, shown in _SHOWN:
        if value := message.header(name):
            yield f"{shown}: {value}"
    if date := message.header("date"):
        sent = _sent(message)
        yield f"Datum: {sent:%Y-%m-%d %H:%M}" if sent else f"Datum: {date}"


def _sent(message: Part) -> datetime | None:
    try:
        return parsedate_to_datetime(message.header("date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _properties(message: Part) -> Iterator[tuple[str, str]]:
    if subject := message.header("subject"):
        yield "title", subject
    if sent := _sent(message):
        yield "date", sent.date().isoformat()
    name, angle, _ = message.header("from").partition("<")
    if angle and (author := name.strip(' "')):
        yield "author", author
