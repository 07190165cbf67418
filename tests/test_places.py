"""One content at several places is one document; what moves is neither read nor embedded again."""

import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.embedding import Embedder
from ingest.record.corrections import Correction, CorrectionRecord, note_corrections
from ingest.record.opening import open_for_writing
from ingest.record.places import Place
from ingest.record.runs import FileStatus
from ingest.record.turns import taking_turns
from ingest.record.types import DocumentRow
from ingest.record.writing import RecordWriter
from ingest.sync import forget, sync
from ingest.work import Library
from tests.conftest import write_material
from tests.shelf import Shelf
from tests.shelving import Counting, reader_of

OLD = time.time() - 60
RAVEN = "# Korpen\n\nProjekt Korpen kostade 14 miljoner kronor och blev klart i tid.\n"
NAMELESS = "En rad som är för lång för att vara en titel, om korpar och falkar. " * 6
"""A text whose title is the name of its file."""
FALCON = "# Falken\n\nProjekt Falken stängdes eftersom ingen ägde nyttan.\n"


@pytest.fixture
def counting(embedder: Embedder) -> Counting:
    return Counting(embedder)


@pytest.fixture
def shelf(tmp_path: Path, counting: Counting) -> Shelf:
    (tmp_path / "data").mkdir()
    return Shelf(data=tmp_path / "data", embedder=counting)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return settled(write_material(tmp_path / "material", {"a.md": RAVEN, "b.md": FALCON}))


def shown(shelf: Shelf, *folders: Path) -> dict[str, DocumentRow]:
    shelf.take_in(*folders)
    return shelf.rows()


@contextmanager
def writing_to(shelf: Shelf) -> Iterator[Engine]:
    engine = open_for_writing(shelf.data)
    yield engine
    engine.dispose()


def settled(folder: Path) -> Path:
    """The folder, its files' times long past as those of any collection are."""
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))
    return folder


def test_the_same_content_at_two_places_is_one_document(
    folder: Path, shelf: Shelf, counting: Counting
) -> None:
    write_material(folder, {"kopior/a igen.md": RAVEN})

    report = shelf.take_in(folder)

    assert (report.stored, report.copies) in (
        (("a.md", "b.md"), ("kopior/a igen.md",)),
        (("b.md", "kopior/a igen.md"), ("a.md",)),
    )
    assert len(shelf.rows()) == 2
    assert counting.texts == report.chunks


def test_a_copy_that_comes_later_is_not_read_where_its_size_is_known(
    folder: Path, shelf: Shelf, counting: Counting
) -> None:
    shelf.take_in(folder)
    wait_until_remembered(folder)
    shelf.take_in(folder)
    counting.texts = 0
    write_material(folder, {"c.md": RAVEN})

    report = shelf.take_in(folder)

    assert (report.copies, report.pages, report.chunks, counting.texts) == (("c.md",), 0, 0, 0)
    assert shelf.files["c.md"] == (FileStatus.COPY, "samma innehåll som a.md.")


def test_when_the_first_place_is_gone_the_copy_takes_over(folder: Path, shelf: Shelf) -> None:
    write_material(folder, {"c.md": RAVEN})
    before = shown(shelf, folder)
    own = next(source for source in ("a.md", "c.md") if source in before)
    other = {"a.md": "c.md", "c.md": "a.md"}[own]
    (folder / own).unlink()

    after = shown(shelf, folder)

    assert after.keys() == {other, "b.md"}
    assert after[other].id == before[own].id


def test_when_one_of_two_is_changed_the_other_keeps_the_document(
    folder: Path, shelf: Shelf
) -> None:
    write_material(folder, {"c.md": RAVEN})
    before = shown(shelf, folder)
    own = next(source for source in ("a.md", "c.md") if source in before)
    other = {"a.md": "c.md", "c.md": "a.md"}[own]
    write_material(folder, {own: RAVEN.replace("14", "15")})

    after = shown(shelf, folder)

    assert after[other].id == before[own].id
    assert after[own].id != before[own].id
    assert after.keys() == {"a.md", "b.md", "c.md"}


def test_a_moved_file_keeps_its_document_and_is_not_embedded_again(
    folder: Path, shelf: Shelf, counting: Counting
) -> None:
    before = shown(shelf, folder)
    counting.texts = 0
    (folder / "arkiv").mkdir()
    (folder / "a.md").rename(folder / "arkiv" / "korpen.md")

    report = shelf.take_in(folder)
    after = shelf.rows()
    assert (report.moved, report.removed, counting.texts) == (("arkiv/korpen.md",), (), 0)
    assert after["arkiv/korpen.md"].id == before["a.md"].id
    assert shelf.files["arkiv/korpen.md"] == (FileStatus.MOVED, "flyttad från a.md.")


def test_of_renamed_files_only_those_called_by_their_names_are_read(
    folder: Path, shelf: Shelf, counting: Counting
) -> None:
    write_material(folder, {"korpens-flykt.txt": NAMELESS})
    wait_until_remembered(folder)
    before = shown(shelf, folder)
    counting.texts = shelf.read = 0
    (folder / "a.md").rename(folder / "örnen.md")
    (folder / "korpens-flykt.txt").rename(folder / "falkens-jakt.txt")

    report = shelf.take_in(folder)

    after = shelf.rows()
    named, own = after["falkens-jakt.txt"], after["örnen.md"]
    assert (report.moved, report.stored) == (("falkens-jakt.txt", "örnen.md"), ())
    assert (shelf.read, counting.texts) == (1, 0)
    assert own.version_id == before["a.md"].version_id
    assert (named.id, named.metadata.title) == (before["korpens-flykt.txt"].id, "Falkens jakt")
    assert set(shelf.take_in(folder).unchanged) == {"b.md", *report.moved}


@pytest.mark.parametrize(
    ("new", "publisher"),
    [("Trafikverket/a.md", "Trafikverket"), ("c.md", None)],
    ids=["another agency's", "no agency's"],
)
def test_a_file_that_leaves_an_agencys_folder_is_described_anew_and_not_embedded_again(
    folder: Path, shelf: Shelf, counting: Counting, new: str, publisher: str | None
) -> None:
    write_material(folder, {"Skolverket/a.md": "# Tranan\n\nTranan kostade 3 miljoner kronor.\n"})
    before = shown(shelf, folder)["Skolverket/a.md"]
    counting.texts = 0
    (folder / new).parent.mkdir(exist_ok=True)
    (folder / "Skolverket/a.md").rename(folder / new)

    after = shown(shelf, folder)[new]

    assert before.metadata.publisher == "Statens skolverk"
    assert (after.id, after.metadata.publisher) == (before.id, publisher)
    assert counting.texts == 0


def test_a_name_that_says_the_same_stages_nothing(folder: Path, shelf: Shelf) -> None:
    settled(write_material(folder, {"korpens-flykt.txt": NAMELESS}))
    before = shown(shelf, folder)
    (folder / "korpens-flykt.txt").rename(folder / "korpens_flykt.txt")

    after = shown(shelf, folder)

    assert after["korpens_flykt.txt"].version_id == before["korpens-flykt.txt"].version_id


def test_a_corrected_title_stays_and_stands_for_the_new_name(folder: Path, shelf: Shelf) -> None:
    settled(write_material(folder, {"korpens-flykt.txt": NAMELESS}))
    before = shown(shelf, folder)["korpens-flykt.txt"]
    said = Correction(field="title", value="Örnen", corrected="2026-01-31T12:00:00Z", who=None)
    with writing_to(shelf) as engine, taking_turns(engine).begin() as connection:
        note_corrections(connection, before.id, [said])
    (folder / "korpens-flykt.txt").rename(folder / "falkens-jakt.txt")

    after = shown(shelf, folder)["falkens-jakt.txt"]

    with writing_to(shelf) as engine:
        as_read = CorrectionRecord(engine).as_read(after.version_id, after.metadata)
    assert (after.id, after.metadata.title, as_read.title) == (before.id, "Örnen", "Falkens jakt")


def test_a_renamed_archive_keeps_the_documents_of_its_members(
    folder: Path, shelf: Shelf, counting: Counting
) -> None:
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr("korpens-flykt.txt", NAMELESS)
    before = shown(shelf, settled(folder))["arkiv.zip/korpens-flykt.txt"]
    counting.texts = 0
    (folder / "arkiv.zip").rename(folder / "annat.zip")

    after = shown(shelf, folder)["annat.zip/korpens-flykt.txt"]

    assert (after.id, after.version_id) == (before.id, before.version_id)
    assert counting.texts == 0


def test_a_renamed_file_that_cannot_be_read_any_more_stays_as_it_was(
    folder: Path, shelf: Shelf
) -> None:
    write_material(folder, {"korpens-flykt.txt": NAMELESS})
    wait_until_remembered(folder)
    before = shown(shelf, folder)["korpens-flykt.txt"]
    (folder / "korpens-flykt.txt").rename(folder / "falkens-jakt.pdf")

    report = shelf.take_in(folder)

    after = shelf.rows()["falkens-jakt.pdf"]
    assert (report.moved, report.failed) == (("falkens-jakt.pdf",), ())
    assert (after.id, after.version_id) == (before.id, before.version_id)


def test_a_run_that_was_killed_while_a_file_moved_is_gone_on_with(
    folder: Path, shelf: Shelf
) -> None:
    settled(write_material(folder, {"korpens-flykt.txt": NAMELESS}))
    before = shown(shelf, folder)["korpens-flykt.txt"]
    with writing_to(shelf) as engine:
        writer = RecordWriter(engine, shelf.generation + 1)
        writer.remove(folder, ["korpens-flykt.txt"])
        place = Place(folder=str(folder), source="falkens-jakt.txt")
        writer.places.adopt(place, before.content_hash, shown=False)
    (folder / "korpens-flykt.txt").rename(folder / "falkens-jakt.txt")

    after = shown(shelf, folder)["falkens-jakt.txt"]

    assert (after.id, after.metadata.title) == (before.id, "Falkens jakt")


def test_a_file_that_moves_to_another_folder_of_the_run_keeps_its_document(
    folder: Path, shelf: Shelf, tmp_path: Path, counting: Counting
) -> None:
    other = write_material(tmp_path / "annan", {"c.md": "# Annat\n\nEn annan text.\n"})
    before = shown(shelf, folder, other)
    counting.texts = 0
    (folder / "a.md").rename(other / "a.md")

    after = shown(shelf, folder, other)

    assert counting.texts == 0
    assert (after["a.md"].id, after["a.md"].folder) == (before["a.md"].id, str(other))


def test_a_new_file_where_one_moved_from_is_a_document_of_its_own(
    folder: Path, shelf: Shelf
) -> None:
    before = shown(shelf, folder)
    (folder / "a.md").rename(folder / "c.md")
    shelf.take_in(folder)
    write_material(folder, {"a.md": "# Örnen\n\nProjekt Örnen har just börjat.\n"})

    after = shown(shelf, folder)

    assert after["c.md"].id == before["a.md"].id
    assert after["a.md"].id not in {row.id for row in before.values()}


def test_files_that_change_places_are_both_right(folder: Path, shelf: Shelf) -> None:
    shelf.take_in(folder)
    write_material(folder, {"a.md": FALCON, "b.md": RAVEN})

    after = shown(shelf, folder)

    assert {source: row.metadata.title for source, row in after.items()} == {
        "a.md": "Falken",
        "b.md": "Korpen",
    }


def test_a_file_that_becomes_the_same_as_another_joins_its_document(
    folder: Path, shelf: Shelf
) -> None:
    shelf.take_in(folder)
    write_material(folder, {"b.md": RAVEN})

    report = shelf.take_in(folder)

    assert report.copies == ("b.md",)
    assert shelf.rows().keys() == {"a.md"}
    assert shelf.take_in(folder).unchanged == ("a.md", "b.md")


def test_a_file_moved_over_another_in_two_folders_is_never_lost(
    folder: Path, shelf: Shelf, tmp_path: Path
) -> None:
    other = write_material(tmp_path / "annan", {"p.md": "# Örnen\n\nProjekt Örnen har börjat.\n"})
    shelf.take_in(folder, other)
    (other / "p.md").rename(folder / "b.md")
    write_material(other, {"kvar.md": "# Kvar\n\nEn fil som är kvar.\n"})

    at_once = {row.metadata.title for row in shown(shelf, folder, other).values()}
    after = shown(shelf, folder, other)

    assert at_once == {"Korpen", "Örnen", "Kvar"}
    assert {source: row.metadata.title for source, row in after.items()} == {
        "a.md": "Korpen",
        "b.md": "Örnen",
        "kvar.md": "Kvar",
    }


def test_a_rule_that_was_to_come_does_not_come_with_what_it_was_not_for(
    folder: Path, shelf: Shelf
) -> None:
    rule = {"a.md.meta.yaml": "access: [styrgrupp]\n"}
    write_material(folder, rule)
    shelf.take_in(folder)
    (folder / "a.md.meta.yaml").unlink()
    shelf.take_in(folder, is_cut_off=True)
    (folder / "a.md").rename(folder / "c.md")
    write_material(folder, {"c.md.meta.yaml": rule["a.md.meta.yaml"]})

    first, second = shown(shelf, folder), shown(shelf, folder)

    assert first["c.md"].access == second["c.md"].access == ("styrgrupp",)


def test_forgetting_one_folder_leaves_what_lies_in_another_too(
    folder: Path, tmp_path: Path, counting: Counting
) -> None:
    library = Library(data=tmp_path / "data", embedder=counting, workers=1)
    other = write_material(tmp_path / "annan", {"c.md": RAVEN})
    sync(library, [folder, other])

    report = forget(library, folder)

    with closing(reader_of(library.data, report.generation)) as reader:
        left = {row.source: row.folder for row in reader.documents()}
    assert left == {"c.md": str(other)}
    assert sync(library, [other]).unchanged == ("c.md",)


def test_the_same_content_under_another_rule_is_a_document_of_its_own(
    folder: Path, shelf: Shelf
) -> None:
    write_material(folder, {"c.md": RAVEN, "c.md.meta.yaml": "access: [styrgrupp]\n"})

    after = shown(shelf, folder)

    assert {source: row.access for source, row in after.items()} == {
        "a.md": ("everyone",),
        "b.md": ("everyone",),
        "c.md": ("styrgrupp",),
    }


def test_a_file_that_looks_as_it_did_is_not_read(folder: Path, shelf: Shelf) -> None:
    wait_until_remembered(folder)
    shelf.take_in(folder)
    (folder / "a.md").chmod(0o644)  # its times of change say that something was done to it
    before = {path: path.stat().st_atime_ns for path in folder.iterdir()}

    report = shelf.take_in(folder)

    assert report.unchanged == ("a.md", "b.md")
    assert (folder / "b.md").stat().st_atime_ns == before[folder / "b.md"]


@pytest.mark.parametrize("keeps_time", [True, False], ids=["time set back", "time as it is"])
def test_a_change_is_seen_whatever_is_done_to_the_files_time(
    folder: Path, shelf: Shelf, keeps_time: bool
) -> None:
    wait_until_remembered(folder)
    shelf.take_in(folder)
    write_material(folder, {"a.md": RAVEN.replace("14", "15")})  # as long as it was
    if keeps_time:
        os.utime(folder / "a.md", (OLD, OLD))

    assert shelf.take_in(folder).replaced == ("a.md",)


def wait_until_remembered(folder: Path) -> None:
    """Until the files' last change lies far enough back to be told from a new one."""
    newest = max(path.stat().st_ctime for path in folder.rglob("*"))
    time.sleep(max(0.0, newest + 2.1 - time.time()))
