"""What the review holds against values goes with the answers that rest on them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.figures.answer import FiguresAnswer
from assistant.figures.answering import FiguresAnswerer
from assistant.figures.as_text import figures_as_text
from assistant.figures.doubts_said import doubts_said
from assistant.figures.tables import figure_table, row_table
from assistant.types import Asker
from ingest.record.register.corrections import Corrected
from ingest.record.register.findings import AnswerGiven, FindingHeld
from ingest.record.register.record import open_register_to_write
from ingest.register.asking import MOST_ROWS, Register
from ingest.register.renewing import review_all
from ingest.register.selection import (
    Aggregate,
    Condition,
    Op,
    Order,
    Result,
    Selection,
    Subject,
)
from ingest.register.types import Row
from ingest.types import EVERYONE
from tests.registering import agency, collection, figure, project, take_in

CHARTS, LIGHTS = "Exempelverket för sjökort", "Exempelnämnden för fyrar"
BUDGETS = Selection(
    subject=Subject.PROJECTS, aggregate=Aggregate.SUM, years=(2017,), number="budget"
)
COSTS = Selection(subject=Subject.FIGURES, aggregate=Aggregate.SUM, years=(2017,), number="it_cost")
LENGTHS = replace(BUDGETS, number="length")


def planned(at: int, whose: str, name: str, budget: float, end: str) -> Row:
    return project(at, whose, name, start="2016-05-01", planned_end=end, budget=budget)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A cost that is not the sum of its parts, a plan that ends early, a project told twice."""
    take_in(
        tmp_path,
        [
            agency(2, CHARTS, size="liten"),
            agency(3, LIGHTS, size="liten"),
            figure(2, CHARTS, "it_cost", 110e3),
            figure(3, CHARTS, "it_operations", 60e3),
            figure(4, CHARTS, "it_development", 40e3),
            figure(5, CHARTS, "fte", 4.0),
            figure(6, LIGHTS, "it_cost", 80e3),
            figure(7, LIGHTS, "fte", 4.0),
            figure(8, LIGHTS, "fte", 5.0),
            planned(2, CHARTS, "Nytt", 2e6, "2015-05-01"),
            planned(3, LIGHTS, "Fyrportal", 1e6, "2018-01-01"),
            planned(4, LIGHTS, "FYRPORTAL", 3e6, "2018-01-01"),
        ],
        collection(2017),
    )
    review_all(tmp_path)
    return tmp_path


def ask(data: Path, selection: Selection, most_rows: int = MOST_ROWS) -> Result:
    with closing(Register(data)) as register:
        return register.ask(selection, lambda _: True, most_rows)


def found_of(data: Path, kind: str, field: str) -> FindingHeld:
    with closing(open_register_to_write(data)) as record:
        (held,) = record.collections()
        return next(
            one
            for one in record.findings(held.id)
            if (one.finding.kind, one.finding.place.field) == (kind, field)
        )


def test_a_row_whose_value_is_pointed_out_says_why(data: Path) -> None:
    result = ask(data, COSTS)

    of_charts, of_lights = sorted(result.rows, key=lambda row: -(row.number or 0))
    (doubt,) = of_charts.doubts
    assert "inte summan av delarna" in doubt.why
    assert (of_lights.doubts, result.doubts, result.doubtful) == ((), (doubt,), 1)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param(LENGTHS, {"Nytt", "FYRPORTAL"}, id="a-number-made-of-the-day"),
        pytest.param(BUDGETS, {"FYRPORTAL"}, id="another-number-of-the-project"),
        pytest.param(
            replace(
                BUDGETS,
                aggregate=Aggregate.COUNT,
                number="",
                conditions=(Condition(field="planned_end", op=Op.BELOW, value="2016-01-01"),),
            ),
            {"Nytt"},
            id="a-condition",
        ),
    ],
)
def test_only_the_values_that_an_answer_rests_on_are_told_of(
    data: Path, selection: Selection, expected: set[str]
) -> None:
    result = ask(data, selection)

    assert {row.name for row in result.rows if row.doubts} == expected


def test_rows_that_are_not_shown_are_counted_too(data: Path) -> None:
    result = ask(data, LENGTHS, most_rows=1)

    assert (len(result.rows), result.row_count, result.doubtful) == (1, 3, 2)


def test_of_very_many_that_are_not_shown_the_first_are_counted(tmp_path: Path) -> None:
    many = [planned(at, CHARTS, f"Projekt {at}", 1e6, "2015-05-01") for at in range(2, 204)]
    take_in(tmp_path, [agency(2, CHARTS), *many], collection(2017))
    review_all(tmp_path)

    result = ask(tmp_path, LENGTHS, most_rows=1)

    assert (result.row_count, result.doubtful, result.all_doubtful) == (202, 200, False)
    assert [one.text for one in doubts_said(result)] == [
        "Minst 200 av de 202 projekten bakom svaret är utpekade i granskningen."
    ]


def test_a_figure_that_is_told_twice_is_doubted_in_either_cell(data: Path) -> None:
    result = ask(data, replace(COSTS, number="fte"))

    assert result.doubtful == 1
    assert "står två gånger" in result.doubts[0].why


def test_a_ratio_rests_on_both_its_figures(data: Path) -> None:
    by_agency = replace(COSTS, number="it_cost_per_fte", by=("agency",), order=Order.RISING)

    result = ask(data, by_agency)

    assert {figure.group: len(figure.doubts) for figure in result.figures} == {
        (CHARTS,): 1,
        (LIGHTS,): 1,
    }


def test_a_value_that_the_agency_stands_by_is_not_doubted(data: Path) -> None:
    one = found_of(data, "sum", "it_cost")
    with closing(open_register_to_write(data)) as record:
        record.answer([AnswerGiven(finding=one.finding.id, answer="stands", comment="")], [])

    assert ask(data, COSTS).doubts == ()


def test_a_corrected_value_that_is_wrong_again_is_doubted_as_answered(data: Path) -> None:
    one = found_of(data, "sum", "it_cost")
    cell = one.finding.place.cell
    assert one.sheet is not None
    corrected = Corrected(
        sheet=one.sheet,
        row=cell.row,
        column=cell.column,
        field="it_cost",
        value=70e3,
        original="70 tkr",
        why="",
    )
    with closing(open_register_to_write(data)) as record:
        given = AnswerGiven(finding=one.finding.id, answer="correct", comment="")
        record.answer([given], [corrected])
    review_all(data)

    (doubt,) = ask(data, COSTS).doubts

    assert "70 tkr" in doubt.why
    assert doubt.is_answered


def test_what_is_lacking_or_merely_odd_is_not_doubted(tmp_path: Path) -> None:
    for year, budget in ((2016, 10e6), (2017, 14e6)):
        rows = [agency(2, CHARTS), project(2, CHARTS, "Nytt", budget=budget, start="2016-05-01")]
        take_in(tmp_path, rows, collection(year), f"{year}.xlsx")
    review_all(tmp_path)

    result = ask(tmp_path, replace(BUDGETS, shown=("planned_end", "phase")))

    assert (result.row_count, result.doubts) == (1, ())


@pytest.mark.parametrize(
    ("access", "expected"),
    [pytest.param(EVERYONE, 2, id="sees-all"), pytest.param("granskare", 1, id="some-are-hidden")],
)
def test_where_workbooks_are_hidden_only_what_a_row_shows_by_itself_is_told(
    data: Path, access: str, expected: int
) -> None:
    hidden = [agency(2, LIGHTS), project(2, LIGHTS, "Dolt", start="2016-01-01")]
    take_in(data, hidden, collection(2016), "2016.xlsx", access=(access,))

    with closing(Register(data)) as register:
        result = register.ask(LENGTHS, lambda rule: EVERYONE in rule)

    assert len(result.doubts) == expected


@pytest.fixture
def answerer(data: Path) -> Iterator[FiguresAnswerer]:
    with closing(Register(data)) as register:
        yield FiguresAnswerer(register)


def answered(answerer: FiguresAnswerer, question: str) -> FiguresAnswer:
    return answerer.answer(question, Asker())


def doubted(answer: FiguresAnswer) -> list[str]:
    (result,) = answer.results
    return [one.in_full for one in result.warnings if one.kind == "doubted"]


def test_the_answer_of_one_value_gives_the_reason_and_where_the_review_is(
    answerer: FiguresAnswerer,
) -> None:
    answer = answered(answerer, f"Vilken it-kostnad hade {CHARTS} 2017?")

    (said,) = doubted(answer)
    assert said.startswith("Granskningen pekar ut uppgiften: It-kostnad 110 tkr är inte summan")
    assert said.endswith("(inte besvarad av myndigheten). Se /register/granskning/1.")
    assert answer.results[0].rows[0].doubts


def test_the_answer_of_many_values_says_how_many_are_pointed_out(
    answerer: FiguresAnswerer,
) -> None:
    answer = answered(answerer, "Vilken är medianlängden för projekten 2017?")

    assert doubted(answer) == [
        "2 av de 3 projekten bakom svaret är utpekade i granskningen. Se /register/granskning/1."
    ]


def test_the_only_one_of_many_is_told_by_its_name(answerer: FiguresAnswerer) -> None:
    answer = answered(answerer, "Vad var den totala budgeten för projekten 2017?")

    (said,) = doubted(answer)
    assert said.startswith(
        "1 av de 3 projekten bakom svaret är utpekat i granskningen: ”FYRPORTAL”"
    )


def test_what_stands_first_is_marked_where_it_stands(answerer: FiguresAnswerer) -> None:
    answer = answered(answerer, "Vilka två projekt hade högst budget 2017?")

    told = figures_as_text(answer)
    first, second = answer.results[0].items
    assert first.endswith("(utpekad i granskningen)")
    assert "granskningen" not in second
    assert "(utpekad i granskningen)" in answer.answer
    assert "Obs! 1 av de 2 projekten" in told


def test_the_agency_that_stands_first_is_marked_and_its_reason_given(
    answerer: FiguresAnswerer,
) -> None:
    answer = answered(answerer, "Vilken myndighet hade högst it-kostnad 2017?")

    assert answer.answer.endswith("(utpekad i granskningen).")
    assert "inte summan av delarna" in doubted(answer)[0]


def test_a_table_tells_why_in_a_column_of_its_own_where_there_is_need(data: Path) -> None:
    by_agency = ask(data, replace(COSTS, by=("agency",)))
    sound = ask(data, replace(COSTS, number="it_operations", by=("agency",)))

    figures, rows = figure_table(by_agency), row_table(by_agency, {})
    assert figures.headers[-1] == rows.headers[-1] == "Utpekad i granskningen"
    assert [bool(row[-1]) for row in figures.rows] == [False, True]
    assert "Utpekad i granskningen" not in figure_table(sound).headers
