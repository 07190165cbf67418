"""The quality assurance with the agencies: found, listed, answered, corrected, and kept."""

import io
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ingest.errors import LoadError
from ingest.record.register.corrections import Corrected
from ingest.record.register.findings import FindingHeld
from ingest.record.register.record import open_register, open_register_to_write
from ingest.register.asking import Register
from ingest.register.renewing import review_all
from ingest.register.review_lists import HEADERS, review_lists
from ingest.register.reviewing import take_answers_in
from ingest.register.selection import Aggregate, Result, Selection, Subject
from ingest.register.types import Cell, Refused
from tests.registering import agency, collection, figure, project, take_in

AGENCY = "Exempelverket för sjökort"
OTHER = "Exempelnämnden för fyrar"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A register where the parts of a cost are not the whole, and a plan ends before it began."""
    take_in(
        tmp_path,
        [
            agency(2, AGENCY, size="liten"),
            agency(3, OTHER, size="liten"),
            figure(2, AGENCY, "it_cost", 110e3),
            figure(3, AGENCY, "it_operations", 60e3),
            figure(4, AGENCY, "it_development", 40e3),
            project(
                2,
                AGENCY,
                "Nytt sjökort",
                start="2016-05-01",
                planned_end="2015-05-01",
                budget=1e6,
                outcome=0.5e6,
            ),
        ],
        collection(2017),
    )
    review_all(tmp_path)
    return tmp_path


def findings(data: Path) -> list[FindingHeld]:
    record = open_register(data)
    assert record is not None
    (held,) = record.collections()
    found = record.findings(held.id)
    record.close()
    return found


def found_of(data: Path, kind: str) -> FindingHeld:
    return next(one for one in findings(data) if one.finding.kind == kind)


def answered(data: Path, said: dict[str, tuple[str, str, str]]) -> bytes:
    """The list of the agency, with an answer, a new value and a comment for some findings."""
    of_agency = [one.finding for one in findings(data) if one.finding.place.agency == AGENCY]
    (listed,) = review_lists(collection(2017), of_agency)
    book = load_workbook(io.BytesIO(listed.content))
    sheet = book["Granskning"]
    at = {cell.value: column for column, cell in enumerate(sheet[1], start=1)}
    for row in range(2, sheet.max_row + 1):
        answer = said.get(str(sheet.cell(row, at["Nummer"]).value))
        if answer:
            for name, value in zip(("Svar", "Nytt värde", "Kommentar"), answer, strict=True):
                sheet.cell(row, at[name]).value = value or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def asked(data: Path, **of: object) -> Result:
    given: dict[str, object] = {"aggregate": Aggregate.SUM, "years": (2017,)}
    register = Register(data)
    result = register.ask(Selection(**{**given, **of}), lambda _: True)  # type: ignore[arg-type]  # by name
    register.close()
    return result


def test_what_is_wrong_is_found_with_its_place(data: Path) -> None:
    of_sum = found_of(data, "sum")
    of_order = found_of(data, "order")

    assert (of_sum.finding.place.agency, of_sum.source) == (AGENCY, "insamling.xlsx")
    assert (of_order.finding.place.cell.sheet, of_order.finding.place.cell.row) == ("Projekt", 2)


def test_a_correction_holds_and_is_cited_where_it_came(data: Path) -> None:
    one = found_of(data, "sum")
    said = {one.finding.id: ("rättas till", "100 tkr", "felskrivet")}

    told = take_answers_in(data, answered(data, said), "svar.xlsx", None)

    result = asked(data, subject=Subject.FIGURES, number=one.finding.place.field)
    (value,) = result.rows[0].values
    assert (told.corrected, told.notices) == (1, ())
    assert result.figures[0].value == 100e3
    assert (value.is_corrected, value.source, value.cell.sheet) == (True, "svar.xlsx", "Granskning")


def test_what_was_found_is_closed_once_it_is_corrected(data: Path) -> None:
    one = found_of(data, "order")
    said = {one.finding.id: ("rättas till", "2018-05-01", "")}

    take_answers_in(data, answered(data, said), "svar.xlsx", None)

    now = next(held for held in findings(data) if held.finding.id == one.finding.id)
    assert (now.is_open, now.answer) == (False, "correct")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        pytest.param("sum", "70 tkr", id="a-figure"),
        pytest.param("order", "2014-05-01", id="a-field-of-a-project"),
    ],
)
def test_a_list_shows_the_corrected_value_where_that_is_wrong_again(
    data: Path, kind: str, said: str
) -> None:
    one = found_of(data, kind).finding
    content = answered(data, {one.id: ("rättas till", said, "")})

    take_answers_in(data, content, "svar.xlsx", None)

    listed = load_workbook(io.BytesIO(answered(data, {})))["Granskning"]
    rows = [dict(zip(HEADERS, row, strict=True)) for row in listed.iter_rows(values_only=True)]
    (row,) = [row for row in rows if row["Nummer"] == one.id]
    assert row["Värde"] == said
    assert said.removesuffix(" tkr") in str(row["Varför"])


def test_a_value_that_stands_is_answered_and_not_changed(data: Path) -> None:
    one = found_of(data, "sum")
    said = {one.finding.id: ("stämmer", "", "ränta ingår")}

    take_answers_in(data, answered(data, said), "svar.xlsx", None)

    now = next(held for held in findings(data) if held.finding.id == one.finding.id)
    assert (now.answer, now.comment, now.is_open) == ("stands", "ränta ingår", True)


def test_a_value_that_is_withdrawn_counts_no_more(data: Path) -> None:
    one = found_of(data, "sum")
    said = {one.finding.id: ("utgår", "", "")}

    take_answers_in(data, answered(data, said), "svar.xlsx", None)

    result = asked(data, subject=Subject.FIGURES, number=one.finding.place.field)
    assert result.figures[0].n == 0


def test_the_same_answers_twice_change_nothing(data: Path) -> None:
    said = {found_of(data, "sum").finding.id: ("rättas till", "100 tkr", "")}
    content = answered(data, said)
    take_answers_in(data, content, "svar.xlsx", None)
    record = open_register(data)
    assert record is not None
    before = record.version()

    take_answers_in(data, content, "svar.xlsx", None)

    assert (record.version(), len(record.corrections())) == (before, 1)
    record.close()


def test_a_correction_stays_when_the_workbook_comes_anew_with_the_same_value(data: Path) -> None:
    one = found_of(data, "order")
    said = {one.finding.id: ("rättas till", "2018-05-01", "")}
    take_answers_in(data, answered(data, said), "svar.xlsx", None)
    again = project(
        7, AGENCY, "Nytt sjökort", start="2016-05-01", planned_end="2015-05-01", budget=2e6
    )

    put = take_in(data, [agency(2, AGENCY), again], collection(2017))

    result = asked(data, subject=Subject.PROJECTS, number="length")
    assert (put.carried, put.dropped) == (1, 0)
    assert result.figures[0].value == 730


def test_a_correction_that_fills_an_empty_cell_stays_too(tmp_path: Path) -> None:
    rows = [agency(2, AGENCY), project(2, AGENCY, "Nytt", start="2016-05-01", planned_end="")]
    other = project(3, AGENCY, "Annat", start="2016-05-01", planned_end="2017-05-01")
    take_in(tmp_path, [*rows, other], collection(2017))
    record = open_register(tmp_path)
    assert record is not None
    (held,) = record.rebuilt()
    sheet = next(int(one.values[0].cell.sheet) for one in held.book.rows if one.get("project"))
    record.answer([], [filled(sheet)])
    record.close()

    put = take_in(tmp_path, [*rows, other, project(4, AGENCY, "Nyast")], collection(2017))

    assert (put.carried, put.dropped) == (1, 0)


def filled(sheet: int) -> Corrected:
    return Corrected(
        sheet=sheet,
        row=2,
        column=4,
        field="planned_end",
        value="2018-05-01",
        original="2018-05-01",
        why="",
    )


def test_a_correction_goes_when_the_workbook_says_something_else(data: Path) -> None:
    one = found_of(data, "order")
    said = {one.finding.id: ("rättas till", "2018-05-01", "")}
    take_answers_in(data, answered(data, said), "svar.xlsx", None)
    mended = project(2, AGENCY, "Nytt sjökort", start="2016-05-01", planned_end="2017-05-01")

    put = take_in(data, [agency(2, AGENCY), mended], collection(2017))

    assert (put.carried, put.dropped) == (0, 1)
    assert asked(data, subject=Subject.PROJECTS, number="length").figures[0].value == 365


def test_an_answer_that_cannot_be_read_is_told_and_changes_nothing(data: Path) -> None:
    said = {found_of(data, "sum").finding.id: ("rättas till", "ungefär hundra", "")}

    told = take_answers_in(data, answered(data, said), "svar.xlsx", None)

    assert told.corrected == 0
    assert "ungefär hundra" in told.notices[0]


def test_a_file_that_is_no_list_is_refused(data: Path) -> None:
    with pytest.raises(LoadError):
        take_answers_in(data, b"Myndighet;Projekt\n", "x.csv", None)


@pytest.fixture
def data_with_gaps(tmp_path: Path) -> Path:
    """One agency has left a figure empty; its size, and another figure, could not be read."""
    take_in(
        tmp_path,
        [
            agency(2, AGENCY, size=""),
            agency(3, OTHER, size="liten"),
            figure(2, AGENCY, "it_cost", 110e3),
            figure(3, OTHER, "it_cost", 90e3),
            figure(4, OTHER, "fte", 12.0),
            project(2, AGENCY, "Nytt sjökort"),
            project(3, OTHER, "Fyrportal"),
        ],
        collection(2017),
        refused=(
            refused("size", "mellanstor?", Cell(sheet="Myndigheter", row=2, column=2)),
            refused("it_fte", "3-4", Cell(sheet="Nyckeltal", row=9, column=3)),
        ),
    )
    review_all(tmp_path)
    return tmp_path


def refused(field: str, original: str, cell: Cell) -> Refused:
    return Refused(
        field=field, agency=AGENCY, original=original, cell=cell, reason="oklart", remedy="Rätta."
    )


def about(data: Path, field: str) -> str:
    return next(
        one.finding.id
        for one in findings(data)
        if one.finding.place.field == field and one.finding.place.agency == AGENCY
    )


def test_a_correction_of_an_agency_is_in_the_answers(data_with_gaps: Path) -> None:
    said = {about(data_with_gaps, "size"): ("rättas till", "medelstor", "")}

    told = take_answers_in(data_with_gaps, answered(data_with_gaps, said), "svar.xlsx", None)

    by_size = asked(
        data_with_gaps, subject=Subject.PROJECTS, aggregate=Aggregate.COUNT, by=("size",)
    )
    with closing(Register(data_with_gaps)) as register:
        sizes = {one.names[0]: one.size for one in register.catalogue(lambda _: True).agencies}
    assert (told.corrected, told.notices) == (1, ())
    assert {figure.group: figure.value for figure in by_size.figures} == {
        ("liten",): 1,
        ("medelstor",): 1,
    }
    assert sizes[AGENCY] == "medelstor"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [pytest.param("fte", "8", 20, id="empty"), pytest.param("it_fte", "3", 3, id="unreadable")],
)
def test_a_figure_that_the_workbook_lacks_is_in_the_answers_once_it_is_given(
    data_with_gaps: Path, field: str, value: str, expected: float
) -> None:
    said = {about(data_with_gaps, field): ("rättas till", value, "")}

    told = take_answers_in(data_with_gaps, answered(data_with_gaps, said), "svar.xlsx", None)

    given = asked(data_with_gaps, subject=Subject.FIGURES, number=field)
    others = asked(data_with_gaps, subject=Subject.FIGURES, number="it_cost")
    assert told.notices == ()
    assert (given.figures[0].value, others.figures[0].value) == (expected, 200e3)
    assert [value.source for row in given.rows for value in row.values if value.is_corrected] == [
        "svar.xlsx"
    ]
    assert not next(
        one for one in findings(data_with_gaps) if one.finding.id == next(iter(said))
    ).is_open


def test_a_figure_whose_year_no_cell_tells_is_told_of_and_not_guessed(tmp_path: Path) -> None:
    rows = [agency(2, AGENCY), figure(2, AGENCY, "it_cost", 1e3, year=2016)]
    cell = Cell(sheet="Nyckeltal", row=9, column=3)
    take_in(tmp_path, rows, collection(2017), refused=(refused("fte", "3-4", cell),))
    review_all(tmp_path)
    said = {about(tmp_path, "fte"): ("rättas till", "3", "")}

    told = take_answers_in(tmp_path, answered(tmp_path, said), "svar.xlsx", None)

    assert told.corrected == 0
    assert "vilket år" in told.notices[0]
    assert asked(tmp_path, subject=Subject.FIGURES, number="fte").figures[0].n == 0


def test_a_successor_that_is_corrected_is_followed(tmp_path: Path) -> None:
    for year, whose in ((2016, OTHER), (2017, AGENCY)):
        rows = [
            agency(2, AGENCY),
            agency(3, OTHER, size="liten"),
            project(2, whose, "Nytt sjökort"),
        ]
        take_in(tmp_path, rows, collection(year), f"{year}.xlsx")
    with closing(open_register_to_write(tmp_path)) as record:
        (_, held) = record.rebuilt()
        sheet = next(int(one.values[0].cell.sheet) for one in held.book.rows if one.get("size"))
        one = Corrected(
            sheet=sheet, row=3, column=9, field="successor", value=AGENCY, original=AGENCY, why=""
        )

        record.answer((), (one,))

    with closing(Register(tmp_path)) as register:
        seen = register.seen(lambda _: True)
        assert seen is not None
        assert [len(known.states) for known in seen.projects()] == [2]
        assert {told.successor for told in seen.agencies().values()} == {"", AGENCY}


LISTED_WRONG = [
    pytest.param({"Myndighet": OTHER}, f"listan är för {OTHER} 2017", id="another-agency"),
    pytest.param({"År": 2016}, f"listan är för {AGENCY} 2016", id="another-year"),
    pytest.param({"Myndighet": None}, "listan är för ingen myndighet 2017", id="no-agency"),
    pytest.param({"År": "i fjol"}, f"listan är för {AGENCY} utan år", id="no-year"),
]


@pytest.mark.parametrize(
    "answer",
    [("rättas till", "7 tkr", ""), ("utgår", "", ""), ("stämmer", "", "")],
    ids=lambda a: a[0],
)
@pytest.mark.parametrize(("marks", "told_of"), LISTED_WRONG)
def test_a_list_of_another_agency_or_year_changes_nothing(
    data: Path, marks: dict[str, str | int | None], told_of: str, answer: tuple[str, str, str]
) -> None:
    one = found_of(data, "sum")
    sent = relabelled(answered(data, {one.finding.id: answer}), marks)

    told = take_answers_in(data, sent, "svar.xlsx", None)

    assert (told.corrected, told.standing, told.withdrawn) == (0, 0, 0)
    assert f"Uppgift {one.finding.id} gäller {AGENCY} 2017" in told.notices[0]
    assert told_of in told.notices[0]
    assert found_of(data, "sum").answer is None
    assert asked(data, subject=Subject.FIGURES, number="it_cost").figures[0].value == 110e3


def test_a_list_answered_before_the_agency_got_its_new_name_is_its_own_still(data: Path) -> None:
    one = found_of(data, "sum")
    sent = answered(data, {one.finding.id: ("rättas till", "100 tkr", "")})
    take_in(
        data, [agency(2, "Exempelverket för kartor", former_names=AGENCY)], collection(2018), "n"
    )
    review_all(data)

    told = take_answers_in(data, sent, "svar.xlsx", None)

    assert (told.corrected, told.notices) == (1, ())


def relabelled(content: bytes, marks: dict[str, str | int | None]) -> bytes:
    """A list whose sheet of explanation says something else."""
    book = load_workbook(io.BytesIO(content))
    for label, value in book["Läs mig"].iter_rows(max_col=2):
        if label.value in marks:
            value.value = marks[str(label.value)]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
