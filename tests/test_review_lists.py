"""The list that goes to an agency, and what comes back: nothing is lost on the way."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from corpus._build.register.making import make_register
from ingest.errors import LoadError
from ingest.register.checking import check_each
from ingest.register.checks.findings import Finding
from ingest.register.reading import read_file
from ingest.register.replies import Replies, ReplyKind, replies_in
from ingest.register.review_lists import ANSWERS, EXPLANATION, HEADERS, SHEET, review_lists
from ingest.register.types import Cell
from tests.register_books import books_of

BOOKS = books_of(make_register())
FINDINGS: tuple[Finding, ...] = check_each(BOOKS)[-1]
LISTS = review_lists(BOOKS[-1].collection, FINDINGS)
LIST = max(LISTS, key=lambda one: len(one.findings))
ANSWER, NEW, COMMENT = (HEADERS.index(name) + 1 for name in ("Svar", "Nytt värde", "Kommentar"))


def answered(fill: Callable[[Any], None]) -> Replies:
    """The list as it comes back after somebody has filled in its sheet."""
    book = openpyxl.load_workbook(BytesIO(LIST.content))
    fill(book[SHEET])
    saved = BytesIO()
    book.save(saved)
    return replies_in(read_file(saved.getvalue(), "svar.xlsx"))


def write(row: int, **columns: object) -> Callable[[Any], None]:
    places = {"answer": ANSWER, "new": NEW, "comment": COMMENT}

    def fill(sheet: Any) -> None:
        for name, value in columns.items():
            sheet.cell(row, places[name]).value = value

    return fill


def test_each_finding_stands_in_the_list_of_its_agency_and_in_no_other() -> None:
    told = [(one.agency, finding.id) for one in LISTS for finding in one.findings]

    assert sorted(told) == sorted((one.place.agency, one.id) for one in FINDINGS)


def test_a_row_says_the_value_its_place_and_why() -> None:
    sheet = openpyxl.load_workbook(BytesIO(LIST.content))[SHEET]
    rows = [dict(zip(HEADERS, row, strict=True)) for row in sheet.iter_rows(values_only=True)]

    for row, finding in zip(rows[1:], LIST.findings, strict=True):
        assert row["Nummer"] == finding.id
        assert row["Cell"] == finding.place.cell.name
        assert (row["Värde"] or "") == finding.original
        assert row["Varför"] == finding.why


def test_the_answer_is_chosen_from_a_list() -> None:
    sheet = openpyxl.load_workbook(BytesIO(LIST.content))[SHEET]

    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == f'"{",".join(ANSWERS)}"'
    assert str(rule.sqref) == f"J2:J{len(LIST.findings) + 1}"


def test_the_same_findings_give_the_same_bytes() -> None:
    again = review_lists(BOOKS[-1].collection, FINDINGS)

    assert [one.content for one in again] == [one.content for one in LISTS]


def test_a_list_that_nobody_has_answered_gives_no_reply() -> None:
    back = replies_in(read_file(LIST.content, "lista.xlsx"))

    assert (back.agency, back.year) == (LIST.agency, 2018)
    assert (back.replies, back.notices) == ((), ())
    assert back.unanswered == len(LIST.findings)


@pytest.mark.parametrize(
    ("answer", "new", "kind", "value"),
    [
        ("rättas till", "12,5 mnkr", ReplyKind.CORRECT, "12,5 mnkr"),
        ("Rättas till", 1250.5, ReplyKind.CORRECT, "1250,5"),
        ("stämmer", None, ReplyKind.STANDS, ""),
        ("utgår ", None, ReplyKind.WITHDRAW, ""),
    ],
    ids=["a new value as text", "a new value as a number", "it stands", "it is withdrawn"],
)
def test_an_answer_comes_back_with_its_finding_and_its_cell(
    answer: str, new: object, kind: ReplyKind, value: str
) -> None:
    back = answered(write(2, answer=answer, new=new, comment="Enligt årsredovisningen."))

    (reply,) = back.replies
    assert (reply.finding, reply.kind) == (LIST.findings[0].id, kind)
    assert (reply.new_value, reply.comment) == (value, "Enligt årsredovisningen.")
    assert reply.cell == Cell(sheet=SHEET, row=2, column=ANSWER)
    assert reply.value_cell == Cell(sheet=SHEET, row=2, column=NEW)
    assert back.notices == ()


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"answer": "kanske"}, "har svaret ”kanske”"),
        ({"answer": "rättas till"}, "saknar nytt värde"),
        ({"answer": "stämmer", "new": 7}, "har ett nytt värde, ”7”"),
        ({"comment": "Vi återkommer"}, "säger ”Vi återkommer” men har inget svar"),
        ({"new": "12,5"}, "säger ”12,5” men har inget svar"),
    ],
    ids=["no known answer", "nothing to correct to", "a value too much", "a comment", "a value"],
)
def test_an_answer_that_cannot_be_used_is_told_with_its_row(
    columns: dict[str, object], told: str
) -> None:
    back = answered(write(2, **columns))

    assert back.replies == ()
    assert len(back.notices) == 1
    assert f"Rad 2 på bladet {SHEET}" in back.notices[0]
    assert told in back.notices[0]


def test_one_finding_answered_in_two_rows_is_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.append([cell.value for cell in sheet[2]])
        for row in (2, sheet.max_row):
            sheet.cell(row, ANSWER).value = "stämmer"

    back = answered(fill)

    assert len(back.replies) == 2
    assert "är besvarad två gånger" in back.notices[0]


def test_columns_may_be_moved_but_the_one_of_numbers_must_stay() -> None:
    def without_numbers(sheet: Any) -> None:
        sheet.delete_cols(1)

    with pytest.raises(LoadError, match="saknar kolumnen Nummer"):
        answered(without_numbers)


def test_another_workbook_is_no_list() -> None:
    book = openpyxl.Workbook()
    saved = BytesIO()
    book.save(saved)

    with pytest.raises(LoadError, match="ingen granskningslista"):
        replies_in(read_file(saved.getvalue(), "annat.xlsx"))


def test_what_begins_like_a_formula_is_text_in_the_list() -> None:
    sheet = openpyxl.load_workbook(BytesIO(LIST.content))[SHEET]

    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {
        "s",
        "inlineStr",
        "n",
    }


def test_the_explanation_names_every_answer() -> None:
    sheet = openpyxl.load_workbook(BytesIO(LIST.content))[EXPLANATION]

    assert set(ANSWERS) <= {cell.value for cell in sheet["A"]}
