"""The history of the library: what each run did, for who may know of it."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError, IngestError
from ingest.history import last_runs, run_in_full
from ingest.history_output import NONE_YET, show_run, show_status
from ingest.record.opening import open_for_writing
from ingest.record.runs import KEPT, FileStatus, Job, RunFile, RunRecord
from ingest.sync import forget, sync
from ingest.work import Library
from tests.conftest import MATERIAL
from tests.services import GROUP, client, serving
from tests.shelving import copied_with_material, taken_in_at

DAMAGED = "projekt/trasig.pdf"
CLOSED = "projekt/hemlig.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A run with a damaged file, a secret one and one that is no material; not to be written to."""
    files = {
        **MATERIAL,
        DAMAGED: "%PDF-1.4 nonsens",
        CLOSED: "%PDF-1.4 nonsens",
        f"{CLOSED}.meta.yaml": f"access: [{GROUP}]\n",
        "_utkast.md": "Ett utkast.",
    }
    return taken_in_at(tmp_path_factory.mktemp("history"), files, embedder)


@pytest.fixture
def taken_in(home: Path, library: Library, tmp_path: Path) -> Library:
    """The library after that run, to be written to."""
    copied_with_material(home, tmp_path)
    return library


@pytest.fixture
def material(taken_in: Library, tmp_path: Path) -> Path:
    """What it was made of."""
    return tmp_path / "material"


def by_source(library: Library, run: int = 1) -> dict[str, RunFile]:
    found = run_in_full(library.data, run)
    assert found is not None
    return {file.source: file for file in found.files}


def test_a_run_tells_what_became_of_each_file(taken_in: Library, home: Path) -> None:
    (run,) = last_runs(taken_in.data, 10)
    files = by_source(taken_in)

    assert (run.job, run.folders, run.generation, run.unchanged) == (
        Job.SYNC,
        (str((home / "material").resolve()),),
        1,
        0,
    )
    assert run.counts == {FileStatus.STORED: 3, FileStatus.FAILED: 2, FileStatus.SKIPPED: 2}
    assert run.started <= str(run.finished)
    assert files["projekt/slutrapport.md"].chunks == 1
    assert files[DAMAGED].seconds is not None
    assert files[DAMAGED].reason
    assert files[DAMAGED].remedy
    assert files["_utkast.md"].status is FileStatus.SKIPPED


def test_a_run_without_changes_counts_what_it_left_alone(taken_in: Library, material: Path) -> None:
    sync(taken_in, [material])

    newest, first = last_runs(taken_in.data, 10)
    assert (newest.id, first.id) == (2, 1)
    assert (newest.unchanged, newest.counts.get(FileStatus.STORED)) == (3, None)


def test_what_is_gone_is_told(taken_in: Library, material: Path) -> None:
    (material / "anteckning.txt").unlink()
    sync(taken_in, [material])
    forget(taken_in, material)

    assert by_source(taken_in, 2)["anteckning.txt"].status is FileStatus.REMOVED
    assert last_runs(taken_in.data, 1)[0].job is Job.FORGET
    assert last_runs(taken_in.data, 1)[0].counts == {FileStatus.REMOVED: 2}


def test_a_run_that_could_not_publish_says_why(taken_in: Library, material: Path) -> None:
    class Other:
        fingerprint = "another"
        dimension = 2

    other = Library(data=taken_in.data, embedder=Other())  # type: ignore[arg-type]  # never asked

    with pytest.raises(EmbedderMismatchError):
        sync(other, [material])

    (run,) = last_runs(taken_in.data, 1)
    assert run.finished
    assert "modell" in str(run.trouble)
    assert run.generation is None


def test_a_run_that_was_cut_off_has_no_end(taken_in: Library) -> None:
    engine = open_for_writing(taken_in.data)
    RunRecord(engine).begin(Job.SYNC, ["/mappen"])
    engine.dispose()

    assert last_runs(taken_in.data, 1)[0].finished is None


def test_old_runs_are_forgotten_with_their_files(taken_in: Library) -> None:
    engine = open_for_writing(taken_in.data)
    history = RunRecord(engine)
    for _ in range(KEPT):
        history.begin(Job.SYNC, [])

    numbers = [run.id for run in history.newest(KEPT + 10)]

    assert (len(numbers), min(numbers)) == (KEPT, 2)
    assert history.files(1) == []
    engine.dispose()


def test_the_status_of_an_empty_folder_says_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_status(tmp_path / "data", 5, as_json=False)

    assert capsys.readouterr().out.strip() == NONE_YET
    assert not (tmp_path / "data").exists()


def test_the_status_names_what_is_there_and_the_last_runs(
    taken_in: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    show_status(taken_in.data, 5, as_json=False)
    shown = capsys.readouterr().out
    show_status(taken_in.data, 5, as_json=True)
    told = json.loads(capsys.readouterr().out)

    assert "version 1 med 3 dokument" in shown
    assert "3 nya, 2 misslyckade" in " ".join(shown.split())
    assert (told["documents"], told["runs"][0]["counts"]["failed"]) == (3, 2)


def test_a_run_is_shown_with_reason_and_remedy_failures_first(
    taken_in: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    is_there = show_run(taken_in.data, 1, as_json=False)
    shown = capsys.readouterr().out

    assert is_there
    assert shown.index(DAMAGED) < shown.index("projekt/slutrapport.md")
    assert by_source(taken_in)[DAMAGED].remedy in shown
    assert not show_run(taken_in.data, 99, as_json=False)


@pytest.fixture
def outside(taken_in: Library, embedder: Embedder) -> Iterator[TestClient]:
    with serving(taken_in.data, embedder) as service, client(service) as api:
        yield api


def test_the_api_tells_runs_in_numbers(outside: TestClient) -> None:
    (run,) = outside.get("/api/v1/runs").json()["runs"]

    assert run["files"] == {"stored": 3, "failed": 2, "skipped": 2}
    assert (run["run_id"], run["generation"], run["has_trouble"]) == (1, 1, False)


def test_only_files_that_the_asker_may_see_are_named(
    taken_in: Library, embedder: Embedder, outside: TestClient
) -> None:
    seen = {file["source"] for file in outside.get("/api/v1/runs/1").json()["files"]}

    with serving(taken_in.data, embedder, GROUP) as inside, client(inside) as api:
        seen_by_group = {file["source"] for file in api.get("/api/v1/runs/1").json()["files"]}

    assert DAMAGED in seen
    assert CLOSED not in seen
    assert CLOSED in seen_by_group
    assert "_utkast.md" not in seen_by_group


def test_a_run_that_is_not_there_is_told(outside: TestClient) -> None:
    answer = outside.get("/api/v1/runs/99")

    assert answer.status_code == 404
    assert "99" in answer.json()["error"]["message"]


def test_a_history_that_cannot_be_written_stops_the_run(library: Library, material: Path) -> None:
    sync(library, [material])
    engine = open_for_writing(library.data)
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("DROP TABLE runs").close()
    engine.dispose()

    with pytest.raises(IngestError, match="Databasen"):
        sync(library, [material])
