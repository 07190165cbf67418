"""Which list stands in the place of several of its items."""

import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.whole_lists import is_of, whole_list
from assistant.excerpts.types import Form
from ingest.embedding import Embedder
from tests.comparable import Source, candidates_of, hits_of

QUESTION = "Vad ska Pumpverket göra åt Vattennämnden?"
LISTS = (
    "Pumpverket ska analysera och bedöma\n\n* hur nämnden fullgör alla sina uppgifter,\n"
    "* om styrningen är ändamålsenlig.",
    "Vattennämnden ska lämna uppgifter om\n\n* vad pumparna kostade förra året,\n"
    "* vilka som betalade för pumparna.",
)


@pytest.fixture
def candidates(embedder: Embedder) -> list[Candidate]:
    return candidates_of(embedder, QUESTION, *hits_of(*(Source(text=text) for text in LISTS)))


def items(candidates: list[Candidate], lead: str) -> list[Candidate]:
    return [one for one in candidates if one.form is Form.ITEM and one.wording.startswith(lead)]


def test_two_items_of_a_list_give_way_to_the_whole_of_it(candidates: list[Candidate]) -> None:
    first, second = items(candidates, "Pumpverket")

    whole = whole_list(second, [first], candidates)

    assert whole is not None
    assert whole.wording == (
        "Pumpverket ska analysera och bedöma: hur nämnden fullgör alla sina uppgifter"
        " • om styrningen är ändamålsenlig."
    )
    assert is_of(first, whole)
    assert is_of(second, whole)


def test_items_of_different_lists_stay_as_they_are(candidates: list[Candidate]) -> None:
    first, *_ = items(candidates, "Pumpverket")
    other, *_ = items(candidates, "Vattennämnden")

    assert whole_list(other, [first], candidates) is None
    assert whole_list(first, [], candidates) is None
