"""The exam in questions to the register: enough of it, true to the workbooks, and fair."""

from dataclasses import replace

import openpyxl
import pytest

from ingest.register.selection import Aggregate
from tests.register_questions.comparing import Given, Mark, Question, Status, judge
from tests.register_questions.reference import Expected, Number, Spec, expected
from tests.register_questions.sets import HELD_OUT, WRITTEN, generated, read_questions
from tests.register_questions.templates import COUNT, questions
from tests.register_questions.workbooks import FOLDER, Tables, read_tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables()


@pytest.fixture(scope="module")
def made(tables: Tables) -> tuple[Question, ...]:
    return generated(tables)


def sheet_rows(year: int, sheet: str) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(FOLDER / f"insamling-{year}.xlsx")
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_there_are_a_hundred_and_seventy_made_and_twice_forty_written(
    made: tuple[Question, ...], tables: Tables
) -> None:
    files = [read_questions(path, tables) for path in (WRITTEN, HELD_OUT)]

    assert len(made) == len({question.text for question in made}) == COUNT == 170
    assert [len(file) for file in files] == [40, 40]
    assert len({question.id for file in files for question in file}) == 80


def test_some_of_each_written_set_must_not_be_answered(tables: Tables) -> None:
    for path in (WRITTEN, HELD_OUT):
        unanswerable = [one for one in read_questions(path, tables) if not one.right]

        assert len(unanswerable) == 4


def test_every_answerable_question_has_one_right_answer(
    made: tuple[Question, ...], tables: Tables
) -> None:
    asked = [
        *made,
        *read_questions(WRITTEN, tables),
        *read_questions(HELD_OUT, tables),
    ]
    parts = [(one.id, part) for one in asked for way in one.right for part in way]

    assert [name for name, part in parts if part.ties] == []
    assert [name for name, part in parts if not (part.numbers or part.rows)] == []


def test_the_made_questions_are_the_same_each_time(tables: Tables) -> None:
    assert questions(tables) == questions(tables)


def test_the_made_questions_ask_for_every_aggregate_that_is_asked_for_in_numbers(
    tables: Tables,
) -> None:
    asked = {made.spec.aggregate for made in questions(tables)}

    written_by_hand = {"lowest", "highest", "agencies"}
    assert asked >= {one.value for one in Aggregate} - written_by_hand


def test_the_reference_counts_as_openpyxl_shows(tables: Tables) -> None:
    rows = [row for row in sheet_rows(2017, "Projekt") if row["Myndighet"] == "Exempeltullen"]
    spec = Spec(subject="projects", aggregate="count", years=(2017,), agencies=("Exempeltullen",))

    (number,) = expected(spec, tables).numbers

    assert (number.value, number.unit, number.n) == (len(rows), "projekt", len(rows))


def test_the_reference_adds_kronor_also_of_amounts_in_words(tables: Tables) -> None:
    told = [row["Budget (tkr)"] for row in sheet_rows(2016, "Projekt")]
    in_words = [value for value in told if isinstance(value, str)]
    spec = Spec(subject="projects", aggregate="sum", number="budget", years=(2016,))

    (number,) = expected(spec, tables).numbers

    words = sum(float(value.split()[0].replace(",", ".")) * 1e6 for value in in_words)
    plain = sum(value * 1000 for value in told if isinstance(value, int | float))
    assert in_words
    assert number.value == pytest.approx(words + plain)
    assert number.unit == "kr"


def test_a_ratio_of_several_is_sum_by_sum_and_its_median_that_of_their_own(tables: Tables) -> None:
    spec = Spec(
        subject="figures", aggregate="sum", number="it_cost_per_fte", years=(2016,),
        agencies=("ENH", "ENR", "EOB"),
    )  # fmt: skip
    rows = {row["Myndighet"]: row for row in sheet_rows(2016, "Nyckeltal")}
    told = [rows[f"Exempelnämnden för {what}"] for what in ("hyror", "resegarantier")]
    costs = [float(str(row["It-kostnad (tkr)"])) * 1000 for row in told]
    posts = [float(str(row["Årsarbetskrafter (antal)"])) for row in told]

    (whole,) = expected(spec, tables).numbers
    (median,) = expected(replace(spec, aggregate="median"), tables).numbers

    assert whole.n == median.n == 2  # the third gave nothing that year
    assert whole.value == pytest.approx(sum(costs) / sum(posts))
    assert median.value == pytest.approx(sum(c / p for c, p in zip(costs, posts, strict=True)) / 2)


def test_a_plan_that_is_empty_is_lacking(tables: Tables) -> None:
    rows = sheet_rows(2018, "Projekt")
    lacking = Spec(
        subject="projects", aggregate="share", years=(2018,),
        share_of=(("benefit_plan", "lacks", ""),),
    )  # fmt: skip

    (without,) = expected(lacking, tables).numbers

    missing = [row for row in rows if row["Nyttorealiseringsplan"] != "ja"]
    assert without.value == pytest.approx(100 * len(missing) / len(rows))


def test_a_project_whose_plan_stands_is_not_late_and_one_without_a_plan_is_in_no_share(
    tables: Tables,
) -> None:
    rows = [row for row in sheet_rows(2016, "Projekt") if row["Planerat slut"]]
    late = Spec(
        subject="projects", aggregate="share", years=(2016,), share_of=(("delay", "above", 0),)
    )

    (delayed,) = expected(late, tables).numbers

    ends = [(row["Planerat slut"], row["Faktiskt slut"] or row["Reviderat slut"]) for row in rows]
    behind = [1 for planned, end in ends if end and str(end) > str(planned)]
    assert delayed.n == len(rows) < len(sheet_rows(2016, "Projekt"))
    assert delayed.value == pytest.approx(100 * len(behind) / len(rows))


def given_of(parts: tuple[Expected, ...], factor: float) -> Given:
    """What is right as somebody would give it, its numbers moved."""
    return Given(
        status=Status.ANSWERED,
        figures=tuple(
            (one.group, one.value * factor, one.unit, one.n)
            for part in parts
            for one in part.numbers
        ),
        rows=tuple(row for part in parts for row in part.rows),
    )


def test_whoever_gives_what_is_right_is_exact_and_whoever_is_a_little_off_is_wrong(
    made: tuple[Question, ...], tables: Tables
) -> None:
    asked = [
        *made,
        *read_questions(WRITTEN, tables),
        *read_questions(HELD_OUT, tables),
    ]
    answerable = [(one, way) for one in asked for way in one.right]
    with_numbers = [(one, way) for one, way in answerable if way[0].numbers]

    exact = {judge(one, given_of(way, 1), tables) for one, way in answerable}
    off = {
        judge(one, given_of(way, 1.001), tables)
        for one, way in with_numbers
        if way[0].numbers[0].value
    }

    assert exact == {Mark.EXACT}
    assert off == {Mark.WRONG}


ONE = Expected(numbers=(Number(group=(), value=7.0, unit="projekt", n=7),))
ROWS = Expected(rows=(("999900-0001", "Kustkoll", 2017),))
BY_YEAR = Expected(
    numbers=(
        Number(group=("999900-0001", "2016"), value=1.0, unit="kr", n=1),
        Number(group=("999900-0001", "2017"), value=2.0, unit="kr", n=1),
    )
)


def answered(
    *figures: tuple[tuple[str, ...], float | None, str, int],
    rows: tuple[tuple[str, str, int], ...] = (),
) -> Given:
    return Given(status=Status.ANSWERED, figures=figures, rows=rows)


@pytest.mark.parametrize(
    ("right", "given", "mark"),
    [
        (ONE, answered(((), 7.0, "projekt", 7)), Mark.EXACT),
        (ONE, answered((("2017",), 7.0, "projekt", 7)), Mark.EXACT),
        (ONE, answered(((), 8.0, "projekt", 7)), Mark.WRONG),
        (ONE, answered(((), 7.0, "kr", 7)), Mark.WRONG),
        (ONE, answered(((), 7.0, "projekt", 6)), Mark.WRONG),
        (ONE, answered(), Mark.WRONG),
        (ONE, Given(status=Status.ASKED_BACK), Mark.HELD_BACK),
        (None, Given(status=Status.REFUSED), Mark.EXACT),
        (None, answered(((), 7.0, "projekt", 7)), Mark.WRONG),
        (ROWS, answered(rows=(("ESK", "Kustkoll", 2017),)), Mark.EXACT),
        (ROWS, answered(rows=(("ESK", "Kustkoll", 2016),)), Mark.WRONG),
        (ROWS, answered(rows=(("ESK", "Kustkoll", 2017),) * 2), Mark.WRONG),
        (BY_YEAR, answered((("2016",), 1.0, "kr", 1), (("2017",), 2.0, "kr", 1)), Mark.EXACT),
        (
            BY_YEAR,
            answered((("2017", "ESK"), 2.0, "kr", 1), (("2016", "ESK"), 1.0, "kr", 1)),
            Mark.EXACT,
        ),
        (BY_YEAR, answered((("2016",), 2.0, "kr", 1), (("2017",), 1.0, "kr", 1)), Mark.WRONG),
        (BY_YEAR, answered((("2017",), 2.0, "kr", 1)), Mark.WRONG),
    ],
    ids=[
        "the number", "the number with its year", "another number", "another unit", "other rows",
        "nothing", "asked back", "refused as it must be", "answered though it must not be",
        "the row under a short name", "another year", "a row too much", "by year",
        "by year and agency the other way round", "years exchanged", "a year too few",
    ],
)  # fmt: skip
def test_an_answer_is_judged(
    right: Expected | None, given: Given, mark: Mark, tables: Tables
) -> None:
    question = Question(id="x", text="?", right=((right,),) if right else ())

    assert judge(question, given, tables) is mark
