"""`lardom register` as a person or a script meets it."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

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


def test_an_empty_register_says_how_to_begin(lardom: Lardom, data: Path) -> None:
    assert "lardom register import" in lardom("register", "status").out
    assert "tomt" in lardom("register", "rebuild").out


def test_damaged_tables_are_made_anew(lardom: Lardom, data: Path) -> None:
    lardom("register", "import", str(BOOK))
    (copy,) = (data / "register").glob("copy-*.duckdb")
    copy.write_bytes(b"")

    lardom("register", "rebuild")

    assert copy.stat().st_size > 0
