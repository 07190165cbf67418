from collections import Counter

import pytest

from tests.bench.pdf_text import agreement, differences, words_of


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("verk-\nsamhet", "verksamhet"),
        ("Verksamhet\noch", "verksamhet och"),
        ("drifts-\noch", "drifts- \n och"),
        ("12 500 kronor", "12500 kronor"),
        ("12\u00a0500 kronor", "12500 kronor"),
        ("in\u00adläst", "inläst"),
        ("\ufb01nns", "finns"),
        ("1 200\u2003300", "1200\n300"),
        ("it-\nkostnader", "it-kostnader"),
    ],
    ids=[
        "a word broken at a line end",
        "a line break",
        "a hyphen that waits for its other half",
        "thousands apart",
        "thousands apart by a hard blank",
        "a soft hyphen",
        "a ligature",
        "the cells of a row",
        "a hyphen of its own at a line end",
    ],
)
def test_readings_that_differ_only_in_how_they_are_set_hold_the_same_words(
    ours: str, theirs: str
) -> None:
    assert words_of(ours) == words_of(theirs)


def test_two_numbers_beside_each_other_stay_two() -> None:
    assert words_of("2015 2016") == Counter({"2015": 1, "2016": 1})


def test_agreement_counts_every_occurrence() -> None:
    ours, theirs = words_of("och och eller"), words_of("och eller eller")

    assert agreement(ours, theirs) == pytest.approx(2 / 3)


def test_two_empty_pages_agree() -> None:
    assert agreement(Counter(), Counter()) == 1.0


def test_a_page_that_one_reading_lacks_agrees_not_at_all() -> None:
    assert agreement(Counter(), words_of("text")) == 0.0


def test_differences_name_what_there_is_more_and_less_of() -> None:
    said = differences(words_of("sida sida ett"), words_of("ett två"))

    assert said == "more 2: sida×2; less 1: två"
