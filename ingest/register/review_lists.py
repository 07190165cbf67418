"""Writes what an agency should look at as a workbook it can answer in, and reads nothing.

The same findings give the same bytes. `replies` reads what comes back by the columns named here.
"""

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ingest.register.checks.findings import Finding, Severity
from ingest.register.checks.saying import NAMES
from ingest.register.types import Collection, RowKind, column_letters

SHEET, EXPLANATION = "Granskning", "Läs mig"
MARK_LABEL, MARK = "Lista", "Lärdoms granskningslista 1"
"""Cells A1 and B1 of the sheet of explanation: by them such a workbook is known."""
HEADERS = (
    "Nummer", "Blad", "Cell", "Projekt", "Uppgift", "År", "Värde", "Varför", "Bedömning",
    "Svar", "Nytt värde", "Kommentar",
)  # fmt: skip
ANSWERS = ("rättas till", "stämmer", "utgår")
"""What an agency may answer: it gives a new value, it stands by its own, or it takes it back."""
SEVERITY_WORDS = {
    Severity.WRONG: "kan inte stämma",
    Severity.LIKELY: "troligen fel",
    Severity.ODD: "avviker",
}
_WIDTHS = (16, 14, 8, 34, 32, 8, 18, 70, 16, 16, 18, 40)
_TO_FILL = ("Svar", "Nytt värde", "Kommentar")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_SHADE = PatternFill(fill_type="solid", start_color="FFE7EDF3")
_OPEN = PatternFill(fill_type="solid", start_color="FFFFF8E1")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_ALL_ANSWERS = "Alla uppgifter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """The list of one agency: `content` is an .xlsx file."""

    agency: str
    findings: tuple[Finding, ...]
    content: bytes


def review_lists(collection: Collection, findings: Iterable[Finding]) -> tuple[ReviewList, ...]:
    """A list for each agency that has something to look at, by the agencies' names."""
    by_agency: dict[str, list[Finding]] = {}
    for one in findings:
        by_agency.setdefault(one.place.agency, []).append(one)
    return tuple(
        ReviewList(
            agency=agency,
            findings=tuple(by_agency[agency]),
            content=_workbook(collection, agency, by_agency[agency]),
        )
        for agency in sorted(by_agency, key=str.casefold)
    )


def list_name(year: int, agency: str) -> str:
    """The name of an agency's list as a file: small letters of a to z, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", agency.lower()).encode("ascii", "ignore").decode()
    plain = "".join(letter if letter.isalnum() else "-" for letter in bare)
    return f"granskning-{year}-{'-'.join(filter(None, plain.split('-'))) or 'myndighet'}.xlsx"


def subject_of(finding: Finding) -> str:
    """What a finding is about, in Swedish words."""
    field = finding.place.field
    if finding.place.row_kind is RowKind.PROJECT and field == "project":
        return "Projektet"
    return NAMES.get(field, field) if field else _ALL_ANSWERS


def _workbook(collection: Collection, agency: str, findings: list[Finding]) -> bytes:
    book = Workbook()
    _explain(book.worksheets[0], collection, agency, len(findings))
    sheet = book.create_sheet(SHEET)
    for row in (HEADERS, *map(_row, findings)):
        sheet.append(row)
    _shape(sheet, len(findings))
    book.active = 1
    return _saved(book, f"Granskning {collection.year}: {agency}")


def _row(finding: Finding) -> tuple[str | int, ...]:
    place = finding.place
    told = (
        finding.id,
        place.cell.sheet,
        place.cell.name if place.cell.row else "",
        place.project,
        subject_of(finding),
        place.year,
        finding.original,
        finding.why,
        SEVERITY_WORDS[finding.severity],
    )
    return (*told, "", "", "")


def _explain(sheet: Worksheet, collection: Collection, agency: str, count: int) -> None:
    sheet.title = EXPLANATION
    for row in _told(collection, agency, count):
        sheet.append(row)
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for (cell,) in sheet.iter_rows(min_col=2, max_col=2):
        cell.alignment = _WRAPPED


def _told(collection: Collection, agency: str, count: int) -> Iterator[tuple[str, str | int]]:
    yield MARK_LABEL, MARK
    yield "Insamling", collection.survey
    yield "År", collection.year
    yield "Myndighet", agency
    yield "Uppgifter att se på", count
    yield "Så gör du", f"Gå igenom raderna på bladet {SHEET} och välj ett svar för var och en."
    yield "rättas till", "Värdet är fel. Skriv det rätta i kolumnen Nytt värde, i samma enhet."
    yield "stämmer", "Värdet är rätt som det står. Skriv gärna varför i kolumnen Kommentar."
    yield "utgår", "Värdet eller raden ska bort. Skriv gärna varför i kolumnen Kommentar."
    yield "Ändra inte", "Kolumnen Nummer säger vilken uppgift svaret gäller och ska stå kvar."


def _shape(sheet: Worksheet, count: int) -> None:
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True), start=1):
        letters = column_letters(column)
        sheet.column_dimensions[letters].width = width
        head = sheet.cell(1, column)
        head.font, head.fill, head.alignment = Font(bold=True), _SHADE, _WRAPPED
        for row in range(2, count + 2):
            cell = sheet.cell(row, column)
            cell.alignment = _WRAPPED
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what people wrote is never a formula of ours
            if header in _TO_FILL:
                cell.fill, cell.protection = _OPEN, Protection(locked=False)
    letters = column_letters(HEADERS.index("Svar") + 1)
    rule = DataValidation("list", f'"{",".join(ANSWERS)}"', allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.error = "Svaret finns inte i listan", f"Välj {', '.join(ANSWERS)}."
    rule.promptTitle, rule.prompt = "Svar", "Välj hur uppgiften ska behandlas."
    rule.add(f"{letters}2:{letters}{count + 1}")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{column_letters(len(HEADERS))}{count + 1}"


def _saved(book: Workbook, title: str) -> bytes:
    """The bytes of the file, with no trace of when they were made."""
    book.properties.creator, book.properties.title = "Lärdom", title
    book.properties.language = "sv-SE"
    book.properties.created = book.properties.modified = datetime(*_FIRST_DAY)
    made, settled = BytesIO(), BytesIO()
    ExcelWriter(book, zipfile.ZipFile(made, "w")).save()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(settled, "w") as target:
        for name in source.namelist():
            about_part = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
            target.writestr(about_part, source.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
