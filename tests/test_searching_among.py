"""Searching among some chunks: the same order and scores as in the whole, and none besides."""

import gc
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.filtering.among import DEEPER, DenseAmong, legs_among
from assistant.library import LibraryKeeper, OpenLibrary
from ingest.embedding import Embedder
from ingest.index.exact import ExactVectors
from ingest.index.lexical import FEW_KEYS, LexicalReader, LexicalWriter
from ingest.index.types import Found
from ingest.record.types import KeyedVectors, Keys, Vectors
from tests.shelving import directions, index_rows

MANY = 3 * FEW_KEYS
WEIGHTS = {"=lik": 1.0, "=udd": 2.0}
QUESTION = "Hur stora var it-kostnaderna?"


def keys(*numbers: int) -> Keys:
    return np.array(numbers, np.int64)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> LexicalReader:
    """Chunks that differ in how often the words stand in them."""
    folder = tmp_path_factory.mktemp("words") / "lexical"
    passages = ["lik " * (n % 7) + "udda " * (n % 2) + "ord" for n in range(1, MANY + 1)]
    with closing(LexicalWriter(folder)) as writer:
        writer.add(index_rows(directions(MANY), passages))
    return LexicalReader(folder)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(lambda key: key % 97 == 0, id="few"),
        pytest.param(lambda key: key % 2 == 0, id="many"),
        pytest.param(lambda key: key > FEW_KEYS, id="a-run"),
        pytest.param(lambda key: True, id="all"),
    ],
)
@pytest.mark.parametrize("limit", [5, 100, MANY])
def test_words_find_among_chunks_what_they_find_of_them_in_the_whole(
    words: LexicalReader, held: Callable[[int], bool], limit: int
) -> None:
    among = keys(*filter(held, range(1, MANY + 1)))

    found = words.search(WEIGHTS, limit, among)

    of_all = [one for one in words.search(WEIGHTS, MANY) if held(one.key)]
    assert [one.score for one in found] == pytest.approx([one.score for one in of_all[:limit]])
    assert all(held(one.key) for one in found)
    assert len({one.key for one in found}) == len(found)


def test_words_look_past_the_best_where_those_are_not_among_the_chunks(
    words: LexicalReader,
) -> None:
    best = {one.key for one in words.search(WEIGHTS, MANY // 2)}
    among = keys(*(key for key in range(1, MANY + 1) if key not in best))

    found = words.search(WEIGHTS, 3, among)

    assert len(among) > FEW_KEYS
    assert len(found) == 3
    assert {one.key for one in found} <= set(among.tolist())


def test_among_no_chunks_nothing_is_found(words: LexicalReader) -> None:
    none = KeyedVectors(keys=keys(), vectors=np.zeros((0,), np.float32))

    assert words.search(WEIGHTS, 5, keys()) == []
    assert ExactVectors(none).search(directions(1)[0], 5) == []


@dataclass(frozen=True, kw_only=True)
class InOrder:
    """A dense leg that finds chunk 1 first, then 2, and so on."""

    def search(self, _vector: Vectors, limit: int) -> list[Found]:
        return [Found(key=key, score=1 / key) for key in range(1, limit + 1)]


def test_of_many_chunks_the_nearest_of_all_are_kept() -> None:
    leg = DenseAmong(leg=InOrder(), keys=keys(2, 3, 50, 5 * DEEPER, 5 * DEEPER + 1))

    found = leg.search(directions(1)[0], 5)

    assert [one.key for one in found] == [2, 3, 5 * DEEPER]


@pytest.fixture(scope="module")
def library(starter_data: Path, embedder: Embedder) -> Iterator[OpenLibrary]:
    with closing(LibraryKeeper(starter_data, embedder)) as keeper:
        yield keeper.current()


def test_a_real_library_is_searched_among_some_of_its_chunks(
    library: OpenLibrary, embedder: Embedder
) -> None:
    among = keys(*library.record.keys()[::3])
    vector = embedder.embed_queries([QUESTION])[0]

    legs = legs_among(library, among, embedder.fingerprint)
    other = legs_among(library, among, "another model")

    assert legs.dense is not None
    assert other.dense is not None
    assert isinstance(legs.dense, ExactVectors)
    assert isinstance(other.dense, DenseAmong)
    exact, approximate = legs.dense.search(vector, 5), other.dense.search(vector, 5)
    assert [one.key for one in exact] == [one.key for one in approximate]
    assert {one.key for one in exact} <= set(among.tolist())
    assert legs.lexical is not None
    assert library.lexical is not None
    assert legs.lexical.count() == library.lexical.count()
    assert legs.lexical.frequency("=rapport") == library.lexical.frequency("=rapport")


def test_the_vectors_of_some_chunks_are_read_once(library: OpenLibrary) -> None:
    some = keys(*library.record.keys()[:3])

    assert library.parts.among(some) is library.parts.among(some.copy())
    assert library.parts.among(some[:2]) is not library.parts.among(some)


def test_nothing_of_a_closed_library_is_held(starter_data: Path, embedder: Embedder) -> None:
    keeper = LibraryKeeper(starter_data, embedder)
    opened = keeper.current()
    legs_among(opened, keys(*opened.record.keys()[:3]), embedder.fingerprint)
    record = weakref.ref(opened.record)

    keeper.close()
    del opened
    gc.collect()

    assert record() is None
