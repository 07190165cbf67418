from decimal import Decimal

import pytest

from ingest.errors import UnclearError
from ingest.register.amounts import decimal_sign, is_missing, read_number
from ingest.register.dates import day_first, read_date
from ingest.register.number_formats import is_scaled, unit_shown
from ingest.register.units import split_unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 234,5", "1234.5", ""),
        ("1\u00a0234,5", "1234.5", ""),
        ("1\u2009234\u202f567", "1234567", ""),
        ("1.234,5", "1234.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234.567", "1234567", ""),
        ("1234,567", "1234.567", ""),
        ("0,125", "0.125", ""),
        ("1,2 mnkr", "1.2", "mnkr"),
        ("12 tkr", "12", "tkr"),
        ("12tkr", "12", "tkr"),
        ("3 mdkr", "3", "mdkr"),
        ("5,2 miljoner kronor", "5.2", "mnkr"),
        ("5,2 MSEK", "5.2", "mnkr"),
        ("1 200:-", "1200", "kr"),
        ("45 %", "45", "procent"),
        ("45%", "45", "procent"),
        ("−12", "-12", ""),
        ("– 12", "-12", ""),
        ("(1 234)", "-1234", ""),
        ("1 234-", "-1234", ""),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    number = read_number(text)

    assert (number.value, number.unit.name if number.unit else "") == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "mark"), [("123*", "*"), ("45 1)", "1)"), ("45²", "²"), ("12 % **", "**")]
)
def test_a_footnote_mark_is_no_part_of_the_number(text: str, mark: str) -> None:
    number = read_number(text)

    assert (number.footnote, number.value) == (mark, Decimal(text[:3].strip("*² %")))


@pytest.mark.parametrize(
    "text",
    [
        "1.234", "1,234", "12 34", "1 2345", "ca 5", "5-10", "5?", "> 5", "5 meter", "1231)", "1e3",
        "-(5)", "1,2,3", "12..5", "tolv", "3 av 5", "1 234,5 6",
    ],
)  # fmt: skip
def test_what_is_no_certain_number_is_refused_with_its_words_and_a_remedy(text: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read_number(text)

    assert f"”{text}”" in caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("others", "text", "value"),
    [
        (["12,5", "3"], "1.234", "1234"),
        (["12,5", "3"], "1,234", "1.234"),
        (["12.5"], "1,234", "1234"),
        (["1 234,567"], "1.234", "1234"),
    ],
)
def test_the_rest_of_the_column_tells_which_sign_is_decimal(
    others: list[str], text: str, value: str
) -> None:
    assert read_number(text, decimal_sign(others)).value == Decimal(value)


def test_a_column_with_both_signs_tells_neither() -> None:
    assert decimal_sign(["12,5", "12.5"]) == ""


@pytest.mark.parametrize(
    "text", ["", " ", "–", "-", "...", "…", "uppgift saknas", "N/A", "Ej aktuellt", "i.u."]
)
def test_what_people_write_for_nothing_is_missing(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "nej", "?", "x", "ingenting att säga"])
def test_what_says_something_is_not_missing(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017-03-31", "2017-03-31", "2017-03-31"),
        ("2017/3/1", "2017-03-01", "2017-03-01"),
        ("20170331", "2017-03-31", "2017-03-31"),
        ("31/3 2017", "2017-03-31", "2017-03-31"),
        ("4/3-2017", "2017-03-04", "2017-03-04"),
        ("31.3.2017", "2017-03-31", "2017-03-31"),
        ("31/3/2017", "2017-03-31", "2017-03-31"),
        ("3/31/2017", "2017-03-31", "2017-03-31"),
        ("5/5/2017", "2017-05-05", "2017-05-05"),
        ("31 mars 2017", "2017-03-31", "2017-03-31"),
        ("den 1 maj 2017", "2017-05-01", "2017-05-01"),
        ("1 sept. 2017", "2017-09-01", "2017-09-01"),
        ("2017-03", "2017-03-01", "2017-03-31"),
        ("februari 2016", "2016-02-01", "2016-02-29"),
        ("kv 2 2017", "2017-04-01", "2017-06-30"),
        ("Q4 2017", "2017-10-01", "2017-12-31"),
        ("2017 Q1", "2017-01-01", "2017-03-31"),
        ("tredje kvartalet 2017", "2017-07-01", "2017-09-30"),
    ],
)
def test_a_date_is_read_and_a_period_is_its_first_day_or_its_last(
    text: str, start: str, end: str
) -> None:
    days = [read_date(text, is_end=is_end) for is_end in (False, True)]

    assert [day.day.isoformat() for day in days] == [start, end]
    assert [day.is_period for day in days] == [start != end] * 2


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2017", "03-04-2017", "31/3-17", "170331", "mars -17", "2017", "år 2017", "2017-02-30",
        "2017-13", "vt 2017", "H1 2017", "snart", "1917-03-31", "31/3", "Q5 2017",
    ],
)  # fmt: skip
def test_what_is_no_certain_date_is_refused_with_its_words_and_a_remedy(text: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read_date(text, is_end=True)

    assert f"”{text}”" in caught.value.reason
    assert caught.value.remedy


def test_the_rest_of_the_column_tells_the_order_of_day_and_month() -> None:
    orders = [
        day_first(["3/4/2017", "31/3/2017"]),
        day_first(["3/31/2017"]),
        day_first(["31/3/2017", "3/31/2017"]),
        day_first(["3/4/2017"]),
    ]

    assert orders == [True, False, None, None]
    assert read_date("3/4/2017", is_end=True, is_day_first=False).day.month == 3


@pytest.mark.parametrize(
    ("header", "bare", "unit"),
    [
        ("Budget (tkr)", "Budget", "tkr"),
        ("Belopp i mnkr", "Belopp", "mnkr"),
        ("Budget, hela projektet (tusental kronor)", "Budget, hela projektet", "tkr"),
        ("Utfall [MSEK]", "Utfall", "mnkr"),
        ("Budget (totalt, tkr)", "Budget", "tkr"),
        ("It-kostnad tkr", "It-kostnad", "tkr"),
        ("Andel digitala ärenden %", "Andel digitala ärenden", "procent"),
        ("Årsarbetskrafter", "Årsarbetskrafter", ""),
        ("It årsarbetskrafter", "It årsarbetskrafter", ""),
        ("Årsarbetskrafter (antal)", "Årsarbetskrafter", "antal"),
        ("Antal projekt", "Antal projekt", ""),
    ],
)
def test_a_header_is_parted_from_the_unit_it_says(header: str, bare: str, unit: str) -> None:
    name, said = split_unit(header)

    assert (name, said.name if said else "") == (bare, unit)


@pytest.mark.parametrize(
    ("form", "unit", "scaled"),
    [
        ("General", "", False),
        ("#,##0.00", "", False),
        ("0%", "%", False),
        ("0.0\\ %", "%", False),
        ('#,##0" kr"', "kr", False),
        ('#,##0\\ "kr";[Red]-#,##0\\ "kr"', "kr", False),
        ("#,##0\\ [$kr-41D]", "kr", False),
        ('0.0,," mnkr"', "mnkr", True),
        ("#,##0,", "", True),
        ("yyyy-mm-dd", "", False),
        ('0" st"', "st", False),
    ],
)
def test_a_number_format_tells_its_unit_and_whether_it_shortens(
    form: str, unit: str, scaled: bool
) -> None:
    assert (unit_shown(form), is_scaled(form)) == (unit, scaled)
