"""What is remembered of words: those as long as words are, and nothing of longer ones."""

from collections.abc import Callable

import pytest

from assistant.matching.term_matching import forms_of
from assistant.understanding.phrases import root
from ingest import swedish
from ingest.remembering import LONGEST, Remembered, RememberedMany, of_vectors, remembered
from ingest.swedish import word_forms, word_terms
from ingest.written_forms.finding import forms_alone

LETTERS = "bokstav"


def word_of(letters: int) -> str:
    return (LETTERS * letters)[:letters]


class Counting:
    """Counts letters, and how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def letters(self, word: str) -> int:
        self.asked += 1
        return len(word)


@pytest.mark.parametrize(("letters", "asked", "held"), [(LONGEST, 1, 1), (LONGEST + 1, 2, 0)])
def test_a_word_is_worked_out_once_unless_it_is_too_long(
    letters: int, asked: int, held: int
) -> None:
    counting = Counting()
    known = remembered(10)(counting.letters)

    said = [known(word_of(letters)), known(word_of(letters))]

    assert said == [letters, letters]
    assert (counting.asked, known.count()) == (asked, held)


def test_no_more_is_remembered_than_was_said() -> None:
    known = remembered(2)(Counting().letters)

    said = [known(word) for word in ("a", "bb", "ccc", "a")]

    assert said == [1, 2, 3, 1]
    assert known.count() == 2


@pytest.mark.parametrize("function", [word_terms, word_forms, forms_alone, root])
def test_a_long_word_leaves_nothing_behind(function: Remembered[str, object]) -> None:
    function("ord")
    before = function.count()

    first, again = function(word_of(2000)), function(word_of(2000))

    assert first == again
    assert function.count() == before


@pytest.mark.parametrize("read", [swedish.terms, lambda word: forms_of([word])])
def test_a_text_with_a_long_word_leaves_only_its_own_words_behind(
    read: Callable[[str], object],
) -> None:
    read("ord")
    before = word_terms.count()

    read(f"ord {word_of(2000)}")

    assert word_terms.count() == before


def test_the_terms_of_a_long_word_are_those_of_any_word() -> None:
    word = word_of(2000)

    found = word_terms(word).split()

    assert len(found) == 2000
    assert found[1:3] == ["_bok", "boks"]
    assert found[-1] == f"{word[-3:]}_"


def lengths(asked: list[list[str]]) -> Callable[[list[str]], list[int]]:
    def of(words: list[str]) -> list[int]:
        asked.append(words)
        return list(map(len, words))

    return of


def test_of_many_only_the_new_are_worked_out_and_together() -> None:
    asked: list[list[str]] = []
    known = RememberedMany(lengths(asked), 10)

    assert known(["a", "bb", "a"]) == [1, 2, 1]
    assert known(["bb", "ccc", "dddd"]) == [2, 3, 4]
    assert known([]) == []
    assert asked == [["a", "bb"], ["ccc", "dddd"]]


def test_of_many_that_goes_first_which_was_asked_for_longest_ago() -> None:
    asked: list[list[str]] = []
    known = RememberedMany(lengths(asked), 2)

    known(["a", "bb"])
    known(["a"])
    known(["ccc"])

    assert known.count() == 2
    assert known(["a", "ccc"]) == [1, 3]
    assert known(["bb"]) == [2]
    assert asked == [["a", "bb"], ["ccc"], ["bb"]]


def test_more_than_are_remembered_are_worked_out_all_the_same() -> None:
    known = RememberedMany(lengths([]), 2)

    assert known(["a", "bb", "ccc"]) == [1, 2, 3]
    assert known.count() == 2


def test_longer_vectors_fill_what_is_remembered_sooner() -> None:
    assert [of_vectors(800, dimension) for dimension in (64, 256, 1024)] == [800, 800, 200]
