"""Spreadsheets (.xlsx, .xlsm, .xls, .ods): one page per sheet, its rows as lines of a table.

Values are those that the program which saved the file worked out; formulas are not counted
anew. An error value of an .xls file is read as an empty cell. Diagrams, comments and pictures
are not read. Sheets without values give no page, but keep their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetVisibleEnum,
)

from ingest.errors import LoadError
from ingest.loaders.sheet_archive import Archive, checked, damaged, locked
from ingest.loaders.sheet_cells import one_line, written
from ingest.loaders.sheet_text import FULL, Allowance, Row, Table, table_text
from ingest.types import Extract, Heading, Page, Span

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_RECORDS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNING, _BEGINNING_SIZE = b"\x09\x08\x10\x00\x00\x06\x05\x00", 20
_FILE_PASS = b"\x2f\x00"
_FIRST_RECORDS = 12
_BETWEEN = "\n\n"
_PANIC = "PanicException"


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read of a workbook so far."""

    parts: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, number: int, name: str, table: str) -> None:
        """Put a sheet behind the others."""
        text = f"{name}{_BETWEEN}{table}"
        start = self.size
        self.parts.append(text)
        self.headings.append(Heading(level=1, title=name, start=start))
        span = Span(start=start, end=start + len(text))
        self.pages.append(Page(number=number, label=name, span=span, body=span))
        self.size = span.end + len(_BETWEEN)


def load(content: bytes) -> Extract:
    """Read a spreadsheet; raise `LoadError` when it is encrypted, broken or something else."""
    archive = _checked(content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(archive.content)) as book:
            reading = _read(book)
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        is_locked = isinstance(error, PasswordError) or _is_locked(content)
        raise (locked() if is_locked else damaged()) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:  # the library's Rust code stops so on broken files
            raise
        raise damaged() from error
    return Extract(
        text=_BETWEEN.join(reading.parts),
        pages=tuple(reading.pages),
        headings=tuple(reading.headings),
        properties=archive.properties,
        notices=(*archive.notices, *reading.notices),
    )


def _checked(content: bytes) -> Archive:
    if content.startswith(b"PK"):
        return checked(content)
    if content.startswith(_OLD_OFFICE) and _ENCRYPTED in content:
        raise locked()
    if not content.startswith((_OLD_OFFICE, *_BARE_RECORDS)):
        raise LoadError(
            "filen är inget kalkylark, trots filändelsen.",
            "Öppna den i Excel eller LibreOffice och spara den som .xlsx, eller som .csv.",
        )
    return Archive(content=content)


def _is_locked(content: bytes) -> bool:
    """True when one of the first records of an .xls file says that the rest is encrypted.

    The library only says of such a file that it does not know the format.
    """
    place = content.find(_BEGINNING) + _BEGINNING_SIZE
    if place < _BEGINNING_SIZE:
        return False
    for _ in range(_FIRST_RECORDS):
        kind, size = content[place : place + 2], content[place + 2 : place + 4]
        if kind == _FILE_PASS:
            return True
        place += 4 + int.from_bytes(size, "little")
    return False


def _read(book: CalamineWorkbook) -> _Reading:
    reading = _Reading()
    allowance = Allowance()
    left_out: list[str] = []
    for number, about in enumerate(book.sheets_metadata, start=1):
        name = one_line(about.name) or f"Blad {number}"
        if not allowance.cells:
            left_out.append(f"”{name}”")
            continue
        try:
            sheet = book.get_sheet_by_index(number - 1)
        except CalamineError:
            reading.notices.append(f"Bladet ”{name}” är skadat och är inte med.")
            continue
        table = _table(sheet, allowance, above=len(name) + len(_BETWEEN))
        if table.text:
            reading.add(number, name, table.text)
        reading.notices += _notices(about, name, table, last=sheet.end[0] + 1 if sheet.end else 0)
    if left_out:
        reading.notices.append(f"{FULL} Inget är med av {', '.join(left_out)}.")
    return reading


def _table(sheet: CalamineSheet, allowance: Allowance, above: int) -> Table:
    first_column = sheet.start[1] if sheet.start else 0
    return table_text(_rows(sheet), allowance, above=above, first_column=first_column)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows that hold anything; the library gives the empty ones above the first too."""
    for number, values in enumerate(sheet.iter_rows(), start=1):
        if any(value != "" for value in values):
            cells = tuple(written(value) if value != "" else "" for value in values)
            yield Row(number=number, cells=cells)


def _notices(about: SheetMetadata, name: str, table: Table, last: int) -> Iterator[str]:
    if about.visible is not SheetVisibleEnum.Visible and table.text:
        yield f"Bladet ”{name}” är dolt i filen, men är med."
    if table.is_cut:
        yield f"{FULL} Av bladet ”{name}” är raderna efter {table.last} inte med (av {last})."
