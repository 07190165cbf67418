"""What every vector store promises: one body of tests, two stores. The exact one is the measure."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection

from ingest.errors import IndexDamagedError
from ingest.index.blanking import ELEMENTS, LENGTHS
from ingest.index.exact import ExactVectors
from ingest.index.types import Found
from ingest.index.vectors import SMALLEST_PART, VectorReader, VectorWriter
from ingest.record.types import IndexRow, Vectors
from tests.shelving import DIMENSION, directions, index_rows

MANY = 1300
"""More chunks than Chroma keeps in its log alone: its graph lies on disk."""


class Store(Protocol):
    """What the two have in common."""

    def count(self) -> int: ...

    def search(self, vector: Vectors, limit: int) -> list[Found]: ...


Opening = Callable[[Sequence[IndexRow]], Store]


def write_chroma(folder: Path, rows: Sequence[IndexRow]) -> Path:
    with closing(VectorWriter(folder)) as writer:
        writer.add(rows)
    return folder


@pytest.fixture(params=["chroma", "exact"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens a store that holds the rows."""
    with ExitStack() as opened:

        def open_chroma(rows: Sequence[IndexRow]) -> Store:
            reader = VectorReader(write_chroma(tmp_path / "chroma", rows))
            return opened.enter_context(closing(reader))

        def open_exact(rows: Sequence[IndexRow]) -> Store:
            return ExactVectors.of_rows([rows[:3], rows[3:]])

        yield {"chroma": open_chroma, "exact": open_exact}[request.param]


def keys_of(found: Sequence[Found]) -> list[int]:
    return [one.key for one in found]


def test_each_chunk_is_nearest_to_itself_with_the_score_of_its_length(opening: Opening) -> None:
    rows = index_rows(directions(30))

    store = opening(rows)

    for row in rows:
        nearest = store.search(row.vector, 1)[0]
        assert nearest.key == row.key
        assert nearest.score == pytest.approx(1.0, abs=1e-4)


def test_chunks_come_by_their_inner_product_best_first(opening: Opening) -> None:
    rows, question = index_rows(directions(30)), directions(1, seed=1)[0]

    found = opening(rows).search(question, 5)

    products = {row.key: float(row.vector @ question) for row in rows}
    assert keys_of(found) == sorted(products, key=lambda key: -products[key])[:5]
    assert [one.score for one in found] == pytest.approx(
        [products[one.key] for one in found], abs=1e-4
    )


def test_no_more_are_found_than_there_are(opening: Opening) -> None:
    store = opening(index_rows(directions(4)))

    found = store.search(directions(1, seed=1)[0], 100)

    assert store.count() == 4
    assert sorted(keys_of(found)) == [1, 2, 3, 4]


def test_nothing_is_found_where_nothing_is(opening: Opening) -> None:
    store = opening([])

    assert store.count() == 0
    assert store.search(directions(1)[0], 5) == []


def test_a_chunk_without_a_known_word_does_no_harm(opening: Opening) -> None:
    rows = index_rows(np.concatenate([directions(5), np.zeros((1, DIMENSION), np.float32)]))

    store = opening(rows)

    assert store.count() == 6
    assert store.search(rows[2].vector, 1)[0].key == 3


def test_threads_may_share_it(opening: Opening) -> None:
    rows = index_rows(directions(200))
    store = opening(rows)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda row: store.search(row.vector, 1)[0].key, rows))

    assert found == [row.key for row in rows]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Chroma folder with its graph on disk; not to be written to by tests."""
    folder = tmp_path_factory.mktemp("many") / "chroma"
    return write_chroma(folder, index_rows(directions(MANY, dimension=64)))


@pytest.fixture
def copied(many: Path, tmp_path: Path) -> Path:
    (tmp_path / "chroma.seal").write_bytes(many.with_name("chroma.seal").read_bytes())
    (tmp_path / "chroma").mkdir()
    for file in (path for path in many.rglob("*") if path.is_file()):
        copy = tmp_path / "chroma" / file.relative_to(many)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    return tmp_path / "chroma"


def test_the_approximate_store_finds_what_the_exact_one_finds(copied: Path) -> None:
    exact = ExactVectors.of_rows([index_rows(directions(MANY, dimension=64))])
    questions = directions(20, seed=1, dimension=64)

    with closing(VectorReader(copied)) as store:
        shared = [
            len({*keys_of(store.search(q, 10))} & {*keys_of(exact.search(q, 10))})
            for q in questions
        ]

    assert np.mean(shared) >= 9.5


def test_what_is_deleted_from_a_copy_is_found_no_more(copied: Path) -> None:
    rows = index_rows(directions(MANY, dimension=64))
    gone, kept = rows[3].vector, rows[4].vector

    with closing(VectorWriter(copied)) as writer:
        writer.delete([4])
    with closing(VectorReader(copied)) as store:
        found, still = store.search(gone, 50), store.search(kept, 1)
        count = store.count()

    assert count == MANY - 1
    assert 4 not in keys_of(found)
    assert keys_of(still) == [5]


WRITING = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
time.sleep(1)
"""


def test_a_copy_is_written_to_though_another_connection_writes_just_then(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", WRITING, str(copied / "chroma.sqlite3")]
    others: list[subprocess.Popen[str]] = []
    modify = Collection.modify

    def modify_meanwhile(collection: Collection, **changes: Any) -> None:
        if not others:
            others.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            assert others[0].stdout is not None
            assert others[0].stdout.readline() == "writing\n"
        modify(collection, **changes)

    monkeypatch.setattr(Collection, "modify", modify_meanwhile)
    with closing(VectorWriter(copied, changes=3 * SMALLEST_PART)) as writer:
        writer.delete([4])

    with closing(VectorReader(copied)) as store, others.pop() as other:
        assert store.count() == MANY - 1
        assert other.wait() == 0


def test_reading_changes_nothing_that_is_sealed(copied: Path) -> None:
    for _ in range(2):
        with closing(VectorReader(copied)) as store:
            store.search(directions(1, dimension=64)[0], 3)


@pytest.mark.parametrize("name", ["header.bin", "data_level0.bin", "index_metadata.pickle"])
@pytest.mark.parametrize("keep", [0, 0.5, None], ids=["emptied", "cut-short", "removed"])
def test_a_damaged_graph_is_told_before_chroma_crashes_on_it(
    copied: Path, name: str, keep: float | None
) -> None:
    (file,) = copied.glob(f"*/{name}")
    content = file.read_bytes()
    file.unlink()
    if keep is not None:
        file.write_bytes(content[: int(len(content) * keep)])

    with pytest.raises(IndexDamagedError, match=name):
        VectorReader(copied)


@pytest.mark.parametrize("content", [b"", b"x" * 5000], ids=["emptied", "garbage"])
def test_a_damaged_database_is_told(copied: Path, content: bytes) -> None:
    (copied / "chroma.sqlite3").write_bytes(content)

    with pytest.raises(IndexDamagedError):
        VectorReader(copied)


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError):
        VectorReader(tmp_path / "chroma")

    assert not (tmp_path / "chroma").exists()


def test_two_folders_are_open_at_once_each_with_its_own(tmp_path: Path) -> None:
    few, more = (write_chroma(tmp_path / str(n), index_rows(directions(n))) for n in (3, 5))

    with closing(VectorReader(few)) as one, closing(VectorReader(more)) as other:
        assert (one.count(), other.count()) == (3, 5)


@pytest.mark.parametrize("is_searched", [True, False], ids=["searched", "counted"])
def test_whoever_reads_leaves_nothing_of_its_memory_in_the_folder(
    tmp_path: Path, is_searched: bool
) -> None:
    rows = index_rows(directions(5))
    folder = write_chroma(tmp_path / "chroma", rows)
    with closing(VectorReader(folder)) as store:
        assert store.count() == 5
        first = store.search(rows[0].vector, 3) if is_searched else []

        graphs = [file for name in (ELEMENTS, LENGTHS) for file in folder.rglob(name)]
        assert len(graphs) == 2
        assert not any(any(file.read_bytes()) for file in graphs)
    with closing(VectorReader(folder)) as again:
        assert again.search(rows[0].vector, 3)[: len(first)] == first
        assert not any(any(file.read_bytes()) for file in graphs)


def test_what_is_sealed_has_nothing_of_the_writers_memory(tmp_path: Path) -> None:
    folder = write_chroma(tmp_path / "chroma", index_rows(directions(MANY)))

    (lengths,) = folder.rglob(LENGTHS)
    assert lengths.stat().st_size > 0
    assert not any(lengths.read_bytes())


def test_a_graph_with_elements_stays_as_it_was_sealed(tmp_path: Path) -> None:
    rows = index_rows(directions(MANY))
    folder = write_chroma(tmp_path / "chroma", rows)
    with closing(VectorReader(folder)) as store:
        assert store.search(rows[0].vector, 1)

    with closing(VectorReader(folder)) as again:
        assert again.count() == MANY
        assert keys_of(again.search(rows[7].vector, 1)) == [rows[7].key]
