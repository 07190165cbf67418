"""Syncing real folders into real libraries: what changes, what stays, what survives."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from sqlalchemy import Connection, Engine, event

from assistant.library import LibraryKeeper
from ingest.embedding import BUNDLED_MODEL, Embedder, load_embedder
from ingest.errors import DataFolderError, EmbedderMismatchError, FolderError, LockedError
from ingest.index.generation import (
    GRACE_SECONDS,
    current_generation,
    generation_folder,
    index_folder,
)
from ingest.index.lexical import LexicalReader
from ingest.index.types import Order
from ingest.index.vectors import VectorReader
from ingest.lock import writing
from ingest.report import SyncReport
from ingest.starter import may_start_with
from ingest.swedish import stem
from ingest.sync import embed_again, forget, sync
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.shelving import Counting, build_here, reader_of, shown

BROKEN_NAME = b"/\xe5rsber\xe4ttelse.txt"
REPORT = "projekt/slutrapport.md"
CHANGED = "# Slutrapport\n\n## Kostnader\n\nProjektet kostade till sist arton miljoner kronor.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A material folder and another, taken in together; what that sync reported."""

    data: Path
    material: Path
    other: Path
    pristine: Path
    report: SyncReport

    @property
    def folders(self) -> list[Path]:
        return [self.material, self.other]


class StoppedError(Exception):
    """The sync ends here, as if it were killed."""


def stop_at(what: str) -> Callable[[str, int, int], None]:
    def told(doing: str, _done: int, _whole: int) -> None:
        if doing == what:
            raise StoppedError

    return told


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Made:
    folder = tmp_path_factory.mktemp("sync")
    pristine = write_material(folder / "pristine", MATERIAL)
    (pristine / "trasig.pdf").write_bytes(b"%PDF-1.7 och sedan inget mer")
    write_material(pristine, {"okänd.xyz": "?", ".dold": "", "_arbete/utkast.md": "# Utkast"})
    Path(os.fsdecode(os.fsencode(pristine) + BROKEN_NAME)).write_text("Text.")
    material = Path(shutil.copytree(pristine, folder / "material"))
    other = write_material(folder / "other", {"anteckning.txt": "En annan anteckning om Falken."})
    library = Library(data=folder / "data", embedder=embedder, workers=1)
    report = sync(library, [material, other])
    return Made(data=library.data, material=material, other=other, pristine=pristine, report=report)


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    """The same again in a data folder of the test's own, its material as it was."""
    shutil.rmtree(first.material)
    shutil.copytree(first.pristine, first.material)
    return replace(first, data=Path(shutil.copytree(first.data, tmp_path / "data")))


@pytest.fixture
def counting(embedder: Embedder) -> Counting:
    return Counting(embedder)


@pytest.fixture
def library(made: Made, counting: Counting) -> Library:
    return Library(data=made.data, embedder=counting, workers=1)


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """Another model: a part of the bundled one's columns."""
    folder = tmp_path_factory.mktemp("model")
    for file in BUNDLED_MODEL.iterdir():
        shutil.copy(file, folder)
    weights = load_file(folder / "model.safetensors")
    part = {name: np.ascontiguousarray(table[:, :64]) for name, table in weights.items()}
    save_file(part, folder / "model.safetensors")
    return load_embedder(str(folder))


def lists_of(report: SyncReport) -> dict[str, list[str]]:
    return {
        "stored": list(report.stored),
        "unchanged": list(report.unchanged),
        "replaced": list(report.replaced),
        "removed": list(report.removed),
        "failed": [failure.source for failure in report.failed],
        "skipped": [skipped.source for skipped in report.skipped],
    }


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def is_indexed(data: Path, word: str) -> bool:
    """True when any generation that lies on disk knows the word."""
    generations = [LexicalReader(path / "lexical") for path in index_folder(data).glob("gen-*")]
    return any(reader.frequency(f"={stem(word)}") for reader in generations)


def test_every_file_stands_in_exactly_one_list(first: Made) -> None:
    shown_name = BROKEN_NAME.decode("utf-8", "replace").strip("/")

    assert lists_of(first.report) == {
        "stored": ["anteckning.txt", "anteckning.txt", "beslut/uppdrag.md", REPORT],
        "unchanged": [],
        "replaced": [],
        "removed": [],
        "failed": ["okänd.xyz", "trasig.pdf", shown_name],
        "skipped": [".dold", "_arbete/utkast.md"],
    }
    assert all(failure.reason and failure.remedy for failure in first.report.failed)


def test_one_name_in_two_folders_is_two_documents(first: Made) -> None:
    with closing(reader_of(first.data, 1)) as reader:
        rows = [row for row in reader.documents() if row.source == "anteckning.txt"]
        texts = {row.folder: reader.text(row.version_id).text for row in rows}

    assert "Diabas" in texts[str(first.material)]
    assert "Falken" in texts[str(first.other)]


def test_a_second_sync_embeds_nothing_and_publishes_nothing(
    made: Made, library: Library, counting: Counting
) -> None:
    report = sync(library, made.folders)

    lists = lists_of(report)
    assert lists["unchanged"] == [*lists_of(made.report)["stored"][1:], "anteckning.txt"]
    assert lists["failed"] == lists_of(made.report)["failed"]
    assert lists["stored"] == lists["replaced"] == lists["removed"] == []
    assert (report.generation, counting.texts) == (1, 0)
    assert [path.name for path in index_folder(made.data).glob("gen-*")] == ["gen-000001"]


def test_what_is_changed_removed_or_forgotten_leaves_nothing_behind(
    made: Made, library: Library, embedder: Embedder
) -> None:
    write_material(made.material, {REPORT: CHANGED})
    (made.material / "beslut/uppdrag.md").unlink()
    (made.material / "anteckning.txt").write_bytes(b"\0\1\2" * 50)
    keeper = LibraryKeeper(made.data, embedder)

    with closing(keeper):
        keeper.current()
        report = sync(library, [made.material])
        record = b"".join(file.read_bytes() for file in made.data.glob("record.sqlite3*"))

        assert lists_of(report)["replaced"] == [REPORT]
        assert lists_of(report)["removed"] == ["beslut/uppdrag.md"]
        assert "anteckning.txt" in lists_of(report)["failed"]
        assert keeper.current().generation == report.generation == 2
        documents = {row.source for row in keeper.current().record.documents()}
    assert documents == {REPORT, "anteckning.txt"}
    assert b"arton miljoner" in record
    assert b"Diabas" in record
    assert "Kravställningen".encode() not in record
    assert b"nyttorealisering" not in record

    long_ago = time.time() - GRACE_SECONDS - 1
    os.utime(index_folder(made.data) / "CURRENT", (long_ago, long_ago))
    assert is_indexed(made.data, "kravställningen")
    report = forget(library, made.other)

    assert lists_of(report)["removed"] == ["anteckning.txt"]
    assert shown(made.data, 3, made.other) == {}
    assert (made.other / "anteckning.txt").exists()
    assert set(shown(made.data, 3, made.material)) == {REPORT, "anteckning.txt"}
    assert not is_indexed(made.data, "kravställningen")
    assert not is_indexed(made.data, "nyttorealisering")
    assert is_indexed(made.data, "diabas")
    assert "ravställning".encode() not in bytes_of(made.data)


def test_a_folder_that_is_not_in_the_library_cannot_be_forgotten(
    made: Made, library: Library
) -> None:
    before = bytes_of(made.data)

    with pytest.raises(FolderError, match=r"okänd är inte inläst.*inget har ändrats"):
        forget(library, made.material / "okänd")

    assert bytes_of(made.data) == before


def test_nothing_is_made_where_there_is_nothing_to_forget(
    tmp_path: Path, library: Library, material: Path
) -> None:
    with pytest.raises(FolderError, match="inte inläst"):
        forget(replace(library, data=tmp_path / "tomt"), material)

    assert not (tmp_path / "tomt").exists()


def test_a_removal_that_was_not_published_is_published_by_forgetting_again(
    made: Made, library: Library
) -> None:
    with pytest.raises(StoppedError):
        forget(library, made.other, stop_at("Bygger index"))

    report = forget(library, made.other)

    assert report.generation == current_generation(made.data) == 2
    assert shown(made.data, 2, made.other) == {}


def empty(folder: Path) -> Path:
    shutil.rmtree(folder)
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(empty, id="emptied"),
        pytest.param(lambda folder: folder / "borta", id="missing"),
        pytest.param(lambda folder: folder / REPORT, id="a-file"),
    ],
)
def test_a_folder_that_cannot_be_right_changes_nothing(
    made: Made, library: Library, wrong: Callable[[Path], Path]
) -> None:
    write_material(made.other, {"ny.md": "# Ny\n\nSka inte in.\n"})
    before = bytes_of(made.data)

    with pytest.raises(FolderError, match="nget har ändrats"):
        sync(library, [made.other, wrong(made.material)])
    (made.other / "ny.md").unlink()

    assert bytes_of(made.data) == before


def test_a_second_writer_is_refused_within_a_second(made: Made, library: Library) -> None:
    started = time.monotonic()

    with writing(made.data):
        with pytest.raises(LockedError):
            sync(library, made.folders)
        with pytest.raises(LockedError):
            forget(library, made.other)
        with pytest.raises(LockedError):
            embed_again(library)

    assert time.monotonic() - started < 1


def test_a_data_folder_that_cannot_be_made_is_told(made: Made, embedder: Embedder) -> None:
    library = Library(data=made.material / REPORT / "data", embedder=embedder)

    with pytest.raises(DataFolderError, match="LARDOM_DATA"):
        sync(library, made.folders)


def test_another_model_is_refused_until_everything_is_embedded_again(
    made: Made, library: Library, other_model: Embedder, embedder: Embedder
) -> None:
    other = replace(library, embedder=other_model)
    write_material(made.material, {REPORT: CHANGED})
    with pytest.raises(EmbedderMismatchError, match="--re-embed"):
        sync(other, made.folders)
    with pytest.raises(EmbedderMismatchError, match="--re-embed"):
        forget(other, made.other)
    with pytest.raises(StoppedError):
        embed_again(other, stop_at("Räknar om vektorer"))

    for half_done in (library, other):
        with pytest.raises(EmbedderMismatchError, match="inte blev klar"):
            sync(half_done, made.folders)
    with closing(LibraryKeeper(made.data, embedder)) as keeper:
        assert isinstance(keeper.current().vectors, VectorReader)
    embed_again(other)

    with closing(LibraryKeeper(made.data, other_model)) as keeper:
        found = keeper.current()
        rows = [row for batch in found.record.index_rows(found.record.keys()) for row in batch]
        assert (found.generation, found.trouble) == (2, ())
        assert isinstance(found.vectors, VectorReader)
        assert {row.vector.size for row in rows} == {64}
        assert found.vectors.search(rows[0].vector, 1)[0].score == pytest.approx(1, abs=0.01)
    assert "14,5 miljoner" in shown(made.data, 2, made.material)[REPORT].text


def garble_current(data: Path) -> None:
    (index_folder(data) / "CURRENT").write_bytes(b"\xff nonsens")


def damage_stores(data: Path) -> None:
    shutil.rmtree(generation_folder(data, 1) / "chroma")
    for file in (generation_folder(data, 1) / "lexical").glob("*.term"):
        file.write_bytes(file.read_bytes()[:10])


@pytest.mark.parametrize("damage", [garble_current, damage_stores])
def test_a_damaged_index_is_made_again_without_reading_or_embedding(
    made: Made, library: Library, counting: Counting, damage: Callable[[Path], None]
) -> None:
    before = shown(made.data, 1, made.material)
    damage(made.data)

    report = sync(library, made.folders)

    with closing(LibraryKeeper(made.data, counting)) as keeper:
        assert keeper.current().trouble == ()
    assert (report.generation, report.stored, report.replaced) == (2, (), ())
    assert len(report.unchanged) == 4
    assert counting.texts == 0
    assert shown(made.data, 2, made.material) == before


def stop_before_publishing(library: Library, made: Made, text: str) -> None:
    write_material(made.material, {REPORT: text})
    with pytest.raises(StoppedError):
        sync(library, [made.material], stop_at("Bygger index"))


def test_what_was_staged_but_not_published_is_published_by_the_next_sync(
    made: Made, library: Library, counting: Counting
) -> None:
    stop_before_publishing(library, made, CHANGED)
    shutil.copytree(generation_folder(made.data, 1), generation_folder(made.data, 2))
    meanwhile = shown(made.data, current_generation(made.data), made.material)
    counting.texts = 0

    report = sync(library, [made.material])

    assert "14,5 miljoner" in meanwhile[REPORT].text
    assert (report.generation, counting.texts, report.replaced) == (3, 0, ())
    assert "arton miljoner" in shown(made.data, 3, made.material)[REPORT].text
    with closing(LibraryKeeper(made.data, counting)) as keeper:
        assert keeper.current().trouble == ()


def test_a_file_that_is_changed_back_before_publication_is_as_it_was(
    made: Made, library: Library
) -> None:
    before = shown(made.data, 1, made.material)
    stop_before_publishing(library, made, CHANGED)
    write_material(made.material, {REPORT: MATERIAL[REPORT]})

    report = sync(library, [made.material])

    assert (report.generation, report.replaced) == (1, (REPORT,))
    assert shown(made.data, 1, made.material) == before
    with closing(reader_of(made.data, None)) as reader:
        assert len(reader.documents()) == len(before) + 1


def test_a_file_that_is_changed_back_after_publication_is_never_seen_twice(
    made: Made, library: Library, embedder: Embedder
) -> None:
    stop_before_publishing(library, made, CHANGED)
    order = Order(
        data=str(made.data),
        folder="",
        generation=2,
        previous=1,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
    )
    build_here(order)  # published, and killed before it was written down

    stop_before_publishing(library, made, MATERIAL[REPORT])
    seen = {number: shown(made.data, number, made.material)[REPORT].text for number in (2, 3)}

    assert current_generation(made.data) == 2
    assert "arton miljoner" in seen[2]
    assert "14,5 miljoner" in seen[3]


def test_many_small_files_are_stored_in_few_transactions(tmp_path: Path, library: Library) -> None:
    files = {f"{n % 7}/fil{n}.txt": f"Anteckning nummer {n} om ärende." for n in range(300)}
    folder = write_material(tmp_path / "many", files)
    commits: list[Connection] = []

    def count(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", count)
    with pytest.raises(StoppedError):
        sync(library, [folder], stop_at("Bygger index"))
    event.remove(Engine, "commit", count)

    assert len(shown(library.data, 2, folder)) == 300
    assert len(commits) < 14  # two of them are for the rules of folders, however many files


def test_the_starter_material_comes_to_an_empty_library_and_does_not_come_back(
    library: Library, material: Path, tmp_path: Path
) -> None:
    fresh = replace(library, data=tmp_path / "ny")
    starter = write_material(tmp_path / "start", {"a.md": "# Start\n\nVälkommen till biblioteket."})

    empty = may_start_with(fresh.data, starter)
    sync(fresh, [starter])
    holding = may_start_with(fresh.data, starter)
    sync(fresh, [material])
    forget(fresh, starter)

    assert (empty, holding, may_start_with(fresh.data, starter)) == (True, True, False)
