"""`lardom register` as a person or a script meets it."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ingest.record.register.record import open_register
from ingest.register.asking import Register
from ingest.register.finding import ProjectsWanted
from ingest.register.taking_in import take_in
from ingest.types import EVERYONE
from tests.registering import lay_in, project
from tests.shelving import copied
from tests.test_cli import Lardom, assert_one_sentence, lardom

__all__ = ["lardom"]  # a fixture, taken in by its name
BOOK = Path(__file__).parent.parent / "corpus" / "register" / "insamling-2016.xlsx"
TABLE = (
    "Myndighet;Projekt;Budget tkr;Startdatum\n"
    "Exempelverket;Nytt;1 234,5;2016-01-01\n"
    "Exempelverket;Annat;oklart;31/3 2017\n"
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "projekt.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_template_is_written_once(lardom: Lardom, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"

    first = lardom("register", "template", str(path), "--year", "2019")
    second = lardom("register", "template", str(path))

    assert (first.code, "2019" in first.out) == (0, True)
    assert "Projekt" in load_workbook(path).sheetnames
    assert second.code == 2
    assert_one_sentence(second)


def test_our_own_workbook_is_taken_in_as_it_is_and_a_second_time_told(
    lardom: Lardom, data: Path
) -> None:
    first = json.loads(lardom("register", "import", str(BOOK), "--json").out)
    second = lardom("register", "import", str(BOOK))

    assert (first["is_new"], first["year"], first["projects"]) == (True, 2016, 106)
    assert "redan inläst" in second.out


def test_a_foreign_file_is_mapped_before_it_is_taken_in(
    lardom: Lardom, data: Path, table: Path
) -> None:
    proposed = lardom("register", "import", str(table), "--year", "2016")
    mapping = table.with_name("projekt.csv.mappning.yaml")
    taken = lardom("register", "import", str(table), "--mapping", str(mapping), "--json")

    assert proposed.code == 1
    assert mapping.read_text(encoding="utf-8") in proposed.out
    told = json.loads(taken.out)
    assert (taken.code, told["projects"], told["year"]) == (1, 2, 2016)
    assert [(one["cell"], one["original"]) for one in told["refused"]] == [("C3", "oklart")]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(["import", "finns-inte.xlsx"], id="no-file"),
        pytest.param(["import", "projekt.csv"], id="no-year"),
        pytest.param(["import", "projekt.csv", "--stage", "klar"], id="no-such-stage"),
        pytest.param(["import", "projekt.csv", "--mapping", "finns-inte.yaml"], id="no-mapping"),
        pytest.param(["stage", "1999", "fastställd"], id="no-such-year"),
        pytest.param(["template", "bok.docx"], id="no-workbook"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_with_a_remedy(
    lardom: Lardom,
    data: Path,
    table: Path,
    wrong: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(table.parent)

    result = lardom("register", *wrong)

    assert result.code == 2
    assert_one_sentence(result)


def test_the_stage_of_a_collection_is_set_and_shown(lardom: Lardom, data: Path) -> None:
    lardom("register", "import", str(BOOK))

    said = lardom("register", "stage", "2016", "granskning")
    shown = json.loads(lardom("register", "status", "--json").out)

    assert (said.code, shown[0]["stage"]) == (0, "review")
    assert shown[0]["books"][0]["projects"] == 106
    assert "under granskning" in lardom("register", "status").out


def test_what_was_said_of_a_collection_is_taken_back(lardom: Lardom, data: Path) -> None:
    lardom("register", "import", str(BOOK))
    lardom("register", "stage", "2016", "utkast")

    shown = lardom("register", "status")
    back = lardom("register", "stage", "2016", "arbetsböckerna")

    assert "arbetsbokens eget läge: fastställd" in shown.out
    assert back.out.strip().endswith("är nu fastställd, som dess arbetsböcker säger.")


def test_an_empty_register_says_how_to_begin(lardom: Lardom, data: Path) -> None:
    assert "lardom register import" in lardom("register", "status").out
    assert "tomt" in lardom("register", "rebuild").out


def test_damaged_tables_are_made_anew(lardom: Lardom, data: Path) -> None:
    lardom("register", "import", str(BOOK))
    (copy,) = (data / "register").glob("copy-*.duckdb")
    copy.write_bytes(b"")

    lardom("register", "rebuild")

    assert copy.stat().st_size > 0


BOOKS = [BOOK, BOOK.with_name("insamling-2017.xlsx")]


@pytest.fixture(scope="module")
def both_taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that both years' workbooks were taken into, made once; not to be written to."""
    data = tmp_path_factory.mktemp("two-years")
    for book in BOOKS:
        take_in(data, book, [EVERYONE])
    return data


@pytest.fixture
def two_years(both_taken_in: Path, data: Path) -> None:
    copied(both_taken_in, data)


def told(lardom: Lardom, *command: str) -> Any:
    return json.loads(lardom("register", *command, "--json").out)


def test_each_agency_gets_its_list_and_its_answers_come_back(
    lardom: Lardom, two_years: None, tmp_path: Path
) -> None:
    listed = told(lardom, "lists", "--year", "2016", "--to", str(tmp_path / "listor"))
    again = lardom("register", "lists", "--year", "2016", "--to", str(tmp_path / "listor"))
    path = Path(listed[0]["file"])
    book = load_workbook(path)
    sheet = book["Granskning"]
    sheet["J2"] = "stämmer"
    book.save(path)

    refused = lardom("register", "lists", "--year", "2016", "--to", str(tmp_path / "listor"))
    answered = told(lardom, "answers", str(path))

    assert len(listed) == len({one["file"] for one in listed}) == 11
    assert again.code == 0
    assert_one_sentence(refused)
    assert "besvarad" in refused.err
    assert (answered["standing"], answered["corrected"], answered["notices"]) == (1, 0, [])
    assert answered["agency"] == listed[0]["agency"]


def test_uncertain_matches_are_shown_with_both_rows_and_said(
    lardom: Lardom, two_years: None, data: Path
) -> None:
    pair = told(lardom, "matches")[0]
    shown = lardom("register", "matches").out

    said = lardom("register", "match", str(pair["id"]), "--same")
    left = told(lardom, "matches")

    assert all(pair[end]["name"] in shown for end in ("earlier", "later"))
    assert pair["earlier"]["project_id"] != pair["later"]["project_id"]
    assert (said.code, "är samma projekt" in said.out) == (0, True)
    assert pair["id"] not in {one["id"] for one in left}
    assert project_of(data, pair["earlier"]) == project_of(data, pair["later"])
    again = lardom("register", "match", str(pair["id"]), "--different")
    assert "är olika projekt" in again.out
    assert project_of(data, pair["earlier"]) != project_of(data, pair["later"])


def project_of(data: Path, row: dict[str, Any]) -> int:
    with closing(Register(data)) as register:
        seen = register.seen(lambda _: True)
        assert seen is not None
        found = seen.found(ProjectsWanted(year=row["year"], text=row["name"])).projects
        return next(one.project for one in found if one.agency_name == row["agency"])


def test_a_workbook_that_is_forgotten_is_out_until_it_is_taken_in_anew(
    lardom: Lardom, two_years: None, data: Path
) -> None:
    forgotten = lardom("register", "forget", "insamling-2016.xlsx")
    held = {one["year"]: one["books"] for one in told(lardom, "status")}
    record = open_register(data)
    assert record is not None
    with closing(record):
        found = {one.collection.year: record.findings(one.id) for one in record.collections()}

    assert (forgotten.code, held[2016], len(held[2017])) == (0, [], 1)
    assert not any(one.is_open for one in found[2016])
    assert lardom("register", "forget", "insamling-2016.xlsx").code == 2
    assert told(lardom, "import", str(BOOK))["is_new"] is True
    assert len({one["year"]: one["books"] for one in told(lardom, "status")}[2016]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(["lists", "--year", "1999", "--to", "x"], id="no-such-year"),
        pytest.param(["answers", str(BOOK)], id="no-list"),
        pytest.param(["answers", "finns-inte.xlsx"], id="no-file"),
        pytest.param(["match", "999", "--same"], id="no-such-pair"),
        pytest.param(["match", "1"], id="not-said"),
        pytest.param(["forget", "finns-inte.xlsx"], id="no-such-workbook"),
    ],
)
def test_what_cannot_be_looked_after_is_one_sentence(
    lardom: Lardom, two_years: None, wrong: list[str]
) -> None:
    result = lardom("register", *wrong)

    assert result.code == 2
    assert_one_sentence(result)


def test_an_empty_register_has_no_matches(lardom: Lardom, data: Path) -> None:
    assert told(lardom, "matches") == []
    assert "inga osäkra par" in lardom("register", "matches").out


def test_a_workbook_of_a_folder_is_not_forgotten_by_hand(
    lardom: Lardom, data: Path, tmp_path: Path
) -> None:
    lay_in(data, [project(2, "Exempelverket", "Nytt")], tmp_path / "material", "a/insamling.xlsx")

    result = lardom("register", "forget", "a/insamling.xlsx")

    assert_one_sentence(result)
    assert "lardom sync" in result.err
    assert len(told(lardom, "status")[0]["books"]) == 1
