"""The register over HTTP and on its pages: shown whole, cited to the cell, and never too much."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.addresses import cell_url
from ingest.embedding import Embedder
from ingest.register.reviewing import take_answers_in
from ingest.register.types import Row
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.registering import agency, collection, figure, project, take_file_in
from tests.services import client, in_record, serving

AGENCY, OTHER, HIDDEN = "Exempelverket för sjökort", "Exempelnämnden", "Hemliga exempelbyrån"
GROUP, MAP = "lås", "Karta över farleder"
FIGURES = "/nyckeltal?matt=budget&per=myndighet"
SECRETS = (HIDDEN, "Dolda lås", "hemlig.xlsx", "999900-0003", "Lås-systemet", "Låsfirman", "7654")
DOCUMENTS = {
    "lardom.md": "# Lärdom om sjökort\n\nI projektet Nytt sjökort kom prövningen för sent.\n",
    "lardom.md.meta.yaml": "typ: lesson\n",
    "plan.md": "# En plan\n\nPlanen säger hur arbetet ska gå till.\n",
    "plan.md.meta.yaml": "project: Nytt sjökort\n",
    "hemligt.md": "# Protokoll\n\nMan sa att Nytt sjökort var för dyrt.\n",
}
ADDRESSES = (
    "/api/v1/agencies",
    "/api/v1/projects?limit=500",
    "/api/v1/projects/similar?text=dolda+lås+på+dörrar&limit=50",
    "/api/v1/coverage",
    "/register",
    "/projekt",
    "/tackning",
)


def rows(year: int) -> list[Row]:
    about = {"purpose": "Visa farleder för sjöfarten.", "kind": "systembyte", "system": "ESK-Karta"}
    dates = {"start": "2016-01-01", "planned_end": "2017-01-01"}
    moved = {"revised_end": "2018-06-30"} if year == 2017 else {}
    money = {"budget": 100e6, "outcome": 120e6, "risk_time": 3, "benefit_plan": False}
    return [
        agency(2, AGENCY, org_number="999900-0001", department="Näringsdepartementet"),
        agency(3, OTHER, org_number="999900-0002"),
        project(2, AGENCY, "Nytt sjökort", **about, **dates, **moved, **money, status="pågående"),
        project(3, AGENCY, MAP, **about, revised_end="2018-01-01", budget=90e6, status="avslutat"),
        project(4, AGENCY, "Baklänges", start="2016-05-01", planned_end="2015-05-01"),
        figure(2, AGENCY, "it_cost", 110e6),
        figure(2, AGENCY, "it_operations", 60e6),
        figure(2, AGENCY, "it_development", 40e6),
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A library with three documents, one for a group alone; likewise its three workbooks."""
    folder = tmp_path_factory.mktemp("shown")
    data = folder / "data"
    material = write_material(folder / "material", DOCUMENTS)
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    in_record(data, "UPDATE documents SET access = '[\"lås\"]' WHERE source = ?", "hemligt.md")
    for year in (2016, 2017):
        take_file_in(data, rows(year), collection(year), folder / f"{year}.xlsx")
    backwards = {"start": "2018-01-01", "planned_end": "2017-01-01", "supplier": "Låsfirman"}
    money = {"budget": 1e6, "outcome": 2e6}
    secret = [
        agency(2, HIDDEN, org_number="999900-0003"),
        project(2, HIDDEN, "Dolda lås", purpose="Nya dolda lås på dörrar.", system="Lås-systemet"),
        project(3, HIDDEN, "Bakåt", **backwards, **money),
        figure(2, HIDDEN, "fte", 7654.0),
    ]
    take_file_in(data, secret, collection(2018), folder / "hemlig.xlsx", (GROUP,))
    return data


@pytest.fixture(scope="module")
def api(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(data, embedder) as service, client(service) as opened:
        yield opened


@pytest.fixture(scope="module")
def insider(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    """The same for somebody of the group."""
    with serving(data, embedder, GROUP) as service, client(service) as opened:
        yield opened


def get(api: TestClient, path: str) -> Any:
    response = api.get(path)
    assert response.status_code == 200, response.text
    return response.json()


def project_named(api: TestClient, name: str) -> Any:
    found = get(api, "/api/v1/projects?limit=500")["projects"]
    return next(one for one in found if one["name"] == name)


def profile(api: TestClient, name: str) -> Any:
    return get(api, f"/api/v1/projects/{project_named(api, name)['project_id']}")


def field(year: Any, name: str) -> Any:
    return next(one for one in year["fields"] if one["field"] == name)


def test_agencies_are_listed_with_what_is_known_of_them(api: TestClient) -> None:
    agencies = get(api, "/api/v1/agencies")["agencies"]

    assert [one["name"] for one in agencies] == [OTHER, AGENCY]
    assert agencies[1]["org_number"] == "999900-0001"
    assert agencies[1]["department"] == "Näringsdepartementet"
    assert [one["years"] for one in agencies] == [[], [2016, 2017]]


def test_an_agency_has_its_figures_with_their_cells_and_its_projects(api: TestClient) -> None:
    listed = get(api, "/api/v1/agencies")["agencies"][1]
    shown = get(api, f"/api/v1/agencies/{listed['agency_id']}")

    costs = [one for one in shown["figures"] if one["number"] == "it_cost"]
    assert [(one["year"], one["value"], one["original"]) for one in costs] == [
        (2016, 110e6, "110000"),
        (2017, 110e6, "110000"),
    ]
    assert costs[0]["citation"]["sheet"] == "Nyckeltal"
    assert {one["name"] for one in shown["projects"]} == {
        "Nytt sjökort",
        MAP,
        "Baklänges",
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("text=farleder&sort=budget", [MAP, "Nytt sjökort"], id="text"),
        pytest.param("kind=systembyte&status=avslutat", [MAP], id="kind-status"),
        pytest.param("risk=3", ["Nytt sjökort"], id="risk"),
        pytest.param("year=2016&sort=delay&limit=1", ["Baklänges"], id="year-sort-limit"),
        pytest.param("system=esk-kar&offset=1", ["Nytt sjökort"], id="system-offset"),
        pytest.param("supplier=ingen", [], id="supplier"),
    ],
)
def test_projects_are_found_by_filters_in_order(
    api: TestClient, query: str, names: list[str]
) -> None:
    assert [one["name"] for one in get(api, f"/api/v1/projects?{query}")["projects"]] == names


@pytest.mark.parametrize(
    "query", ["kind=flytt", "risk=4", "limit=0", "sort=storlek", "okänd=1", "year=abc"]
)
def test_a_filter_that_cannot_be_is_refused(api: TestClient, query: str) -> None:
    response = api.get(f"/api/v1/projects?{query}")
    page = api.get(f"/projekt?{query}")

    assert response.status_code == 422
    assert response.json()["error"]["message"]
    assert (page.status_code, "Välj på nytt" in page.text) == (422, True)


def test_a_profile_has_all_years_with_every_field_and_its_cell(api: TestClient) -> None:
    shown = profile(api, "Nytt sjökort")

    assert [year["year"] for year in shown["years"]] == [2016, 2017]
    then, now = (field(year, "revised_end") for year in shown["years"])
    assert (then["value"], then["said"], now["value"]) == ("", "uppgift saknas", "2018-06-30")
    budget = field(shown["years"][1], "budget")
    assert (budget["value"], budget["original"]) == (100e6, "100000")
    assert budget["said"].startswith("100,0")
    assert field(shown["years"][1], "risk_time")["said"] == "hög"
    assert len(shown["years"][1]["fields"]) == 13


def test_a_profile_has_the_numbers_worked_out_with_their_definitions(api: TestClient) -> None:
    year = profile(api, "Nytt sjökort")["years"][1]

    numbers = {one["number"]: one["value"] for one in year["numbers"]}
    assert numbers == {
        "overrun": 20e6,
        "overrun_share": 20.0,
        "budget_change": 0,
        "length": 911,
        "delay": 545,
        "end_revision": 545,
        "highest_risk": 3,
    }
    assert all(one["definition"] for one in year["numbers"])


def test_a_cited_cell_holds_the_value_in_the_kept_file(api: TestClient, data: Path) -> None:
    for year in profile(api, "Nytt sjökort")["years"]:
        for value in year["fields"]:
            cited = value["citation"]
            kept = data / "register" / "books" / f"{cited['sha256']}.xlsx"
            cell = load_workbook(kept)[cited["sheet"]][cited["cell"]].value

            assert str("" if cell is None else cell).partition(" 00:")[0] == value["original"]


def test_a_profile_says_how_it_went(api: TestClient) -> None:
    went = profile(api, "Nytt sjökort")["went"]

    assert "545" in went["time"]
    assert "20,0\u00a0procent över" in went["cost"]
    assert went["risk"] == "Risk: hög för tiden."
    assert went["outcome"] == "Läget 2017: pågående."


def test_a_profile_names_the_documents_that_name_it_lessons_first(
    api: TestClient, insider: TestClient
) -> None:
    documents = profile(api, "Nytt sjökort")["documents"]
    more = profile(insider, "Nytt sjökort")["documents"]

    assert [(one["kind"], one["is_described"]) for one in documents] == [
        ("lesson", False),
        (documents[1]["kind"], True),
    ]
    assert "Nytt sjökort" in documents[0]["places"][0]["quote"]
    assert len(more) == len(documents) + 1


def test_the_address_of_a_mention_leads_to_its_words(api: TestClient) -> None:
    (document, *_) = profile(api, "Nytt sjökort")["documents"]

    place = document["places"][0]
    start, end = (int(number) for number in re.findall(r"=(\d+)", place["url"]))
    text = get(api, f"/api/v1/documents/{document['document_id']}")["text"]
    assert text[start:end] == "Nytt sjökort"


def test_similar_projects_tell_why_and_how_they_went(api: TestClient) -> None:
    (first, *_) = profile(api, "Nytt sjökort")["similar"]
    described = get(api, "/api/v1/projects/similar?text=Visa+farleder&kind=systembyte")

    assert first["name"] == MAP
    assert "samma typ: systembyte" in first["why"]
    assert first["went"]["outcome"] == "Läget 2017: avslutat."
    assert first["name"] in {one["name"] for one in described["projects"]}
    assert described["compared"] == 3


def test_the_plans_of_a_project_are_drawn(api: TestClient) -> None:
    shown = profile(api, "Nytt sjökort")
    svg, png = (api.get(f"{shown['plans']}.{ending}") for ending in ("svg", "png"))

    assert "<svg" in svg.text
    assert "Plan 2017" in svg.text
    assert "script" not in svg.headers["content-security-policy"]
    assert png.content.startswith(b"\x89PNG")


def test_the_money_of_a_project_is_drawn_by_collection(api: TestClient) -> None:
    shown = profile(api, "Nytt sjökort")
    svg, png = (api.get(f"{shown['money']}.{ending}") for ending in ("svg", "png"))

    assert shown["money_text"] == (
        "4 värden i mnkr, lägst 100 (Budget, 2016), högst 120 (Utfall, 2016). "
        "Samma tal står i tabellen."
    )
    assert {"Budget", "Utfall", "2016", "2017"} <= set(re.findall(r">([^<>]+)</text>", svg.text))
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["plans", "money"])
def test_a_projects_pictures_speak_english_too(api: TestClient, name: str) -> None:
    address = f"{profile(api, 'Nytt sjökort')[name]}.svg?language=en"

    words = set(re.findall(r">([^<>]+)</(?:text|desc|title)>", api.get(address).text))

    expected = {
        "plans": {"Nytt sjökort: plan and outcome", "The first plan", "Plan of 2017"},
        "money": {"Nytt sjökort: budget and outcome", "Budget", "Outcome", "SEK million"},
    }
    assert expected[name] <= words
    assert not words & {"Utfall", "Första planen", "mnkr", "Reviderad budget"}


def test_an_english_project_page_leaves_swedish_to_the_material(api: TestClient) -> None:
    page = api.get(profile(api, "Nytt sjökort")["url"], headers={"Cookie": "lardom_sprak=en"}).text
    body = re.split("</?main", page)[1]

    unmarked = re.sub(r'<(\w+)[^>]* lang="sv"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)

    assert "plan and outcome" not in body
    assert "SEK million" in unmarked
    assert "the same kind: system replacement" in unmarked
    assert "Days from the planned end" in unmarked
    assert "?language=en" in unmarked
    swedish = "Utfall|Försening|samma typ|liknande|värden|Första planen|Planerat|Nyttoägare|saknas"
    assert not re.findall(swedish, re.sub("<[^>]*>", "", unmarked))


def test_a_project_with_a_single_amount_has_no_picture_of_money(api: TestClient) -> None:
    shown = profile(api, "Baklänges")

    assert shown["money"] is None
    assert api.get(f"/api/v1/projects/{shown['project_id']}/money.svg").status_code == 404


def test_a_project_without_dates_has_no_picture(api: TestClient) -> None:
    shown = profile(api, MAP)

    assert shown["plans"] is None
    assert api.get(f"/api/v1/projects/{shown['project_id']}/plans.svg").status_code == 404


def test_coverage_tells_what_is_lacking(api: TestClient) -> None:
    shown = get(api, "/api/v1/coverage")

    silent = {one["name"]: one["silent"] for one in shown["agencies"]}
    numbers = {one["number"]: one["lacking"] for one in shown["numbers"]}
    kinds = {one["kind"]: one["total"] for one in shown["documents"]}
    assert silent == {OTHER: [2016, 2017], AGENCY: []}
    assert (numbers["it_cost"], numbers["fte"]) == ([], [2016, 2017])
    assert (kinds["lesson"], kinds["regulation"]) == (1, 0)


def collection_of(api: TestClient, year: int) -> int:
    after = api.get("/register").text.partition(f" {year}</h2>")[2]
    address = re.search(r"/register/granskning/(\d+)", after)
    assert address
    return int(address[1])


def test_a_list_to_answer_in_is_downloaded_and_its_answer_is_kept_history(
    tmp_path: Path, embedder: Embedder
) -> None:
    take_file_in(tmp_path / "data", rows(2017), collection(2017), tmp_path / "2017.xlsx")
    with serving(tmp_path / "data", embedder) as service, client(service) as api:
        collected = collection_of(api, 2017)
        own = next(a for a in get(api, "/api/v1/agencies")["agencies"] if a["name"] == AGENCY)
        path = f"/api/v1/register/collections/{collected}/lists/{own['agency_id']}.xlsx"
        sent = answered(api.get(path).content, ("Baklänges", "Planerat slut"), "2018-05-01")

        take_answers_in(tmp_path / "data", sent, "svar.xlsx", None)

        shown = profile(api, "Baklänges")
        (change,) = shown["corrections"]
        assert change["before"]["original"] == "2015-05-01"
        assert (change["after"]["value"], change["after"]["is_corrected"]) == ("2018-05-01", True)
        assert field(shown["years"][0], "planned_end")["value"] == "2018-05-01"
        page = api.get(change["after"]["citation"]["url"])
        assert (page.status_code, "den citerade cellen" in page.text) == (200, True)
        assert "2018-05-01" in page.text


def answered(content: bytes, about: tuple[str, str], value: str) -> bytes:
    """The list with one row corrected."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Granskning"]
    at = {cell.value: column for column, cell in enumerate(sheet[1], start=1)}
    places = (at["Projekt"], at["Uppgift"])
    row = next(
        n
        for n in range(2, sheet.max_row + 1)
        if tuple(sheet.cell(n, place).value for place in places) == about
    )
    sheet.cell(row, at["Svar"]).value = "rättas till"
    sheet.cell(row, at["Nytt värde"]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_is_shown_with_its_cells_marked_in_words_too(api: TestClient) -> None:
    cited = field(profile(api, "Nytt sjökort")["years"][1], "budget")["citation"]

    page = api.get(f"{cell_url(cited['sha256'], cited['sheet'], cited['cell'] + ',B2')}").text

    assert page.count("den citerade cellen") == 2
    assert f'<td id="{cited["cell"]}" class="is-cited"><mark>100000</mark>' in page
    assert "<mark>Nytt sjökort</mark>" in page
    assert cited["url"].endswith(f"#{cited['cell']}")


def test_an_empty_cell_is_marked_and_one_far_away_is_told_of(api: TestClient) -> None:
    cited = field(profile(api, "Nytt sjökort")["years"][0], "revised_end")["citation"]

    page = api.get(cell_url(cited["sha256"], cited["sheet"], f"{cited['cell']},B900")).text

    assert "<mark>(tom)</mark>" in page
    assert "B900</a>: visas inte bland raderna nedan" in page


def test_a_long_sheet_is_shown_page_by_page(tmp_path: Path, embedder: Embedder) -> None:
    long = [project(at, AGENCY, f"Projekt {at}") for at in range(2, 202)]
    put = take_file_in(tmp_path / "data", long, collection(2017), tmp_path / "lång.xlsx")
    assert put.is_new
    with serving(tmp_path / "data", embedder) as service, client(service) as api:
        cited = field(profile(api, "Projekt 100")["years"][0], "project")["citation"]

        page = api.get(cited["url"]).text
        (after,) = re.findall(r'<a href="([^"]+)">Raderna efter', page.partition("<table")[0])

        assert (cited["cell"], "Rad 60–140 av 201" in page) == ("B100", True)
        assert "Rad 141–201 av 201" in api.get(after.replace("&amp;", "&")).text


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(cell_url("0" * 64, "Projekt", "A1"), id="no-such-file"),
        pytest.param("/projekt/999999", id="no-such-project"),
        pytest.param("/register/granskning/999", id="no-such-collection"),
    ],
)
def test_a_page_of_nothing_says_so_in_swedish(api: TestClient, address: str) -> None:
    response = api.get(address)

    assert response.status_code == 404
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("cell", ["AAAA1", "A0", "1A", "x"])
def test_what_names_no_cell_or_sheet_is_told(api: TestClient, cell: str) -> None:
    sha256 = field(profile(api, "Nytt sjökort")["years"][1], "budget")["citation"]["sha256"]

    assert "är ingen cell" in api.get(cell_url(sha256, "Projekt", cell)).text
    assert "har inget blad" in api.get(cell_url(sha256, "Hemligt")).text


def test_what_a_workbook_says_is_never_markup(tmp_path: Path, embedder: Embedder) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    dates = {"start": "2016-01-01", "planned_end": "2015-01-01"}
    given = [project(2, hostile, hostile, purpose=hostile, **dates)]
    take_file_in(tmp_path / "data", given, collection(2017, survey=hostile), tmp_path / "x.xlsx")
    with serving(tmp_path / "data", embedder) as service, client(service) as api:
        shown = profile(api, hostile)
        sheet = field(shown["years"][0], "project")["citation"]["url"]
        review = f"/register/granskning/{collection_of_only(api)}"

        for address in ("/register", review, "/projekt", shown["url"], "/tackning", FIGURES, sheet):
            page = api.get(address).text

            assert "&lt;script&gt;" in page, address
            assert "<script" not in page, address
            assert "<img src=x" not in page, address


def collection_of_only(api: TestClient) -> int:
    (found,) = set(re.findall(r"/register/granskning/(\d+)", api.get("/register").text))
    return int(found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_lists_and_counts_tell_nothing_of_hidden_workbooks(
    api: TestClient, insider: TestClient, address: str
) -> None:
    theirs, all_of_it = api.get(address), insider.get(address)

    assert (theirs.status_code, all_of_it.status_code) == (200, 200)
    assert [secret for secret in SECRETS if secret in theirs.text] == []
    assert any(secret in all_of_it.text for secret in SECRETS)
    assert "2018" not in re.sub(r"2018-\d\d-\d\d", "", theirs.text)


def test_what_is_hidden_is_as_what_is_not_there(api: TestClient, insider: TestClient) -> None:
    hidden = project_named(insider, "Bakåt")
    shown = profile(insider, "Bakåt")
    collected = collection_of(insider, 2018)
    addresses = [
        f"/api/v1/agencies/{hidden['agency_id']}",
        f"/api/v1/projects/{hidden['project_id']}",
        f"/api/v1/projects/{hidden['project_id']}/plans.svg",
        f"/api/v1/projects/{hidden['project_id']}/plans.png",
        f"/api/v1/projects/{hidden['project_id']}/money.svg",
        f"/api/v1/projects/{hidden['project_id']}/money.png",
        f"/api/v1/register/collections/{collected}/lists/{hidden['agency_id']}.xlsx",
        hidden["url"],
        f"/register/granskning/{collected}",
        shown["years"][0]["fields"][0]["citation"]["url"],
    ]

    assert [insider.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert [api.get(address).status_code for address in addresses] == [404] * len(addresses)


def test_a_profile_compares_with_nothing_that_is_hidden(api: TestClient) -> None:
    text = api.get(f"/api/v1/projects/{project_named(api, 'Baklänges')['project_id']}").text

    assert [secret for secret in SECRETS if secret in text] == []


def test_an_empty_register_is_shown_as_such(tmp_path: Path, embedder: Embedder) -> None:
    with serving(tmp_path, embedder) as service, client(service) as api:
        assert get(api, "/api/v1/agencies") == {"agencies": []}
        assert get(api, "/api/v1/projects")["total"] == 0
        assert get(api, "/api/v1/projects/similar?text=lön") == {"compared": 0, "projects": []}
        assert get(api, "/api/v1/coverage")["agencies"] == []
        assert "Registret är tomt" in api.get("/register").text
        assert api.get("/projekt").status_code == api.get("/tackning").status_code == 200
        assert api.get("/api/v1/agencies/1").status_code == 404


class Outline(HTMLParser):
    """What of a page those who listen to it need."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.found: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.styles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.styles += tag in {"style", "script"}
        self.styles += any(name == "style" or name.startswith("on") for name in given)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th":
            assert given.get("scope"), "a header that does not say of what"
        if tag == "label":
            self.labelled.add(str(given.get("for")))
        if tag == "img":
            assert "alt" in given


@pytest.mark.parametrize(
    "page", ["register", "granskning", "projekt", "profil", "tackning", "blad", "tal", "fel"]
)
def test_a_page_is_built_for_those_who_cannot_see_it(api: TestClient, page: str) -> None:
    shown = profile(api, "Nytt sjökort")
    addresses = {
        "register": "/register",
        "granskning": f"/register/granskning/{collection_of(api, 2017)}",
        "projekt": "/projekt",
        "profil": shown["url"],
        "tackning": "/tackning",
        "blad": shown["years"][0]["fields"][0]["citation"]["url"],
        "tal": "/nyckeltal?matt=it_cost&per=myndighet",
        "fel": "/projekt/999999",
    }
    outline = Outline()

    outline.feed(api.get(addresses[page]).text)

    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    assert {"main", "nav", "header", "footer"} <= set(outline.found)
    assert outline.found.count("table") == outline.found.count("caption")
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.styles == 0
    inputs = outline.found.count("input") + outline.found.count("select")
    assert len(outline.labelled) == inputs
