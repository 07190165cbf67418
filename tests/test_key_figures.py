"""The page of the key figures: each figure as the register gives it, cited, said and shared."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.figures.filter_written import written
from assistant.figures.kinds import subject_of_number
from assistant.service import Service
from assistant.showing.figure_choices import (
    HOWS,
    Apart,
    FiguresWanted,
    chosen,
    number_groups,
    usual,
    years_written,
)
from assistant.showing.key_figures import address_of, question_url
from ingest.embedding import Embedder
from ingest.register.asking import Register
from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS, Unit
from ingest.register.numbers import unit_of
from ingest.register.selection import Aggregate, Result, Selection, Subject
from ingest.register.types import Row, RowKind
from tests.reading_tables import ReadCell, ReadTables
from tests.registering import agency, collection, figure, project, row, take_file_in
from tests.services import client, serving

LARGE, SMALL, HIDDEN = "Exempelverket", "Provnämnden", "Hemliga exempelbyrån"
GROUP = "lås"
YEARS = (2016, 2017)
"""Of costs, people and projects; the share of digital cases is of 2017 alone."""


def rows(year: int) -> list[Row]:
    more = year - 2016
    of_2017 = [figure(9, SMALL, "digital_cases", 41.5)] if more else []
    return [
        agency(2, LARGE, department="Exempeldepartementet"),
        agency(3, SMALL),
        figure(2, LARGE, "it_cost", 110e6 + more * 1_234_567),
        figure(3, SMALL, "it_cost", 20e6),
        figure(4, LARGE, "fte", 1000.0 + more),
        figure(5, SMALL, "fte", 90.5),
        *of_2017,
        row(RowKind.MATURITY, 2, agency=LARGE, question="m1", level=3.0),
        row(RowKind.MATURITY, 3, agency=SMALL, question="m1", level=4.0 + more),
        project(2, LARGE, "Nytt sjökort", budget=100e6, outcome=50e6 + more * 1e6),
        project(3, LARGE, "Karta", budget=9e6),
        project(4, SMALL, "Lön", budget=3.5e6, outcome=4e6),
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    for year in YEARS:
        take_file_in(folder / "data", rows(year), collection(year), folder / f"{year}.xlsx")
    secret = [agency(2, HIDDEN), figure(2, HIDDEN, "operating_cost", 7_654e3)]
    take_file_in(folder / "data", secret, collection(2018), folder / "hemlig.xlsx", (GROUP,))
    return folder / "data"


@pytest.fixture(scope="module")
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder) as running:
        yield running


@pytest.fixture(scope="module")
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


def asked(data: Path, number: str, subject: Subject, how: Aggregate, *by: str) -> Result:
    """What the register itself says, asked without the page."""
    selection = Selection(subject=subject, aggregate=how, years=YEARS, number=number, by=by)
    with closing(Register(data)) as register:
        return register.ask(selection, lambda access: GROUP not in access)


def table(page: str) -> list[list[ReadCell]]:
    """The table of figures, without its headers."""
    return ReadTables(page).tables[0][1:]


def said_number(cell: ReadCell) -> float:
    """The number that stands in a cell, before the names of cells behind it."""
    match = re.match(r"\s*(−?[\d\u00a0]+(?:,\d+)?)", cell.text)
    assert match, cell.text
    return float(match[1].replace("\u00a0", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("number", "how"),
    [
        pytest.param("it_cost", Aggregate.SUM, id="money is added up"),
        pytest.param("fte", Aggregate.SUM, id="people are added up"),
        pytest.param("it_cost_per_fte", Aggregate.SUM, id="ratio of sums"),
        pytest.param("m1", Aggregate.MEAN, id="mean of levels"),
        pytest.param("budget", Aggregate.SUM, id="budgets are added up"),
        pytest.param("outcome", Aggregate.SUM, id="one outcome lacks"),
    ],
)
def test_each_years_figure_is_what_the_register_says(
    api: TestClient, data: Path, number: str, how: Aggregate
) -> None:
    result = asked(data, number, subject_of_number(number), how, "year")

    shown = table(api.get(f"/nyckeltal?matt={number}").text)

    assert [line[0].text for line in shown] == ["2016", "2017"]
    unit = unit_of(number)
    size, within = 1000 if unit is Unit.KRONOR else 1, 0.51 if unit is Unit.KRONOR_EACH else 0.051
    for line, expected in zip(shown, result.figures, strict=True):
        assert expected.value is not None
        assert said_number(line[1]) == pytest.approx(expected.value / size, abs=within)
        told = " ".join(cell.text for cell in line)
        assert f"n = {expected.n}" in told
        assert (f"{expected.missing} saknar uppgift" in told) == bool(expected.missing)


@pytest.mark.parametrize("how", HOWS, ids=str)
def test_a_chosen_way_of_working_out_is_what_the_register_says(
    api: TestClient, data: Path, how: Aggregate
) -> None:
    result = asked(data, "it_cost", Subject.FIGURES, how, "year")

    page = api.get(f"/nyckeltal?matt=it_cost&hur={how}").text

    values = [figure.value for figure in result.figures]
    assert all(value is not None for value in values)
    assert [said_number(line[1]) for line in table(page)] == pytest.approx(
        [value / 1000 for value in values if value is not None], abs=0.051
    )
    assert result.figures[1].value != result.figures[0].value or how is Aggregate.LOWEST


def test_each_agencys_value_leads_to_the_cell_that_holds_it(api: TestClient, data: Path) -> None:
    result = asked(data, "it_cost", Subject.FIGURES, Aggregate.SUM, "agency", "year")

    shown = table(api.get("/nyckeltal?matt=it_cost&per=myndighet").text)

    expected = {figure.group: figure.value for figure in result.figures}
    assert [line[0].text for line in shown] == [LARGE, SMALL]
    for line in shown:
        for year, cell in zip(YEARS, line[1:], strict=False):
            value = expected[line[0].text, str(year)]
            assert value is not None
            assert said_number(cell) == pytest.approx(value / 1000, abs=0.051)
            assert in_workbook(data, cell.links) == pytest.approx([value / 1000])


def in_workbook(data: Path, links: Sequence[str]) -> list[float]:
    """What the cells that links lead to hold, in the workbooks as they were handed in."""
    found = []
    for link in links:
        place = parse_qs(urlsplit(link).query)
        (path,) = data.rglob(f"{place['fil'][0]}*")
        book = load_workbook(path, data_only=True)
        found.append(float(book[place["blad"][0]][place["cell"][0]].value))
    return found


def test_a_ratio_leads_to_both_of_its_cells(api: TestClient, data: Path) -> None:
    (large, _) = table(api.get("/nyckeltal?matt=it_cost_per_fte&per=myndighet").text)

    cost, people = in_workbook(data, large[2].links)
    assert said_number(large[2]) == round(1000 * cost / people)


def test_each_row_behind_the_figures_leads_to_its_cell(api: TestClient, data: Path) -> None:
    page = api.get("/nyckeltal?matt=budget").text

    behind = ReadTables(page).tables[1][1:]
    assert [[cell.text for cell in line[:3]] for line in behind[:3]] == [
        [LARGE, "Karta", "2016"],
        [LARGE, "Nytt sjökort", "2016"],
        [LARGE, "Karta", "2017"],
    ]
    for line in behind:
        assert in_workbook(data, line[4].links) == [said_number(line[3])]
        assert line[1].links[0].startswith("/projekt/")


def test_the_choice_is_said_as_questions_are_with_warnings_and_gaps(
    api: TestClient, service: Service
) -> None:
    page = unescape(api.get("/nyckeltal?matt=outcome&fran=2017").text)

    catalogue = service.register.catalogue(service.asker.may_see)
    selection = chosen(
        FiguresWanted(number="outcome", first=2017), number_groups(catalogue)
    ).selection
    assert selection is not None
    answer = service.figures.by_filter(written(selection, catalogue), service.asker)
    assert answer.reading == "Jag summerar utfall för projekt i insamlingen 2017 per år."
    assert answer.reading in page
    assert all(gap in page for gap in answer.results[0].gaps)
    assert all(one.text in page for one in answer.results[0].warnings)
    assert answer.results[0].gaps
    assert "påhittade exempel" in page


@pytest.mark.parametrize(
    ("language", "advice"),
    [
        pytest.param("sv", "Välj ett år under ”Priser”", id="swedish"),
        pytest.param("en", "Choose a year under “Prices”", id="english"),
    ],
)
def test_prices_of_several_years_are_told_with_what_to_choose_on_the_page(
    api: TestClient, language: str, advice: str
) -> None:
    cookie = {"Cookie": f"lardom_sprak={language}"}

    page = unescape(api.get("/nyckeltal?matt=outcome", headers=cookie).text)

    assert advice in page
    assert "Lägg till ”i" not in page


def test_the_picture_says_what_it_shows_and_files_hold_the_same(api: TestClient) -> None:
    page = api.get("/nyckeltal?matt=it_cost&per=myndighet").text

    picture = re.search(r'<img class="chart" src="([^"]+)" alt="([^"]+)"', page)
    assert picture is not None
    assert picture[2].startswith("4 värden i mnkr, lägst 20 (Provnämnden, 2016), högst 111,2")
    svg = api.get(unescape(picture[1]))
    assert svg.text.startswith("<svg")
    assert svg.headers["content-security-policy"].endswith("sandbox")
    for ending in ("csv", "xlsx", "png"):
        (link,) = re.findall(rf'href="(/api/v1/figures/[a-z]+\.{ending}\?[^"]+)"', page)
        assert api.get(unescape(link)).status_code == 200
    csv = next(iter(re.findall(r'href="(/api/v1/figures/table\.csv\?[^"]+)"', page)))
    assert "Exempelverket;2017;111234567" in api.get(unescape(csv)).text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("matt=digital_cases&till=2016", "Det har det för 2017.", id="no such year"),
        pytest.param("matt=digital_cases&fran=2016", "finns inte för 2016", id="a year left out"),
        pytest.param("matt=it_cost&fran=2017&till=2016", "de är omkastade", id="years turned"),
        pytest.param("matt=m1&hur=sum", "medelvärdet visas i stället", id="no sum of levels"),
        pytest.param("matt=fte&priser=2017", "är inga pengar", id="no prices of people"),
        pytest.param("matt=fte&hur=mean&per=myndighet", "myndighets eget", id="nothing to mean"),
        pytest.param(
            "matt=digital_cases&myndighet=1", "har inte lämnat måttet", id="agency told nothing"
        ),
    ],
)
def test_what_cannot_be_shown_as_chosen_is_said(api: TestClient, address: str, words: str) -> None:
    response = api.get(f"/nyckeltal?{address}")

    assert response.status_code == 200
    assert words in unescape(response.text)


def test_the_way_to_the_years_that_there_are_leads_to_them(api: TestClient) -> None:
    page = api.get("/nyckeltal?matt=digital_cases&till=2016&myndighet=2").text

    (link,) = re.findall(r'href="([^"]+)">Visa de åren', page)

    assert unescape(link) == "/nyckeltal?matt=digital_cases&myndighet=2"
    assert table(api.get(unescape(link)).text)[0][1].text == "41,5"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("matt=operating_cost", "inget mått ”operating_cost”", id="hidden measure"),
        pytest.param("matt=x", "inget mått ”x”", id="no such measure"),
        pytest.param("matt=fte&myndighet=99", "ingen myndighet 99", id="no such agency"),
        pytest.param("matt=fte&myndighet=x", "”myndighet=x”", id="agency is no number"),
        pytest.param("matt=fte&per=dag", "”per=dag”", id="no such way"),
        pytest.param("matt=fte&what=1", "”what=1”", id="no such choice"),
    ],
)
def test_what_is_not_there_is_refused_with_a_remedy(
    api: TestClient, address: str, words: str
) -> None:
    response = api.get(f"/nyckeltal?{address}")

    assert response.status_code == 422
    assert words in unescape(response.text)


def test_only_measures_that_the_asker_may_see_can_be_chosen(
    api: TestClient, data: Path, embedder: Embedder
) -> None:
    with serving(data, embedder, GROUP) as service, client(service) as insider:
        inside = insider.get("/nyckeltal").text
    outside = api.get("/nyckeltal").text

    assert 'value="operating_cost"' in inside
    assert HIDDEN in inside
    assert 'value="operating_cost"' not in outside
    assert HIDDEN not in outside
    offered = set(re.findall(r'<option value="(\w+)" lang="sv"', outside))
    every = {one.id for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)}
    assert offered & every == {
        *("it_cost", "fte", "it_cost_per_fte", "digital_cases"),
        *(one.id for one in PROJECT_NUMBERS),
    }


def test_the_question_that_a_choice_leads_to_means_just_that(service: Service) -> None:
    catalogue = service.register.catalogue(service.asker.may_see)
    groups = number_groups(catalogue)
    ids = tuple(one.id for one in catalogue.agencies)
    numbers = [one for group in groups for one in group.numbers]

    wanted = [
        FiguresWanted(number=choice.number, apart=apart, how=how, agencies=ids)
        for choice in numbers
        for apart in Apart
        for how in (None, *HOWS)
    ]
    meant = [one for asked in wanted if (one := chosen(asked, groups).selection)]
    of_one = [replace(one, agencies=ids[:1]) for one in meant]
    assert len(meant) == len(wanted)

    for selection in dict.fromkeys((*meant, *map(usual, numbers), *of_one)):
        question = parse_qs(urlsplit(question_url(catalogue, selection)).query)["q"][0]
        answer = service.figures.answer(question, service.asker)
        filters = [one.filter for one in answer.results]
        assert filters == [json.loads(written(selection, catalogue))], question


def test_an_address_can_be_shared(api: TestClient) -> None:
    wanted = FiguresWanted(
        number="it_cost",
        agencies=(2, 1),
        first=2016,
        last=2017,
        apart=Apart.AGENCY,
        how=Aggregate.MEAN,
        price_year=2017,
    )

    page = api.get(address_of(wanted)).text

    assert page.count(" checked") == 2
    for choice in ("it_cost", "2016", "2017", "myndighet", "mean"):
        assert re.search(rf'<option value="{choice}"[^>]* selected', page), choice
    assert "i 2017 års priser" in page


def test_the_page_is_said_in_the_language_of_its_reader(api: TestClient) -> None:
    address = "/nyckeltal?matt=it_cost&per=myndighet"

    swedish = api.get(address).text
    english = api.get(address, headers={"Cookie": "lardom_sprak=en"}).text

    assert '<html lang="en">' in english
    assert "<h1>Key figures</h1>" in english
    assert "in thousands of kronor" in english
    assert re.sub(r"\D+C\d+$", "", table(english)[0][2].text.strip()) == "111,234.6"
    assert table(swedish)[0][2].text.strip().startswith("111\u00a0234,6")
    assert re.search(r'<span lang="sv">Jag tar fram it-kostnad', english)


def test_an_empty_register_says_how_to_fill_it(tmp_path: Path, embedder: Embedder) -> None:
    with serving(tmp_path, embedder) as service, client(service) as api:
        page = api.get("/nyckeltal").text

    assert "Registret har inga nyckeltal än" in page
    assert "<form" not in page


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        pytest.param((), "", id="none"),
        pytest.param((2016,), "2016", id="one"),
        pytest.param((2014, 2016, 2017, 2018), "2014, 2016–2018", id="a gap"),
    ],
)
def test_years_are_written_as_spans(years: tuple[int, ...], expected: str) -> None:
    assert years_written(years) == expected
