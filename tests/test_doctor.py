import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest.doctor import Check, Patient, State, examine, worst
from ingest.doctor_output import examine_and_report
from ingest.embedding import Embedder
from ingest.errors import EmbedderError
from ingest.record.opening import RECORD_NAME, look_at, open_for_writing
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.scans import needs_office, needs_recognition
from tests.shelving import copied
from tests.test_migrations import take_back

NEEDED = ("Python", "SQLite", "Datamapp", "Databas", "Inbäddningsmodell", "Index")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    place = tmp_path_factory.mktemp("hel")
    material = write_material(place / "material", MATERIAL)
    sync(Library(data=place / "data", embedder=embedder, workers=1), [material])
    return place / "data"


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    return copied(whole, tmp_path / "data")


def patient(data: Path, embedder: Embedder, *, may_help: bool = False) -> Patient:
    return Patient(data=data, load_embedder=lambda: embedder, ocr=may_help, office=may_help)


def by_name(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_a_whole_library_is_well(whole: Path, embedder: Embedder) -> None:
    checks = examine(patient(whole, embedder))

    assert worst(checks) is State.WELL
    assert [check.name for check in checks[:6]] == list(NEEDED)
    assert by_name(checks)["Index"].found == "version 1, hel"
    assert not any(check.remedy for check in checks)


def test_where_nothing_was_taken_in_all_is_well_and_nothing_is_made(
    tmp_path: Path, embedder: Embedder
) -> None:
    checks = examine(patient(tmp_path / "data", embedder))

    assert worst(checks) is State.WELL
    assert not (tmp_path / "data").exists()


def lose_words(data: Path) -> None:
    for path in (data / "index" / "gen-000001" / "lexical").glob("*.store"):
        path.write_bytes(b"")


def lose_name(data: Path) -> None:
    (data / "index" / "CURRENT").write_text("gen-x")


def damage_record(data: Path) -> None:
    content = bytearray((data / RECORD_NAME).read_bytes())
    content[8192:12288] = b"\xff" * 4096
    (data / RECORD_NAME).write_bytes(content)


def replace_record(data: Path) -> None:
    (data / RECORD_NAME).write_bytes(b"ingen databas" * 100)


def change_embedder(data: Path) -> None:
    with closing(sqlite3.connect(data / RECORD_NAME)) as record:
        record.execute("UPDATE facts SET value = 'annan' WHERE name = 'embedder'")
        record.commit()


@pytest.mark.parametrize(
    ("harm", "name", "remedy"),
    [
        (lose_words, "Index", "lardom sync"),
        (lose_name, "Index", "lardom sync"),
        (damage_record, "Databas", "säkerhetskopia"),
        (replace_record, "Databas", "säkerhetskopia"),
        (change_embedder, "Inbäddningsmodell", "--re-embed"),
    ],
    ids=["a lost index", "a lost name", "a damaged record", "no record", "another model"],
)
def test_what_is_broken_is_named_with_a_remedy(
    data: Path, embedder: Embedder, harm: Callable[[Path], None], name: str, remedy: str
) -> None:
    harm(data)

    checks = examine(patient(data, embedder))

    broken = [check for check in checks if check.state is State.BROKEN]
    assert [check.name for check in broken] == [name]
    assert remedy in broken[0].remedy


def test_a_record_of_an_older_form_is_told_of_and_left_as_it_is(
    data: Path, embedder: Embedder
) -> None:
    take_back(open_for_writing(data), "0003")

    checks = by_name(examine(patient(data, embedder)))

    assert checks["Databas"].state is State.LACKING
    assert "lardom sync" in checks["Databas"].remedy
    assert "Index" not in checks
    assert look_at(data).form == "0003"


def test_a_data_folder_that_cannot_be_written_is_broken(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "data").write_text("en fil")

    folder = by_name(examine(patient(tmp_path / "data", embedder)))["Datamapp"]

    assert folder.state is State.BROKEN
    assert "LARDOM_DATA" in folder.remedy


def test_a_model_that_cannot_be_loaded_is_broken(whole: Path) -> None:
    def load() -> Embedder:
        raise EmbedderError("Modellen saknas.")

    checks = examine(Patient(data=whole, load_embedder=load, ocr=False, office=False))

    assert by_name(checks)["Inbäddningsmodell"].remedy == "Modellen saknas."


def test_programs_that_may_help_but_are_not_there_are_named_with_their_packages(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    checks = examine(patient(tmp_path / "data", embedder, may_help=True))

    lacking = [check for check in checks if check.state is State.LACKING]
    assert worst(checks) is State.LACKING
    assert "apt install ocrmypdf tesseract-ocr tesseract-ocr-swe" in lacking[0].remedy
    assert "libreoffice-writer-nogui" in lacking[1].remedy


@needs_recognition
@needs_office
def test_programs_that_are_there_are_well(tmp_path: Path, embedder: Embedder) -> None:
    assert worst(examine(patient(tmp_path / "data", embedder, may_help=True))) is State.WELL


@pytest.mark.parametrize(
    ("harm", "code", "state"),
    [(None, 0, "well"), (lose_name, 2, "broken")],
    ids=["well", "broken"],
)
def test_the_exit_code_and_the_json_say_how_it_stands(
    data: Path,
    embedder: Embedder,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Path], None] | None,
    code: int,
    state: str,
) -> None:
    if harm:
        harm(data)

    assert examine_and_report(patient(data, embedder), as_json=True) == code
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == state
    assert {"name", "state", "found", "remedy"} == set(told["checks"][0])


def test_what_is_printed_names_each_thing_and_its_remedy(
    data: Path, embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    lose_name(data)

    examine_and_report(patient(data, embedder), as_json=False)
    shown = capsys.readouterr().out

    assert "Bra:    Databas: hel" in shown
    assert "FEL:    Index: " in shown
    assert "Kör `lardom sync`" in shown
