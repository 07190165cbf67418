"""What may be quoted from the passages found; no weights, only what must hold whatever they are."""

import numpy as np
import pytest

from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.excerpts.reading import PassageReader
from assistant.matching.word_likeness import WordLikeness
from assistant.types import Hit
from ingest.embedding import Embedder
from tests.drafts import BEFORE, hit
from tests.understandings import understand

TEXT = """Projektet kostade 14,5 miljoner kronor under hela sin tid.
Budgeten var från början tolv miljoner kronor enligt projekt-
direktivet, som beslutades av generaldirektören. Kort mening.

Beställaren saknade den kompetens som krävdes för att ställa krav."""


@pytest.fixture
def finder(embedder: Embedder) -> CandidateFinder:
    return CandidateFinder(PassageReader(embedder), WordLikeness(embedder), lambda _term: 1, 10)


def found_in(
    finder: CandidateFinder, embedder: Embedder, question: str, *hits: Hit
) -> list[Candidate]:
    query = understand(question)
    return finder.find(query, embedder.embed_queries([question])[0], hits)


def test_every_candidate_is_verbatim_and_knows_its_place(
    finder: CandidateFinder, embedder: Embedder
) -> None:
    candidates = found_in(finder, embedder, "Vad kostade projektet?", hit(TEXT))

    assert len(candidates) >= 3
    for candidate in candidates:
        span = candidate.core.span
        assert TEXT[span.start - BEFORE : span.end - BEFORE] == candidate.core.quote


def test_the_sentence_that_says_it_comes_first(finder: CandidateFinder, embedder: Embedder) -> None:
    candidates = found_in(finder, embedder, "Vad kostade projektet?", hit(TEXT))

    assert candidates[0].core.quote.startswith("Projektet kostade 14,5 miljoner")


def test_candidates_come_best_first(finder: CandidateFinder, embedder: Embedder) -> None:
    candidates = found_in(finder, embedder, "Hur stor var budgeten?", hit(TEXT), hit(TEXT, key=2))

    weights = [candidate.weight for candidate in candidates]
    assert weights == sorted(weights, reverse=True)
    assert np.isfinite(weights).all()


def test_the_wording_is_one_readable_line(finder: CandidateFinder, embedder: Embedder) -> None:
    candidates = found_in(finder, embedder, "Hur stor var budgeten?", hit(TEXT))

    (budget,) = [c for c in candidates if c.core.quote.startswith("Budgeten")]
    assert budget.wording == (
        "Budgeten var från början tolv miljoner kronor enligt projektdirektivet, "
        "som beslutades av generaldirektören."
    )


def test_shares_are_shares(finder: CandidateFinder, embedder: Embedder) -> None:
    for candidate in found_in(finder, embedder, "Vad kostade projektet Korpen?", hit(TEXT)):
        traits = candidate.traits
        assert 0 <= traits.said <= traits.meant <= 1
        assert 0 <= traits.meant_surely <= 1
        assert 0 <= traits.supported <= 1


def test_nothing_found_gives_no_candidates(finder: CandidateFinder, embedder: Embedder) -> None:
    assert found_in(finder, embedder, "Vad kostade projektet?") == []


def test_a_rare_word_tells_more_than_a_common_one(embedder: Embedder) -> None:
    seen = {"=diabas": 1, "=projek": 90, "=projekt": 90}
    finder = CandidateFinder(
        PassageReader(embedder), WordLikeness(embedder), lambda term: seen.get(term, 0), 100
    )
    rare, common = understand("Diabas projekt").terms

    assert finder.rarity(rare) > finder.rarity(common) > 0
