"""Reads a filled Word form. The file is opened by a reading process with limits, never here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from assistant.errors import LessonError
from assistant.lessons.asked import ASKED, FILLED_IN, LEAD, NAME
from assistant.lessons.markdown import access_said, sureness_said
from assistant.lessons.writing import LABELS, LONG
from ingest.confinement import Limits
from ingest.errors import LIKELY_DAMAGED
from ingest.loaders import FORMATS
from ingest.loaders.sniffing import ZIP
from ingest.record.lesson_types import LessonText
from ingest.types import Document, Failure

LARGEST_WORD = 10 << 20
"""Bytes of a filled form."""
LIMITS = Limits(seconds=40, cpu_seconds=20, memory=1 << 30)
_AT_ONCE = BoundedSemaphore(2)
"""So many forms are read at a time; the others wait, for each is a process of its own."""
SUFFIX = ".docx"
_FILE = f"mall{SUFFIX}"
_LOWEST_OF_FORM = 2
_BETWEEN_CELLS = " | "
_MARKS = ("–", "-", "•", "*")
_FIELDS = {
    **{label.casefold(): field for field, label in LABELS.items()},
    # as the page's form calls them
    "vem får se": "access",
    "ompröva den": "remind",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form says, and in Swedish what of the file is not with it."""

    text: LessonText
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A heading of the form and what is written below it; `field` is empty above the first one."""

    field: str
    paragraphs: tuple[str, ...]
    tables: int


def is_word(content: bytes) -> bool:
    """True for what may be a Word document (.docx), by its first bytes."""
    return content.startswith(ZIP)


def read_word_form(content: bytes, limits: Limits = LIMITS) -> Filled:
    """What a filled form says.

    Raises `LessonError` for a file that cannot be read within the limits, for a heading that is
    none of the form's, and for a value that cannot be.
    """
    document = _read(content, limits)
    parts = _parts(document)
    said = {field: parts[field].paragraphs if field in parts else () for field in LABELS}
    lines = {field: " ".join(map(_unmarked, said[field])) for field in LABELS}
    text = LessonText(
        **{field: "\n\n".join(said[field]) for field in LONG},
        **{field: lines[field] for field in ("title", "agency", "project", "phase", "theme")},
        sure=sureness_said(lines["sure"]),
        access=access_said(_groups(said["access"]) or FILLED_IN["access"]),
        remind=lines["remind"],
    )
    return Filled(text=text, notices=(*_left_out(parts), *document.notices))


def _read(content: bytes, limits: Limits) -> Document:
    from ingest.sandbox import read_documents  # noqa: PLC0415  (whoever only asks needs none of it)

    with _AT_ONCE, TemporaryDirectory(prefix="lardom-") as folder:
        Path(folder, _FILE).write_bytes(content)
        (read,) = read_documents(Path(folder), [_FILE], workers=1, limits=limits)
    outcome = read.outcome
    if isinstance(outcome, Failure):
        raise LessonError(f"Word-filen gick inte att läsa: {outcome.reason}", outcome.remedy)
    if not isinstance(outcome, Document) or outcome.media_type != FORMATS[SUFFIX].media_type:
        raise LessonError("Filen är inget Word-dokument (.docx).", LIKELY_DAMAGED)
    return outcome


def _parts(document: Document) -> dict[str, _Part]:
    """What stands below each heading, by field; raises `LessonError` for what is no form."""
    found: dict[str, _Part] = {}
    for part in _split(document):
        if part.field in found and part.field:
            raise LessonError(
                f"Rubriken ”{LABELS[part.field]}” står två gånger i filen.",
                "Samla texten under en av dem och ta bort den andra.",
            )
        found[part.field] = part
    if not found.keys() - {""}:
        raise LessonError(
            "Filen har ingen av mallens rubriker.",
            f"Hämta Word-mallen och skriv i den; rubrikerna {', '.join(LABELS.values())} ska ha "
            "formatmallen Rubrik 1.",
        )
    return found


def _split(document: Document) -> Iterator[_Part]:
    tops = [one for one in document.headings if _field(one.title) or one.level <= _LOWEST_OF_FORM]
    if tops and tops[0].title == NAME:
        del tops[0]
    above = document.text[: tops[0].start] if tops else ""
    yield _part("", above.strip().removeprefix(NAME))
    for at, heading in enumerate(tops, start=1):
        field = _field(heading.title)
        if not field:
            raise LessonError(
                f"Mallen har ingen rubrik ”{heading.title[:100]}”.",
                f"Använd {', '.join(LABELS.values())}; underrubriker med Rubrik 3.",
            )
        end = tops[at].start if at < len(tops) else len(document.text)
        yield _part(field, document.text[heading.start + len(heading.title) : end])


def _field(title: str) -> str:
    """The field that a heading is of, however it is written; empty for another heading."""
    return _FIELDS.get(" ".join(title.split()).rstrip(" :?.").casefold(), "")


def _part(field: str, below: str) -> _Part:
    help_line = ASKED.get(field, LEAD)
    paragraphs = (one.strip().removeprefix(help_line).strip() for one in below.split("\n\n"))
    written = [one for one in paragraphs if one]
    kept = tuple(one for one in written if not _is_table(one))
    return _Part(field=field, paragraphs=kept, tables=len(written) - len(kept))


def _is_table(paragraph: str) -> bool:
    """True for rows as the reading of Word writes them: cells with walls between, on every line."""
    return all(_BETWEEN_CELLS in line for line in paragraph.split("\n"))


def _left_out(parts: dict[str, _Part]) -> Iterator[str]:
    for field, part in parts.items():
        place = f"under ”{LABELS[field]}”" if field else "före den första rubriken"
        if part.tables:
            yield (
                f"Tabeller {place} är inte med ({part.tables} st). Skriv det viktiga ur dem som "
                "text."
            )
        if part.paragraphs and not field:
            yield f"Texten {place} är inte med. Flytta den till en rubrik om den behövs."


def _unmarked(paragraph: str) -> str:
    """A paragraph of a list without its bullet."""
    mark, _, rest = paragraph.partition(" ")
    return rest.strip() if mark in _MARKS else paragraph


def _groups(paragraphs: tuple[str, ...]) -> str:
    """A rule of access on one line, with commas where it stands on several."""
    return ",".join(map(_unmarked, paragraphs)).replace(";", ",")
