"""The words of a question are looked for close together, in order, and softly."""

from collections.abc import Sequence

from assistant.retrieval.closer_reading import BLOCK, Closeness, WeightedWord
from assistant.retrieval.closer_reading import closeness as closeness_of
from assistant.retrieval.vocabulary import Vocabulary

QUESTION = [
    WeightedWord(word="samlad", weight=1.0),
    WeightedWord(word="kostnad", weight=3.0),
]
FILLER = ["annat"] * (5 * BLOCK)


def closeness(question: Sequence[WeightedWord], passages: Sequence[Sequence[str]]) -> Closeness:
    vocabulary = Vocabulary()
    return closeness_of(question, [vocabulary.numbers(words) for words in passages], vocabulary)


def test_a_passage_with_all_words_close_together_is_covered_whole() -> None:
    close = closeness(QUESTION, [["en", "samlad", "kostnad", "steg"], ["inget", "av", "det"]])

    assert close.cover[0] == 1.0
    assert close.cover[1] < 0.2


def test_another_form_of_a_word_counts_nearly_as_the_word() -> None:
    close = closeness(QUESTION, [["den", "samlade", "kostnaden", "steg"]])

    assert 0.7 < close.cover[0] <= 1.0


def test_words_far_apart_cover_less_than_words_side_by_side() -> None:
    near, far = closeness(
        QUESTION, [["samlad", "kostnad", *FILLER], ["samlad", *FILLER, "kostnad"]]
    ).cover

    assert near > far > 0.7


def test_a_word_inside_a_compound_counts_in_part() -> None:
    whole, inside, none = closeness(
        QUESTION[1:], [["kostnad"], ["utvecklingskostnaden"], ["tidplan"]]
    ).cover

    assert whole > inside > none


def test_neighbours_in_the_questions_order_make_a_phrase() -> None:
    phrase, turned, apart = closeness(
        QUESTION,
        [["samlad", "kostnad"], ["kostnad", "samlad"], ["samlad", "ny", "kostnad"]],
    ).phrase

    assert phrase == 2.0
    assert turned == apart == 0.0


def test_a_phrase_is_not_seen_across_two_passages() -> None:
    first, second = closeness(QUESTION, [["den", "samlad"], ["kostnad", "steg"]]).phrase

    assert first == second == 0.0


def test_nothing_asked_or_nothing_found_gives_nothing() -> None:
    assert closeness([], [["ord"]]).cover.tolist() == [0.0]
    assert closeness(QUESTION, []).cover.tolist() == []
    assert closeness(QUESTION, [[""]]).cover.tolist() == [0.0]
