"""Full and read-only disks, a busy and a damaged record: a clear word, and nothing is lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.library import LibraryKeeper
from ingest.embedding import Embedder
from ingest.errors import DataFolderError, IngestError
from ingest.index.complaints import TOLD, TOLD_OF_RECORD, build_failure
from ingest.index.vectors import VectorReader
from ingest.record.facts import Fact
from ingest.record.opening import open_beside_writer, open_for_reading
from ingest.record.writing import RecordWriter
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.damage import HOW
from tests.disks import fill, make_room, may_mount, only_read, small_disk
from tests.services import client, serving
from tests.shelving import HERE, copied, shown

QUESTION = {"question": "Vad kostade Vägprojektet?"}
DISK = 20_000
LEVELS = {"nothing": 0, "too little for the record": 40, "too little for the index": 300}
"""Kilobytes left on the disk; a sync needs about 500."""
WRITING = """
import sqlite3, sys
record = sqlite3.connect(sys.argv[1], isolation_level=None)
record.execute("BEGIN IMMEDIATE")
print("begun", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder beside its material; tests do to copies of it what they like."""
    folder = tmp_path_factory.mktemp("faults")
    material = write_material(folder / "material", MATERIAL)
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "data")


@pytest.fixture
def disk(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A small disk with a library on it."""
    place = tmp_path / "disk"
    place.mkdir()
    if not may_mount(place):
        pytest.skip("only root may mount a disk of its own, to fill it")
    with small_disk(place, DISK):
        copied(made, place / "data")
        yield place


def need_read_only(folder: Path) -> None:
    if os.geteuid() == 0 and not may_mount(folder):
        pytest.skip("nothing is read-only to root, who may not mount here")


@pytest.fixture
def read_only(data: Path) -> Iterator[Path]:
    """A data folder that nobody may write to."""
    need_read_only(data)
    with only_read(data) as folder:
        yield folder


def answered(data: Path, embedder: Embedder) -> tuple[str, bool]:
    """The state of a service over a data folder, and whether it knows what the project cost."""
    with serving(data, embedder) as service, client(service) as asking:
        answer = asking.post("/api/v1/ask", json=QUESTION).text
        return asking.get("/readyz").json()["status"], "14,5 miljoner" in answer


@pytest.mark.slow
@pytest.mark.parametrize("left", LEVELS.values(), ids=LEVELS.keys())
def test_a_full_disk_stops_a_sync_with_a_word_and_nothing_is_lost(
    left: int, made: Path, disk: Path, tmp_path: Path, embedder: Embedder
) -> None:
    data = disk / "data"
    other = {source: f"{text}\n\nTillagt: {source}.\n" for source, text in MATERIAL.items()}
    material = write_material(tmp_path / "material", other)
    library = Library(data=data, embedder=embedder, workers=1)
    before = shown(data, 1, made.parent / "material")
    fill(disk, left)

    with pytest.raises(DataFolderError, match=r"är full.*Frigör utrymme") as told:
        sync(library, [material])
    asked = answered(data, embedder)
    make_room(disk)

    assert str(data) in str(told.value)
    assert asked[1]
    assert shown(data, 1, made.parent / "material") == before
    assert not list((data / "index").glob("building-*"))
    assert set(shown(data, sync(library, [material]).generation, material)) == set(MATERIAL)


def test_a_library_that_may_only_be_read_answers_as_before(
    read_only: Path, embedder: Embedder
) -> None:
    assert answered(read_only, embedder) == ("ready", True)
    with closing(LibraryKeeper(read_only, embedder)) as keeper:
        assert isinstance(keeper.current().vectors, VectorReader)
        assert keeper.current().lexical is not None


def test_a_library_that_may_only_be_read_is_not_written_to(
    made: Path, read_only: Path, embedder: Embedder
) -> None:
    with pytest.raises(DataFolderError, match=r"går inte att skriva i .*LARDOM_DATA"):
        sync(Library(data=read_only, embedder=embedder), [made.parent / "material"])


def test_a_record_that_may_only_be_read_is_refused_while_changes_wait_in_its_log(
    data: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    engine = open_for_reading(data)
    assert engine is not None
    with closing(engine.raw_connection()), sqlite3.connect(data / "record.sqlite3") as writing:
        writing.execute("INSERT INTO facts VALUES ('x', 'y')")
        writing.commit()
        copied(data, left)
    engine.dispose()
    (left / "record.sqlite3-shm").unlink()

    need_read_only(left)
    with only_read(left), pytest.raises(DataFolderError, match=r"väntar i record\.sqlite3-wal"):
        open_for_reading(left)
    assert open_for_reading(left) is not None


def test_material_that_may_only_be_read_is_taken_in(library: Library, material: Path) -> None:
    need_read_only(material)
    with only_read(material):
        report = sync(library, [material])

    assert sorted(report.stored) == sorted(MATERIAL)


def test_a_record_that_another_program_holds_is_told_after_a_while(data: Path) -> None:
    engine = open_beside_writer(data)
    assert engine is not None
    command = [sys.executable, "-c", WRITING, str(data / "record.sqlite3")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "begun\n"

        with pytest.raises(DataFolderError, match=r"upptagen.*Vänta tills det är klart"):
            RecordWriter(engine, 2).set_fact(Fact.GENERATION, "1")
        holder.communicate("")
    RecordWriter(engine, 2).set_fact(Fact.GENERATION, "1")
    engine.dispose()


def zero_a_page(record: Path) -> None:
    with record.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096))


@pytest.mark.parametrize(
    "harm",
    [HOW["garbled"], HOW["cut short"], HOW["zero-filled"], HOW["a folder"], zero_a_page],
    ids=["garbled", "cut short", "zero-filled", "a folder", "a page of zeros"],
)
def test_a_damaged_record_is_told_left_as_it_is_and_serves_again_when_it_is_put_back(
    harm: Callable[[Path], None], made: Path, data: Path, tmp_path: Path, embedder: Embedder
) -> None:
    backup = copied(data, tmp_path / "backup")
    record = data / "record.sqlite3"
    harm(record)
    harmed = record.read_bytes() if record.is_file() else b""

    with pytest.raises(IngestError, match=r"Databasen .*record\.sqlite3 (är|går inte)"):
        sync(Library(data=data, embedder=embedder, workers=1), [made.parent / "material"])
    with (
        pytest.raises(IngestError, match="Databasen"),
        closing(LibraryKeeper(data, embedder)) as asked,
    ):
        asked.current().record.documents()

    assert (record.read_bytes() if record.is_file() else b"") == harmed
    HOW["missing"](record)
    copied(backup / "record.sqlite3", record)
    assert answered(data, embedder) == ("ready", True)


@pytest.mark.parametrize(
    ("code", "said", "complaint", "told"),
    [
        (TOLD, "Ordindexet hittar inget.", "", "bygga: Ordindexet hittar inget. Det förra"),
        (TOLD_OF_RECORD, "Databasen är skadad.", "", "Databasen är skadad."),
        (1, "", "OSError: [Errno 28] No space left on device", "är full. Frigör utrymme"),
        (1, "", "InternalError: (code: 13) database or disk is full", "är full. Frigör utrymme"),
        (1, "", "PermissionError: [Errno 13] Permission denied: 'x'", "går inte att skriva i"),
        (-9, "", "", "avslutades utifrån, eller minnet tog slut"),
        (1, "", "Traceback\n  ...\nRuntimeError: unheard of", "slutkod 1; RuntimeError"),
        (-11, "12 40", "", "slutkod -11"),
    ],
    ids=["check", "record", "full", "full-in-chroma", "denied", "killed", "unforeseen", "crashed"],
)
def test_what_a_failed_build_tells_is_one_sentence_with_a_remedy(
    code: int, said: str, complaint: str, told: str
) -> None:
    error = build_failure(HERE, code, said, complaint)

    assert told in str(error)
    assert "Traceback" not in str(error)
    assert str(error).endswith(".")


@pytest.mark.parametrize(("free", "told"), [(250, "är full"), (4096, "slutkod 1")], ids=str)
def test_where_chroma_does_not_say_why_it_gave_up_the_room_that_is_left_tells(
    free: int, told: str, tmp_path: Path
) -> None:
    if not may_mount(tmp_path):
        pytest.skip("only root may mount a disk")
    said = "chromadb.errors.InternalError: Error in compaction: Failed to apply logs"
    with small_disk(tmp_path / "disk", 8192) as disk:
        fill(disk, free)

        error = build_failure(disk, 1, "", said)

    assert told in str(error)
