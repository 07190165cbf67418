"""Words compared by their vectors: likeness tells what they mean, and is remembered."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.matching.word_likeness import MOST_WORDS, WordLikeness
from ingest.embedding import Embedder
from ingest.record.types import Vectors


class Counting:
    """Embeds a word by its length, and tells how many it was given."""

    fingerprint = "counting"
    dimension = 2

    def __init__(self) -> None:
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.array([[len(text), 1.0] for text in texts], np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def test_a_word_is_wholly_like_itself(embedder: Embedder) -> None:
    found = WordLikeness(embedder).likeness(["kostnad"], ["kostnad"])

    assert found[0, 0] == pytest.approx(1.0)


def test_words_of_one_meaning_are_more_alike_than_others(embedder: Embedder) -> None:
    found = WordLikeness(embedder).likeness(["kostnad"], ["utgift", "banan"])

    assert found[0, 0] > found[0, 1] + 0.2


def test_every_word_asked_for_is_compared_with_every_word_there(embedder: Embedder) -> None:
    alike = WordLikeness(embedder)

    found = alike.likeness(["kostnad", "bil"], ["utgift", "fordon", "banan"])

    assert found.shape == (2, 3)
    assert found[1, 1] == alike.likeness(["bil"], ["fordon"])[0, 0]


def test_a_word_is_embedded_once() -> None:
    counting = Counting()
    alike = WordLikeness(counting)

    alike.likeness(["ett", "fyra"], ["ett", "tretton"])
    alike.likeness(["tretton"], ["fyra"])

    assert counting.embedded == 3


def test_what_is_forgotten_is_embedded_anew() -> None:
    counting = Counting()
    alike = WordLikeness(counting)
    before = alike.likeness(["ett"], ["tretton"])

    alike.likeness(["ett"], [f"ord{n}" for n in range(MOST_WORDS - 1)])

    assert (alike.likeness(["ett"], ["tretton"]) == before).all()


def test_more_words_than_are_remembered_are_compared_all_the_same() -> None:
    many = [f"ord{n}" for n in range(MOST_WORDS + 1)]

    assert WordLikeness(Counting()).likeness(["ett"], many).shape == (1, len(many))
