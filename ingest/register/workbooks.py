"""Reads workbooks (.xlsx, .xlsm) cell by cell, with what makes a cell dangerous to trust.

Values are those that the program which saved the file worked out. A formula without a value, an
error, and a number that is shown scaled are kept as cells with their fault told. Macros are
never run, links to other files never followed.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.archive_refusals import ArchiveLimits
from ingest.errors import LoadError
from ingest.loaders.sheet_archive import checked, damaged
from ingest.loaders.sheet_cells import written
from ingest.loaders.zipped import Packed
from ingest.register.number_formats import is_scaled, unit_shown
from ingest.register.read_sheets import (
    KINDS,
    Area,
    Held,
    Holding,
    ReadFile,
    ReadSheet,
    SheetRow,
    error_in,
)

MOST_CELLS = 500_000
_MOST_EMPTY = 2_000_000
_LIMITS = ArchiveLimits(
    members=20_000,
    tags=1 << 30,  # cells are counted on their own
    named="kalkylarket",
    split="Dela kalkylarket i flera filer.",
)
_DAY_ZERO, _DAY_ZERO_OF_MACINTOSH = date(1899, 12, 30), date(1904, 1, 1)
_VALUED = re.compile(rb"<(?:\w{1,9}:)?(?:v|is)>")
_CELL = re.compile(rb"<(?:\w{1,9}:)?c[ >/]")
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f[ >/]")
_SHEETS, _LINKS = "xl/worksheets/", "xl/externallinks/"
_VISIBLE = "visible"
_NO_VALUE = (
    "cellen har en formel vars värde inte är uträknat i filen: öppna och spara filen i Excel"
)
_NO_PLACES: frozenset[tuple[int, int]] = frozenset()


def read_workbook(content: bytes) -> ReadFile:
    """Read a workbook; raise `LoadError` when it is locked, damaged or too large."""
    archive = checked(content)
    packed = Packed(archive.content, _LIMITS)
    has_formulas = _looked_through(packed)
    book = _opened(archive.content, counted=True)
    uncounted = _uncounted(archive.content) if has_formulas else {}
    places = [uncounted.get(sheet.title, _NO_PLACES) for sheet in book.worksheets]
    return ReadFile(
        sheets=tuple(map(_sheet, book.worksheets, places)),
        day_zero=_DAY_ZERO_OF_MACINTOSH if book.epoch == MAC_EPOCH else _DAY_ZERO,
        notices=(*archive.notices, *_link_notices(packed)),
    )


def _looked_through(packed: Packed) -> bool:
    """True when there are formulas; raise `LoadError` for more cells than are read."""
    valued = cells = 0
    has_formulas = False
    for name in packed.names:
        if name.lower().startswith(_SHEETS) and name.lower().endswith(".xml"):
            sheet = packed.read(name)
            valued += sum(1 for _ in _VALUED.finditer(sheet))
            cells += sum(1 for _ in _CELL.finditer(sheet))
            has_formulas = has_formulas or bool(_FORMULA.search(sheet))
    if valued > MOST_CELLS or cells > _MOST_EMPTY:
        most = MOST_CELLS if valued > MOST_CELLS else _MOST_EMPTY
        raise LoadError(
            f"kalkylarket har {max(valued, cells)} celler, fler än gränsen {most}.",
            "Ta bort blad och rader som inte behövs, eller dela filen i flera.",
        )
    return has_formulas


def _link_notices(packed: Packed) -> Iterator[str]:
    if any(name.lower().startswith(_LINKS) for name in packed.names):
        yield (
            "Arbetsboken hämtar värden ur andra filer. De värden som senast sparades är lästa; "
            "kontrollera att de är de rätta."
        )


def _opened(content: bytes, *, counted: bool) -> Workbook:
    """The workbook with the values of its formulas, or with the formulas themselves."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read here
            return openpyxl.load_workbook(BytesIO(content), data_only=counted)
    except MemoryError:
        raise
    except Exception as error:  # the library lets many kinds out of a broken file
        raise damaged() from error


def _uncounted(content: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """By sheet, the cells that hold a formula."""
    book = _opened(content, counted=False)
    return {
        sheet.title: frozenset(
            place for place, cell in _cells(sheet) if getattr(cell, "data_type", "") == "f"
        )
        for sheet in book.worksheets
    }


def _cells(sheet: Worksheet) -> Iterable[tuple[tuple[int, int], Cell | MergedCell]]:
    """The cells that the file holds; the library's public ways make all between them too."""
    return sheet._cells.items()


def _sheet(sheet: Worksheet, formulas: frozenset[tuple[int, int]]) -> ReadSheet:
    held = (
        found
        for place, cell in sorted(_cells(sheet), key=lambda pair: pair[0])
        if isinstance(cell, Cell) and (found := _held(cell, has_formula=place in formulas))
    )
    return ReadSheet(
        name=sheet.title,
        rows=tuple(_row(number, cells) for number, cells in groupby(held, lambda one: one.row)),
        merged=tuple(
            Area(
                first_row=area.min_row,
                last_row=area.max_row,
                first_column=area.min_col,
                last_column=area.max_col,
            )
            for area in sheet.merged_cells.ranges
        ),
        is_hidden=sheet.sheet_state != _VISIBLE,
        is_filtered=bool(sheet.auto_filter.ref),
        hidden_rows=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            yield from range(column.min, min(column.max, sheet.max_column) + 1)


def _row(number: int, cells: Iterable[Held]) -> SheetRow:
    placed = {cell.column: cell for cell in cells}
    return SheetRow(
        number=number, cells=tuple(map(placed.get, range(1, max(placed, default=0) + 1)))
    )


def _held(cell: Cell, *, has_formula: bool) -> Held | None:
    """What the cell holds; None for one that is empty and on which nobody has commented."""
    value = cell.value
    comment = " ".join(cell.comment.text.split()) if cell.comment else ""
    is_uncounted = value is None and has_formula and cell.data_type == "n"
    if value is None and not is_uncounted and not comment:
        return None
    known: Holding = value if isinstance(value, KINDS) else "" if value is None else str(value)
    fault = _NO_VALUE if is_uncounted else error_in(known) if isinstance(known, str) else ""
    unit = ""
    if isinstance(known, int | float) and not isinstance(known, bool):
        unit = unit_shown(cell.number_format)
        if is_scaled(cell.number_format):
            fault = "cellen visar talet delat med tusen eller mer"
    return Held(
        row=cell.row,
        column=cell.column,
        value=known,
        original=_original(known, unit),
        unit=unit,
        fault=fault,
        comment=comment,
    )


def _original(value: Holding, unit: str) -> str:
    if isinstance(value, str):
        return value
    if unit == "%" and isinstance(value, int | float):
        return f"{written(float(Decimal(repr(value)) * 100))} %"
    return f"{written(value)} {unit}".strip()
