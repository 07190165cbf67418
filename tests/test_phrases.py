"""Phrases are found by their stems, the longest first, however their words are joined."""

import time

import pytest

from assistant.understanding.phrases import Match, Phrases
from ingest.swedish import words

TABLE = Phrases(
    [
        ("it-kostnader", "cost"),
        ("strategiskt projekt", "strategic"),
        ("projekt", "project"),
        ("projekt för digitalisering", "digital"),
        ("e-id", "identity"),
    ]
)


def values(question: str) -> list[str]:
    return [match.value for match in TABLE.found_in(words(question))]


def test_a_match_tells_where_it_stands() -> None:
    found = TABLE.found_in(["vilka", "strategiska", "projekt", "finns"])

    assert found == (Match(start=1, end=3, value="strategic"),)


@pytest.mark.parametrize(
    "spelling",
    ["it-kostnader", "IT kostnader", "itkostnader", "it\u2011kostnaderna", "itkostnadernas"],
)
def test_hyphen_blank_and_nothing_are_the_same(spelling: str) -> None:
    assert values(f"Hur stora är {spelling} i staten?") == ["cost"]


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("projekt", "projektet"),
        ("nytta", "nyttans"),
        ("kostnad", "kostnaderna"),
        ("marknaden", "marknad"),
        ("budgeten", "budget"),
        ("handlingsplan", "handlingsplanerna"),
    ],
)
def test_inflections_are_the_same_word(listed: str, asked: str) -> None:
    assert len(Phrases([(listed, 1)]).found_in([asked])) == 1


@pytest.mark.parametrize(
    ("listed", "asked"), [("intern", "internet"), ("plan", "plats"), ("med", "medan")]
)
def test_other_words_are_not(listed: str, asked: str) -> None:
    assert Phrases([(listed, 1)]).found_in([asked]) == ()


def test_a_phrase_written_as_one_word_is_found_as_two() -> None:
    table = Phrases([("nyttokalkyl", 1)])

    assert [match.end for match in table.found_in(["en", "nytto", "kalkyl"])] == [3]


def test_the_longest_phrase_is_taken_and_nothing_twice() -> None:
    assert values("projekt för digitalisering av projekt") == ["digital", "project"]


def test_of_two_that_overlap_the_first_is_taken() -> None:
    table = Phrases([("nytta och kostnad", 1), ("kostnad för projektet", 2)])

    assert [match.value for match in table.found_in(words("nytta och kostnad för projekt"))] == [1]


def test_a_phrase_is_not_looked_for_inside_a_compound() -> None:
    assert values("projektledarens delprojekt") == []


def test_words_too_short_to_be_one_are_left_apart() -> None:
    table = Phrases([("si", 1), ("mig", 2)])

    assert table.found_in(["vad", "s", "i", "m", "ig"]) == ()


def test_of_two_alike_the_first_one_counts() -> None:
    assert Phrases([("kostnad", 1), ("kostnader", 2)]).found_in(["kostnaden"])[0].value == 1


@pytest.mark.parametrize("phrase", ["", "!?"])
def test_a_phrase_without_words_is_never_found(phrase: str) -> None:
    assert Phrases([(phrase, 1)]).found_in(["vad", "är"]) == ()


def test_five_thousand_phrases_cost_a_question_little() -> None:
    table = Phrases((f"fras nummer{n} av många ord", n) for n in range(5000))
    asked = words("vad sägs om fras nummer17 av många ord " * 10)

    began = time.perf_counter()
    found = table.found_in(asked)

    assert len(found) == 10
    assert time.perf_counter() - began < 0.25
