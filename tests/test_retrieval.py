"""Retrieval over small legs whose order is known, and over a library where most is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from assistant.asking import Assistant
from assistant.retrieval.candidates import LEXICAL_DEPTH
from assistant.retrieval.finding import FURTHEST, Finder
from assistant.retrieval.legs import Legs
from assistant.types import Asker, Hit
from ingest.embedding import Embedder
from ingest.index.types import Found
from ingest.record.types import KeyedVectors, Keys, Passage, Vectors
from ingest.types import EVERYONE, Span
from tests.drafts import passage
from tests.services import ABOUT, GROUP, HIDDEN, OPEN, guarded, serving
from tests.understandings import understand

__all__ = ["guarded"]  # a fixture, taken in by its name

QUERY = understand("nyttorealisering")
VECTOR = np.ones(2, np.float32)
NOBODY = Asker()
MEMBER = Asker(groups=frozenset({GROUP}))


@dataclass(kw_only=True)
class Ranking:
    """Both legs at once: chunks in a fixed order, best first; remembers how deep it was asked."""

    keys: Sequence[int]
    depths: list[int] = field(default_factory=list)

    def search(self, _wanted: dict[str, float] | Vectors, limit: int) -> list[Found]:
        self.depths.append(limit)
        return [Found(key=key, score=1 / n) for n, key in enumerate(self.keys[:limit], start=1)]

    def scores(self, _weights: dict[str, float], keys: Keys) -> list[Found]:
        return [Found(key=key, score=1 / n) for n, key in enumerate(self.keys, 1) if key in keys]

    def frequency(self, term: str) -> int:
        return len(term)

    def count(self) -> int:
        return 1000


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Passages by key; `hidden` ones are the group's, `gone` ones are not handed out."""

    hidden: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        return [
            passage(f"stycke {key}", key=key, access=(GROUP if key in self.hidden else EVERYONE,))
            for key in keys
            if key not in self.gone
        ]

    def characters(self, version: str, span: Span) -> str:
        raise AssertionError(version, span)


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """Vectors that say the same of every chunk."""

    def vectors(self, keys: Sequence[int]) -> KeyedVectors:
        return KeyedVectors(keys=np.array(keys), vectors=np.zeros((len(keys), 2), np.float32))


def legs(keys: Sequence[int], dense: Sequence[int] = (), shelf: Shelf | None = None) -> Legs:
    return Legs(
        lexical=Ranking(keys=keys),
        dense=Ranking(keys=dense or keys),
        vectors=None,
        record=shelf or Shelf(),
    )


class Flat:
    """An embedder for which all texts point the same way."""

    fingerprint = "flat"
    dimension = 2

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 2), np.sqrt(0.5), np.float32)

    embed_queries = embed_passages


find = Finder(Flat()).find


def keys_of(hits: Sequence[Hit]) -> list[int]:
    return [hit.passage.key for hit in hits]


def test_hits_come_best_first_and_each_once() -> None:
    hits = find(QUERY, VECTOR, legs([3, 1, 2]), NOBODY, 10)

    assert keys_of(hits) == [3, 1, 2]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_scores_never_rise_down_the_list(starter: Assistant) -> None:
    hits = starter.search("Varför blir projekt dyrare än tänkt?", NOBODY, 60).hits

    scores = [hit.score for hit in hits]
    assert len(scores) > 30
    assert scores == sorted(scores, reverse=True)


def test_no_more_hits_come_than_asked_for() -> None:
    hits = find(QUERY, VECTOR, legs(range(1, 60)), NOBODY, 7)

    assert len(hits) == 7


def test_what_only_one_leg_finds_is_found() -> None:
    hits = find(QUERY, VECTOR, legs([1, 2], dense=[9, 8]), NOBODY, 10)

    assert sorted(keys_of(hits)) == [1, 2, 8, 9]


@pytest.mark.parametrize("missing", ["lexical", "dense"])
def test_one_leg_serves_while_the_other_is_missing(missing: str) -> None:
    both = legs([4, 5])
    one = Legs(
        lexical=None if missing == "lexical" else both.lexical,
        dense=None if missing == "dense" else both.dense,
        vectors=None,
        record=both.record,
    )

    hits = find(QUERY, VECTOR, one, NOBODY, 10)

    assert keys_of(hits) == [4, 5]


def test_nothing_found_is_no_error() -> None:
    hits = find(QUERY, VECTOR, legs([]), NOBODY, 10)

    assert hits == ()


def test_a_question_without_a_known_word_is_not_searched_by_vector() -> None:
    dense = Ranking(keys=[1])

    find(
        understand("qwzx"),
        np.zeros(2, np.float32),
        Legs(lexical=None, dense=dense, vectors=None, record=Shelf()),
        NOBODY,
        5,
    )

    assert dense.depths == []


def test_what_the_record_no_longer_shows_is_left_out() -> None:
    shelf = Shelf(gone=frozenset({1}))

    hits = find(QUERY, VECTOR, legs([1, 2], shelf=shelf), NOBODY, 10)

    assert keys_of(hits) == [2]


def test_hidden_passages_are_looked_past_however_many_come_first() -> None:
    hidden = frozenset(range(1, 3 * LEXICAL_DEPTH + 1))
    order = [*sorted(hidden), 7001, 7002, 7003]

    outside = find(QUERY, VECTOR, legs(order, shelf=Shelf(hidden=hidden)), NOBODY, 2)
    inside = find(QUERY, VECTOR, legs(order, shelf=Shelf(hidden=hidden)), MEMBER, 2)

    assert keys_of(outside) == [7001, 7002]
    assert keys_of(inside) == [1, 2]


def test_the_search_for_visible_passages_ends() -> None:
    everything = range(1, 2 * FURTHEST * LEXICAL_DEPTH)
    found = legs(everything, shelf=Shelf(hidden=frozenset(everything)))

    hits = find(QUERY, VECTOR, found, NOBODY, 5)

    assert hits == ()


def test_few_open_passages_among_many_hidden_are_all_found(
    guarded: Path, embedder: Embedder
) -> None:
    with serving(guarded, embedder) as outside:
        seen = outside.assistant.search("avsnitt om annat", outside.asker, 5).hits

    assert [hit.passage.document.source for hit in seen] == [OPEN]


def test_a_word_of_hidden_documents_corrects_nothing(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder) as outside:
        speller = outside.library.current().speller

        assert speller.correct("avsnittt") is None


def test_a_real_library_shows_the_one_open_passage_behind_a_hundred_hidden(
    guarded: Path, embedder: Embedder
) -> None:
    with serving(guarded, embedder) as outside, serving(guarded, embedder, GROUP) as inside:
        seen = outside.assistant.search(ABOUT, outside.asker, 5).hits
        known = inside.assistant.search(ABOUT, inside.asker, 100).hits

    assert [hit.passage.document.source for hit in seen] == [OPEN]
    assert {hit.passage.document.source for hit in known} == {HIDDEN}
