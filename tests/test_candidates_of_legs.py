"""Every candidate is scored by both legs, whichever of them found it."""

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from assistant.library import LibraryKeeper
from assistant.retrieval.asking_again import Probe
from assistant.retrieval.candidates import (
    DENSE_DEPTH,
    LEXICAL_DEPTH,
    Aim,
    nearest,
    standardised,
)
from assistant.retrieval.candidates import ranked as ranked_of
from assistant.retrieval.legs import Legs
from ingest.embedding import Embedder
from ingest.errors import IndexDamagedError
from ingest.index.types import Found
from ingest.record.types import KeyedVectors, Keys, Passage, Vectors
from ingest.swedish import terms
from ingest.types import Span

EAST = np.array([1, 0], np.float32)
PROBE = Probe(weights={"=nytt": 1.0}, vector=EAST)


def ranked(probe: Probe, legs: Legs, dense_weight: float, times: int = 1) -> list[Found]:
    aim = Aim(probe=probe, dense_weight=dense_weight)
    return ranked_of(aim, legs, partial(nearest, legs.dense, probe.vector, times), times)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A lexical leg that finds the best `finds` of what it knows, and scores all of it."""

    known: dict[int, float]
    finds: int = 100
    depths: list[int] = field(default_factory=list)

    def search(self, _weights: dict[str, float], limit: int) -> list[Found]:
        self.depths.append(limit)
        best = sorted(self.known, key=lambda key: -self.known[key])
        return [Found(key=key, score=self.known[key]) for key in best[: min(limit, self.finds)]]

    def scores(self, _weights: dict[str, float], keys: Keys) -> list[Found]:
        return [Found(key=key, score=self.known[key]) for key in keys.tolist() if key in self.known]

    def frequency(self, _term: str) -> int:
        return 1

    def count(self) -> int:
        return len(self.known)


@dataclass(frozen=True, kw_only=True)
class Nearness:
    """A dense leg and the stored vectors, which point as far east as a chunk is near."""

    known: dict[int, float]
    finds: int = 100
    depths: list[int] = field(default_factory=list)

    def search(self, _vector: Vectors, limit: int) -> list[Found]:
        self.depths.append(limit)
        best = sorted(self.known, key=lambda key: -self.known[key])
        return [Found(key=key, score=self.known[key]) for key in best[: min(limit, self.finds)]]

    def vectors(self, keys: Sequence[int]) -> KeyedVectors:
        shown = [key for key in keys if key in self.known]
        rows = np.array([[self.known[key], 0] for key in shown], np.float32).reshape(-1, 2)
        return KeyedVectors(keys=np.array(shown, np.int64), vectors=rows)


class Damaged:
    """A dense leg whose folder has been lost."""

    def search(self, _vector: Vectors, _limit: int) -> list[Found]:
        raise IndexDamagedError("Vektorindexet gick inte att söka i.")


class NoShelf:
    """A record that nobody asks."""

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        raise AssertionError(keys)

    def characters(self, version: str, span: Span) -> str:
        raise AssertionError(version, span)


def legs(words: Words | None, near: Nearness | None) -> Legs:
    return Legs(lexical=words, dense=near, vectors=near, record=NoShelf())


def scores(found: Sequence[Found]) -> dict[int, float]:
    return {one.key: one.score for one in found}


def test_a_candidate_has_its_real_score_of_the_leg_that_did_not_find_it() -> None:
    by_words, by_nearness = {1: 9.0, 2: 5.0, 3: 1.0}, {1: 0.3, 2: 0.8, 3: 0.9}
    all_found = legs(Words(known=by_words), Nearness(known=by_nearness))
    few_found = legs(Words(known=by_words, finds=1), Nearness(known=by_nearness, finds=2))

    whole, completed = ranked(PROBE, all_found, 0.4), ranked(PROBE, few_found, 0.4)

    assert scores(completed) == pytest.approx(scores(whole))
    assert [one.key for one in completed] == [one.key for one in whole]


def test_scores_are_the_weighted_sum_on_one_scale_best_first() -> None:
    found = ranked(
        PROBE, legs(Words(known={1: 100.0, 2: 50.0}), Nearness(known={1: 0.1, 2: 0.2})), 0.2
    )

    assert [one.key for one in found] == [1, 2]
    assert [one.score for one in found] == pytest.approx([0.8 - 0.2, 0.2 - 0.8])


def test_a_chunk_without_any_of_the_words_scores_nothing_by_them() -> None:
    near = Nearness(known={1: 0.5, 2: 0.5, 3: 0.5})

    found = scores(ranked(PROBE, legs(Words(known={1: 8.0, 2: 4.0}), near), 0.2))

    assert found[2] == pytest.approx(0)  # 4 is the mean of 8, 4 and 0
    assert found[1] == pytest.approx(-found[3])


def test_a_chunk_that_cannot_be_compared_counts_as_the_farthest() -> None:
    found = scores(
        ranked(
            PROBE,
            legs(Words(known={1: 5.0, 2: 5.0, 3: 5.0}), Nearness(known={1: 0.9, 2: 0.2})),
            0.5,
        )
    )

    assert found[1] > found[2] == found[3]


def test_without_stored_vectors_what_the_dense_leg_did_not_find_counts_as_the_farthest() -> None:
    both = legs(
        Words(known={1: 5.0, 2: 5.0, 3: 5.0}), Nearness(known={1: 0.9, 2: 0.2, 3: 0.8}, finds=2)
    )

    found = scores(ranked(PROBE, replace(both, vectors=None), 0.5))

    assert found[1] > found[3] == found[2]


@pytest.mark.parametrize(
    ("given", "order"),
    [
        (legs(Words(known={1: 1.0, 2: 9.0}), None), [2, 1]),
        (legs(None, Nearness(known={1: 0.9, 2: 0.1})), [1, 2]),
        (legs(None, None), []),
        (legs(Words(known={}), Nearness(known={})), []),
    ],
    ids=["words", "vectors", "neither", "nothing found"],
)
def test_what_legs_there_are_serve(given: Legs, order: list[int]) -> None:
    assert [one.key for one in ranked(PROBE, given, 0.2)] == order


def test_a_broken_dense_leg_leaves_the_words_and_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = replace(legs(Words(known={1: 1.0, 2: 9.0}), None), dense=Damaged())

    with caplog.at_level(logging.WARNING, "lardom"):
        found = ranked(PROBE, broken, 0.2)

    assert [one.key for one in found] == [2, 1]
    assert "Vektorindexet" in caplog.text


def test_a_question_without_direction_is_asked_by_words_alone() -> None:
    near = Nearness(known={7: 0.9})
    nowhere = Probe(weights=PROBE.weights, vector=np.zeros(2, np.float32))

    found = ranked(nowhere, legs(Words(known={1: 1.0}), near), 0.2)

    assert [one.key for one in found] == [1]
    assert near.depths == []


def test_both_legs_are_asked_as_many_times_deeper_as_is_said() -> None:
    words, near = Words(known={}), Nearness(known={})

    ranked(PROBE, legs(words, near), 0.2, times=3)

    assert set(words.depths) == {3 * LEXICAL_DEPTH}
    assert set(near.depths) == {3 * DENSE_DEPTH}


def test_scores_that_do_not_differ_tell_nothing() -> None:
    assert standardised(np.array([4.0, 4.0])).tolist() == [0, 0]
    assert standardised(np.array([])).tolist() == []
    assert standardised(np.array([1.0, 3.0])).tolist() == [-1, 1]


def test_what_a_real_leg_finds_has_the_score_that_it_gives_when_asked_for_it(
    starter_data: Path, embedder: Embedder
) -> None:
    question = "Vad är nyttorealisering?"
    vector = embedder.embed_queries([question])[0]
    weights = dict.fromkeys(terms(question).split(), 1.0)

    with closing(LibraryKeeper(starter_data, embedder)) as keeper:
        found = keeper.current().legs
        assert found.lexical
        assert found.dense
        assert found.vectors
        by_words, nearest = found.lexical.search(weights, 30), found.dense.search(vector, 30)
        asked = found.lexical.scores(weights, np.array(sorted(scores(by_words)), np.int64))
        stored = found.vectors.vectors([one.key for one in nearest])

    cosines = dict(zip(stored.keys.tolist(), (stored.vectors @ vector).tolist(), strict=True))
    assert scores(asked) == pytest.approx(scores(by_words))
    assert cosines == pytest.approx(scores(nearest), abs=1e-3)
