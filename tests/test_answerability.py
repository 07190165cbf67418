"""The chance that the excerpts found answer a question: what it must be, whatever the weights."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant import search_wiring, wiring
from assistant.answering.answerability import REFUSED, SURE, Signals, chance, signals
from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.excerpts.reading import PassageReader
from assistant.library import LibraryKeeper
from assistant.searching import Request
from assistant.types import Asker
from ingest.embedding import Embedder
from tests.comparable import Source, candidates_of, hits_of
from tests.understandings import understand

Chance = Callable[[str], float]
COSTS = "Vad kostade Diabas?"


@pytest.fixture
def found(embedder: Embedder) -> list[Candidate]:
    said = Source(text="Diabas kostade 14,5 miljoner kronor under hela sin tid.")
    other = Source(text="Mötet handlade om avveckling av det gamla ärendesystemet.")
    return candidates_of(embedder, COSTS, *hits_of(said, other))


@pytest.fixture(scope="module")
def over_starter(starter_data: Path, embedder: Embedder) -> Iterator[Chance]:
    """The chance of a question over the starter corpus."""
    keeper = LibraryKeeper(starter_data, embedder)
    searcher = search_wiring.build_searcher(keeper, embedder)
    library, alike = keeper.current(), wiring.build_word_likeness(embedder)
    finder = CandidateFinder(PassageReader(embedder), alike, library.frequency, library.chunks)

    def of(question: str) -> float:
        asked = searcher.understand(question)
        request = Request(question=question, asker=Asker(), limit=12)
        hits = searcher.find(asked, request).hits
        return chance(asked.query, finder.find(asked.query, asked.vector, hits))

    yield of
    keeper.close()


def test_without_candidates_there_is_no_chance() -> None:
    assert chance(understand(COSTS), []) == 0


def test_a_chance_lies_between_nothing_and_certainty(found: list[Candidate]) -> None:
    assert 0 < chance(understand(COSTS), found) < 1


def test_what_nothing_speaks_for_is_refused_and_what_answers_is_not(
    found: list[Candidate],
) -> None:
    answered, other = (chance(understand(COSTS), [one]) for one in found)

    assert other < REFUSED < answered
    assert REFUSED < SURE


@pytest.mark.parametrize("name", ["meant_surely", "said_beside_names", "sign"])
def test_the_chance_grows_when_the_best_excerpt_bears_more(
    found: list[Candidate], name: str
) -> None:
    query, (best, *rest) = understand(COSTS), found
    less, more = (
        replace(best, traits=replace(best.traits, **{name: share})) for share in (0.2, 0.9)
    )

    assert chance(query, [less, *rest]) < chance(query, [more, *rest])


def test_the_chance_grows_with_the_weight_of_the_best_excerpt(found: list[Candidate]) -> None:
    query, (best, *rest) = understand(COSTS), found

    lighter = chance(query, [replace(best, weight=best.weight - 3), *rest])

    assert lighter < chance(query, found)


def test_the_chance_falls_with_the_names_that_are_missed(found: list[Candidate]) -> None:
    query, (best, *rest) = understand(COSTS), found
    missed = replace(best, traits=replace(best.traits, names_missed=1.0))

    assert chance(query, [missed, *rest]) < chance(query, found)


def test_another_year_than_asked_for_is_told(embedder: Embedder) -> None:
    question = "Vad kostade Diabas 2019?"
    said, other = hits_of(
        Source(text="Diabas kostade 14,5 miljoner kronor 2019."),
        Source(text="Diabas kostade 14,5 miljoner kronor 2014."),
    )
    query = understand(question)
    right, wrong = (candidates_of(embedder, question, hit) for hit in (said, other))

    assert signals(query, right).other_year == 0
    assert signals(query, wrong).other_year == 1
    assert chance(query, wrong) < chance(query, right)


@pytest.mark.parametrize("question", [COSTS, "Vem ledde Diabas?", "Vilka är målen?"])
def test_every_signal_is_a_number(embedder: Embedder, question: str) -> None:
    candidates = candidates_of(
        embedder, question, *hits_of(Source(text="Diabas leddes av Exempelverket i Norr."))
    )

    told = signals(understand(question), candidates)

    assert [
        field.name for field in fields(Signals) if type(getattr(told, field.name)) is not float
    ] == []


@pytest.mark.parametrize(
    "question",
    ["Hur byter jag kamrem på en Volvo V70?", "Hur lång tid tar det att flyga till Mars?"],
)
def test_what_the_library_tells_nothing_of_has_less_chance(
    over_starter: Chance, question: str
) -> None:
    answered = over_starter("Vem ledde Expertgruppen för digitala investeringar?")

    assert answered >= REFUSED
    assert over_starter(question) < answered
