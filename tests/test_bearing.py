"""How far texts bear the terms of a question: in its words, in other words, in like words."""

import pytest

from assistant.matching.bearing import Bearing, bearing
from assistant.matching.word_likeness import WordLikeness
from assistant.types import Alternative, Origin, Query, Term, Wanted
from ingest.embedding import Embedder
from ingest.swedish import word_terms, words


def query_of(*terms: str, alternatives: tuple[Alternative, ...] = ()) -> Query:
    """A question with these content words, and no other ways to say them than are given."""
    return Query(
        question=" ".join(terms),
        words=terms,
        terms=tuple(
            Term(word=word, forms=tuple(word_terms(word).split()), is_name=False) for word in terms
        ),
        wanted=Wanted.OTHER,
        alternatives=alternatives,
    )


def borne(query: Query, *texts: str, alike: WordLikeness | None = None) -> Bearing:
    return bearing(query, [words(text) for text in texts], alike)


@pytest.fixture
def alike(embedder: Embedder) -> WordLikeness:
    return WordLikeness(embedder)


def test_there_is_a_row_for_each_text_and_a_column_for_each_term() -> None:
    found = borne(query_of("kostnad", "budget"), "Budgeten höll.", "Vägen är lång.", "")

    assert found.said.shape == (3, 2)
    assert found.said.tolist() == [[0.0, 1.0], [0.0, 0.0], [0.0, 0.0]]


def test_a_word_in_another_inflection_is_borne_in_full() -> None:
    assert borne(query_of("budgetarna"), "En budget fanns.").said[0, 0] == 1.0


def test_a_word_inside_a_compound_is_borne_in_part() -> None:
    said = borne(query_of("kravställning"), "Kravställningsarbetet tog ett år.").said[0, 0]

    assert 0.4 < said < 1.0


@pytest.mark.parametrize(
    ("text", "said"),
    [("Våra utgifter för drift steg.", 0.7), ("Våra utgifter steg.", 0.0), ("För drift.", 0.0)],
    ids=["all its words", "the first alone", "the second alone"],
)
def test_another_way_of_saying_it_takes_all_of_its_words(text: str, said: float) -> None:
    other = Alternative(terms=(0,), words=("utgift", "drift"), weight=0.5, origin=Origin.SYNONYM)

    found = borne(query_of("förvaltningskostnad", alternatives=(other,)), text)

    assert found.said[0, 0] == said


def test_another_way_never_lowers_what_the_word_itself_bears() -> None:
    other = Alternative(terms=(0,), words=("utgift",), weight=0.5, origin=Origin.SYNONYM)

    found = borne(query_of("kostnad", alternatives=(other,)), "En kostnad är en utgift.")

    assert found.said[0, 0] == 1.0


def test_the_parts_of_a_hyphenated_word_bear_it_together() -> None:
    found = borne(query_of("it-chef"), "Chefen för it svarade.", "Chefen svarade.")

    assert found.said[0, 0] == 1.0
    assert found.said[1, 0] < 1.0


def test_a_like_word_bears_the_meaning_but_is_not_said(alike: WordLikeness) -> None:
    found = borne(query_of("kostnad"), "En utgift.", "En banan.", alike=alike)

    assert found.said.tolist() == [[0.0], [0.0]]
    assert found.meant[0, 0] > 0.2
    assert found.meant[0, 0] > found.meant[1, 0]


def test_what_is_said_is_meant(alike: WordLikeness) -> None:
    query = query_of("kostnad", "kravställning")
    found = borne(query, "Kostnaden steg.", "Kravställningsarbetet dröjde.", alike=alike)

    assert (found.meant >= found.said).all()


def test_without_likeness_only_what_is_said_is_meant() -> None:
    found = borne(query_of("kostnad"), "En utgift.", "Kostnaden steg.")

    assert (found.meant == found.said).all()


def test_texts_without_words_bear_nothing(alike: WordLikeness) -> None:
    found = borne(query_of("kostnad"), "", "", alike=alike)

    assert found.meant.tolist() == [[0.0], [0.0]]


def test_a_question_without_terms_has_no_columns() -> None:
    assert borne(query_of(), "Ett ord.").said.shape == (1, 0)
