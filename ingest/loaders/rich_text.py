"""Rich text (.rtf) by striprtf: paragraphs, tables and notes, without headings and pages."""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.loaders.rich_text_code import Sign, plainer
from ingest.types import Extract

_MARK = b"{\\rtf"
_CODE_LIMIT = 8_000_000
_MOST_GROUPS, _MOST_COMMANDS = 500_000, 2_500_000
_BETWEEN = "\n\n"
_CHARSET = re.compile(r"\\(mac|pca|pc)(?![a-z])")
_CHARSETS = {"mac": "mac_roman", "pca": "cp850", "pc": "cp437"}
_HEAD = 200
_NOTE = re.compile(f"{Sign.NOTE}([^{Sign.NOTE}{Sign.NOTE_END}]*){Sign.NOTE_END}")
_STRAY = re.compile(f"[{''.join(Sign)}\x00-\x08\x0b\x0c\x0e-\x1f\xad]")
_BULLET = re.compile(r"[·o§\uf0b7]\t")
_SAID = re.compile(r"\{\\(title|author|subject) ([^{}]{1,1000})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})(?!\d)")


def load(content: bytes) -> Extract:
    """Read an .rtf file; raise `LoadError` when it is cut off, broken or something else."""
    if not content.lstrip().startswith(_MARK):
        raise LoadError(
            "filen är ingen RTF-fil, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som .rtf.",
        )
    if content.count(b"{") > _MOST_GROUPS or content.count(b"\\") > _MOST_COMMANDS:
        raise _too_large("för många formateringskoder")
    code = plainer(_decoded(content.lstrip()))
    if len(code) > _CODE_LIMIT:
        raise _too_large(f"{len(code) // 1_000_000} miljoner tecken utöver bilderna")
    try:
        return Extract(
            text=_BETWEEN.join(_blocks(_text(code))), properties=tuple(_properties(code))
        )
    except MemoryError:
        raise
    except Exception as error:  # striprtf lets the errors of codecs and numbers out
        raise LoadError("RTF-filen är skadad och kan inte läsas.", LIKELY_DAMAGED) from error


def _too_large(what: str) -> LoadError:
    return LoadError(
        f"RTF-filen har {what}, mer än som läses.",
        "Dela dokumentet i flera filer, eller spara det som .docx.",
    )


def _decoded(content: bytes) -> str:
    """The code as characters; RTF is ASCII, but some programs write other bytes as they are."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _text(code: str) -> str:
    """The words of a piece of code; signs beyond 65,535, which are written as two, made whole."""
    charset = _CHARSET.search(code, 0, _HEAD)
    encoding = _CHARSETS[charset[1]] if charset else "cp1252"
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]  # striprtf has no annotations
        code, encoding=encoding, errors="replace"
    )
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs and tables in order, each followed by its notes."""
    notes = _Notes()
    rows: list[str] = []
    *with_rows, last = notes.on_one_line(text).split(Sign.ROW)
    for segment in with_rows:
        before, table, row = segment.partition(Sign.TABLE)
        if not table:
            before, row = "", segment
        if before.strip():
            yield from notes.after("\n".join(rows))
            rows = []
            yield from _paragraphs(before, notes)
        rows += _row(row)
    yield from notes.after("\n".join(rows))
    yield from _paragraphs(last, notes)


def _row(code: str) -> list[str]:
    cells = [" ".join(cell.replace(Sign.TABLE, "").split()) for cell in code.split(Sign.CELL)[:-1]]
    return [f"| {' | '.join(cells)} |"] if any(cells) else []


def _paragraphs(text: str, notes: "_Notes") -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from notes.after(_BULLET.sub("– ", paragraph.strip(" \t"), count=1))


class _Notes:
    """The notes of a text, counted in the order they stand."""

    def __init__(self) -> None:
        self._count = 0

    def on_one_line(self, text: str) -> str:
        """The text with no line breaks and no cells inside its notes."""
        return _NOTE.sub(lambda note: f"{Sign.NOTE}{_words(note[1])}{Sign.NOTE_END}", text)

    def after(self, block: str) -> Iterator[str]:
        """The block without its notes, and then these; nothing that is empty."""
        said = _STRAY.sub("", _NOTE.sub("", block).replace(Sign.LINE, "\n")).strip()
        if said:
            yield said
        for note in _NOTE.finditer(block):
            self._count += 1
            yield f"Fotnot {self._count}: {note[1]}"


def _words(text: str) -> str:
    return " ".join(_STRAY.sub(" ", text).split())


def _properties(code: str) -> Iterator[tuple[str, str]]:
    """What the file says of itself, the first of each name."""
    seen: set[str] = set()
    for name, said in _SAID.findall(code):
        words = _words(_text(f"{{\\rtf1 {said}}}")) if name not in seen else ""
        if words:
            seen.add(name)
            yield name, words
    if created := _CREATED.search(code):
        yield "created", f"{created[1]}-{int(created[2]):02}-{int(created[3]):02}"
