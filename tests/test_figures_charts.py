"""What is drawn of a result: the right picture, with words for those who cannot see it."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from assistant.figures.charts import Chart, ChartKind, chart_of
from assistant.figures.pictures import as_png, as_svg
from assistant.figures.project_charts import chart_of_plans
from ingest.register.profiles import ProjectKnown, ProjectState
from ingest.register.selection import (
    Aggregate,
    Figure,
    Found,
    Result,
    Selection,
    Subject,
)

NAMES = {1: "Exempelverket", 2: "Provnämnden"}
SVG = "{http://www.w3.org/2000/svg}"


def result(figures: tuple[Figure, ...] = (), rows: tuple[Found, ...] = (), **of: object) -> Result:
    given: dict[str, object] = {
        "subject": Subject.PROJECTS,
        "aggregate": Aggregate.COUNT,
        "years": (2016, 2017),
    }
    selection = Selection(**{**given, **of})  # type: ignore[arg-type]  # fields by their names
    return Result(
        selection=selection,
        figures=figures,
        rows=rows,
        row_count=len(rows),
        silent=(),
        asked=0,
        collections=(),
    )


def figure(*group: str, value: float | None, unit: str = "projekt") -> Figure:
    return Figure(group=group, value=value, unit=unit, n=1, missing=0)


def found(agency: int, year: int, number: float, name: str = "") -> Found:
    return Found(agency=agency, year=year, project=None, name=name, number=number, values=())


def drawn(of: Result) -> Chart:
    chart = chart_of(of, NAMES, "Titel <b>")
    assert chart is not None
    return chart


def test_of_many_lines_the_first_are_drawn_and_it_is_said() -> None:
    figures = tuple(
        figure(f"Exempelverket {n}", str(year), value=n) for n in range(8) for year in (2016, 2017)
    )

    chart = drawn(result(figures, by=("agency", "year")))

    assert len(chart.series) == 6
    assert chart.summary == (
        "De 6 första linjerna av 8: 12 värden i projekt, lägst 0 (Exempelverket 0, 2016), "
        "högst 5 (Exempelverket 5, 2016). Samma tal står i tabellen."
    )


def test_a_line_that_lacks_a_year_has_a_gap_and_leaves_the_years_in_their_order() -> None:
    figures = (
        figure("Exempelverket", "2016", value=1),
        figure("Exempelverket", "2018", value=3),
        figure("Provnämnden", "2016", value=4),
        figure("Provnämnden", "2017", value=5),
    )

    chart = drawn(result(figures, by=("agency", "year")))

    assert [[(at.label, at.value) for at in one.points] for one in chart.series] == [
        [("2016", 1), ("2017", None), ("2018", 3)],
        [("2016", 4), ("2017", 5), ("2018", None)],
    ]


def test_of_many_bars_the_first_are_drawn_and_it_is_said() -> None:
    figures = tuple(figure(f"Exempelverket {n}", value=n) for n in range(60))

    chart = drawn(result(figures, by=("agency",)))

    assert len(chart.series[0].points) == 40
    assert chart.summary.startswith("De 40 första staplarna av 60: 40 värden")


def test_a_bar_that_nothing_is_known_of_says_so() -> None:
    figures = (figure("A", value=3), figure("B", value=None), figure("C", value=0))

    labels = re.findall(r">([^<>]+)</text>", as_svg(drawn(result(figures, by=("agency",)))))

    assert labels.count("uppgift saknas") == 1
    assert "0" in labels


def test_years_are_a_line() -> None:
    chart = drawn(result((figure("2016", value=3), figure("2017", value=5)), by=("year",)))

    assert chart.kind is ChartKind.LINES
    assert [(point.label, point.value) for point in chart.series[0].points] == [
        ("2016", 3),
        ("2017", 5),
    ]


def test_agencies_are_bars_in_an_amount_that_can_be_read() -> None:
    figures = (
        figure("Exempelverket", value=220e6, unit="kr"),
        figure("Provnämnden", value=None, unit="kr"),
        figure("Fyrarna", value=10e6, unit="kr"),
    )

    chart = drawn(
        result(figures, aggregate=Aggregate.SUM, number="budget", by=("agency",), years=(2017,))
    )

    assert (chart.kind, chart.unit) == (ChartKind.BARS, "mnkr")
    assert [point.value for point in chart.series[0].points] == [220, None, 10]


def test_figures_of_agencies_over_years_are_a_line_each_with_gaps() -> None:
    rows = (found(1, 2016, 10.0), found(1, 2017, 12.0), found(2, 2017, 30.0))

    chart = drawn(
        result(rows=rows, subject=Subject.FIGURES, aggregate=Aggregate.LIST, number="fte")
    )

    assert {one.name: [p.value for p in one.points] for one in chart.series} == {
        "Exempelverket": [10, 12],
        "Provnämnden": [None, 30],
    }


def test_a_median_shows_how_the_numbers_behind_it_are_spread() -> None:
    rows = tuple(found(1, 2017, float(n)) for n in range(9))
    median = (figure(value=4.0, unit="dagar"),)

    chart = drawn(result(median, rows, aggregate=Aggregate.MEDIAN, number="length"))

    assert chart.kind is ChartKind.DISTRIBUTION
    assert len(chart.series[0].points) == 9


def test_a_single_number_is_not_drawn() -> None:
    assert chart_of(result((figure(value=3),)), NAMES, "") is None


def state(year: int, **but: object) -> ProjectState:
    given: dict[str, object] = dict.fromkeys(ProjectState.__dataclass_fields__)
    told = {"name": "Nytt stöd", "year": year, "row": 0, "book": 0, "agency": 1}
    return ProjectState(**{**given, **told, **but})  # type: ignore[arg-type]  # fields by name


def test_a_project_shows_its_plans_and_its_outcome() -> None:
    begun = {"start": "2015-01-01", "planned_end": "2016-01-01"}
    known = ProjectKnown(
        id=1,
        agency="Exempelverket",
        states=(
            state(2016, **begun),
            state(2017, **begun, revised_end="2017-06-01", actual_end="2017-09-01"),
        ),
    )

    chart = chart_of_plans(known)

    assert chart is not None
    assert [one.name for one in chart.series] == ["Första planen", "Plan 2017", "Utfall"]


def every_kind() -> list[Chart]:
    rows = tuple(found(1, 2017, float(n), f"Projekt {n}") for n in range(9))
    plans = chart_of_plans(
        ProjectKnown(
            id=1,
            agency="",
            states=(state(2016, start="2015-01-01", planned_end="2016-01-01"),),
        )
    )
    assert plans is not None
    return [
        drawn(result((figure("2016", value=3), figure("2017", value=5)), by=("year",))),
        drawn(result(rows=rows, aggregate=Aggregate.LIST, number="length")),
        drawn(result((figure(value=4.0),), rows, aggregate=Aggregate.MEDIAN, number="length")),
        plans,
    ]


@pytest.mark.parametrize("chart", every_kind(), ids=lambda chart: str(chart.kind))
def test_a_picture_is_drawn_and_says_in_words_what_it_shows(chart: Chart) -> None:
    svg, png = as_svg(chart), as_png(chart)

    root = ElementTree.fromstring(svg)  # noqa: S314  (our own text)
    words = {root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")}
    assert root.get("role") == "img"
    assert words == {chart.title, chart.summary}
    assert png.startswith(b"\x89PNG")


def test_a_picture_is_the_same_every_time_and_runs_no_script() -> None:
    chart = every_kind()[0]

    svg = as_svg(chart)

    assert svg == as_svg(chart)
    assert "<script" not in svg
    assert "http://" not in svg.replace("http://www.w3.org/", "")


def test_pictures_that_are_drawn_at_once_are_drawn_alike() -> None:
    figures = (figure("${x", value=1.0), figure("$\\frac{", value=2.0))
    chart = replace(drawn(result(figures, by=("agency",))), title="Kostnad ${x}${")
    alone = as_svg(chart)

    with ThreadPoolExecutor(8) as many:
        together = set(many.map(lambda _: as_svg(chart), range(40)))

    assert together == {alone}


def test_a_long_title_with_dollar_signs_is_text() -> None:
    figures = (figure("A", value=1.0), figure("B", value=2.0))
    title = "Utvecklingen av ${globalThis.x=1}` och ${constructor.constructor('x')()} " * 3

    svg = as_svg(replace(drawn(result(figures, by=("agency",))), title=title))

    assert "${globalThis.x=1}" in svg
