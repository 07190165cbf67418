"""The register of the starter material: as the script makes it, plainly invented, like life."""

import csv
import json
import statistics
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus._build.build import CORPUS
from corpus._build.register.agencies import read_agencies
from corpus._build.register.figures import FIGURE_YEARS
from corpus._build.register.making import Register, make_register
from corpus._build.register.projects import YEARS
from corpus._build.register.writing import TABLES, tables, write_register
from ingest.register.filling import Line
from ingest.register.types import RowKind
from ingest.scanning import scan_folder

LEXICON = Path(__file__).parents[2] / "shared" / "lexicon" / "agencies.jsonl"
BOOKS = [f"register/insamling-{year}.xlsx" for year in FIGURE_YEARS]
PUBLISHED = "register/_publicerade-totaler.csv"
FAULTS = ("missing", "order", "sum", "unit", "jump", "outlier", "duplicate")


@pytest.fixture(scope="module")
def register() -> Register:
    return make_register()


@pytest.fixture(scope="module")
def sheets() -> dict[int, Any]:
    return {
        year: openpyxl.load_workbook(CORPUS / book)
        for year, book in zip(FIGURE_YEARS, BOOKS, strict=True)
    }


def planted() -> list[dict[str, str]]:
    with (TABLES / "made_planted.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def projects(register: Register, year: int) -> list[Line]:
    book = next(book for book in register.books if book.collection.year == year)
    return [said.line for said in book.lines if said.line.kind is RowKind.PROJECT]


def told(line: Line, field: str) -> Any:
    entry = line.get(field)
    return entry.value if entry else None


def days(line: Line, first: str, last: str) -> int | None:
    if told(line, first) is None or told(line, last) is None:
        return None
    return (date.fromisoformat(told(line, last)) - date.fromisoformat(told(line, first))).days


def test_every_workbook_is_byte_for_byte_what_the_script_makes(tmp_path: Path) -> None:
    made = write_register(tmp_path)

    assert list(made) == BOOKS
    assert [b for b in BOOKS if (CORPUS / b).read_bytes() != (tmp_path / b).read_bytes()] == []


def test_the_tables_of_what_is_true_are_what_the_script_makes(register: Register) -> None:
    kept = {name: (TABLES / name).read_text(encoding="utf-8") for name in tables(register)}

    assert kept == tables(register)


def test_the_workbooks_are_no_documents_but_for_the_register() -> None:
    scan = scan_folder(CORPUS)

    assert list(scan.collections) == BOOKS
    assert set(BOOKS) & set(scan.sources) == set()
    assert PUBLISHED not in scan.sources


def test_each_published_total_names_its_source() -> None:
    with (CORPUS / PUBLISHED).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    assert len(rows) >= 20
    assert all(row["källa"] and row["tal"] and row["enhet"] and row["avser"] for row in rows)


def test_another_seed_makes_another_register_of_the_same_agencies() -> None:
    other = make_register(7)

    assert tables(other) != tables(make_register())
    assert len(other.projects) == len(make_register().projects)


@pytest.mark.skipif(not LEXICON.exists(), reason="the list of real agencies is not at hand")
def test_no_example_agency_is_called_like_a_real_one() -> None:
    rows = [json.loads(line) for line in LEXICON.read_text(encoding="utf-8").splitlines()]
    real = {
        str(name).casefold()
        for row in rows
        for name in (row["name"], row.get("short"), row.get("org_nr"), *row.get("aliases", ()))
    }

    ours = {
        name.casefold()
        for agency in read_agencies()
        for name in (agency.name, agency.short, agency.org_number, *agency.former)
    }

    assert ours & real == set()


def test_every_example_agency_says_in_its_name_that_it_is_one() -> None:
    names = [name for agency in read_agencies() for name in (agency.name, *agency.former)]

    assert [name for name in names if not name.startswith("Exempel")] == []
    assert len(set(names)) == len(names)


def test_there_are_sixty_agencies_twenty_of_them_the_twenty() -> None:
    agencies = read_agencies()

    assert len(agencies) == len({agency.short for agency in agencies}) == 60
    assert sum("de tjugo" in agency.groups for agency in agencies) == 20


def test_there_are_a_hundred_and_sixty_projects_in_three_collections(register: Register) -> None:
    counts = [len(projects(register, year)) for year in YEARS]

    assert len(register.projects) == 160
    assert all(75 <= count <= 112 for count in counts)
    assert projects(register, 2015) == []


def test_projects_are_about_as_published_of_real_ones(register: Register) -> None:
    lines = [line for year in YEARS for line in projects(register, year)]
    ends = ("actual_end", "revised_end", "planned_end")
    lengths = [
        length
        for line in lines
        for end in [next((end for end in ends if told(line, end)), "")]
        if (length := days(line, "start", end)) and length > 0
    ]
    risks = [
        max(told(line, risk) for risk in ("risk_benefit", "risk_budget", "risk_time"))
        for line in lines
    ]
    lacking = [not told(line, "benefit_plan") or not told(line, "benefit_owner") for line in lines]
    revised = [told(line, "revised_end") is not None for line in lines]

    assert 890 <= statistics.mean(lengths) <= 1000
    assert 700 <= statistics.median(lengths) <= 900
    assert statistics.mean(risk >= 2 for risk in risks) == pytest.approx(0.56, abs=0.06)
    assert statistics.mean(lacking) == pytest.approx(0.5, abs=0.06)
    assert statistics.mean(revised) == pytest.approx(0.5, abs=0.06)


def test_it_costs_about_nine_percent_of_the_operating_cost(register: Register) -> None:
    spoiled = {fault.agency.number for fault in register.planted}
    figures: Counter[str] = Counter()
    for said in register.books[1].lines:
        if said.line.kind is RowKind.FIGURE and said.agency.number not in spoiled:
            figures[said.subject] += round(said.number("value"))

    assert figures["it_cost"] / figures["operating_cost"] == pytest.approx(0.09, abs=0.015)
    assert figures["it_cost"] == figures["it_operations"] + figures["it_development"]


def test_faults_of_every_kind_are_planted() -> None:
    kinds = Counter(fault["kind"] for fault in planted())

    assert set(kinds) == set(FAULTS)
    assert min(kinds.values()) >= 5
    assert 40 <= kinds.total() <= 75


def test_a_planted_fault_names_the_cell_that_holds_it(sheets: dict[int, Any]) -> None:
    for fault in planted():
        if not fault["cell"]:
            continue
        sheet = sheets[int(fault["year"])][fault["sheet"]]
        cell = sheet[fault["cell"]]

        assert (cell.value is None) == (fault["kind"] == "missing"), fault
        said = sheet.cell(cell.row, 1).value
        assert said in {fault["agency"], "EXK"}, fault


def test_the_rows_of_one_true_project_are_of_one_agency_or_of_its_successor() -> None:
    with (TABLES / "made_identities.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    agencies: dict[str, set[str]] = {}
    for row in rows:
        agencies.setdefault(row["project"], set()).add(row["agency"])

    moved = {frozenset(names) for names in agencies.values() if len(names) > 1}

    assert moved == {
        frozenset({"Exempelkassan", "EXK"}),
        frozenset({"Exempelverket för bolag", "Exempelbolagsregistret"}),
        frozenset({"Exempelnämnden för mätare", "Exempelverket för mått"}),
    }


def test_siblings_are_at_different_agencies_and_of_one_kind(register: Register) -> None:
    known = {truth.id: truth for truth in register.projects}
    with (TABLES / "made_siblings.tsv").open(encoding="utf-8", newline="") as file:
        pairs = [
            (known[row["project"]], known[row["sibling"]])
            for row in csv.DictReader(file, delimiter="\t")
        ]

    assert len(pairs) == 20
    for one, other in pairs:
        assert one.agency != other.agency
        assert one.idea.kind == other.idea.kind
        assert one.idea.purpose != other.idea.purpose


def test_one_collection_is_under_review_and_one_does_not_know_its_tax(
    sheets: dict[int, Any],
) -> None:
    said = {year: [cell.value for cell in book["Insamling"]["B"]] for year, book in sheets.items()}

    assert [said[year][3] for year in FIGURE_YEARS] == [
        "fastställd", "fastställd", "fastställd", "under granskning",
    ]  # fmt: skip
    assert [said[year][4] for year in FIGURE_YEARS] == [
        "okänt", "utan moms", "utan moms", "utan moms",
    ]  # fmt: skip
    assert [said[year][5] for year in FIGURE_YEARS] == list(FIGURE_YEARS)
    assert {said[year][6] for year in FIGURE_YEARS} == {"ja"}


def test_what_consultants_means_changed_in_2017(sheets: dict[int, Any]) -> None:
    defined = {
        year: dict(book["Mått"].iter_rows(min_row=2, values_only=True))
        for year, book in sheets.items()
    }
    changed = {
        name
        for year in FIGURE_YEARS[1:]
        for name in defined[year]
        if defined[year][name] != defined[2015][name]
    }

    assert changed == {"Konsultkostnad för it"}
    assert defined[2016] == defined[2015]
    assert defined[2018] == defined[2017]
