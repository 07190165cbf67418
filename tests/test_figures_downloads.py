"""A result as a file: the same table in CSV and XLSX, and no cell that runs as a formula."""

import io

from openpyxl import load_workbook

from assistant.figures.downloads import as_csv, as_xlsx
from assistant.figures.tables import ResultTable, figure_table, row_table
from ingest.register.selection import Aggregate, Found, Traced
from ingest.register.types import Cell
from tests.test_figures_charts import figure, result

TABLE = ResultTable(
    name="Resultat",
    headers=("Myndighet", "Värde (kr)"),
    rows=(("Exempelverket; syd", 1234.5), ("=1+1", 10.0), ("Ö", None)),
)


def test_csv_opens_in_a_swedish_spreadsheet() -> None:
    text = as_csv(TABLE).decode("utf-8-sig")

    assert text.splitlines() == [
        "Myndighet;Värde (kr)",
        '"Exempelverket; syd";1234,5',
        "'=1+1;10",
        "Ö;",
    ]


def test_xlsx_holds_the_same_with_numbers_as_numbers() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx([TABLE])))["Resultat"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        list(TABLE.headers),
        ["Exempelverket; syd", 1234.5],
        ["=1+1", 10],
        ["Ö", None],
    ]
    assert sheet["A3"].data_type == "s"


def test_a_sign_that_no_workbook_may_hold_is_left_out() -> None:
    table = ResultTable(name="Rader", headers=("Projekt",), rows=(("a\x01b",),))

    assert load_workbook(io.BytesIO(as_xlsx([table])))["Rader"]["A2"].value == "ab"


def test_figures_stand_with_their_groups_and_what_is_missing() -> None:
    table = figure_table(result((figure("2016", value=3),), by=("year",)))

    assert table.headers == ("År", "Värde (projekt)", "Antal bakom", "Uppgift saknas")
    assert table.rows == (("2016", 3, 1, 0),)


def test_rows_stand_with_the_cells_that_they_rest_on() -> None:
    value = Traced(
        field="budget",
        value=1e6,
        original="1 000",
        source="a.xlsx",
        sha256="0" * 64,
        cell=Cell(sheet="Projekt", row=14, column=3),
    )
    row = Found(agency=1, year=2017, project=7, name="Nytt", number=1e6, values=(value,))

    table = row_table(
        result(rows=(row,), aggregate=Aggregate.LIST, number="budget"), {1: "Exempelverket"}
    )

    assert table.headers == ("Myndighet", "Projekt", "År", "Budget (kr)", "Källor")
    assert table.rows == (("Exempelverket", "Nytt", 2017, 1e6, "a.xlsx Projekt!C14"),)


def test_every_column_of_a_wide_table_is_as_wide_as_its_widest_text() -> None:
    headers = tuple(f"K{number}" for number in range(30))
    table = ResultTable(name="Rader", headers=headers, rows=(("x" * 20,) * 30,))

    sheet = load_workbook(io.BytesIO(as_xlsx([table])))["Rader"]

    assert {sheet.column_dimensions[name].width for name in ("A", "Z", "AA", "AD")} == {22}
