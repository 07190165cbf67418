"""Words as numbers: the same for the same word, by whoever asks, and for its stem and 4-grams."""

from concurrent.futures import ThreadPoolExecutor

from assistant.retrieval.vocabulary import FEWEST_KEPT, LONGEST_WORD, Vocabulary
from ingest.swedish import word_forms

WORDS = ["kostnad", "kostnaden", "it-kostnad", "", "18,8", "kostnad"]


def test_a_word_has_one_number_however_often_it_is_asked_for() -> None:
    vocabulary = Vocabulary()

    numbers = vocabulary.numbers(WORDS).tolist()

    assert numbers[0] == numbers[-1]
    assert len(set(numbers)) == len(WORDS) - 1
    assert vocabulary.numbers(WORDS).tolist() == numbers


def test_forms_of_one_word_share_their_stem() -> None:
    vocabulary = Vocabulary()

    one, other, third = vocabulary.stems(vocabulary.numbers(["projekt", "projekten", "tid"]))

    assert one == other != third


def test_words_share_as_many_grams_as_they_do_as_texts() -> None:
    vocabulary = Vocabulary()

    found = vocabulary.grams(vocabulary.numbers(["kostnad", "", "it-kostnad"]))

    one, none, other = (set(found.grams[found.owners == n].tolist()) for n in range(3))
    shared = set(word_forms("kostnad").grams) & set(word_forms("it-kostnad").grams)
    assert len(one & other) == len(shared) > 0
    assert [len(one), len(none), len(other)] == found.counts.tolist()


def test_words_keep_their_forms_while_the_vocabulary_grows() -> None:
    vocabulary = Vocabulary()
    early = vocabulary.numbers(["kostnad", "tidplan"])
    before = vocabulary.stems(early).tolist(), vocabulary.grams(early).grams.tolist()

    vocabulary.numbers([f"ord{n}" for n in range(2 * FEWEST_KEPT)])

    assert (vocabulary.stems(early).tolist(), vocabulary.grams(early).grams.tolist()) == before


def test_an_endless_word_is_looked_at_in_part() -> None:
    vocabulary = Vocabulary()

    found = vocabulary.grams(vocabulary.numbers(["abcdefghij" * 1000]))

    assert len(found.grams) < LONGEST_WORD


def test_threads_that_learn_at_once_agree() -> None:
    vocabulary = Vocabulary()
    texts = [[f"ord{(n * 7 + m) % 900}" for m in range(900)] for n in range(40)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(vocabulary.numbers, texts))

    numbers = vocabulary.numbers(texts[0])
    assert sorted(numbers.tolist()) == list(range(900))
    stems = vocabulary.stems(numbers).tolist()
    fresh = Vocabulary()
    alone = fresh.stems(fresh.numbers(texts[0])).tolist()
    assert [stems.index(one) for one in stems] == [alone.index(one) for one in alone]
