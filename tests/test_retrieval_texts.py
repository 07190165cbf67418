"""A passage as retrieval reads it is the same whether it was read before or not."""

import numpy as np

from assistant.retrieval.texts import Texts
from ingest.swedish import words
from tests.drafts import passage

TEXT = "Nyttan följdes inte upp av någon i projektet. Ansvaret för den låg hos beställaren."


def test_a_passage_is_its_words_after_those_above_it() -> None:
    texts = Texts()

    first, again = texts.read([passage(TEXT)] * 2)
    (later,) = texts.read([passage(TEXT)])

    assert list(first.own) == words(TEXT)
    assert len(first.whole) > len(first.own)
    assert np.array_equal(texts.vocabulary.numbers(first.own), first.whole[-len(first.own) :])
    assert again is first
    assert later is first
