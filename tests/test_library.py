"""The library as it is opened: new generations, damage, and what is served meanwhile."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import NoLibraryError
from assistant.library import LibraryKeeper, OpenLibrary
from assistant.retrieval.finding import Finder
from assistant.types import Asker
from ingest.embedding import Embedder
from ingest.errors import DataFolderError, EmbedderMismatchError
from ingest.index.exact import ExactVectors
from ingest.index.generation import (
    generation_folder,
    index_folder,
    read_keys,
    read_manifest,
    write_manifest,
)
from ingest.index.vectors import VectorReader
from ingest.lock import writing
from ingest.record.types import Vectors
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.services import in_record, serving
from tests.shelving import copied
from tests.understandings import understand

QUESTION = "Vad kostade Vägprojektet?"


class OtherModel:
    """An embedder of another make."""

    fingerprint = "another"
    dimension = 4

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 4), np.float32)

    embed_queries = embed_passages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with the small material taken in; tests damage copies of it."""
    folder = tmp_path_factory.mktemp("made")
    material = write_material(folder / "material", MATERIAL)
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "data")


@pytest.fixture
def opened(data: Path, embedder: Embedder) -> Iterator[Callable[[], OpenLibrary]]:
    """Opens the data folder when it is called, after the test has done its damage."""
    keeper = LibraryKeeper(data, embedder)
    with closing(keeper):
        yield keeper.current


def best_source(library: OpenLibrary, embedder: Embedder) -> str:
    vector = embedder.embed_queries([QUESTION])[0]
    hits = Finder(embedder).find(understand(QUESTION), vector, library.legs, Asker(), 3)
    return hits[0].passage.document.source


def test_a_whole_library_opens_without_trouble(
    opened: Callable[[], OpenLibrary], embedder: Embedder
) -> None:
    library = opened()

    assert library.trouble == ()
    assert library.generation == 1
    assert library.chunks >= len(MATERIAL)
    assert isinstance(library.vectors, VectorReader)
    assert best_source(library, embedder) == "projekt/slutrapport.md"


def remove_vectors(data: Path) -> None:
    shutil.rmtree(generation_folder(data, 1) / "chroma")


def empty_vectors(data: Path) -> None:
    (generation_folder(data, 1) / "chroma" / "chroma.sqlite3").write_bytes(b"")


def garble_vectors(data: Path) -> None:
    (generation_folder(data, 1) / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 5000)


def remove_words(data: Path) -> None:
    shutil.rmtree(generation_folder(data, 1) / "lexical")


def garble_manifest(data: Path) -> None:
    (generation_folder(data, 1) / "manifest.json").write_text("{", encoding="utf-8")


def remove_generation(data: Path) -> None:
    shutil.rmtree(generation_folder(data, 1))


def remove_index(data: Path) -> None:
    shutil.rmtree(index_folder(data))


def garble_current(data: Path) -> None:
    (index_folder(data) / "CURRENT").write_text("nonsens", encoding="ascii")


def remove_current(data: Path) -> None:
    (index_folder(data) / "CURRENT").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        remove_vectors,
        empty_vectors,
        garble_vectors,
        remove_words,
        garble_manifest,
        remove_generation,
        remove_index,
        garble_current,
        remove_current,
    ],
)
def test_a_damaged_index_is_told_and_the_library_still_answers(
    damage: Callable[[Path], None],
    data: Path,
    opened: Callable[[], OpenLibrary],
    embedder: Embedder,
) -> None:
    damage(data)

    library = opened()

    assert library.trouble
    assert any("lardom sync" in told for told in library.trouble)
    assert best_source(library, embedder) == "projekt/slutrapport.md"


def test_words_of_another_analyser_serve_until_the_next_sync_indexes_them_anew(
    made: Path, data: Path, embedder: Embedder
) -> None:
    folder = generation_folder(data, 1)
    former = replace(read_manifest(folder), analyser="1")
    write_manifest(folder, former, read_keys(folder))

    with closing(LibraryKeeper(data, embedder)) as keeper:
        before = keeper.current()
        sync(Library(data=data, embedder=embedder, workers=1), [made.parent / "material"])
        after = keeper.current()

        assert before.lexical is not None
        assert [told for told in before.trouble if "ordanalys" in told and "lardom sync" in told]
        assert (after.generation, after.trouble) == (2, ())


def test_without_a_vector_store_the_records_vectors_are_searched_exactly(
    data: Path, opened: Callable[[], OpenLibrary]
) -> None:
    remove_vectors(data)

    library = opened()

    assert isinstance(library.vectors, ExactVectors)
    assert library.vectors.count() == library.chunks


def test_another_model_is_refused_by_name(data: Path) -> None:
    with (
        closing(LibraryKeeper(data, OtherModel())) as keeper,
        pytest.raises(EmbedderMismatchError, match="--re-embed"),
    ):
        keeper.current()


def test_another_model_is_refused_even_when_the_index_is_gone(data: Path) -> None:
    remove_index(data)

    with (
        closing(LibraryKeeper(data, OtherModel())) as keeper,
        pytest.raises(EmbedderMismatchError, match="--re-embed"),
    ):
        keeper.current()


def test_vectors_of_two_models_are_never_mixed(
    data: Path, opened: Callable[[], OpenLibrary], embedder: Embedder
) -> None:
    remove_vectors(data)
    in_record(data, "UPDATE facts SET value = 'halvvägs' WHERE name = 'embedder'")

    library = opened()

    assert library.vectors is None
    assert best_source(library, embedder) == "projekt/slutrapport.md"


def test_an_empty_data_folder_says_how_to_fill_it(tmp_path: Path, embedder: Embedder) -> None:
    with (
        closing(LibraryKeeper(tmp_path, embedder)) as keeper,
        pytest.raises(NoLibraryError, match="lardom sync"),
    ):
        keeper.current()


def test_a_record_that_is_none_is_told(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"no database at all" * 100)

    with (
        closing(LibraryKeeper(tmp_path, embedder)) as keeper,
        pytest.raises(DataFolderError, match=r"record\.sqlite3"),
    ):
        keeper.current()


def test_a_library_can_be_read_while_another_holds_its_lock(
    data: Path, opened: Callable[[], OpenLibrary]
) -> None:
    with writing(data):
        library = opened()

    assert library.trouble == ()


def test_new_generations_are_picked_up_while_eight_threads_ask(
    made: Path, data: Path, embedder: Embedder
) -> None:
    material, library = made.parent / "material", Library(data=data, embedder=embedder, workers=1)
    seen: dict[int, set[str]] = {}
    failed: list[BaseException] = []
    done = threading.Event()

    with serving(data, embedder) as service:

        def go_on_asking() -> None:
            while not done.wait(0.2) and not failed:
                try:
                    answer = service.assistant.ask("Vad kostade projekt Storken?", service.asker)
                    sources = {citation.source for citation in answer.citations}
                    seen.setdefault(answer.generation, set()).update(sources)
                except BaseException as error:  # the test tells of any kind
                    failed.append(error)

        threads = [threading.Thread(target=go_on_asking) for _ in range(8)]
        for thread in threads:
            thread.start()
        write_material(material, {"ny.md": "# Storken\n\nProjekt Storken kostade 77 kronor.\n"})
        sync(library, [material])
        (material / "ny.md").unlink()
        sync(library, [material])
        last = service.assistant.ask("Vad kostade projekt Storken?", service.asker)
        done.set()
        for thread in threads:
            thread.join()

    assert failed == []
    assert set(seen) >= {1, 2}
    assert "ny.md" in seen[2]
    assert "ny.md" not in seen[1] | {citation.source for citation in last.citations}
    assert last.generation == 3
