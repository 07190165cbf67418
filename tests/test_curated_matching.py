"""Whether a question is the one an answer is pinned to: rather none found than a wrong one."""

import pytest

from assistant.curated.matching import likeness, wording_of
from assistant.understanding.agencies import Agencies
from ingest.embedding import Embedder
from tests.curated_wordings import OTHER, SAME, UNFOUND

AGENCIES = Agencies.read()


def alike(asked: str, pinned: str, embedder: Embedder) -> float:
    return likeness(wording_of(asked, AGENCIES), wording_of(pinned, AGENCIES), embedder)


@pytest.mark.parametrize(("pinned", "asked"), SAME, ids=[asked for _, asked in SAME])
def test_the_same_question_is_found(pinned: str, asked: str, embedder: Embedder) -> None:
    assert alike(asked, pinned, embedder) > 0


@pytest.mark.parametrize(("pinned", "asked"), OTHER, ids=[" ".join(one) for one in OTHER])
def test_another_question_is_never_found(pinned: str, asked: str, embedder: Embedder) -> None:
    assert (alike(asked, pinned, embedder), alike(pinned, asked, embedder)) == (0, 0)


@pytest.mark.parametrize(("pinned", "asked"), UNFOUND, ids=[asked for _, asked in UNFOUND])
def test_a_freer_wording_gets_the_ordinary_answer(
    pinned: str, asked: str, embedder: Embedder
) -> None:
    assert alike(asked, pinned, embedder) == 0


def test_the_very_words_are_likest(embedder: Embedder) -> None:
    pinned = "Vad kostade projekt Korpen?"

    assert alike("vad kostade PROJEKT korpen", pinned, embedder) == 1
    assert 0 < alike("Vad kostade projektet Korpen?", pinned, embedder) < 1


def test_courtesies_alone_are_no_question(embedder: Embedder) -> None:
    assert alike("?!", "Hej", embedder) == 0
