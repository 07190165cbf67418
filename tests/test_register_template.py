import time
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ingest.register import template
from ingest.register.applying import apply_template
from ingest.register.filling import Entry, Line, definitions
from ingest.register.filling import line as filled_again
from ingest.register.layout import ABOUT, CHECKS, INSTRUCTIONS, SHEETS, SIGN
from ingest.register.measures import MEASURES
from ingest.register.types import Collection, RowKind, Stage, Tax

COLLECTION = Collection(
    survey="It-kostnader och it-projekt",
    year=2017,
    stage=Stage.REVIEW,
    tax=Tax.EXCLUDED,
    price_year=2015,
    is_example=True,
)


def line(row_kind: RowKind, /, **values: str | float | bool) -> Line:
    entries = tuple(Entry(field=field, value=value) for field, value in values.items())
    return Line(kind=row_kind, entries=entries)


PROJECT = line(
    RowKind.PROJECT,
    agency="Exempelverket",
    project="=Nytt arkiv",
    start="2016-01-15",
    budget=1_234_567.0,
    risk_time=3,
    benefit_plan=False,
    Handläggare="enheten",
)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def filled(content: bytes, sheet: str) -> dict[str, Any]:
    """The first row under the header, by header, without its empty cells."""
    head, row = opened(content)[sheet].iter_rows(max_row=2, values_only=True)
    return {str(name): value for name, value in zip(head, row, strict=True) if value is not None}


def test_a_row_is_written_in_the_units_and_words_of_its_columns() -> None:
    content = template.workbook(COLLECTION, [PROJECT])

    assert filled(content, "Projekt") == {
        "Myndighet": "Exempelverket",
        "Projekt": "=Nytt arkiv",
        "Start": datetime(2016, 1, 15),
        "Budget (tkr)": 1234.567,
        "Risk tid": "hög",
        "Nyttorealiseringsplan": "nej",
        "Handläggare": "enheten",
    }


def test_what_begins_like_a_formula_is_text() -> None:
    book = opened(template.workbook(COLLECTION, [PROJECT]))

    assert book["Projekt"]["B2"].data_type == "s"


def test_what_is_said_to_be_written_stands_in_the_cell_instead_of_the_value() -> None:
    odd = Line(
        kind=RowKind.PROJECT,
        entries=(
            Entry(field="agency", value="Exempelverket"),
            Entry(field="budget", value=1.0, written="1,2 mnkr"),
            Entry(field="start", written=date(2017, 3, 31)),
        ),
    )

    row = filled(template.workbook(COLLECTION, [odd]), "Projekt")

    assert (row["Budget (tkr)"], row["Start"]) == ("1,2 mnkr", datetime(2017, 3, 31))


def test_an_agency_s_figures_of_a_year_share_a_row_until_one_comes_twice() -> None:
    told: dict[str, str | float] = {"agency": "Exempelverket", "year": 2016}
    figures = [
        line(RowKind.FIGURE, **told, measure="fte", value=120.5),
        line(RowKind.FIGURE, **told, measure="it_cost", value=2_000_000.0),
        line(RowKind.FIGURE, **told, measure="fte", value=121),
    ]

    sheet = opened(template.workbook(COLLECTION, figures))["Nyckeltal"]

    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[1:] == [
        ["Exempelverket", 2016, 2000, 120.5],
        ["Exempelverket", 2016, 121],
    ]


def test_a_level_of_maturity_is_written_as_its_number() -> None:
    answer = line(RowKind.MATURITY, agency="Exempelverket", question="m6", level=4)

    row = filled(template.workbook(COLLECTION, [answer]), "Mognad")

    assert row == {"Myndighet": "Exempelverket", "Beställning": 4}


def test_the_empty_workbook_defines_every_measure() -> None:
    sheet = opened(template.empty(COLLECTION))["Mått"]

    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows == [(measure.name, measure.definition) for measure in MEASURES]


def test_the_sheet_about_the_collection_says_all_of_it() -> None:
    sheet = opened(template.empty(COLLECTION))[ABOUT]

    assert [cell.value for cell in sheet["B"]] == [
        SIGN, "It-kostnader och it-projekt", 2017, "under granskning", "utan moms", 2015, "ja",
    ]  # fmt: skip


def test_the_same_rows_give_the_same_bytes_at_another_time() -> None:
    first = template.workbook(COLLECTION, [PROJECT, *definitions()])
    time.sleep(2.1)  # a zip archive keeps times to two seconds

    assert template.workbook(COLLECTION, [PROJECT, *definitions()]) == first


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.title for sheet in SHEETS])
def test_a_sheet_has_its_header_frozen_and_every_column_explained(sheet: Any) -> None:
    book = opened(template.empty(COLLECTION))

    told = {(row[0], row[2]) for row in book[INSTRUCTIONS].iter_rows(values_only=True)}
    assert book[sheet.title].freeze_panes == "B2"
    assert {(field.header, field.explanation) for field in sheet.columns} <= told


def test_choices_dates_and_numbers_have_rules_that_say_what_is_wrong_in_words() -> None:
    book = opened(template.empty(COLLECTION))

    rules = {
        str(rule.sqref): (rule.type, rule.formula1)
        for rule in book["Projekt"].data_validations.dataValidation
    }
    assert rules["A2:A2000"] == ("list", "Myndigheter!$A$2:$A$2000")
    assert rules["P2:P2000"] == ("list", '"låg,medel,hög"')
    assert rules["H2:H2000"] == ("date", "$F2")
    assert all(
        rule.error and rule.prompt
        for rule in book["Nyckeltal"].data_validations.dataValidation
        if rule.type == "decimal"
    )


def test_the_sheet_of_checks_says_in_words_how_it_stands() -> None:
    sheet = opened(template.empty(COLLECTION))[CHECKS]

    said = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in said] == [
        "Planerat slut före start",
        "Reviderat slut före start",
        "Faktiskt slut före start",
        "It-kostnad som inte är summan av sina delar",
    ]
    assert all("Inget att se över." in str(row[1]) for row in said)


EVERYTHING = [
    line(
        RowKind.AGENCY,
        agency="Exempelverket",
        org_number="202100-0000",
        short_names="EXV; Exempel",
        department="Finansdepartementet",
        size="stor",
    ),
    line(
        RowKind.PROJECT,
        agency="Exempelverket",
        project="Nytt arkiv",
        purpose="Ärenden hittas på en gång.",
        kind="systembyte",
        start="2016-01-15",
        planned_end="2017-12-31",
        budget=1_234_567.0,
        revised_budget=2_000_000.5,
        outcome=-1000.0,
        phase="genomförande",
        risk_benefit=1.0,
        risk_time=3.0,
        benefit_plan=True,
        status="pågående",
        Beskrivning="skrivs om varje år",
    ),
    line(RowKind.PROJECT, agency="Provmyndigheten", project="E-tjänst", benefit_plan=False),
    line(RowKind.FIGURE, agency="Exempelverket", year=2016.0, measure="it_cost", value=1.5e9),
    line(RowKind.FIGURE, agency="Exempelverket", year=2016.0, measure="fte", value=120.5),
    line(RowKind.FIGURE, agency="Exempelverket", measure="digital_cases", value=45.0),
    line(RowKind.MATURITY, agency="Exempelverket", question="m1", level=4.0),
    line(RowKind.MATURITY, agency="Exempelverket", question="m8", level=1.0),
    *definitions(),
]


def test_what_is_written_is_read_back_as_the_same_rows() -> None:
    book = apply_template(template.workbook(COLLECTION, EVERYTHING), "insamling.xlsx")

    said = [
        (row.kind, {value.field: value.value for value in (*row.values, *row.free)})
        for row in book.rows
    ]
    assert book.collection == COLLECTION
    assert said == [(one.kind, {e.field: e.value for e in one.entries}) for one in EVERYTHING]
    assert (book.refused, book.notices) == ((), ())


def test_every_value_stands_in_the_cell_that_it_names() -> None:
    content = template.workbook(COLLECTION, EVERYTHING)

    rows = apply_template(content, "insamling.xlsx").rows

    again = template.workbook(COLLECTION, map(filled_again, rows))
    book = opened(content)
    empty = [
        value
        for row in rows
        for value in row.values
        if book[value.cell.sheet].cell(value.cell.row, value.cell.column).value is None
    ]
    assert (empty, again) == ([], content)
