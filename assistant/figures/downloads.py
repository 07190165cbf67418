"""Tables as files: CSV as Swedish spreadsheets open it, and XLSX."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from assistant.figures.tables import Plain, ResultTable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def as_csv(table: ResultTable) -> bytes:
    """The table with semicolons, decimal commas, and a mark that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[ResultTable]) -> bytes:
    """The tables as a workbook, a sheet each, with a fixed line of headers."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for at, header in enumerate(table.headers):
            widest = max([len(header), *(len(str(row[at] or "")) for row in table.rows)])
            sheet.column_dimensions[get_column_letter(at + 1)].width = min(_WIDEST, widest + 2)
        headers = [WriteOnlyCell(sheet, header) for header in table.headers]
        for cell in headers:
            cell.font = Font(bold=True)
        sheet.append(headers)
        for row in table.rows:
            sheet.append([_harmless(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, str):  # what begins so would be run as a formula
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return str(value).removesuffix(".0").replace(".", ",")


def _harmless(sheet: object, value: Plain) -> object:
    """A cell that is a text whatever it begins with."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))  # type: ignore[arg-type]  # the stubs know no sheet to write
    cell.data_type = "s"
    return cell
