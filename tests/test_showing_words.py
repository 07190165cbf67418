"""Values in the language of the page: in Swedish as everywhere else, in English as English."""

import pytest

from assistant.figures.numbers_said import amount_said
from assistant.showing.field_names import field_in, meaning_in
from assistant.showing.languages import messages
from assistant.showing.values import CellShown, ValueShown, label_of, said
from assistant.showing.wording import (
    amount_in,
    figure_in,
    kind_in,
    number_in,
    stage_in,
    tax_in,
    thousands_in,
    value_in,
    word_in,
)
from assistant.showing.years import WORKED_OUT
from ingest.correctable import KIND_NAMES
from ingest.register.fields import KINDS, PHASES, PROJECT_FIELDS, STATUSES
from ingest.register.layout import STAGES
from ingest.register.measures import Measure, Unit
from ingest.register.types import Tax
from ingest.types import Kind

SV, EN = messages("sv"), messages("en")
VALUES = (0.0, 0.4, 1.0, 2.5, 30.0, 31.0, 999.0, 1000.0, 1234.5, 731.0, 2e6, 2_345_678.0, 3.21e9)


def shown(field: str, value: str | float | bool) -> ValueShown:
    citation = CellShown(source="a.xlsx", sha256="0" * 64, sheet="Projekt", cell="B2", url="/")
    return ValueShown(
        field=field,
        label="",
        value=value,
        said=said(field, value),
        original="",
        is_corrected=False,
        citation=citation,
    )


@pytest.mark.parametrize("unit", [one for one in Unit if one is not Unit.PROJECTS], ids=str)
def test_an_amount_is_said_in_swedish_as_in_answers(unit: Unit) -> None:
    for value in (*VALUES, *(-value for value in VALUES)):
        assert amount_in(SV, value, unit) == amount_said(value, unit)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        pytest.param(1.2345e9, Unit.KRONOR, "SEK 1.2 billion (SEK 1,234,500 thousand)", id="large"),
        pytest.param(5e6, Unit.KRONOR, "SEK 5.0 million (SEK 5,000 thousand)", id="millions"),
        pytest.param(1234.5, Unit.KRONOR, "SEK 1,234", id="kronor"),
        pytest.param(-12.34, Unit.PERCENT, "−12.3 per cent", id="share"),
        pytest.param(1.0, Unit.DAYS, "1 day", id="day"),
        pytest.param(1125.0, Unit.DAYS, "1,125 days (3.1 years)", id="years"),
        pytest.param(60.0, Unit.DAYS, "60 days (2.0 months)", id="months"),
        pytest.param(1.0, Unit.AGENCIES, "1 agency", id="agency"),
        pytest.param(2.5, Unit.LEVEL, "level 2.5", id="level"),
        pytest.param(1234.5, Unit.FULL_TIME, "1,234.5 full-time equivalents", id="people"),
        pytest.param(None, Unit.KRONOR, "not given", id="lacking"),
    ],
)
def test_an_amount_is_said_in_english(value: float | None, unit: Unit, expected: str) -> None:
    assert amount_in(EN, value, unit).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("field", "value", "english"),
    [
        pytest.param("benefit_plan", True, "yes", id="yes"),
        pytest.param("benefit_plan", False, "no", id="no"),
        pytest.param("benefit_owner", "", "not given", id="empty"),
        pytest.param("status", "pågående", "ongoing", id="a word of the survey"),
        pytest.param("start", "2016-01-01", "2016-01-01", id="day"),
        pytest.param("risk_time", 3.0, "high", id="risk"),
        pytest.param("budget", 500e3, "SEK\u00a0500\u00a0thousand", id="money"),
    ],
)
def test_a_cells_value_is_said_in_both_languages(
    field: str, value: str | float | bool, english: str
) -> None:
    one = shown(field, value)

    assert value_in(SV, one) == one.said
    assert value_in(EN, one) == english


def test_numbers_that_are_worked_out_are_said_with_what_they_are() -> None:
    assert number_in(EN, "highest_risk", 2.0) == "medium"
    assert number_in(SV, "delay", 1.0) == "1\u00a0dag"
    assert number_in(SV, "delay", None) == "uppgift saknas"


def test_a_column_has_its_numbers_without_units() -> None:
    assert figure_in(SV, 1_234_567.0, Unit.KRONOR) == "1\u00a0234,6"
    assert figure_in(EN, 1_234_000.0, Unit.KRONOR) == "1,234"
    assert figure_in(EN, 41.25, Unit.PERCENT) == "41.2"
    assert figure_in(EN, 1234.5, Unit.KRONOR_EACH) == "1,234"
    assert figure_in(SV, 2.5, Unit.LEVEL) == "2,5"
    assert thousands_in(EN, None) == "not given"


def test_words_of_the_register_are_said_in_swedish_as_elsewhere() -> None:
    assert {stage: stage_in(SV, stage) for stage in STAGES} == STAGES
    for word in (*KINDS, *PHASES, *STATUSES):
        assert word_in(SV, word) == word
        assert word_in(EN, word) != word
    assert word_in(EN, "övrigt") == "övrigt"
    assert {kind: kind_in(SV, kind) for kind in Kind} == KIND_NAMES
    assert len({tax_in(EN, tax) for tax in Tax}) == len(Tax)


FIELDS = [*(one.id for one in PROJECT_FIELDS), *(one.id for one in WORKED_OUT)]
SAME_IN_BOTH = {"budget", "project", "start", "status", "system"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_called_in_swedish_as_in_workbooks_and_in_english_by_its_own_name(
    field: str,
) -> None:
    assert field_in(SV, field) == label_of(field)
    assert field in SAME_IN_BOTH or field_in(EN, field) != label_of(field)


@pytest.mark.parametrize("number", WORKED_OUT, ids=lambda one: str(one.id))
def test_a_number_is_defined_in_swedish_as_in_the_register(number: Measure) -> None:
    assert meaning_in(SV, number.id) == number.definition
    assert meaning_in(EN, number.id) != number.definition


def test_a_column_that_is_no_field_keeps_its_header() -> None:
    assert field_in(EN, "Projektets egna kolumn") == "Projektets egna kolumn"
