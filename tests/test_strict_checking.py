"""The independent checker: what quotes bear passes, each sort of invention is objected to."""

import pytest

from assistant.evaluation.strict_checking import Cited, Objection, objections

QUOTE = (
    "Ekonomistyrningsverket redovisade den 21 december 2017 att de 157 projekten kostade "
    "10,7 miljarder kronor. Projekten hade inte någon gemensam plan."
)


def said(sentence: str, *quotes: str, known: str = "") -> tuple[Objection, ...]:
    return objections(sentence, [Cited(quote=quote, known=known) for quote in quotes or (QUOTE,)])


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(QUOTE, id="whole-quote"),
        pytest.param("De 157 projekten kostade 10,7 miljarder kronor.", id="part"),
        pytest.param("De 157 projekten kostade 10,7 mdkr.", id="other-writing"),
        pytest.param("Ekonomistyrningsverket redovisade projekten 2017-12-21.", id="day"),
        pytest.param("Projekten hade inte gemensam plan.", id="negated"),
    ],
)
def test_what_the_quote_says_holds(sentence: str) -> None:
    assert said(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "objection"),
    [
        pytest.param("De 157 projekten kostade 10,8 miljarder.", Objection.NUMBER, id="number"),
        pytest.param("De 157 projekten kostade 10,7 miljoner.", Objection.NUMBER, id="magnitude"),
        pytest.param("De 157 projekten kostade 10,7 procent.", Objection.NUMBER, id="unit"),
        pytest.param("Projekten redovisade den 12 december 2017.", Objection.NUMBER, id="day"),
        pytest.param("Projekten kostade 157 miljarder kronor.", Objection.NUMBER, id="swapped"),
        pytest.param(
            "De 157 projekten kostade 10,7 kronor.", Objection.NUMBER, id="magnitude-lost"
        ),
        pytest.param("Hälften av projekten kostade kronor.", Objection.NUMBER, id="half"),
        pytest.param("Skatteverket redovisade projekten.", Objection.NAME, id="opening-name"),
        pytest.param("De projekten redovisade Digg.", Objection.NAME, id="name"),
        pytest.param("Projekten blev försenade av upphandlingar.", Objection.CONTENT, id="content"),
        pytest.param("Projekten hade gemensam plan.", Objection.NEGATION, id="negation-lost"),
        pytest.param("Projekten kostade inte kronor.", Objection.NEGATION, id="negation-added"),
    ],
)
def test_an_invention_is_objected_to(sentence: str, objection: Objection) -> None:
    assert objection in said(sentence)


def test_nothing_holds_without_a_quote() -> None:
    assert objections(QUOTE, []) == (Objection.NOTHING_CITED,)


def test_a_name_may_stand_in_what_is_known_of_the_document() -> None:
    sentence = "Enligt Riksrevisionen saknades en gemensam plan för projekten."
    quote = "Det saknades en gemensam plan för projekten."

    without = said(sentence, quote)
    known = said(sentence, quote, known="Rapport Riksrevisionen")

    assert (without, known) == ((Objection.NAME,), ())


def test_a_unit_may_stand_in_the_heading_of_a_table() -> None:
    table = "Post | Belopp (mnkr)\nKonsulter | 28,6"

    assert said("Konsulter: 28,6 miljoner kronor.", table) == ()
    assert Objection.NUMBER in said("Konsulter: 28,6 miljarder kronor.", table)


def test_words_broken_at_line_ends_are_whole() -> None:
    quote = "Myndigheten ska redovisa sina digita-\nliseringsprojekt och it-\nkostnader."

    assert said("Myndigheten redovisa digitaliseringsprojekt och it-kostnader.", quote) == ()


def test_a_sentence_may_rest_on_several_quotes() -> None:
    assert (
        said("Projektet kostade 5 kronor i Boden.", "Projektet kostade 5 kronor.", "I Boden.") == ()
    )
