"""Readings and results of the register are said in Swedish, and filters are taken back."""

import json
import random
from dataclasses import replace

import pytest

from assistant.errors import FilterError
from assistant.figures.conditions_said import condition_said
from assistant.figures.filter_read import read
from assistant.figures.filter_written import written
from assistant.figures.numbers_said import amount_said, number_said
from assistant.figures.said import WarningKind
from assistant.figures.saying import Sayer
from assistant.figures.types import Corrected, Reading
from ingest.register.behind import Behind
from ingest.register.measures import Unit
from ingest.register.selection import (
    Condition,
    Figure,
    Found,
    Op,
    Order,
    Result,
    Selection,
    Traced,
)
from ingest.register.types import Cell, Stage, Tax
from tests.figures_catalogue import CATALOGUE
from tests.figures_questions import (
    BJ,
    HIGH,
    LATE,
    NO_PLAN,
    PLAN,
    TWENTY,
    TWO,
    figures,
    mature,
    rows,
)
from tests.figures_random import selection

SAYER = Sayer(CATALOGUE)
SETTLED = Behind(
    survey="Exempelinsamlingen",
    year=2018,
    stage=Stage.SETTLED,
    tax=Tax.EXCLUDED,
    price_year=2018,
    is_example=False,
)


def result(chosen: Selection, *made: Figure, **changes: object) -> Result:
    whole = Result(
        selection=chosen,
        figures=made,
        rows=(),
        row_count=0,
        silent=(),
        asked=60,
        collections=(SETTLED,),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # the fields of Result, by name


def figure(value: float | None, unit: Unit, **changes: object) -> Figure:
    whole = Figure(group=(), value=value, unit=unit, n=157, missing=0)
    return replace(whole, **changes)  # type: ignore[arg-type]  # the fields of Figure, by name


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (12_345_000, Unit.KRONOR, "12,3 miljoner kronor (12 345 tkr)"),
        (10_712_345_000, Unit.KRONOR, "10,7 miljarder kronor (10 712 345 tkr)"),
        (12_345_678, Unit.KRONOR, "12,3 miljoner kronor (12 345 678 kronor)"),
        (-2_000_000, Unit.KRONOR, "−2,0 miljoner kronor (−2 000 tkr)"),
        (900, Unit.KRONOR, "900 kronor"),
        (0, Unit.KRONOR, "0 kronor"),
        (49.68, Unit.PERCENT, "49,7 procent"),
        (944, Unit.DAYS, "944 dagar (2,6 år)"),
        (183, Unit.DAYS, "183 dagar (6,0 månader)"),
        (1, Unit.DAYS, "1 dag"),
        (-12, Unit.DAYS, "−12 dagar"),
        (123_456, Unit.KRONOR_EACH, "123 456 kronor per årsarbetskraft"),
        (1234.5, Unit.FULL_TIME, "1 234,5 årsarbetskrafter"),
        (3.4, Unit.LEVEL, "nivå 3,4"),
        (78, Unit.PROJECTS, "78 projekt"),
        (1, Unit.AGENCIES, "1 myndighet"),
    ],
    ids=str,
)
def test_an_amount_is_said_with_its_unit(value: float, unit: Unit, said: str) -> None:
    assert plain(amount_said(value, unit)) == said


def test_nothing_below_zero_is_said_of_zero() -> None:
    assert number_said(-0.04, 1) == "0,0"


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (
            rows(y=2017, a=BJ, c=HIGH),
            "Jag räknar projekt hos Björkverket med hög risk i insamlingen 2017.",
        ),
        (
            rows("sum", "budget", a=TWO),
            "Jag summerar budget för projekt hos Björkverket och Granverket tillsammans "
            "i insamlingen 2018.",
        ),
        (
            figures("it_cost_per_fte", y="2016 2017", a=BJ, by="year"),
            "Jag tar fram it-kostnad per årsarbetskraft hos Björkverket 2016 och 2017 per år.",
        ),
        (
            rows("share", c=LATE, s=NO_PLAN),
            "Jag räknar ut hur stor andel av projekt som är försenade i insamlingen 2018 "
            "som saknar nyttorealiseringsplan.",
        ),
        (
            rows("list", "budget", order=Order.FALLING, limit=5),
            "Jag listar projekt i insamlingen 2018, och visar de 5 med högst budget.",
        ),
        (
            figures("it_cost", "change", y="2015 2018", a=BJ),
            "Jag räknar ut ändringen av it-kostnad hos Björkverket mellan 2015 och 2018.",
        ),
    ],
    ids=["count", "sum", "ratio", "share", "first", "change"],
)
def test_a_reading_is_said_as_a_sentence(chosen: Selection, sentence: str) -> None:
    assert SAYER.reading(Reading(selections=(chosen,))) == sentence


def test_what_was_taken_for_a_misspelling_is_said() -> None:
    corrections = (Corrected(typed="mnga", read="många"), Corrected(typed="pojekt", read="projekt"))

    said = SAYER.reading(Reading(selections=(rows(),), corrections=corrections))

    assert said.endswith(" Jag läste ”mnga” som ”många” och ”pojekt” som ”projekt”.")


def test_a_share_is_said_in_percent_with_both_counts_and_its_formula() -> None:
    chosen = rows("share", s=NO_PLAN)

    (said,) = SAYER.results([result(chosen, figure(49.68, Unit.PERCENT, above=78, below=157))])

    assert plain(said.answer) == (
        "Av 157 projekt i insamlingen 2018 saknade 78 nyttorealiseringsplan, 49,7 procent."
    )
    assert plain(said.figures[0].formula) == "78 / 157 = 49,7 %"


def test_a_ratio_is_said_with_what_is_divided() -> None:
    chosen = figures("it_cost_per_fte", a=BJ)
    made = figure(120_000, Unit.KRONOR_EACH, n=1, above=120_000_000, below=1000)

    (said,) = SAYER.results([result(chosen, made)])

    assert plain(said.figures[0].formula) == (
        "120 000 tkr / 1 000 årsarbetskrafter = 120 000 kronor per årsarbetskraft"
    )


def test_a_change_is_said_from_the_first_year_to_the_last() -> None:
    chosen = figures("it_cost", "change", y="2015 2018", a=BJ)
    made = figure(12_000, Unit.KRONOR, n=2, above=112_000, below=100_000)

    (said,) = SAYER.results([result(chosen, made)])

    assert plain(said.figures[0].text) == (
        "ökade med 12 tkr, från 100 tkr år 2015 till 112 tkr år 2018 (+12,0 procent)"
    )
    assert plain(said.figures[0].formula) == "112 tkr − 100 tkr = 12 tkr"


def test_groups_are_named_and_those_without_a_value_say_so() -> None:
    chosen = rows("median", "length", by="agency")
    made = (
        figure(944, Unit.DAYS, group=("Björkverket",), n=12),
        figure(None, Unit.DAYS, group=("Granverket",), n=0, missing=2),
    )

    (said,) = SAYER.results([result(chosen, *made)])

    assert [(one.label, plain(one.text)) for one in said.figures] == [
        ("Björkverket", "944 dagar (2,6 år)"),
        ("Granverket", "uppgift saknas"),
    ]
    assert plain(said.answer) == (
        "Längden för projekten i insamlingen 2018, i median per myndighet: "
        "Björkverket: 944 dagar (2,6 år); Granverket: uppgift saknas."
    )
    assert said.gaps == ("2 projekt saknar uppgift om längd och är inte medräknade.",)


def test_agencies_that_told_nothing_are_counted_and_named() -> None:
    made = figure(5, Unit.KRONOR)

    (said,) = SAYER.results([result(figures("it_cost"), made, silent=(1, 2, 4), asked=20)])

    assert said.gaps == (
        "3 av 20 myndigheter har inte lämnat uppgift: Björkverket, Dalverket och Granverket.",
    )


def test_agencies_without_projects_lack_nothing_unless_they_were_asked_for() -> None:
    made = figure(5, Unit.PROJECTS)
    asked = {"silent": (1, 2), "asked": 20}

    every, group = SAYER.results(
        [result(one, made, **asked) for one in (rows(), rows(c=TWENTY, y=2017))]
    )

    assert every.gaps == ()
    assert group.gaps == (
        "2 av 20 myndigheter har inga projekt i insamlingen 2017: Björkverket och Dalverket.",
    )


def test_of_many_silent_agencies_the_first_are_named() -> None:
    made = figure(5, Unit.KRONOR)

    (said,) = SAYER.results([result(figures("it_cost"), made, silent=tuple(range(1, 15)))])

    assert said.gaps[0].startswith("14 av 60 myndigheter har inte lämnat uppgift: Björkverket, ")
    assert said.gaps[0].endswith(" och 4 till.")


MILLIONS = "202,0 miljoner kronor (202 000 tkr)"


@pytest.mark.parametrize(
    ("chosen", "made", "answer"),
    [
        (
            rows(y=2017, a=BJ),
            (figure(4, Unit.PROJECTS, n=4),),
            "Björkverket hade 4 projekt i insamlingen 2017.",
        ),
        (
            rows(y=2017, c=(TWENTY, LATE, "kind is systembyte")),
            (figure(1, Unit.PROJECTS, n=1),),
            "I insamlingen 2017 fanns 1 projekt hos gruppen de tjugo av typen systembyte som är "
            "försenade.",
        ),
        (
            rows(c=("start at_least 2016-01-01", "start at_most 2016-12-31")),
            (figure(0, Unit.PROJECTS, n=0),),
            "I insamlingen 2018 fanns inga projekt som startade 2016.",
        ),
        (
            rows("agencies", c=HIGH),
            (figure(12, Unit.AGENCIES, n=13),),
            "12 olika myndigheter hade projekt med hög risk i insamlingen 2018, tillsammans "
            "13 projekt.",
        ),
        (
            rows("sum", "budget", y=2017, a=BJ),
            (figure(202e6, Unit.KRONOR, n=4),),
            "Budgeten för de 4 projekten hos Björkverket i insamlingen 2017 var sammanlagt "
            f"{MILLIONS}.",
        ),
        (
            rows("median", "budget", c="agency is_not Björkverket"),
            (figure(202e6, Unit.KRONOR, n=3, missing=1),),
            "Budgeten för de 3 projekt utom hos Björkverket i insamlingen 2018 som har uppgift om "
            f"det var i median {MILLIONS}.",
        ),
        (
            rows("share", c=LATE, s=f"{HIGH} | {NO_PLAN}"),
            (figure(50, Unit.PERCENT, above=2, below=4),),
            "Av 4 projekt som är försenade i insamlingen 2018 hade 2 hög risk eller saknade "
            "nyttorealiseringsplan, 50,0 procent.",
        ),
        (
            rows(y="2016 2017 2018", by="year"),
            tuple(
                figure(count, Unit.PROJECTS, group=(str(year),))
                for year, count in ((2016, 106), (2017, 106), (2018, 96))
            ),
            "Antal projekt per år: 2016: 106 projekt; 2017: 106; 2018: 96.",
        ),
        (
            rows(by="agency"),
            tuple(figure(n, Unit.PROJECTS, group=(f"M{n}",)) for n in range(1, 15)),
            "Antal projekt i insamlingen 2018 per myndighet, 14 värden, av dem de 12 första: "
            f"M1: 1 projekt; {'; '.join(f'M{n}: {n}' for n in range(2, 13))}.",
        ),
        (
            rows(by="agency", order=Order.FALLING, limit=1),
            (figure(6, Unit.PROJECTS, group=("Björkverket",)),),
            "Flest projekt i insamlingen 2018 per myndighet: Björkverket: 6 projekt.",
        ),
        (
            figures("it_cost", y=2017, a=BJ, price=2018),
            (figure(202e6, Unit.KRONOR, n=1),),
            f"It-kostnaden hos Björkverket 2017 var {MILLIONS}, i 2018 års priser.",
        ),
        (
            figures("fte", a=BJ),
            (figure(381, Unit.FULL_TIME, n=1),),
            "Antalet årsarbetskrafter hos Björkverket 2018 var 381.",
        ),
        (
            figures("it_cost_share", "mean"),
            (figure(8.7, Unit.PERCENT, n=58),),
            "It-kostnadens andel av verksamhetskostnaden hos registrets myndigheter 2018 var i "
            "genomsnitt 8,7 procent, av 58 uppgifter.",
        ),
        (
            figures("it_cost", "count", c="it_cost above 100000000"),
            (figure(18, Unit.AGENCIES, n=18),),
            "18 myndigheter hade it-kostnad över 100 miljoner kronor 2018.",
        ),
        (
            figures("it_cost", "change", y="2016 2018", c=TWENTY),
            (figure(1e6, Unit.KRONOR, n=19, above=3e6, below=2e6),),
            "It-kostnaden hos gruppen de tjugo ökade med 1,0 miljoner kronor (1 000 tkr), från 2,0 "
            "miljoner kronor (2 000 tkr) år 2016 till 3,0 miljoner kronor (3 000 tkr) år 2018 "
            "(+50,0 procent), räknat på 19 myndigheter med uppgift båda åren.",
        ),
        (
            figures("it_cost_share", "change", y="2016 2018", a=BJ),
            (figure(1.5, Unit.PERCENT, n=1, above=11.5, below=10),),
            "It-kostnadens andel av verksamhetskostnaden hos Björkverket ökade med 1,5 "
            "procentenheter, från 10,0 procent år 2016 till 11,5 procent år 2018.",
        ),
        (
            rows("share", y=2017, s=LATE, by="agency", order=Order.FALLING, limit=1),
            (figure(50, Unit.PERCENT, group=("Björkverket",), above=2, below=4),),
            "Högst andel projekt som var försenade i insamlingen 2017 per myndighet: "
            "Björkverket: 50,0 procent (2 av 4).",
        ),
        (
            mature("m3", a=BJ),
            (figure(3, Unit.LEVEL, n=1),),
            "Mognaden i nytta hos Björkverket 2018 var nivå 3 (av 5).",
        ),
        (
            figures("it_cost_per_fte", y="2017 2018", a=TWO, by="agency year"),
            tuple(
                figure(value, Unit.KRONOR_EACH, group=(name, year), n=1)
                for name, year, value in (
                    ("Björkverket", "2017", 10),
                    ("Björkverket", "2018", 11),
                    ("Granverket", "2017", 12),
                )
            ),
            "It-kostnaden per årsarbetskraft hos Björkverket och Granverket per myndighet och år: "
            "Björkverket 2017: 10 kronor per årsarbetskraft; 2018: 11; Granverket 2017: 12.",
        ),
        (
            figures("it_cost", a=BJ),
            (figure(None, Unit.KRONOR, n=0),),
            "Registret har ingen uppgift om it-kostnaden hos Björkverket 2018.",
        ),
    ],
    ids=[
        "count", "conditions", "none", "agencies", "sum", "some-missing", "share", "years", "many",
        "first", "prices", "posts", "ratio", "own-number", "change", "points",
        "first-share", "level", "compared", "nothing",
    ],
)  # fmt: skip
def test_an_answer_says_what_it_is_whose_and_of_when(
    chosen: Selection, made: tuple[Figure, ...], answer: str
) -> None:
    (said,) = SAYER.results([result(chosen, *made)])

    assert plain(said.answer) == answer


def test_a_project_is_told_with_the_fields_that_are_asked_for() -> None:
    chosen = rows(
        "list", c="project is Portal", shown="start supplier risk_time benefit_plan revised_budget"
    )
    values = (
        traced("start", "2016-03-01"),
        traced("supplier", ""),
        traced("risk_time", 3),
        traced("benefit_plan", False),
        traced("revised_budget", 5e6),
    )

    (said,) = SAYER.results(
        [result(chosen, rows=(found(1, "Portal", None, *values),), row_count=1)]
    )

    told = (
        "startdag: 2016-03-01; leverantör: uppgift saknas; tidsrisk: hög; "
        "nyttorealiseringsplan: nej; reviderad budget: 5,0 miljoner kronor (5 000 tkr)"
    )
    assert plain(said.answer) == f"Projektet Portal hos Björkverket, insamlingen 2018: {told}."
    assert [plain(item) for item in said.items] == [f"Portal (Björkverket, 2018): {told}"]


def found(project: int, name: str, number: float | None, *values: Traced) -> Found:
    return Found(
        agency=1, year=2018, project=project, name=name, number=number, values=tuple(values)
    )


def traced(field: str, value: str | float | bool, *, corrected: bool = False) -> Traced:
    cell = Cell(sheet="Projekt", row=4, column=3)
    return Traced(
        field=field,
        value=value,
        original=str(value),
        source="insamling-2018.xlsx",
        sha256="0" * 64,
        cell=cell,
        is_corrected=corrected,
    )


def test_a_list_names_its_rows_with_their_numbers() -> None:
    listed = (found(1, "Ny ärendehantering", 5_000_000.0), found(2, "Arkiv", None))

    (said,) = SAYER.results([result(rows("list", "budget"), rows=listed, row_count=2)])

    assert [plain(item) for item in said.items] == [
        "Ny ärendehantering (Björkverket, 2018): budget 5,0 miljoner kronor (5 000 tkr)",
        "Arkiv (Björkverket, 2018): budget uppgift saknas",
    ]
    assert plain(said.answer) == (
        "I insamlingen 2018 fanns 2 projekt: Ny ärendehantering (Björkverket) – budget 5,0 "
        "miljoner kronor (5 000 tkr); Arkiv (Björkverket) – budget uppgift saknas."
    )


def test_a_list_says_how_many_more_there_are() -> None:
    listed = (found(1, "Arkiv", None),)

    (said,) = SAYER.results([result(rows("list"), rows=listed, row_count=80)])

    assert said.answer == (
        "I insamlingen 2018 fanns 80 projekt, av dem den första: Arkiv (Björkverket)."
    )


def test_an_empty_list_says_so() -> None:
    (said,) = SAYER.results([result(rows("list", c=LATE))])

    assert said.answer == "I insamlingen 2018 fanns inga projekt som är försenade."


def test_a_sum_of_projects_of_one_name_says_how_many_they_are() -> None:
    chosen = rows("sum", "budget", c="project is Ny ärendehantering")

    (said,) = SAYER.results([result(chosen, figure(124e6, Unit.KRONOR, n=3))])

    assert said.answer.startswith(
        "Budgeten för de 3 projekten med namnet Ny ärendehantering i insamlingen 2018 var "
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (
            150e3,
            100e3,
            "Skillnaden är 50 tkr: Björkverket ligger 50,0 procent högre.",
        ),
        (
            100e3,
            125e3,
            "Skillnaden är 25 tkr: Granverket ligger 25,0 procent högre.",
        ),
        (100e3, 100e3, "De är lika."),
    ],
    ids=["more", "less", "the same"],
)
def test_of_two_agencies_the_difference_is_told(ours: float, theirs: float, said: str) -> None:
    both = (
        figure(ours, Unit.KRONOR, group=("Björkverket",), n=1),
        figure(theirs, Unit.KRONOR, group=("Granverket",), n=1),
    )

    (told,) = SAYER.results([result(figures("it_cost", a=TWO, by="agency"), *both)])

    assert plain(told.answer).endswith(said)


def test_cells_left_empty_are_told_among_what_is_lacking() -> None:
    listed = (
        found(1, "Arkiv", None, traced("benefit_plan", False)),
        found(2, "Portal", None, traced("benefit_plan", "")),
    )

    (said,) = SAYER.results([result(rows("list", c=NO_PLAN), rows=listed, row_count=2)])

    assert said.gaps == (
        "1 av 2 har lämnat fältet nyttorealiseringsplan tomt; det räknas som att det saknas.",
    )


@pytest.mark.parametrize("asked", [PLAN, NO_PLAN], ids=["has", "lacks"])
def test_a_share_tells_how_many_of_all_have_left_the_cell_empty(asked: str) -> None:
    listed = (
        found(1, "Arkiv", 1, traced("benefit_plan", True)),
        found(2, "Portal", 0, traced("benefit_plan", "")),
    )

    (said,) = SAYER.results([result(rows("share", s=asked), rows=listed, row_count=2)])

    assert said.gaps == (
        "1 av 2 har lämnat fältet nyttorealiseringsplan tomt; det räknas som att det saknas.",
    )


MONEY = rows("sum", "budget", y="2016 2018", by="year")


@pytest.mark.parametrize(
    ("chosen", "changes", "kind", "words"),
    [
        (
            MONEY,
            {"collections": (SETTLED, replace(SETTLED, year=2016, price_year=2016))},
            WarningKind.PRICE_LEVEL,
            "olika års priser (2016 och 2018)",
        ),
        (replace(MONEY, price_year=2018), {}, WarningKind.CONVERTED, "2018 års priser"),
        (
            MONEY,
            {"definitions": ("hela projektet", "utan konsulter")},
            WarningKind.DEFINITION,
            "”hela projektet”; ”utan konsulter”",
        ),
        (
            MONEY,
            {"collections": (SETTLED, replace(SETTLED, year=2016, tax=Tax.INCLUDED))},
            WarningKind.TAX,
            "2018 utan moms och 2016 med moms",
        ),
        (
            MONEY,
            {
                "collections": (
                    SETTLED,
                    replace(SETTLED, survey="Den andra"),
                    replace(SETTLED, tax=Tax.INCLUDED),
                )
            },
            WarningKind.TAX,
            ": 2018 utan moms och 2018 med moms.",
        ),
        (
            rows("list"),
            {
                "collections": (
                    replace(SETTLED, stage=Stage.DRAFT),
                    replace(SETTLED, stage=Stage.DRAFT, tax=Tax.INCLUDED),
                )
            },
            WarningKind.NOT_SETTLED,
            ": Exempelinsamlingen 2018 är ett utkast.",
        ),
        (
            MONEY,
            {"collections": (replace(SETTLED, tax=Tax.UNKNOWN),)},
            WarningKind.TAX,
            "inte känt",
        ),
        (
            rows("median", "length"),
            {"figures": (figure(944, Unit.DAYS, n=4),)},
            WarningKind.FEW,
            "färre än 5",
        ),
        (
            MONEY,
            {"collections": (replace(SETTLED, stage=Stage.REVIEW),)},
            WarningKind.NOT_SETTLED,
            "Exempelinsamlingen 2018 är under granskning",
        ),
        (
            MONEY,
            {"rows": (found(1, "Arkiv", 5.0, traced("budget", 5.0, corrected=True)),)},
            WarningKind.CORRECTED,
            "1 rad",
        ),
        (
            MONEY,
            {"collections": (replace(SETTLED, is_example=True),)},
            WarningKind.EXAMPLE,
            "Uppgifterna är påhittade exempel",
        ),
        (
            MONEY,
            {"collections": (SETTLED, replace(SETTLED, survey="Övning", is_example=True))},
            WarningKind.SOME_EXAMPLES,
            "En del av uppgifterna är påhittade exempel",
        ),
    ],
    ids=[
        "prices", "converted", "definition", "taxes", "taxes-of-one-year", "draft-once",
        "tax-unknown", "few", "review", "corrected", "example",
        "some-examples",
    ],
)  # fmt: skip
def test_what_is_hard_to_compare_is_warned_of(
    chosen: Selection, changes: dict[str, object], kind: WarningKind, words: str
) -> None:
    (said,) = SAYER.results([result(chosen, figure(5, Unit.KRONOR), **changes)])

    assert [one.kind for one in said.warnings] == [kind]
    assert words in said.warnings[0].text


def test_settled_figures_of_one_kind_are_warned_of_nothing() -> None:
    (said,) = SAYER.results([result(MONEY, figure(5_000, Unit.KRONOR))])

    assert said.warnings == ()


def test_budget_beside_outcome_is_warned_of_once() -> None:
    budget, outcome = rows("sum", "budget"), rows("sum", "outcome")

    first, second = SAYER.results(
        [result(one, figure(5_000, Unit.KRONOR)) for one in (budget, outcome)]
    )

    assert [one.kind for one in first.warnings] == [WarningKind.BUDGET_AND_OUTCOME]
    assert second.warnings == ()


def test_a_filter_is_read_back_as_the_same_selection() -> None:
    chance = random.Random(5)  # noqa: S311  (the same draws every time, no secret)
    drawn = [selection(chance) for _ in range(300)]

    assert [read(written(one, CATALOGUE), CATALOGUE) for one in drawn] == drawn


def test_a_filter_says_what_its_values_are_called() -> None:
    filled = json.loads(written(rows(a=BJ, c=HIGH, by="phase"), CATALOGUE))

    assert filled["agencies"] == [{"value": 1, "label": "Björkverket"}]
    assert filled["conditions"][0]["label"] == "med hög risk"
    assert filled["by"] == [{"value": "phase", "label": "per fas"}]


def test_a_filter_needs_no_labels() -> None:
    bare = {"subject": "projects", "aggregate": "count", "years": [2017], "agencies": [1]}

    assert read(json.dumps(bare), CATALOGUE) == rows(y=2017, a=BJ)


PLAIN: dict[str, object] = {"subject": "projects", "aggregate": "count", "years": [2017]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "inget som heter ”colour”"),
        ({"aggregate": "product"}, "”product” kan inte vara aggregate"),
        ({"years": []}, "inget år"),
        ({"years": [2012]}, "2012"),
        ({"years": ["2017"]}, "inget heltal"),
        ({"years": 2017}, "ingen lista"),
        ({"agencies": [999]}, "ingen myndighet 999"),
        ({"limit": -1}, "inget heltal"),
        ({"number": "weight"}, "inget tal ”weight”"),
        ({"number": "it_cost"}, "inget tal ”it_cost”"),
        ({"aggregate": "sum"}, "behöver ett tal"),
        ({"aggregate": "share"}, "behöver villkor"),
        ({"order": "falling"}, "inget att ordna efter"),
        ({"by": ["colour"]}, "”colour”"),
        ({"price_year": 12}, "Prisåret 12"),
        ({"price_year": 2018, "aggregate": "mean", "number": "length"}, "inga pengar"),
        ({"aggregate": "change"}, "två år"),
        ({"conditions": ["hög risk"]}, "inget objekt"),
        ({"conditions": [{"field": "it_cost", "op": "above", "value": 5}]}, "inget fält ”it_cost”"),
        ({"conditions": [{"field": "status", "op": "above", "value": "x"}]}, "kan inte jämföras"),
        ({"conditions": [{"field": "status", "op": "is", "value": "röd"}]}, "”röd”"),
        ({"conditions": [{"field": "budget", "op": "above", "value": "50"}]}, "”50”"),
        ({"conditions": [{"field": "risk_time", "op": "is", "value": 4}]}, "”4”"),
        ({"conditions": [{"field": "start", "op": "above", "value": "2017"}]}, "”2017”"),
        ({"conditions": [{"field": "benefit_plan", "op": "is", "value": "ja"}]}, "”ja”"),
        ({"conditions": [{"field": "supplier", "op": "is", "value": " "}]}, "supplier"),
    ],
    ids=lambda value: json.dumps(value)[:60] if isinstance(value, dict) else "",
)
def test_a_filter_that_cannot_be_is_refused_with_what_may_be(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(FilterError) as refused:
        read(json.dumps({**PLAIN, **changes}), CATALOGUE)

    assert words in refused.value.message
    assert refused.value.remedy


@pytest.mark.parametrize("text", ["", "[1]", "{", "null"], ids=["empty", "list", "open", "null"])
def test_what_is_no_object_is_no_filter(text: str) -> None:
    with pytest.raises(FilterError, match="JSON"):
        read(text, CATALOGUE)


@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize("field", ["budget", "highest_risk", "start", "supplier", "size"])
def test_every_condition_of_a_filter_can_be_said(field: str, op: Op) -> None:
    value = "" if op in {Op.MISSING, Op.LACKS, Op.PRESENT} else 3.0

    assert condition_said(Condition(field=field, op=op, value=value))
