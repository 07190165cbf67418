"""Generations: built from the record, checked as a reader would, published in one step."""

import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import IndexDamagedError
from ingest.index.generation import (
    GRACE_SECONDS,
    current_generation,
    generation_folder,
    index_folder,
    newest_folder,
    publish,
    read_keys,
    read_manifest,
    sweep,
    write_manifest,
)
from ingest.index.lexical import LexicalReader
from ingest.record.facts import Fact
from ingest.record.opening import open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.writing import RecordWriter
from ingest.swedish import ANALYSER
from ingest.types import Document
from tests.shelving import (
    HERE,
    build_here,
    check_here,
    copied,
    document,
    embedded,
    keys_found,
    order_for,
)

NUMBERS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
SHELF = tuple(document(f"{word}.md", f"Om {word} handlar denna text.") for word in NUMBERS)


def stage(data: Path, generation: int, *documents: Document, removed: str = "") -> None:
    writer = RecordWriter(open_for_writing(data), generation)
    writer.stage(HERE, embedded(*documents))
    writer.remove(HERE, [removed] if removed else [])


def publish_first(data: Path, *documents: Document) -> None:
    stage(data, 1, *documents)
    build_here(order_for(data, 1))
    RecordWriter(open_for_writing(data), 1).set_fact(Fact.GENERATION, "1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("made")
    publish_first(data, *SHELF)
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A data folder whose first generation is live; tests may do to it what they like."""
    return copied(made, tmp_path / "data")


def test_what_was_published_is_live_and_whole(data: Path) -> None:
    check_here(order_for(data, 1))

    manifest = read_manifest(generation_folder(data, 1))
    assert current_generation(data) == newest_folder(data) == 1
    assert (manifest.generation, manifest.chunks) == (1, 10)
    assert read_keys(generation_folder(data, 1)) == list(range(1, 11))
    assert keys_found(generation_folder(data, 1), "åtta")[0] == 8
    assert not list(index_folder(data).glob("building-*"))


def test_the_next_generation_leaves_the_last_one_as_it_was(data: Path) -> None:
    before = sorted(path.name for path in generation_folder(data, 1).rglob("*"))
    stage(data, 2, document("elva.md", "Om elva handlar denna text."))

    build_here(order_for(data, 2, previous=1))

    assert current_generation(data) == 2
    assert keys_found(generation_folder(data, 2), "elva")[0] == 11
    assert 11 not in keys_found(generation_folder(data, 1), "elva")
    assert sorted(path.name for path in generation_folder(data, 1).rglob("*")) == before


def test_what_is_removed_leaves_no_terms_in_the_next_generation(data: Path) -> None:
    stage(data, 2, removed="sju.md")

    build_here(order_for(data, 2, previous=1))

    words = {
        number: LexicalReader(generation_folder(data, number) / "lexical") for number in (1, 2)
    }
    assert words[1].frequency("_sju") == words[2].frequency("_ått") == 1
    assert words[2].frequency("_sju") == 0


def test_a_generation_that_lost_much_is_built_afresh(data: Path) -> None:
    for word in NUMBERS[:5]:
        stage(data, 2, removed=f"{word}.md")

    build_here(order_for(data, 2, previous=1))

    assert read_keys(generation_folder(data, 2)) == [6, 7, 8, 9, 10]


@pytest.mark.parametrize("keep_index_of", ["an-older-record", "another-record"])
def test_an_index_is_not_built_upon_when_it_is_of_another_record(
    data: Path, tmp_path: Path, keep_index_of: str
) -> None:
    other = tmp_path / "other"
    if keep_index_of == "an-older-record":
        other.mkdir()
        shutil.copy(data / "record.sqlite3", other)
    stage(data, 2, document("x.md", "Om tolv handlar denna text."))
    build_here(order_for(data, 2, previous=1))
    RecordWriter(open_for_writing(data), 2).set_fact(Fact.GENERATION, "2")
    other.mkdir(exist_ok=True)
    shutil.copytree(data / "index", other / "index")

    stage(other, 3, document("y.md", "Om tretton handlar denna text."))
    build_here(order_for(other, 3, previous=2))

    with_it = keys_found(generation_folder(other, 3), "tretton")[0]
    (passage,) = RecordReader(open_for_writing(other), 3).passages([with_it])
    assert passage.text == "Om tretton handlar denna text."
    assert LexicalReader(generation_folder(other, 3) / "lexical").frequency("=tolv") == 0


def test_a_generation_of_another_analyser_is_not_built_upon(data: Path) -> None:
    folder = generation_folder(data, 1)
    before = replace(read_manifest(folder), analyser="1")
    write_manifest(folder, before, read_keys(folder))
    (folder / "lexical").rename(folder / "former")
    stage(data, 2, document("elva.md", "Om elva handlar denna text."))

    build_here(order_for(data, 2, previous=1))

    assert read_manifest(generation_folder(data, 2)).analyser == ANALYSER
    assert keys_found(generation_folder(data, 2), "åtta")[0] == 8
    with pytest.raises(IndexDamagedError, match="stämmer inte"):
        check_here(order_for(data, 1))


def test_a_manifest_from_before_analysers_were_noted_can_be_read(data: Path) -> None:
    path = generation_folder(data, 1) / "manifest.json"
    noted = json.loads(path.read_text(encoding="utf-8"))
    del noted["analyser"]
    path.write_text(json.dumps(noted), encoding="utf-8")

    manifest = read_manifest(path.parent)

    assert (manifest.chunks, manifest.analyser) == (10, "")


def test_a_generation_made_for_another_order_does_not_pass(data: Path) -> None:
    order = order_for(data, 1)

    for other in (
        replace(order, embedder="another"),
        replace(order, dimension=7),
        replace(order, generation=2),
    ):
        with pytest.raises(IndexDamagedError, match="stämmer inte"):
            check_here(other)


def test_a_generation_without_a_staged_document_does_not_pass(data: Path) -> None:
    stage(data, 1, document("elva.md", "Om elva handlar denna text."))

    with pytest.raises(IndexDamagedError, match="stämmer inte"):
        check_here(order_for(data, 1))


def test_vectors_that_are_not_the_records_do_not_pass(data: Path) -> None:
    writer = RecordWriter(open_for_writing(data), 1)
    (item,) = embedded(document("annan", *NUMBERS))
    writer.replace_vectors(range(1, 11), item.vectors)

    with pytest.raises(IndexDamagedError, match="Vektorindexet"):
        check_here(order_for(data, 1))


@pytest.mark.parametrize("part", ["chroma", "lexical", "lexical.seal", "manifest.json"])
def test_a_generation_that_lacks_a_part_does_not_pass(data: Path, part: str) -> None:
    path = generation_folder(data, 1) / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()

    with pytest.raises(IndexDamagedError):
        check_here(order_for(data, 1))


def test_hundreds_of_documents_that_are_all_alike_pass(tmp_path: Path) -> None:
    form = document("blankett.md", "Fyll i namn, adress och telefonnummer.")
    alike = [replace(form, source=f"{n}/blankett.md") for n in range(400)]
    stage(tmp_path, 1, *alike, *SHELF)

    build_here(order_for(tmp_path, 1))

    assert current_generation(tmp_path) == 1


def test_an_empty_library_can_be_published(tmp_path: Path) -> None:
    stage(tmp_path, 1)

    build_here(order_for(tmp_path, 1))

    assert read_keys(generation_folder(tmp_path, 1)) == []


def test_nothing_is_live_before_the_first_publication(tmp_path: Path) -> None:
    assert current_generation(tmp_path) == newest_folder(tmp_path) == 0


@pytest.mark.parametrize(
    "content", [b"", b"nonsens", b"gen-", b"gen--5", b"gen-7", b"gen-000001\ngen-000002", b"\xff"]
)
def test_a_name_that_says_nothing_is_told_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    index_folder(tmp_path).mkdir()
    (index_folder(tmp_path) / "CURRENT").write_bytes(content)

    with pytest.raises(IndexDamagedError, match="lardom sync"):
        current_generation(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"generation": 1}', b"\xff"])
def test_a_manifest_that_says_nothing_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(IndexDamagedError, match="beskrivning"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"nonsens", None])
def test_a_list_of_keys_that_says_nothing_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "keys.npy").write_bytes(content)

    with pytest.raises(IndexDamagedError, match="nyckellista"):
        read_keys(tmp_path)


def folders_after_sweep(data: Path, live: int) -> set[str]:
    sweep(data, live)
    return {path.name for path in index_folder(data).iterdir()} - {"CURRENT"}


def test_old_generations_are_removed_once_their_readers_had_time_to_leave(tmp_path: Path) -> None:
    for number in (1, 2, 3, 4):
        generation_folder(tmp_path, number).mkdir(parents=True)
    (index_folder(tmp_path) / "building-dead").mkdir()
    current = index_folder(tmp_path) / "CURRENT"
    current.write_text("gen-000003\n")

    early = folders_after_sweep(tmp_path, 3)
    long_ago = time.time() - GRACE_SECONDS - 1
    os.utime(current, (long_ago, long_ago))
    late = folders_after_sweep(tmp_path, 3)

    assert early == {f"gen-00000{number}" for number in (1, 2, 3, 4)}
    assert late == {"gen-000003", "gen-000004"}


def test_publishing_replaces_a_folder_that_was_left_without_its_name(tmp_path: Path) -> None:
    for folder, content in ((generation_folder(tmp_path, 2), "left"), (tmp_path / "new", "new")):
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(content)

    publish(tmp_path, tmp_path / "new", 2)

    assert current_generation(tmp_path) == 2
    assert (generation_folder(tmp_path, 2) / "manifest.json").read_text() == "new"
