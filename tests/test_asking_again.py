"""What the index is asked, in a question's own words and in other words."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.retrieval.asking_again import (
    MOST_FORMS,
    NO_TERMS,
    VALUE,
    in_other_words,
    in_own_words,
)
from assistant.types import Alternative, Origin, Query, Term, Wanted
from ingest.embedding import Embedder
from ingest.record.types import Vectors
from ingest.swedish import word_forms
from tests.understandings import understand

EAST = np.array([1, 0], np.float32)


class Northern:
    """An embedder for which all texts lie in the north, but for one without known words."""

    fingerprint = "northern"
    dimension = 2

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([[0, float(text != "qwzx")] for text in texts], np.float32)

    embed_queries = embed_passages


NORTHERN = Northern()


def term(word: str, forms: int) -> Term:
    return Term(word=word, forms=tuple(f"{word}{n}" for n in range(forms)), is_name=False)


def other(
    *words: str,
    terms: tuple[int, ...] = (0,),
    origin: Origin = Origin.SYNONYM,
    weight: float = 0.5,
) -> Alternative:
    return Alternative(terms=terms, words=words, weight=weight, origin=origin)


def query(*alternatives: Alternative, terms: tuple[Term, ...] = (term("nytta", 4),)) -> Query:
    return Query(
        question="nytta",
        words=tuple(one.word for one in terms),
        terms=terms,
        wanted=Wanted.OTHER,
        alternatives=alternatives,
    )


def weight_of(asked: Query, word: str) -> float:
    return in_other_words(asked, EAST, NORTHERN).weights.get(word_forms(word).stem, 0.0)


def test_in_its_own_words_a_form_counts_for_each_word_that_has_it() -> None:
    shared = Term(word="kostnad", forms=("=kostnad", "kost"), is_name=False)
    alike = Term(word="kosta", forms=("=kosta", "kost"), is_name=False)

    probe = in_own_words(query(terms=(shared, alike)), EAST)

    assert probe.weights == {"=kostnad": 1, "=kosta": 1, "kost": 2}
    assert probe.vector is EAST


def test_a_number_counts_as_much_as_a_word() -> None:
    asked = understand("Vad står i dnr 2019-1234?")

    weights = in_own_words(asked, EAST).weights

    assert asked.values
    assert all(weights[value] >= VALUE for value in asked.values)


@pytest.mark.parametrize("origin", [Origin.ALIAS, Origin.TRANSLATION])
def test_another_name_of_the_same_thing_is_asked_for_from_the_start_and_once(
    origin: Origin,
) -> None:
    asked = query(other("vinst", origin=origin))

    first = in_own_words(asked, EAST).weights
    second = in_other_words(asked, EAST, NORTHERN).weights

    assert first[word_forms("vinst").stem] == 0.5 * 4
    assert second == first


@pytest.mark.parametrize("origin", [Origin.SYNONYM, Origin.SPELLING])
def test_what_may_be_another_thing_is_asked_for_only_in_the_second_round(origin: Origin) -> None:
    asked = query(other("vinst", origin=origin))

    first = in_own_words(asked, EAST).weights
    second = in_other_words(asked, EAST, NORTHERN).weights

    assert set(second) - set(first) == {word_forms("vinst").stem}
    assert {form: second[form] for form in first} == first


def test_a_word_with_many_synonyms_has_them_weigh_less_each() -> None:
    alone = weight_of(query(other("vinst")), "vinst")
    of_four = weight_of(query(*map(other, ["vinst", "gagn", "båtnad", "lönsamhet"])), "vinst")
    beside = (term("nytta", 4), term("mål", 4))
    with_others = weight_of(
        query(other("vinst"), other("syfte", terms=(1,)), terms=beside), "vinst"
    )

    assert alone == 0.5 * 4
    assert of_four == pytest.approx(alone / 2)
    assert with_others == alone


def test_the_words_of_one_alternative_share_its_weight() -> None:
    asked = query(other("teknisk", "skuld"))

    assert weight_of(asked, "teknisk") == pytest.approx(2 / math.sqrt(2))
    assert weight_of(asked, "skuld") == weight_of(asked, "teknisk")


def test_a_long_word_and_small_words_weigh_as_much_as_is_said() -> None:
    long = query(other("vinst"), terms=(term("nyttorealisering", 3 * MOST_FORMS),))
    small = query(other("antal", terms=()))

    assert weight_of(long, "vinst") == 0.5 * MOST_FORMS
    assert weight_of(small, "antal") == 0.5 * NO_TERMS


def test_the_vector_moves_towards_other_words_and_keeps_its_length() -> None:
    vector = in_other_words(query(other("vinst")), EAST, NORTHERN).vector

    assert np.linalg.norm(vector) == pytest.approx(1)
    assert vector[0] > vector[1] > 0.1
    assert vector.dtype == np.float32


def test_without_other_words_the_vector_stays() -> None:
    assert in_other_words(query(), EAST, NORTHERN).vector.tolist() == [1, 0]


def test_a_vector_of_no_known_words_stays_nothing_and_does_no_harm() -> None:
    nothing = np.zeros(2, np.float32)

    unknown = in_other_words(query(other("qwzx")), nothing, NORTHERN).vector
    known = in_other_words(query(other("vinst")), nothing, NORTHERN).vector

    assert unknown.tolist() == [0, 0]
    assert known.tolist() == [0, 1]


def test_the_words_of_a_real_question_keep_their_weight(embedder: Embedder) -> None:
    asked = understand("Hur många it-projekt hos ESV blev försenade?")
    vector = embedder.embed_queries([asked.question])[0]

    own, again = in_own_words(asked, vector), in_other_words(asked, vector, embedder)

    assert all(again.weights[form] >= own.weights[form] for form in own.weights)
    assert word_forms("antal").stem in set(again.weights) - set(own.weights)
    assert 0.5 < float(again.vector @ vector) < 0.999
