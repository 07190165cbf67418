"""The checks of a collection: each kind of fault is found, and what is right is left alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus._build.build import CORPUS
from corpus._build.register.making import make_register
from ingest.register.applying import apply_template
from ingest.register.checking import check, check_each
from ingest.register.checks.findings import FaultKind, Finding, Severity
from ingest.register.filling import Entry, Line
from ingest.register.measures import MEASURES
from ingest.register.types import Book, Cell, Collection, Refused, RowKind, Stage, Tax
from tests.bench.register_checks import Checked, checked
from tests.register_books import book, books_of

USUAL = {
    "it_cost": 40_000_000.0,
    "it_operations": 28_000_000.0,
    "it_development": 12_000_000.0,
    "it_consultants": 8_000_000.0,
    "operating_cost": 440_000_000.0,
    "fte": 400.0,
    "it_fte": 24.0,
    "digital_cases": 61.5,
}
PROJECT: dict[str, str | float | bool] = {
    "project": "Nytt diarium", "kind": "systembyte", "system": "Diariet", "start": "2016-01-15",
    "planned_end": "2017-12-31", "budget": 20_000_000.0, "outcome": 4_000_000.0,
    "phase": "genomförande", "risk_benefit": 1, "risk_budget": 2, "risk_time": 1,
    "status": "pågående",
}  # fmt: skip
ODD_ONE = "Exempelverket för sjökort"
NAMES = (ODD_ONE, *(f"Exempelnämnden för prov {number}" for number in range(11)))


def collection(year: int) -> Collection:
    return Collection(
        survey="Exempel", year=year, stage=Stage.REVIEW, tax=Tax.EXCLUDED, price_year=year,
        is_example=True,
    )  # fmt: skip


def line(kind: RowKind, /, **values: str | float | bool) -> Line:
    return Line(kind=kind, entries=tuple(Entry(field=f, value=v) for f, v in values.items()))


def figures(year: int, changed: dict[str, float | None]) -> Iterator[Line]:
    """Twelve agencies, alike but for size and a little; the first one's are changed."""
    for number, name in enumerate(NAMES):
        yield line(RowKind.AGENCY, agency=name, size="medelstor")
        for measure, usual in USUAL.items():
            grown = 1 + 0.08 * number + 0.02 * (year - 2016)
            little = 1 + 0.03 * ((number * 7 + len(measure)) % 5)
            own = usual if measure == "digital_cases" else round(usual * grown) * 1.0
            if measure in {"it_consultants", "operating_cost", "it_fte"}:
                own = round(own * little)
            value = changed.get(measure, own) if name == ODD_ONE else own
            if value is not None:
                yield line(RowKind.FIGURE, agency=name, measure=measure, value=value)


def figure_book(year: int, changed: dict[str, float | None] | None = None) -> Book:
    return book(collection(year), figures(year, changed or {}))


def project_book(year: int, *rows: dict[str, str | float | bool]) -> Book:
    lines = [line(RowKind.PROJECT, agency=ODD_ONE, **row) for row in rows]
    return book(collection(year), lines)


def kinds(findings: tuple[Finding, ...]) -> list[tuple[FaultKind, str]]:
    return [(one.kind, one.place.field) for one in findings]


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"it_fte": None}, FaultKind.MISSING, "it_fte"),
        ({"it_cost": 43_000_000.0}, FaultKind.SUM, "it_cost"),
        ({"it_operations": 280_000_000.0}, FaultKind.UNIT, "it_operations"),
        ({"operating_cost": 440_000.0}, FaultKind.UNIT, "operating_cost"),
        ({"fte": 4000.0}, FaultKind.UNIT, "fte"),
        ({"digital_cases": 0.615}, FaultKind.UNIT, "digital_cases"),
        ({"digital_cases": 161.5}, FaultKind.SUM, "digital_cases"),
        ({"it_fte": 0.0}, FaultKind.OUTLIER, "it_fte"),
        ({"it_consultants": 2_200_000.0}, FaultKind.OUTLIER, "it_consultants"),
    ],
    ids=str,
)
def test_a_fault_among_the_figures_is_found_once_and_named(
    changed: dict[str, float | None], kind: FaultKind, field: str
) -> None:
    findings = check(figure_book(2016, changed))

    assert kinds(findings) == [(kind, field)]
    assert findings[0].place.agency == ODD_ONE


def test_figures_that_are_right_give_no_finding() -> None:
    assert check(figure_book(2016)) == ()


def test_a_sum_that_is_off_by_rounding_is_right() -> None:
    assert check(figure_book(2016, {"it_cost": 40_001_000.0})) == ()


def test_a_figure_that_has_doubled_since_last_year_is_a_jump_that_tells_both() -> None:
    findings = check(figure_book(2017, {"fte": 860.0}), [figure_book(2016)])

    assert kinds(findings) == [(FaultKind.JUMP, "fte")]
    assert "860" in findings[0].why
    assert "400" in findings[0].why
    assert findings[0].severity is Severity.ODD


def test_a_move_that_all_agencies_make_is_no_jump() -> None:
    wider = [
        replace(one, entries=(*one.entries[:2], Entry(field="value", value=_doubled(one))))
        if one.kind is RowKind.FIGURE and one.entries[1].value == "it_consultants"
        else one
        for one in figures(2017, {})
    ]

    assert check(book(collection(2017), wider), [figure_book(2016)]) == ()


def _doubled(one: Line) -> float:
    return float(one.entries[2].value) * 2


def test_nothing_is_compared_with_what_was_found_wrong_last_year() -> None:
    wrong = figure_book(2016, {"fte": 4000.0})

    assert check(figure_book(2017), [wrong]) == ()


def test_an_agency_that_took_over_another_has_not_jumped() -> None:
    gone, taker = NAMES[11], NAMES[10]
    merged = [
        _merged(one, taker)
        for one in figures(2017, {})
        if one.entries[0].value != gone or one.kind is RowKind.AGENCY
    ]
    listed = line(RowKind.AGENCY, agency=gone, successor=taker, size="medelstor")
    lines = [listed if one.entries[0].value == gone else one for one in merged]

    assert check(book(collection(2017), lines), [figure_book(2016)]) == ()


def _merged(one: Line, taker: str) -> Line:
    is_its = one.kind is RowKind.FIGURE and one.entries[0].value == taker
    if not is_its or one.entries[1].value == "digital_cases":
        return one
    return replace(one, entries=(*one.entries[:2], Entry(field="value", value=_doubled(one))))


def test_an_agency_is_the_same_after_it_has_got_another_name() -> None:
    new = "Exempelverket för farleder"
    lines = [
        replace(one, entries=(Entry(field="agency", value=new), *one.entries[1:]))
        if one.entries[0].value == ODD_ONE
        else one
        for one in figures(2017, {"fte": 860.0})
    ]
    lines[0] = line(RowKind.AGENCY, agency=new, former_names=ODD_ONE, size="medelstor")

    findings = check(book(collection(2017), lines), [figure_book(2016)])

    assert [(one.kind, one.place.agency) for one in findings] == [(FaultKind.JUMP, new)]


def test_an_agency_that_was_asked_and_gave_nothing_is_told_at_its_row_in_the_list() -> None:
    listed = line(RowKind.AGENCY, agency="Exempelnämnden för tystnad", size="liten")
    lines = [*figures(2016, {}), listed]

    findings = check(book(collection(2016), lines))

    assert kinds(findings) == [(FaultKind.MISSING, "")]
    assert findings[0].place.cell == Cell(sheet="Myndigheter", row=14, column=1)


def test_a_figure_told_twice_with_two_values_is_told_at_the_second() -> None:
    again = line(RowKind.FIGURE, agency=ODD_ONE, measure="fte", value=410.0)
    findings = check(book(collection(2016), [*figures(2016, {}), again]))

    assert kinds(findings) == [(FaultKind.DUPLICATE, "fte")]
    assert findings[0].value == 410.0


def test_a_figure_told_twice_with_one_value_is_let_be() -> None:
    again = line(RowKind.FIGURE, agency=ODD_ONE, measure="fte", value=400.0)

    assert check(book(collection(2016), [*figures(2016, {}), again])) == ()


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"planned_end": "2015-12-31"}, FaultKind.ORDER, "planned_end"),
        ({"revised_end": "2015-06-30"}, FaultKind.ORDER, "revised_end"),
        ({"actual_end": "2018-06-30"}, FaultKind.ORDER, "actual_end"),
        ({"planned_end": "2015-12-31", "revised_end": "2015-06-30"}, FaultKind.ORDER, "start"),
        ({"status": "avslutat", "outcome": 1.9e7}, FaultKind.MISSING, "actual_end"),
        ({"revised_budget": 200_000_000.0}, FaultKind.UNIT, "revised_budget"),
        ({"outcome": 4_000_000_000.0}, FaultKind.UNIT, "outcome"),
    ],
    ids=str,
)
def test_a_fault_of_a_project_is_found_once_and_named(
    changed: dict[str, str | float | bool], kind: FaultKind, field: str
) -> None:
    findings = check(project_book(2017, PROJECT | changed))

    assert kinds(findings) == [(kind, field)]
    assert findings[0].place.project == "Nytt diarium"


@pytest.mark.parametrize("field", ["start", "planned_end", "budget", "phase", "status"])
def test_an_empty_field_of_a_project_is_told_with_the_cell_that_is_empty(field: str) -> None:
    lacking = {name: value for name, value in PROJECT.items() if name != field}
    findings = check(project_book(2017, PROJECT | {"project": "Ett annat", "budget": 3e7}, lacking))
    there = check(project_book(2017, PROJECT, PROJECT))

    assert [one.place.field for one in findings if one.kind is FaultKind.MISSING] == [field]
    assert findings[0].place.cell.row == 3
    assert there[0].place.cell.row == 3


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"budget": 200_000_000.0}, FaultKind.UNIT, "budget"),
        ({"budget": 30_000_000.0}, FaultKind.JUMP, "budget"),
        ({"outcome": 1_000_000.0}, FaultKind.JUMP, "outcome"),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["Nytt diarium", "Projekt Kompass"])
def test_an_amount_that_cannot_have_moved_so_is_found_also_under_a_new_name(
    name: str, changed: dict[str, str | float | bool], kind: FaultKind, field: str
) -> None:
    before = project_book(2016, PROJECT)

    findings = check(project_book(2017, PROJECT | changed | {"project": name}), [before])

    assert kinds(findings) == [(kind, field)]


def test_one_project_in_two_rows_is_told_at_the_second_whatever_its_name() -> None:
    findings = check(project_book(2017, PROJECT, PROJECT | {"project": "Projekt nytt diarium"}))

    assert kinds(findings) == [(FaultKind.DUPLICATE, "project")]
    assert findings[0].place.cell.row == 3


def test_two_projects_of_nearly_one_name_are_two() -> None:
    other = PROJECT | {"project": "Nytt diarium, etapp 2", "start": "2016-11-01", "budget": 3e7}

    assert check(project_book(2017, PROJECT, other)) == ()


def test_a_cell_that_could_not_be_read_is_told_as_such_and_not_as_empty() -> None:
    lacking = {name: value for name, value in PROJECT.items() if name != "budget"}
    other = PROJECT | {"project": "Ett annat", "start": "2016-02-01"}
    made = project_book(2017, other, lacking)
    refused = Refused(
        field="budget", agency=ODD_ONE, original="20 st",
        cell=Cell(sheet="Projekt", row=3, column=10), reason="enheten st är okänd",
        remedy="Skriv beloppet i tkr.",
    )  # fmt: skip

    findings = check(replace(made, refused=(refused,)))

    assert kinds(findings) == [(FaultKind.UNREADABLE, "budget")]
    assert findings[0].why == "enheten st är okänd. Skriv beloppet i tkr."


def test_a_finding_keeps_its_id_when_its_row_has_moved() -> None:
    other = PROJECT | {"project": "Ett annat", "start": "2016-02-01"}
    wrong = PROJECT | {"actual_end": "2018-06-30"}

    first = check(project_book(2017, wrong, other))
    moved = check(project_book(2017, other, wrong))

    assert [one.id for one in first] == [one.id for one in moved]
    assert first[0].place.cell != moved[0].place.cell


def test_every_finding_has_an_id_of_its_own_and_a_reason_that_is_a_sentence() -> None:
    found = [one for findings in check_each(books_of(make_register())) for one in findings]

    assert len({one.id for one in found}) == len(found)
    assert [one.why for one in found if not one.why.endswith(".")] == []


def test_the_workbooks_as_they_are_read_give_the_findings_of_the_rows_they_were_made_of() -> None:
    made = books_of(make_register())
    read = [
        apply_template((CORPUS / "register" / name).read_bytes(), name)
        for name in (f"insamling-{one.collection.year}.xlsx" for one in made)
    ]

    places = [[one.place for one in findings] for findings in check_each(read)]

    assert places == [[one.place for one in findings] for findings in check_each(made)]


def test_every_measure_of_the_example_is_one_that_is_collected() -> None:
    assert set(USUAL) == {measure.id for measure in MEASURES}


@pytest.mark.parametrize("seed", [2018, 5001], ids=["the-starter-register", "another-seed"])
def test_all_planted_faults_are_found_and_hardly_any_alarm_is_false(seed: int) -> None:
    done: Checked = checked(make_register(seed))

    assert done.missed == ()
    assert len(done.false) <= 0.05 * done.findings
