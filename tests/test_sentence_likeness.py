"""A passage is as alike to a question as its best sentence is."""

import numpy as np
import pytest

from assistant.retrieval.sentences import SentenceLikeness
from ingest.embedding import Embedder

BEST = "Regeringen gav myndigheten i uppdrag att stödja arbetet med nyttorealisering."
OTHER = "Båten låg kvar vid bryggan hela sommaren. Vädret var vackert."


def test_the_best_sentence_tells_wherever_it_stands(embedder: Embedder) -> None:
    vector = embedder.embed_queries(["Vem fick uppdraget om nyttorealisering?"])[0]

    first, last, none = SentenceLikeness(embedder).of(
        [f"{BEST} {OTHER}", f"{OTHER} {BEST}", OTHER], vector
    )

    alone = float(embedder.embed_passages([BEST])[0] @ vector)
    assert first == pytest.approx(last) == pytest.approx(alone, abs=1e-5)
    assert first > none


def test_texts_keep_their_order_however_many_sentences_they_have(embedder: Embedder) -> None:
    vector = embedder.embed_queries(["nyttorealisering"])[0]
    texts = [OTHER, BEST, "", " \n", f"{OTHER} {OTHER} {BEST}", "Slut"]

    together = SentenceLikeness(embedder).of(texts, vector)

    alone = [SentenceLikeness(embedder).of([text], vector)[0] for text in texts]
    assert together.tolist() == pytest.approx(alone, abs=1e-6)
    assert together[2] == together[3] == 0


def test_nothing_is_alike_to_nothing(embedder: Embedder) -> None:
    nothing = np.zeros(embedder.dimension, np.float32)

    assert SentenceLikeness(embedder).of([BEST, OTHER], nothing).tolist() == [0, 0]
    assert SentenceLikeness(embedder).of([], nothing).tolist() == []
