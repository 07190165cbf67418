"""Writes the collection workbook (.xlsx), empty or filled: the same bytes for the same rows.

Nothing in it is told by colour alone: what a cell may hold stands in the sheet of instructions
and in the help of the cell, and what is wrong is said in words on the sheet of checks.
"""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ingest.register.fields import FieldKind
from ingest.register.filling import Grid, Line, definitions, grids
from ingest.register.instructions import about, instructions
from ingest.register.layout import ABOUT, CHECKS, INSTRUCTIONS
from ingest.register.template_checks import checks, guard
from ingest.register.types import Collection, column_letters

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_HEAD = Font(bold=True)
_SHADE = PatternFill(fill_type="solid", start_color="FFE7EDF3")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMATS = {FieldKind.DATE: "yyyy-mm-dd", FieldKind.MONEY: "#,##0.###", FieldKind.YEAR: "0"}
_WIDTHS = {FieldKind.TEXT: 30, FieldKind.LIST: 30, FieldKind.CHOICE: 20}
_WIDTH, _WIDEST = 16, 100
_HEADER_HEIGHT = 48


def empty(collection: Collection) -> bytes:
    """The workbook to send out: no rows but our own definitions of the measures."""
    return workbook(collection, definitions())


def workbook(collection: Collection, lines: Iterable[Line]) -> bytes:
    """The workbook of a collection, filled with the lines in their order."""
    book = Workbook()
    _explain(book.worksheets[0], INSTRUCTIONS, instructions())
    _explain(book.create_sheet(), ABOUT, about(collection))
    for grid in grids(lines):
        _fill(book.create_sheet(grid.sheet.title), grid)
    _explain(book.create_sheet(), CHECKS, checks())
    guard(book)
    return _saved(book, collection.year)


def _explain(sheet: Worksheet, title: str, rows: Iterable[tuple[str | int | None, ...]]) -> None:
    """A sheet of text: the first column bold, as the name of what stands beside it."""
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, content in enumerate(row, start=1):
            cell = sheet.cell(number, column, content)
            cell.alignment = _WRAPPED
            if column == 1:
                cell.font = _HEAD
    for letter, width in zip("ABC", (34, 44, 70), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for column, field in enumerate(grid.columns, start=1):
        head = sheet.cell(1, column, field.header)
        head.font, head.fill, head.alignment = _HEAD, _SHADE, _WRAPPED
        width = _WIDEST if field.id in {"purpose", "definition"} else _WIDTHS.get(field.kind)
        sheet.column_dimensions[column_letters(column)].width = width or _WIDTH
    for number, row in enumerate(grid.rows, start=2):
        for column, (content, field) in enumerate(zip(row, grid.columns, strict=True), start=1):
            if content is None:
                continue
            cell = sheet.cell(number, column, content)
            if isinstance(content, str) and content.startswith("="):
                cell.data_type = "s"  # what people write is never a formula of ours
            if not isinstance(content, str):
                cell.number_format = _FORMATS.get(field.kind, "General")
    sheet.row_dimensions[1].height = _HEADER_HEIGHT
    sheet.freeze_panes = "B2"


def _saved(book: Workbook, year: int) -> bytes:
    """The bytes of the file, with no trace of when they were made."""
    book.properties.creator = "Lärdom"
    book.properties.title = f"Insamling {year}"
    book.properties.language = "sv-SE"
    book.properties.created = book.properties.modified = datetime(*_FIRST_DAY)
    made, settled = BytesIO(), BytesIO()
    ExcelWriter(book, zipfile.ZipFile(made, "w")).save()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(settled, "w") as target:
        for name in source.namelist():
            about_part = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
            target.writestr(about_part, source.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
