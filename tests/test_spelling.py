"""A misspelt word gets the known stem that is nearest; a word of known parts is left alone."""

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.understanding.spelling import Speller
from ingest.common_words import is_common
from ingest.index.lexical import LexicalReader, LexicalWriter
from ingest.index.types import StemCount
from tests.shelving import directions, index_rows

KNOWN = {
    "och": 900,
    "kostn": 500,
    "kostnad": 400,
    "kost": 20,
    "and": 30,
    "projek": 800,
    "myndig": 300,
    "mynd": 300,
    "upphandling": 200,
    "digitalisering": 250,
    "nytt": 120,
    "kalkyl": 60,
    "nyttokalkyl": 9,
    "modell": 90,
    "system": 300,
    "styrning": 150,
    "mål": 400,
    "grupp": 100,
    "leverantör": 70,
    "2017": 40,
}


def counted(known: dict[str, int]) -> list[StemCount]:
    return [StemCount(stem=stem, chunks=chunks) for stem, chunks in known.items()]


SPELLER = Speller(lambda: counted(KNOWN))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("projket", "projek"),
        ("upphandlign", "upphandling"),
        ("digitaliserng", "digitalisering"),
        ("kostander", "kostnad"),
        ("leveratörer", "leverantör"),
        ("systtem", "system"),
        ("kosnad", "kostnad"),
    ],
)
def test_a_misspelt_word_gets_the_nearest_stem(word: str, stem: str) -> None:
    assert SPELLER.correct(word) == stem


@pytest.mark.parametrize(
    "word",
    [
        "projekt",
        "projektet",
        "nyttan",
        "myndigheterna",
        "kalkylmodell",
        "nyttokalkylmodellen",
        "systemstyrningen",
        "målgruppen",
        "projektstyrning",
        "xyzzy",
        "stm",
        "2018",
        "it-projket",
        "",
    ],
)
def test_a_word_that_is_right_or_beyond_help_is_left_alone(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["vädret", "fotboll", "fönstret", "vattnet"])
def test_a_word_of_everyday_swedish_is_not_taken_for_another(word: str) -> None:
    near = {"värdet": 9, "fotbolln": 9, "fönstrat": 9, "vattnar": 9}

    assert Speller(lambda: counted(near)).correct(word) is None


@pytest.mark.parametrize("word", ["projketen", "kostnden", "rapportn", "systmet", "myndigehten"])
def test_what_only_looks_like_a_form_of_one_is_no_everyday_word(word: str) -> None:
    assert not is_common(word)


@pytest.mark.parametrize(
    ("known", "stem"),
    [
        ({"styrka": 5, "byrka": 9}, "styrka"),
        ({"styrkx": 5, "styrky": 9}, "styrky"),
        ({"styrk": 9, "styrkan": 4}, "styrkan"),
    ],
    ids=["the first letter", "the most frequent", "the nearest"],
)
def test_of_several_the_likeliest_is_taken(known: dict[str, int], stem: str) -> None:
    assert (
        Speller(lambda: counted(known)).correct("styrkqan" if len(stem) > 6 else "styrkq") == stem
    )


def test_a_short_word_may_be_one_edit_off_and_a_long_one_two() -> None:
    speller = Speller(lambda: counted({"styrning": 9, "digitalisering": 9}))

    assert speller.correct("digitlisernig") == "digitalisering"
    assert speller.correct("stirnyng") is None


def test_a_rare_word_is_not_taken_for_what_was_meant() -> None:
    rare = Speller(lambda: counted({"styrning": 1}))

    assert rare.correct("styrnning") is None


def test_an_empty_library_corrects_nothing() -> None:
    assert Speller(list).correct("projket") is None


def test_the_library_is_read_once_and_not_before_it_is_asked() -> None:
    read: list[str] = []

    def stems() -> Sequence[StemCount]:
        read.append("read")
        return counted(KNOWN)

    speller = Speller(stems)
    before = list(read)
    for word in ("projket", "sytem", "projekt"):
        speller.correct(word)

    assert (before, read) == ([], ["read"])


def test_the_word_index_gives_its_stems_without_mark(tmp_path: Path) -> None:
    with closing(LexicalWriter(tmp_path / "lexical")) as writer:
        writer.add(index_rows(directions(2), ("Projektet kostade pengar.", "Kostade projektet?")))

    stems = LexicalReader(tmp_path / "lexical").stems()

    assert [one.chunks for one in stems] == sorted((one.chunks for one in stems), reverse=True)
    assert StemCount(stem="peng", chunks=1) in stems


def test_thirty_thousand_stems_take_a_moment_a_word() -> None:
    syllables = "ka lo mi ru se ty vå nö pra ste".split()
    many = {f"{a}{b}{c}{d}nd{n}x": 1 for a in syllables for b in syllables for c in syllables
            for d in syllables for n in "abc"}  # fmt: skip
    speller = Speller(lambda: counted(many))
    speller.correct("kalomiru")

    began = time.perf_counter()
    for _ in range(10):
        speller.correct("kalomirundu")

    assert len(many) == 30_000
    assert (time.perf_counter() - began) / 10 < 0.05
