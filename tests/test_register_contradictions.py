"""One figure with different values: which of them counts, and that it is told."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.figures.said import WarningKind
from assistant.figures.warnings_said import warnings_of
from ingest.record.register.corrections import Corrected
from ingest.record.register.record import open_register
from ingest.register.asking import Register
from ingest.register.renewing import changing, review_all
from ingest.register.selection import Aggregate, Result, Selection, Subject
from tests.registering import agency, collection, figure, take_in

AGENCY, OTHER, GROUP = "Exempelverket för sjökort", "Exempelnämnden för fyrar", "granskare"
May = Callable[[tuple[str, ...]], bool]


def everyone(_: tuple[str, ...]) -> bool:
    return True


def outsider(access: tuple[str, ...]) -> bool:
    return GROUP not in access


def book(
    data: Path, *values: float, source: str = "a.xlsx", year: int = 2017, hidden: bool = False
) -> tuple[str, ...]:
    """Take in a workbook with these costs of one agency in 2017; what is told of it."""
    costs = [figure(at, AGENCY, "it_cost", one, year=2017) for at, one in enumerate(values, 5)]
    rows = [agency(2, AGENCY), *costs, figure(90, AGENCY, "fte", 10.0, year=2017)]
    access = (GROUP,) if hidden else ("alla",)
    return take_in(data, rows, collection(year), source, access).differs


def asked(data: Path, may_see: May = everyone, **of: object) -> Result:
    given: dict[str, object] = {
        "subject": Subject.FIGURES,
        "aggregate": Aggregate.SUM,
        "years": (2017,),
        "number": "it_cost",
    }
    with closing(Register(data)) as register:
        return register.ask(Selection(**{**given, **of}), may_see)  # type: ignore[arg-type]  # by name


def told(result: Result) -> list[str]:
    """What the answer says of different values."""
    kind = WarningKind.CONTRADICTED
    return [one.text.replace("\u00a0", " ") for one in warnings_of(result) if one.kind is kind]


def test_the_first_row_of_a_workbook_counts_and_both_are_told_with_their_cells(
    tmp_path: Path,
) -> None:
    book(tmp_path, 511e3, 576e3)

    result = asked(tmp_path)

    assert result.figures[0].value == 511e3
    assert told(result) == [
        "Två uppgifter finns: 511 tkr (cell C5 på bladet ”Nyckeltal” i a.xlsx) och 576 tkr (cell "
        "C6 på bladet ”Nyckeltal” i a.xlsx); svaret räknar med den första."
    ]


def test_the_workbook_that_was_taken_in_last_counts(tmp_path: Path) -> None:
    book(tmp_path, 511e3)
    book(tmp_path, 576e3, source="b.xlsx")

    result = asked(tmp_path)

    assert result.figures[0].value == 576e3
    assert "576 tkr (cell C5 på bladet ”Nyckeltal” i b.xlsx) och 511 tkr" in told(result)[0]


def test_a_ratio_says_which_of_its_parts_has_several_values(tmp_path: Path) -> None:
    book(tmp_path, 500e3, 600e3)

    result = asked(tmp_path, number="it_cost_per_fte")

    assert result.figures[0].value == 50e3
    assert told(result)[0].startswith("Två uppgifter om it-kostnad 2017 finns: 500 tkr (")


def test_an_answer_of_many_figures_says_how_many_have_several_values(tmp_path: Path) -> None:
    book(tmp_path, 511e3, 576e3)
    take_in(tmp_path, [figure(2, OTHER, "it_cost", 1e3, year=2017)], collection(), "c.xlsx")

    result = asked(tmp_path)

    assert (result.figures[0].n, result.figures[0].value) == (2, 512e3)
    assert told(result) == ["1 av uppgifterna bakom svaret finns med olika värden."]


@pytest.mark.parametrize(
    "values",
    [pytest.param([511e3], id="once"), pytest.param([511e3, 511e3], id="twice-the-same")],
)
def test_nothing_is_told_where_there_is_one_value(tmp_path: Path, values: list[float]) -> None:
    book(tmp_path, *values)

    assert told(asked(tmp_path)) == []


def test_a_newer_collection_contradicts_no_older_one(tmp_path: Path) -> None:
    book(tmp_path, 511e3)
    book(tmp_path, 576e3, source="b.xlsx", year=2018)

    result = asked(tmp_path)

    assert (result.figures[0].value, told(result)) == (576e3, [])


def test_a_hidden_workbook_neither_counts_nor_is_told_of(tmp_path: Path) -> None:
    book(tmp_path, 511e3)
    book(tmp_path, 576e3, source="dold.xlsx", hidden=True)

    outside, inside = asked(tmp_path, outsider), asked(tmp_path)

    assert (outside.figures[0].value, told(outside)) == (511e3, [])
    assert (inside.figures[0].value, len(told(inside))) == (576e3, 1)


def correct(data: Path, at: int, value: float | None) -> None:
    """Correct the cost on a row of the only sheet of figures."""
    with changing(data) as record:
        (held,) = record.rebuilt()
        sheet = next(int(one.sheet) for one in held.book.sheets if one.title == "Nyckeltal")
        one = Corrected(
            sheet=sheet, row=at, column=3, field="it_cost", value=value, original="", why=""
        )
        record.answer((), (one,))


@pytest.mark.parametrize(
    ("value", "counts", "warnings"),
    [
        pytest.param(600e3, 600e3, 1, id="another-value"),
        pytest.param(511e3, 511e3, 0, id="the-same-as-the-first"),
        pytest.param(None, 511e3, 0, id="struck"),
    ],
)
def test_what_was_corrected_goes_before_what_was_not(
    tmp_path: Path, value: float | None, counts: float, warnings: int
) -> None:
    book(tmp_path, 511e3, 576e3)

    correct(tmp_path, 6, value)

    result = asked(tmp_path)
    assert (result.figures[0].value, len(told(result))) == (counts, warnings)


def test_values_that_another_workbook_gives_differently_are_reported(tmp_path: Path) -> None:
    first = book(tmp_path, 511e3)
    same = book(tmp_path, 511e3, 511e3, source="b.xlsx")
    other = book(tmp_path, 576e3, source="c.xlsx")

    assert (first, same) == ((), ())
    assert other == (
        "1 värde står annorlunda i en annan arbetsbok i insamlingen; svaren räknar med den som "
        "togs in sist.",
        f"It-kostnad 2017, {AGENCY}: 576 tkr i cell C5, men 511 tkr i b.xlsx, cell C5.",
    )


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param(("a.xlsx",), "511 tkr i C5 och 576 tkr i C6.", id="one-workbook"),
        pytest.param(
            ("a.xlsx", "b.xlsx"),
            "576 tkr i b.xlsx, cell C5, och 511 tkr i a.xlsx, cell C5.",
            id="two-workbooks",
        ),
    ],
)
def test_a_finding_names_the_files_where_there_are_several(
    tmp_path: Path, sources: tuple[str, ...], expected: str
) -> None:
    if len(sources) == 1:
        book(tmp_path, 511e3, 576e3)
    else:
        for value, source in zip((511e3, 576e3), sources, strict=True):
            book(tmp_path, value, source=source)
    review_all(tmp_path)

    record = open_register(tmp_path)
    assert record is not None
    with closing(record):
        found = [one.finding for one in record.findings(1) if one.finding.kind == "duplicate"]

    assert [one.why for one in found] == [f"It-kostnad 2017 står två gånger: {expected}"]
