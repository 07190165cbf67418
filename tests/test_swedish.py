"""The one analyser: what counts as a word, and which words find which."""

import hashlib

import pytest

from ingest.swedish import ANALYSER, stem, terms, word_terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Å, Ä och Ö!", ["å", "ä", "och", "ö"], id="letters-keep-rings-and-dots"),
        pytest.param("a\u030angstro\u0308m", ["ångström"], id="decomposed-letters"),
        pytest.param("IT-kostnader", ["it-kostnader"], id="hyphen-inside"),
        pytest.param(
            "it\u2011kostnader e\u2010post", ["it-kostnader", "e-post"], id="hard-hyphens"
        ),
        pytest.param("SOU 2017:77", ["sou", "2017:77"], id="publication-number"),
        pytest.param("den 2020-11-12", ["den", "2020-11-12"], id="date"),
        pytest.param("14,5 procent", ["14,5", "procent"], id="decimal-comma"),
        pytest.param("1 250 000 kr", ["1250000", "kr"], id="digits-in-groups"),
        pytest.param("1\u00a0250\u202f000", ["1250000"], id="groups-by-hard-blanks"),
        pytest.param("18\u2007800 000", ["18800000"], id="groups-by-figure-blanks"),
        pytest.param("10.5 1.2.3 2015/16:1", ["10.5", "1.2.3", "2015/16:1"], id="marks-in-numbers"),
        pytest.param("10-tal 3D 5-åring", ["10-tal", "3d", "5-åring"], id="digits-with-letters"),
        pytest.param("9 % av 5 §", ["9", "av", "5"], id="signs-are-no-words"),
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


@pytest.mark.parametrize(
    ("text", "added"),
    [
        pytest.param("it kostnader", "+itkostnad", id="short-word-and-its-neighbour"),
        pytest.param("e-tjänst-system", "=etjänstsystem", id="hyphens"),
        pytest.param("drifts- och vårdkostnader", "", id="suspended-without-a-known-end"),
        pytest.param("drifts- och förvaltningskostnader", "=driftskostnad", id="suspended"),
        pytest.param("IT- eller AI-system", "=itsystem", id="suspended-before-a-hyphen"),
        pytest.param("18,8 miljarder", "=18800000000", id="number"),
        pytest.param("tolv", "=12", id="number-word"),
        pytest.param("nio procent", "#9%", id="per-cent"),
        pytest.param("21 dec. 2017", "=20171221", id="day"),
        pytest.param("2017-12-21", "=201712", id="month-of-a-day"),
        pytest.param("5 kap. 3 §", "#5kap§3", id="section"),
        pytest.param("esv 2017-77", "#esv2017:77", id="publication"),
        pytest.param("N2015/00738/EF", "#2015-738", id="diarienummer"),
    ],
)
def test_an_expression_has_its_term_beside_those_of_its_words(text: str, added: str) -> None:
    own = " ".join(map(word_terms, words(text))).split()

    found = terms(text).split()

    assert set(own) <= set(found)
    assert not added or added in found


def test_whoever_changes_the_terms_gives_the_analyser_a_new_number() -> None:
    text = (
        "Den 21 december 2017 kostade it-kostnaderna, IT kostnader samt drifts- och "
        "förvaltningskostnader 18,8 miljarder (9 %) enligt 5 kap. 3 §, ESV 2017:77, tolv "
        "e\u2011tjänster och N2015/738/EF: åäö é 1 250 000 kr, 18.800 utveck\u00ad-\nling 2017-12."
    )

    digest = hashlib.sha256(terms(text).encode()).hexdigest()[:12]

    assert (ANALYSER.split(",")[0], digest) == ("2", "6a83be98a13e"), (
        "Raise ANALYSER and note the new digest."
    )
