"""A passage is read the same whether it was read before or not."""

from dataclasses import replace

import pytest

from assistant.excerpts.cutting import excerpts
from assistant.excerpts.reading import PassageReader
from assistant.excerpts.types import text_of
from assistant.excerpts.wording import wording
from ingest.embedding import Embedder
from ingest.record.types import Passage
from ingest.swedish import words
from ingest.types import Span
from tests.drafts import passage

TEXT = "Nyttan följdes inte upp av någon i projektet. Ansvaret för den låg hos beställaren.\n\n"
LISTED = "Projektet ska:\n\n- följa upp nyttan varje år\n- redovisa den för styrelsen\n"
PASSAGES = [passage(TEXT), passage(f"{TEXT}{LISTED}"), passage("Kort.")]


@pytest.mark.parametrize("one", PASSAGES, ids=["text", "list", "short"])
def test_the_excerpts_of_a_passage_are_those_it_is_cut_into(
    embedder: Embedder, one: Passage
) -> None:
    reader = PassageReader(embedder)
    for _ in range(2):
        *_, read = reader.read([*PASSAGES, one])

        assert [own.excerpt for own in read] == excerpts(text_of(one))
        for own in read:
            assert own.wording == wording(own.excerpt, text_of(one))
            assert set(own.words) == set(words(own.wording))
            assert own.vector == pytest.approx(embedder.embed_passages([own.wording])[0], abs=1e-6)


def test_the_same_text_elsewhere_in_a_document_is_another_passage(embedder: Embedder) -> None:
    reader = PassageReader(embedder)
    here = passage(TEXT)
    span = Span(start=900, end=900 + len(TEXT))
    there = replace(here, chunk=replace(here.chunk, span=span))

    first, second = reader.read([here, there])

    assert second[0].excerpt.core.start - first[0].excerpt.core.start == (
        900 - here.chunk.span.start
    )
