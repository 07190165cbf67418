"""Workbooks as people really make them: each trap with what is to come of it."""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

Values = dict[str, str | float | bool]
Rows = list[Values]
HEAD = ["Myndighet", "Projekt", "Budget (tkr)", "Start", "Planerat slut"]
FIRST = ["Exempelverket", "Arkiv", 1200, date(2016, 1, 15), date(2017, 3, 31)]
SECOND = ["Provmyndigheten", "E-tjänst", 800.5, date(2016, 2, 1), date(2018, 6, 30)]
ARKIV: Values = {
    "agency": "Exempelverket",
    "project": "Arkiv",
    "budget": 1_200_000.0,
    "start": "2016-01-15",
    "planned_end": "2017-03-31",
}
TJANST: Values = {
    "agency": "Provmyndigheten",
    "project": "E-tjänst",
    "budget": 800_500.0,
    "start": "2016-02-01",
    "planned_end": "2018-06-30",
}
BOTH: Rows = [ARKIV, TJANST]
Change = Callable[[Worksheet], None]


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A file and what is to come of it.

    Either `rows`, with the cells `refused` (column and row) and parts of `notices`, or `stops`,
    parts of the message that refuses the whole file.
    """

    name: str
    content: bytes
    rows: Rows
    refused: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    file: str = "fil.xlsx"


def book(rows: Iterable[Iterable[Any]], change: Change | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Blad"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def edited(content: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed as text."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit(text.decode()).encode() if name == part else text)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_cached(formula: str, value: str) -> bytes:
    """A workbook whose cell C2 has a formula with the value that was worked out."""
    content = book([HEAD, [*FIRST[:2], formula, *FIRST[3:]], SECOND])
    return edited(content, SHEET, lambda text: re.sub(r"</f><v ?/?>(</v>)?", f"</f>{value}", text))


def merge(area: str) -> Change:
    return lambda sheet: sheet.merge_cells(area)


def one(column: int, value: Any, change: Change | None = None) -> bytes:
    """The two projects, with another value in one cell of the first."""
    return book([HEAD, [*FIRST[: column - 1], value, *FIRST[column:]], SECOND], change)


def formatted(cell: str, form: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[cell].number_format = form

    return change


def without(field: str) -> Rows:
    return [{key: value for key, value in ARKIV.items() if key != field}, TJANST]


def other(field: str, value: str | float) -> Rows:
    return [{**ARKIV, field: value}, TJANST]


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:E3"
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def _comment(sheet: Worksheet) -> None:
    sheet["C2"] = None
    sheet["C2"].comment = Comment("1 200 tkr enligt controller", "enheten")


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.password = "hemligt"  # noqa: S105  (of a made-up file)


def _two_groups(sheet: Worksheet) -> None:
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")


def _far_format(sheet: Worksheet) -> None:
    sheet.cell(1_048_576, 1).number_format = "0.00"


def _hidden_sheet() -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Blad"
    hidden = workbook.create_sheet("Underlag")
    for row in (HEAD, FIRST, SECOND):
        sheet.append(row)
        hidden.append(row)
    hidden.sheet_state = "hidden"
    return saved(workbook)


def _of_macintosh() -> bytes:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    for row in (HEAD, FIRST, [*SECOND[:3], 40939, 41333]):
        sheet.append(row)
    sheet.title = "Blad"
    return saved(workbook)


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def _macro() -> bytes:
    content = book([HEAD, FIRST, SECOND])
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return target.getvalue()


def _linked() -> bytes:
    content = with_cached("=[1]Blad1!A1", "<v>1200</v>")
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return target.getvalue()


def _many_rows() -> bytes:
    row = '<row><c t="n"><v>1</v></c></row>'
    return edited(
        book([HEAD]),
        SHEET,
        lambda text: text.replace("</sheetData>", row * (1 << 20) + "</sheetData>"),
    )


def _csv(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


CSV = (
    "Myndighet;Projekt;Budget (tkr);Start;Planerat slut\n"
    'Exempelverket;Arkiv;1 200;2016-01-15;"2017-03-31"\n'
    "Provmyndigheten;E-tjänst;800,5;2016-02-01;2018-06-30\n"
)
FIGURE_HEAD = ["Myndighet", "År", "It-kostnad (mnkr)", "Andel digitala ärenden (procent)"]


def figure(measure: str, value: float, year: float = 2016.0) -> Values:
    return {"agency": "Exempelverket", "year": year, "measure": measure, "value": value}


def share(value: Any, change: Change | None = None) -> bytes:
    return book([FIGURE_HEAD, ["Exempelverket", 2016, None, value]], change)


YEARS = [figure("it_cost", 1_000_000.0, 2015.0), figure("it_cost", 2_500_000.0, 2016.0)]
TRAPS = (
    Trap(
        name="title lines above the header, and an empty one",
        content=book([["Bilaga 2"], ["Strategiska it-projekt"], [], HEAD, FIRST, SECOND]),
        rows=BOTH,
    ),
    Trap(
        name="merged header over one column and a second row",
        content=book(
            [
                ["Myndighet", "Projekt", "Budget", None],
                [None, None, "ursprunglig (tkr)", "reviderad (tkr)"],
                ["Exempelverket", "Arkiv", 1200, 1300],
            ],
            _two_groups,
        ),
        rows=[
            {
                "agency": "Exempelverket",
                "project": "Arkiv",
                "budget": 1_200_000.0,
                "revised_budget": 1_300_000.0,
            }
        ],
    ),
    Trap(
        name="two header rows, the measure over its years",
        content=book(
            [
                ["Myndighet", "It-kostnad (mnkr)", None],
                [None, 2015, 2016],
                ["Exempelverket", 1, 2.5],
            ],
            merge("B1:C1"),
        ),
        rows=YEARS,
    ),
    Trap(
        name="years as columns, the measure in the title",
        content=book(
            [["It-kostnad (mnkr)"], ["Myndighet", "2015", "2016"], ["Exempelverket", 1, 2.5]]
        ),
        rows=YEARS,
    ),
    Trap(
        name="years as columns, the measure and unit in each header",
        content=book(
            [
                ["Myndighet", "It-kostnad 2015 (mnkr)", "It-kostnad 2016 (mnkr)"],
                ["Exempelverket", 1, 2.5],
            ]
        ),
        rows=YEARS,
    ),
    Trap(
        name="long form with the measure and its unit in the row",
        content=book(
            [
                ["Myndighet", "År", "Nyckeltal", "Enhet", "Värde"],
                ["Exempelverket", 2016, "It-kostnad", "mnkr", 2.5],
                ["Exempelverket", 2016, "Årsarbetskrafter", "antal", 120],
                ["Exempelverket", 2016, "Antal katter", "st", 3],
                ["Exempelverket", 2016, "It-årsarbetskrafter", "dussin", 3],
            ]
        ),
        rows=[figure("it_cost", 2_500_000.0), figure("fte", 120.0)],
        refused=("C4", "D5"),
    ),
    Trap(
        name="units in a row under the header",
        content=book(
            [
                ["Myndighet", "År", "It-kostnad", "Årsarbetskrafter"],
                [None, "ÅÅÅÅ", "mnkr", "antal"],
                ["Exempelverket", 2016, 2.5, 120],
            ]
        ),
        rows=[figure("it_cost", 2_500_000.0), figure("fte", 120.0)],
    ),
    Trap(
        name="hidden rows",
        content=book([HEAD, FIRST, SECOND], _hide_row),
        rows=BOTH,
        notices=("Rad 2 är dolda",),
    ),
    Trap(
        name="rows that a filter hides",
        content=book([HEAD, FIRST, SECOND], _filter),
        rows=BOTH,
        notices=("Rad 3 är bortfiltrerade",),
    ),
    Trap(
        name="hidden column",
        content=book([HEAD, FIRST, SECOND], _hide_column),
        rows=BOTH,
        notices=("Kolumnen ”Budget (tkr)” är dold",),
    ),
    Trap(
        name="hidden sheet",
        content=_hidden_sheet(),
        rows=BOTH,
        notices=("Bladet ”Underlag” är inte med i mappningen",),
    ),
    Trap(
        name="formula that was never worked out",
        content=one(3, "=600*2"),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="formula with its value",
        content=with_cached("=600*2", "<v>1200</v>"),
        rows=BOTH,
    ),
    Trap(
        name="formula that gives an empty text",
        content=edited(
            with_cached('=IF(1=1,"","x")', "<v></v>"),
            SHEET,
            lambda text: re.sub(r'(<c r="C2")([^>]*)>', r'\1\2 t="str">', text),
        ),
        rows=without("budget"),
    ),
    Trap(
        name="error value #REF!", content=one(3, "#REF!"), rows=without("budget"), refused=("C2",)
    ),
    Trap(
        name="Swedish error value #DIVISION/0!",
        content=one(3, "#DIVISION/0!"),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="unit in the cell goes before the header's",
        content=one(3, "1,2 mnkr"),
        rows=BOTH,
        notices=("Cell C2 (”1,2 mnkr”) är skrivet i mnkr",),
    ),
    Trap(
        name="number format in another unit than the header",
        content=one(3, 1200, formatted("C2", '#,##0" kr"')),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="number that is shown divided by a thousand",
        content=one(3, 1200, formatted("C2", "#,##0,")),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="amounts whose unit is told nowhere",
        content=book([["Myndighet", "Projekt", "Budget"], ["Exempelverket", "Arkiv", 1200]]),
        rows=[{"agency": "Exempelverket", "project": "Arkiv"}],
        refused=("C2",),
    ),
    Trap(
        name="dates as text",
        content=book(
            [
                HEAD,
                [*FIRST[:3], "15 januari 2016", "31/3 2017"],
                [*SECOND[:3], "2016-02-01", "kv 2 2018"],
            ]
        ),
        rows=BOTH,
        notices=("Cell E3 (”kv 2 2018”) är läst som 2018-06-30",),
    ),
    Trap(
        name="dates as numbers without a format",
        content=one(5, 42825),
        rows=BOTH,
        notices=("Cell E2 (”42825”) är ett tal, läst som datumet 2017-03-31",),
    ),
    Trap(
        name="date that may be two days",
        content=one(5, "3/4/2017"),
        rows=without("planned_end"),
        refused=("E2",),
    ),
    Trap(
        name="date whose order its column shows",
        content=book([HEAD, [*FIRST[:4], "3/4/2017"], [*SECOND[:4], "30/6/2018"]]),
        rows=other("planned_end", "2017-04-03"),
    ),
    Trap(
        name="dates in both orders in one column",
        content=book(
            [
                HEAD,
                [*FIRST[:4], "3/31/2017"],
                [*SECOND[:4], "30/6/2018"],
                ["Provmyndigheten", "Arkiv", 1, None, "3/4/2017"],
            ]
        ),
        rows=[*BOTH, {"agency": "Provmyndigheten", "project": "Arkiv", "budget": 1000.0}],
        refused=("E4",),
    ),
    Trap(
        name="year of two digits",
        content=one(5, "31/3-17"),
        rows=without("planned_end"),
        refused=("E2",),
    ),
    Trap(
        name="year alone where a date should be",
        content=one(5, 2017),
        rows=without("planned_end"),
        refused=("E2",),
    ),
    Trap(
        name="day that is not in the calendar",
        content=one(5, "2017-02-30"),
        rows=without("planned_end"),
        refused=("E2",),
    ),
    Trap(
        name="numbers as text with blanks that do not break",
        content=one(3, "1\u00a0200"),
        rows=BOTH,
    ),
    Trap(
        name="decimal comma and point in one column",
        content=book(
            [HEAD, [*FIRST[:2], "1200,0", *FIRST[3:]], [*SECOND[:2], "800.5", *SECOND[3:]]]
        ),
        rows=BOTH,
    ),
    Trap(
        name="a thousand or one point two",
        content=one(3, "1.200"),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="a thousand, as its column's decimal comma shows",
        content=book(
            [HEAD, [*FIRST[:2], "1.200", *FIRST[3:]], [*SECOND[:2], "800,5", *SECOND[3:]]]
        ),
        rows=BOTH,
    ),
    Trap(
        name="percent as a formatted share of one",
        content=share(0.45, formatted("D2", "0%")),
        rows=[figure("digital_cases", 45.0)],
    ),
    Trap(name="percent as such", content=share(45), rows=[figure("digital_cases", 45.0)]),
    Trap(name="percent as text", content=share("45 %"), rows=[figure("digital_cases", 45.0)]),
    Trap(
        name="share that may be of one or of a hundred",
        content=share(0.45),
        rows=[],
        refused=("D2",),
    ),
    Trap(
        name="subtotals in the middle and a total at the end",
        content=book(
            [
                HEAD,
                FIRST,
                ["Delsumma", None, 1200],
                SECOND,
                ["Provmyndigheten", "Summa", 800.5],
                ["Totalt", None, 2000.5],
            ]
        ),
        rows=BOTH,
        notices=("Rad 3 är en summa", "Rad 5 är en summa", "Rad 6 är en summa"),
    ),
    Trap(
        name="a project whose name begins like a total",
        content=book([HEAD, ["Exempelverket", "Totalt omtag", 1]]),
        rows=[{"agency": "Exempelverket", "project": "Totalt omtag", "budget": 1000.0}],
    ),
    Trap(name="blank rows between", content=book([HEAD, FIRST, [], [], SECOND]), rows=BOTH),
    Trap(
        name="two columns of one name",
        content=book([[*HEAD, "Budget (tkr)"], [*FIRST, 9], [*SECOND, 9]]),
        rows=[{**row, "Budget (tkr)": 9} for row in BOTH],
    ),
    Trap(
        name="columns that are unknown",
        content=book([[*HEAD, "Handläggare"], [*FIRST, "enheten"], SECOND]),
        rows=[{**ARKIV, "Handläggare": "enheten"}, TJANST],
    ),
    Trap(
        name="no column of agencies",
        content=book([HEAD[1:], FIRST[1:], SECOND[1:]]),
        rows=[],
        stops=("Bladet ”Blad”: ingen kolumn är Myndighet.",),
    ),
    Trap(
        name="agency merged over several rows",
        content=book([HEAD, FIRST, [None, *SECOND[1:]]], merge("A2:A3")),
        rows=[ARKIV, {**TJANST, "agency": "Exempelverket"}],
    ),
    Trap(
        name="amount merged over several rows",
        content=book([HEAD, FIRST, [*SECOND[:2], None, *SECOND[3:]]], merge("C2:C3")),
        rows=[{k: v for k, v in row.items() if k != "budget"} for row in BOTH],
        refused=("C2",),
    ),
    Trap(
        name="agency only in the first row of its group",
        content=book([HEAD, FIRST, [None, *SECOND[1:]]]),
        rows=[ARKIV],
        refused=("A3",),
    ),
    Trap(
        name="year only in the first row of its group",
        content=book(
            [
                FIGURE_HEAD,
                ["Exempelverket", 2016, 2.5, None],
                ["Provmyndigheten", None, 3, None],
                ["Provmyndigheten", "2016/17", 3, None],
            ]
        ),
        rows=[figure("it_cost", 2_500_000.0)],
        refused=("B3", "B4"),
    ),
    Trap(
        name="footnotes under the table",
        content=book([HEAD, FIRST, SECOND, [], ["* Preliminärt."], ["Källa: egen uppföljning"]]),
        rows=BOTH,
        notices=("Rad 5 är en anmärkning", "Rad 6 är en anmärkning"),
    ),
    Trap(
        name="heading between the rows",
        content=book([HEAD, ["Finansdepartementet"], FIRST, SECOND]),
        rows=BOTH,
        notices=("Rad 2 har bara texten ”Finansdepartementet”",),
    ),
    Trap(
        name="values with footnote marks",
        content=book([HEAD, ["Exempelverket*", "Arkiv", "1200 1)", *FIRST[3:]], SECOND]),
        rows=BOTH,
        notices=("Cell A2 (”Exempelverket*”) har fotnoten ”*”", "Cell C2 (”1200 1)”) har fotnoten"),
    ),
    *(
        Trap(
            name=f"missing, said as {said}",
            content=one(3, said),
            rows=without("budget"),
        )
        for said in ("–", "...", "uppgift saknas", "N/A")
    ),
    Trap(
        name="amount that is only about right",
        content=one(3, "ca 1200"),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="blanks of all kinds in names",
        content=book(
            [HEAD, ["Exempel\u00adverket\u00a0 ", "\ufeff  Arkiv\u2009", *FIRST[2:]], SECOND]
        ),
        rows=BOTH,
    ),
    Trap(
        name="headers said again in the middle",
        content=book([HEAD, FIRST, HEAD, SECOND]),
        rows=BOTH,
        notices=("Rad 3 upprepar rubrikerna",),
    ),
    Trap(
        name="several tables on a sheet",
        content=book(
            [
                HEAD,
                FIRST,
                SECOND,
                [],
                ["Nyckeltal"],
                FIGURE_HEAD,
                ["Exempelverket", 2016, 2.5, None],
            ]
        ),
        rows=[*BOTH, figure("it_cost", 2_500_000.0)],
        notices=("Rad 5 har bara texten ”Nyckeltal”",),
    ),
    Trap(
        name="days counted from 1904",
        content=_of_macintosh(),
        rows=[ARKIV, {**TJANST, "start": "2016-02-01", "planned_end": "2017-03-01"}],
        notices=("Cell D3 (”40939”) är ett tal, läst som datumet 2016-02-01",),
    ),
    Trap(name="protected sheet", content=book([HEAD, FIRST, SECOND], _protect), rows=BOTH),
    Trap(name="locked with a password", content=_locked(), rows=[], stops=("lösenordsskyddat",)),
    Trap(name="with macros", content=_macro(), rows=BOTH, file="fil.xlsm"),
    Trap(
        name="CSV in Windows-1252",
        content=_csv(CSV, "cp1252"),
        rows=BOTH,
        file="fil.csv",
    ),
    Trap(
        name="CSV with semicolons and breaks within quotes",
        content=_csv(CSV.replace("Arkiv", '"Arkiv; e-post\noch ""brev"""')),
        rows=other("project", 'Arkiv; e-post och "brev"'),
        file="fil.csv",
    ),
    Trap(
        name="CSV with a quote that never ends",
        content=_csv(CSV.replace(";Arkiv", ';"Arkiv')),
        rows=[],
        stops=("citattecknen", "rad 2"),
        file="fil.csv",
    ),
    Trap(
        name="CSV with a mark of its encoding and of its separator",
        content=_csv("sep=;\n" + CSV, "utf-8-sig"),
        rows=BOTH,
        file="fil.csv",
    ),
    Trap(
        name="truncated file",
        content=book([HEAD, FIRST, SECOND])[:2000],
        rows=[],
        stops=("skadat",),
    ),
    Trap(name="empty file", content=b"", rows=[], stops=("är tom",)),
    Trap(
        name="a sheet of 1,048,576 rows",
        content=_many_rows(),
        rows=[],
        stops=("fler än gränsen 500000",),
    ),
    Trap(
        name="format in the last row of the sheet",
        content=book([HEAD, FIRST, SECOND], _far_format),
        rows=BOTH,
    ),
    Trap(
        name="values from other files",
        content=_linked(),
        rows=BOTH,
        notices=("hämtar värden ur andra filer",),
    ),
    *(
        Trap(
            name=f"negative amount, written {said}",
            content=one(3, said),
            rows=other("budget", -1_200_000.0),
        )
        for said in (-1200, "−1 200", "(1 200)", "–1 200")
    ),
    Trap(
        name="comment in place of a value",
        content=one(3, 1, _comment),
        rows=without("budget"),
        notices=("har en kommentar som inte är läst: ”1 200 tkr enligt controller”",),
    ),
    Trap(
        name="choice and level in words of their own",
        content=book(
            [
                ["Myndighet", "Projekt", "Fas", "Risk tid", "Nyttorealiseringsplan"],
                ["Exempelverket", "Arkiv", "Genomförande ", "HÖG", "Nej"],
                ["Provmyndigheten", "E-tjänst", "testar", 3, "delvis"],
            ]
        ),
        rows=[
            {
                "agency": "Exempelverket",
                "project": "Arkiv",
                "phase": "genomförande",
                "risk_time": 3.0,
                "benefit_plan": False,
            },
            {"agency": "Provmyndigheten", "project": "E-tjänst"},
        ],
        refused=("C3", "D3", "E3"),
    ),
    Trap(
        name="date where a number should be",
        content=one(3, datetime(2012, 1, 2)),
        rows=without("budget"),
        refused=("C2",),
    ),
    Trap(
        name="old Excel format",
        content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        rows=[],
        stops=("äldre Excel-formatet", ".xlsx"),
        file="fil.xls",
    ),
)
