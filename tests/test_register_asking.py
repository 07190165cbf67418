"""The register answers selections exactly, from the rows that may be seen, with their cells."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import SelectionError
from ingest.register.asking import Register
from ingest.register.copied import copy_of
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
from tests.registering import agency, collection, figure, project, take_in

CHARTS, LIGHTS, SILENT = "Exempelverket för sjökort", "Exempelnämnden för fyrar", "Tysta exemplet"
EVERYTHING = 1e9


def rows(it_cost: float) -> list[Row]:
    return [
        agency(2, CHARTS, short_names="ESK", department="Finansdepartementet", groups="de tjugo"),
        agency(3, LIGHTS, department="Näringsdepartementet", size="liten"),
        agency(4, SILENT, groups="de tjugo"),
        project(
            2,
            CHARTS,
            "Nytt sjökortssystem",
            start="2015-01-01",
            planned_end="2017-01-01",
            revised_end="2018-06-01",
            budget=100e6,
            outcome=120e6,
            risk_time=3,
            risk_budget=1,
            benefit_plan=False,
        ),
        project(
            3,
            CHARTS,
            "E-tjänst för båtar",
            start="2016-03-01",
            planned_end="2017-03-01",
            budget=10e6,
            outcome=8e6,
            risk_time=1,
            benefit_plan=True,
        ),
        project(4, LIGHTS, "Fyrportal", start="2014-01-01", planned_end="2016-01-01", budget=5e6),
        figure(2, CHARTS, "it_cost", it_cost),
        figure(3, CHARTS, "fte", 500.0),
        figure(4, LIGHTS, "it_cost", 20e6),
        figure(5, LIGHTS, "fte", 80.0),
    ]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    data = tmp_path_factory.mktemp("register")
    take_in(data, rows(100e6), collection(2016), "2016.xlsx")
    take_in(data, rows(110e6), collection(2017), "2017.xlsx")
    opened = Register(data)
    yield opened
    opened.close()


def everyone(_: tuple[str, ...]) -> bool:
    return True


def ask(register: Register, **of: object) -> Result:
    given: dict[str, object] = {
        "subject": Subject.PROJECTS,
        "aggregate": Aggregate.COUNT,
        "years": (2017,),
    }
    return register.ask(Selection(**{**given, **of}), everyone)  # type: ignore[arg-type]  # fields by name


def number(result: Result) -> float | None:
    (figure,) = result.figures
    return figure.value


def above(field: str, value: float) -> tuple[Condition, ...]:
    return (Condition(field=field, op=Op.ABOVE, value=value),)


@pytest.mark.parametrize(
    ("aggregate", "field", "expected"),
    [
        pytest.param(Aggregate.COUNT, "", 3, id="count"),
        pytest.param(Aggregate.SUM, "budget", 115e6, id="sum"),
        pytest.param(Aggregate.MEAN, "budget", 115e6 / 3, id="mean"),
        pytest.param(Aggregate.MEDIAN, "budget", 10e6, id="median"),
        pytest.param(Aggregate.LOWEST, "budget", 5e6, id="lowest"),
        pytest.param(Aggregate.HIGHEST, "budget", 100e6, id="highest"),
        pytest.param(Aggregate.MEDIAN, "length", 730, id="length-by-the-last-end-that-is-given"),
        pytest.param(Aggregate.SUM, "delay", 516, id="no-delay-where-the-plan-stands"),
        pytest.param(Aggregate.SUM, "overrun", 18e6, id="overrun"),
        pytest.param(Aggregate.HIGHEST, "overrun_share", 20.0, id="overrun in percent"),
    ],
)
def test_numbers_of_projects_are_exact(
    register: Register, aggregate: Aggregate, field: str, expected: float
) -> None:
    assert number(ask(register, aggregate=aggregate, number=field)) == pytest.approx(expected)


def test_rows_that_hold_no_value_are_counted_and_left_out(register: Register) -> None:
    result = ask(register, aggregate=Aggregate.SUM, number="outcome")

    (total,) = result.figures
    assert (total.value, total.n, total.missing) == (128e6, 2, 1)


def test_a_condition_that_cannot_be_told_passes_nothing_and_is_told_of(register: Register) -> None:
    (over,) = ask(register, conditions=above("overrun", 0)).figures

    assert (over.value, over.missing) == (1, 1)


def test_one_of_several_conditions_is_enough_where_one_can_be_told(register: Register) -> None:
    late = Condition(field="delay", op=Op.ABOVE, value=0.0)
    over = Condition(field="overrun", op=Op.ABOVE, value=0.0)
    risky = Condition(field="risk_time", op=Op.IS, value=1.0)

    (same,) = ask(register, conditions=(replace(late, either=(over,)),)).figures
    (more,) = ask(register, conditions=(replace(over, either=(risky,)),)).figures

    assert (same.value, same.missing) == (1, 1)
    assert (more.value, more.missing) == (2, 1)


def test_a_trait_of_the_agency_may_be_one_of_several_conditions(register: Register) -> None:
    small = Condition(field="size", op=Op.IS, value="liten")
    costly = Condition(field="budget", op=Op.ABOVE, value=50e6, either=(small,))

    assert number(ask(register, conditions=(costly,))) == 2


def test_the_different_agencies_of_projects_are_counted(register: Register) -> None:
    short = Condition(field="budget", op=Op.BELOW, value=50e6)

    every = ask(register, aggregate=Aggregate.AGENCIES)
    some = ask(register, aggregate=Aggregate.AGENCIES, conditions=(short,), by=("year",))

    assert (number(every), every.figures[0].unit, every.figures[0].n) == (2, "myndigheter", 3)
    assert [(figure.group, figure.value) for figure in some.figures] == [(("2017",), 2)]
    assert every.row_count == 3


def test_those_tied_with_the_last_of_the_first_are_among_them(register: Register) -> None:
    first = {"order": Order.FALLING, "limit": 1}

    years = ask(register, years=(2016, 2017), by=("year",), **first)
    listed = ask(register, years=(2016, 2017), aggregate=Aggregate.LIST, number="budget", **first)

    assert [figure.group for figure in years.figures] == [("2016",), ("2017",)]
    assert [(row.name, row.year) for row in listed.rows] == [
        ("Nytt sjökortssystem", 2016),
        ("Nytt sjökortssystem", 2017),
    ]


def test_a_group_to_which_nothing_belongs_is_no_group(register: Register) -> None:
    late = above("delay", 0)

    by_agency = ask(register, conditions=late, by=("agency",))
    by_year = ask(register, conditions=above("delay", 1e6), by=("year",))

    assert [figure.group for figure in by_agency.figures] == [(CHARTS,)]
    assert [figure.value for figure in by_year.figures] == [0]


def test_an_agency_is_left_out_by_its_name_and_is_not_asked(register: Register) -> None:
    without = (Condition(field="agency", op=Op.IS_NOT, value=CHARTS),)

    result = ask(register, conditions=without)
    cost = ask(
        register, subject=Subject.FIGURES, aggregate=Aggregate.SUM, number="it_cost",
        conditions=without,
    )  # fmt: skip

    assert (number(result), result.asked) == (1, 2)
    assert number(cost) == 20e6


def test_those_outside_a_group_are_asked_without_it(register: Register) -> None:
    outside = (Condition(field="groups", op=Op.IS_NOT, value="de tjugo"),)

    result = ask(register, conditions=outside)

    assert (number(result), result.asked, result.silent) == (1, 1, ())


def test_a_list_tells_the_cells_of_the_fields_that_are_shown(register: Register) -> None:
    named = (Condition(field="project", op=Op.IS, value="E-tjänst för båtar"),)

    result = ask(
        register, aggregate=Aggregate.LIST, conditions=named, shown=("start", "revised_end")
    )

    (row,) = result.rows
    assert [(value.field, value.value) for value in row.values][2:] == [
        ("start", "2016-03-01"),
        ("revised_end", ""),
    ]


def test_names_that_several_projects_of_one_year_have_are_known(tmp_path: Path) -> None:
    names = {CHARTS: ("Fyrportal", "Arkiv"), LIGHTS: ("Fyrportal",)}
    told = [
        project(row, owner, name)
        for row, (owner, name) in enumerate(
            ((owner, name) for owner, own in names.items() for name in own), start=2
        )
    ]
    take_in(tmp_path, told, collection(2016), "2016.xlsx")
    take_in(tmp_path, [project(2, LIGHTS, "Arkiv")], collection(2017), "2017.xlsx")
    opened = Register(tmp_path)

    known = opened.catalogue(everyone)

    opened.close()
    assert known.namesakes == ("Fyrportal",)


def test_what_has_a_thing_and_what_lacks_it_are_shares_of_the_same_rows(
    register: Register,
) -> None:
    lacks = (Condition(field="benefit_plan", op=Op.LACKS),)
    has = (Condition(field="benefit_plan", op=Op.IS, value=True),)

    without = ask(register, aggregate=Aggregate.SHARE, share_of=lacks).figures[0]
    with_plan = ask(register, aggregate=Aggregate.SHARE, share_of=has).figures[0]

    assert (without.above, without.below, without.missing) == (2, 3, 0)
    assert (with_plan.above, with_plan.below, with_plan.missing) == (1, 3, 0)


def test_a_ratio_of_several_agencies_is_the_ratio_of_their_sums(register: Register) -> None:
    result = ask(
        register, subject=Subject.FIGURES, aggregate=Aggregate.SUM, number="it_cost_per_fte"
    )

    (ratio,) = result.figures
    assert ratio.value == pytest.approx(130e6 / 580)
    assert (ratio.above, ratio.below) == (130e6, 580)
    assert {value.cell.name for row in result.rows for value in row.values} == {"C2", "C3"} | {
        "C4",
        "C5",
    }


def test_the_mean_of_a_ratio_is_of_the_agencies_own(register: Register) -> None:
    result = ask(
        register, subject=Subject.FIGURES, aggregate=Aggregate.MEAN, number="it_cost_per_fte"
    )

    assert number(result) == pytest.approx((110e6 / 500 + 20e6 / 80) / 2)


def test_a_change_is_between_the_first_and_the_last_year(register: Register) -> None:
    result = ask(
        register,
        subject=Subject.FIGURES,
        aggregate=Aggregate.CHANGE,
        number="it_cost",
        years=(2016, 2017),
    )

    (change,) = result.figures
    assert (change.value, change.above, change.below, change.n) == (10e6, 130e6, 120e6, 2)


def test_prices_of_another_year_follow_the_index(register: Register) -> None:
    result = ask(register, aggregate=Aggregate.SUM, number="budget", price_year=2018)

    assert number(result) == pytest.approx(115e6 * 328.40 / 322.11)


@pytest.mark.parametrize("aggregate", [Aggregate.SUM, Aggregate.MEAN])
def test_a_ratio_in_kronor_follows_the_index_too(register: Register, aggregate: Aggregate) -> None:
    asked = {"subject": Subject.FIGURES, "aggregate": aggregate, "number": "it_cost_per_fte"}

    plain, converted = ask(register, **asked), ask(register, **asked, price_year=2018)

    assert number(converted) == pytest.approx((number(plain) or 0) * 328.40 / 322.11)


def test_groups_come_in_their_numbers_order_and_no_more_than_wanted(register: Register) -> None:
    result = ask(
        register,
        aggregate=Aggregate.SUM,
        number="budget",
        by=("agency",),
        order=Order.FALLING,
        limit=1,
    )

    assert [(figure.group, figure.value) for figure in result.figures] == [((CHARTS,), 110e6)]


def test_each_year_of_several_is_a_group(register: Register) -> None:
    result = ask(register, years=(2016, 2017), by=("year",))

    assert [(figure.group, figure.value) for figure in result.figures] == [
        (("2016",), 3),
        (("2017",), 3),
    ]


def test_a_list_holds_its_rows_with_what_they_rest_on(register: Register) -> None:
    result = ask(
        register,
        aggregate=Aggregate.LIST,
        number="end_revision",
        conditions=above("end_revision", 365),
    )

    (row,) = result.rows
    assert (row.name, row.number) == ("Nytt sjökortssystem", 516)
    assert [(value.field, value.value) for value in row.values] == [
        ("agency", CHARTS),
        ("project", "Nytt sjökortssystem"),
        ("revised_end", "2018-06-01"),
        ("planned_end", "2017-01-01"),
    ]


def test_a_selected_agency_that_gave_nothing_is_named(register: Register) -> None:
    group = (Condition(field="groups", op=Op.IS, value="de tjugo"),)

    result = ask(register, conditions=group)

    names = {known.id: known.names[0] for known in register.catalogue(everyone).agencies}
    assert number(result) == 2
    assert ([names[one] for one in result.silent], result.asked) == ([SILENT], 2)


def test_an_agency_is_known_by_all_its_names(register: Register) -> None:
    known = next(a for a in register.catalogue(everyone).agencies if a.names[0] == CHARTS)

    assert known.names == (CHARTS, "ESK")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"number": "budget'); DROP TABLE x"}, id="number"),
        pytest.param({"by": ("budget, 1",)}, id="group"),
        pytest.param({"conditions": above("1=1 OR budget", 1)}, id="condition"),
        pytest.param({"subject": Subject.FIGURES}, id="figures-without-number"),
        pytest.param({"aggregate": Aggregate.CHANGE}, id="change-of-one-year"),
        pytest.param(
            {"number": "budget", "price_year": 1900, "aggregate": Aggregate.SUM}, id="kpi"
        ),
    ],
)
def test_what_the_register_does_not_have_is_refused(
    register: Register, wrong: dict[str, object]
) -> None:
    with pytest.raises(SelectionError):
        ask(register, **wrong)


def test_a_text_of_a_condition_is_only_a_text(register: Register) -> None:
    hostile = (Condition(field="system", op=Op.IS, value="x' OR '1'='1"),)

    assert number(ask(register, conditions=hostile)) == 0


def test_only_what_may_be_seen_is_counted_listed_and_known(tmp_path: Path) -> None:
    take_in(tmp_path, [project(2, CHARTS, "Öppet")], source="a.xlsx")
    take_in(tmp_path, [project(2, LIGHTS, "Hemligt")], source="b.xlsx", access=("projekt",))
    register = Register(tmp_path)
    chosen = Selection(subject=Subject.PROJECTS, aggregate=Aggregate.COUNT, years=(2017,))

    seen = register.ask(chosen, lambda access: "projekt" not in access)
    known = register.catalogue(lambda access: "projekt" not in access)
    every = register.ask(chosen, everyone)

    assert (number(seen), number(every)) == (1, 2)
    assert [row.name for row in seen.rows] == ["Öppet"]
    assert ([one.names[0] for one in known.agencies], known.projects) == ([CHARTS], ("Öppet",))
    register.close()


def test_of_a_figure_given_twice_the_newest_that_may_be_seen_counts(tmp_path: Path) -> None:
    take_in(tmp_path, [figure(2, CHARTS, "fte", 10.0)], collection(2016), "a.xlsx")
    later = [figure(2, CHARTS, "fte", 12.0, year=2016)]
    take_in(tmp_path, later, collection(2017), "b.xlsx", access=("projekt",))
    register = Register(tmp_path)
    chosen = Selection(
        subject=Subject.FIGURES, aggregate=Aggregate.SUM, number="fte", years=(2016,)
    )

    assert number(register.ask(chosen, everyone)) == 12
    assert number(register.ask(chosen, lambda access: "projekt" not in access)) == 10
    register.close()


def test_a_copy_that_is_gone_or_damaged_is_made_anew(tmp_path: Path) -> None:
    take_in(tmp_path, rows(1.0))
    copy = copy_of(tmp_path, 1)
    copy.write_bytes(b"no database")
    register = Register(tmp_path)

    assert number(ask(register)) == 3
    register.close()


def test_an_empty_library_has_no_register(tmp_path: Path) -> None:
    register = Register(tmp_path)

    assert register.catalogue(everyone).agencies == ()
    assert ask(register).figures == ()
