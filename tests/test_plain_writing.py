"""Two ways of writing one thing are alike; a number is no part of a longer one."""

import pytest

from assistant.evaluation.plain_writing import plain, stands_in


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Nio procent", "9 procent", id="number-word"),
        pytest.param("9 %", "9 procent", id="percent-sign"),
        pytest.param("1 094\u00a0projekt", "1094 projekt", id="thousands"),
        pytest.param("2\u202f000\u202f000 kr", "2000000 kronor", id="millions-in-full"),
        pytest.param("18,8 mnkr", "18,8 miljon kronor", id="short-magnitude"),
        pytest.param("40 miljarder", "40 miljard", id="magnitude"),
        pytest.param("den 2016-06-30", "den 30 juni 2016", id="day"),
        pytest.param("tjugofem \n år", "25 år", id="compound-number"),
        pytest.param("två och ett halvt år", "2,5 år", id="half"),
        pytest.param("2013\u20132024", "2013-2024", id="dash"),
        pytest.param("”Ja” sa\u00ad de", "ja sa de", id="marks"),
    ],
)
def test_a_text_is_written_in_one_way(text: str, written: str) -> None:
    assert plain(text) == written


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        pytest.param("nio procent", "Andelen var 9 % av kostnaden.", id="percent"),
        pytest.param("2 000 000 kronor", "Digg får 2 miljoner kronor.", id="in-full"),
        pytest.param("2,5 miljoner", "Det kostade 2 500 000 kronor.", id="with-magnitude"),
        pytest.param("40 miljarder", "runt 40 mdkr", id="short"),
        pytest.param("66,8", "66,8 miljoner kronor", id="without-unit"),
        pytest.param("it-kostnader", "statens it-\nkostnader", id="line-end"),
        pytest.param("digitalisering", "om digita-\nlisering", id="broken-word"),
        pytest.param("Kristina Alsér", "leddes av KRISTINA\nALSÉR.", id="case-and-line"),
        pytest.param("30 miljarder", "25–30 miljarder kronor", id="range"),
        pytest.param("21 december 2017", "(2017-12-21)", id="day"),
    ],
)
def test_a_fact_stands_in_a_text_however_it_is_written(fact: str, text: str) -> None:
    assert stands_in(fact, text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        pytest.param("16", "Det var 160 projekt.", id="longer"),
        pytest.param("16", "Det tog 2,16 år.", id="after-the-comma"),
        pytest.param("16", "Det kostade 16,5 miljoner.", id="before-the-comma"),
        pytest.param("4,5", "14,5 miljoner", id="end-of-longer"),
        pytest.param("R2", "i september 2022", id="across-words"),
        pytest.param("ESV", "att besvara frågan", id="inside-a-word"),
        pytest.param("2 miljoner", "2 miljarder kronor", id="other-magnitude"),
        pytest.param("nio procent", "nio projekt", id="other-unit"),
    ],
)
def test_another_number_or_word_is_not_the_fact(fact: str, text: str) -> None:
    assert not stands_in(fact, text)
