"""The one analyser: what counts as a word, and which words find which."""

import pytest

from ingest.swedish import stem, terms, word_terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Å, Ä och Ö!", ["å", "ä", "och", "ö"], id="letters-keep-rings-and-dots"),
        pytest.param("a\u030angstro\u0308m", ["ångström"], id="decomposed-letters"),
        pytest.param("IT-kostnader", ["it-kostnader"], id="hyphen-inside"),
        pytest.param("SOU 2017:77", ["sou", "2017:77"], id="publication-number"),
        pytest.param("den 2020-11-12", ["den", "2020-11-12"], id="date"),
        pytest.param("14,5 procent", ["14,5", "procent"], id="decimal-comma"),
        pytest.param("1 250 000 kr", ["1250000", "kr"], id="digits-in-groups"),
        pytest.param("1\u00a0250\u202f000", ["1250000"], id="groups-by-hard-blanks"),
        pytest.param("12\u2009500", ["12500"], id="groups-by-thin-blanks"),
        pytest.param("10-15 000 kr", ["10-15000", "kr"], id="range-of-groups"),
        pytest.param("år 2020 300 personer", ["år", "2020", "300", "personer"], id="year-then-sum"),
        pytest.param("åren 2019 2020", ["åren", "2019", "2020"], id="two-years"),
        pytest.param("utveck\u00adling", ["utveckling"], id="soft-hyphen"),
        pytest.param("utveck-\nling", ["utveckling"], id="word-broken-at-the-line"),
        pytest.param("drifts-\noch", ["drifts", "och"], id="hanging-hyphen-at-the-line"),
        pytest.param("_understreck_", ["understreck"], id="underscores"),
        pytest.param("–— ’”§", [], id="marks-alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_are_as_a_reader_counts_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kostnaderna", "kostnader"),
        ("rapporterna", "rapport"),
        ("regeringens", "regering"),
        ("upphandlingar", "upphandling"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("compound", "part"),
    [("utvecklingskostnaderna", "kostnad"), ("it-kostnader", "kostnader"), ("ekosystem", "system")],
)
def test_a_compound_shares_grams_with_its_parts(compound: str, part: str) -> None:
    shared = set(word_terms(compound).split()) & set(word_terms(part).split())

    assert len(shared) >= 3


def test_a_word_with_a_hyphen_has_the_stems_of_its_parts_and_of_the_whole() -> None:
    found = word_terms("it-systemen").split()

    assert {"=it", "=system", "=itsystem"} <= set(found)


def test_short_words_are_one_gram_with_their_edges() -> None:
    assert word_terms("ö").split() == ["=ö", "_ö_"]
    assert word_terms("it").split() == ["=it", "_it_"]


def test_a_word_that_stands_twice_counts_twice() -> None:
    assert terms("ja ja").split().count("=ja") == 2


def test_a_word_across_lines_is_found_as_if_whole() -> None:
    assert terms("nyttorealise-\nring") == terms("nyttorealisering")
