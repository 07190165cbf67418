import pytest

from ingest.sentences import sentence_spans
from ingest.types import Span


def sentences(text: str) -> list[str]:
    spans = sentence_spans(text, Span(start=0, end=len(text)))
    return [" ".join(span.of(text).split()) for span in spans]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det gäller t.ex. Skatteverket och bl.a. Tullverket.",
        "Enligt 1 kap. 3 § gäller lagen.",
        "Beslutet kom den 21 dec. 2017 i Stockholm.",
        "Se prop. 2017/18:1 och dir. 2017:62 om saken.",
        "Kostnaden var 18.8 miljarder, dvs. Nio procent.",
        "Punkten 1.2 Omfattning ändrades.",
        "Ärendet handlades av K. Alsér.",
        "Myndigheten\nför samhällsskydd beslutar.",
        "I rapporten Har staten prövat frågan? (RiR 2011:4) och i beslutet står det.",
    ],
)
def test_what_only_looks_like_an_end_ends_nothing(sentence: str) -> None:
    assert sentences(sentence) == [" ".join(sentence.split())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett slut. En början.", ["Ett slut.", "En början."]),
        ("Är det så? Ja! Det är det.", ["Är det så?", "Ja!", "Det är det."]),
        ("Det skedde 2017. Sedan hände mer.", ["Det skedde 2017.", "Sedan hände mer."]),
        ("Är det så? (Ja.) Det är det.", ["Är det så?", "(Ja.)", "Det är det."]),
        ("Det är dyrt. (Se kap. 2) Det tar tid.", ["Det är dyrt.", "(Se kap. 2) Det tar tid."]),
        ("Enligt lagen.2 Därefter gäller annat.", ["Enligt lagen.2", "Därefter gäller annat."]),
        ("Rubrik\n\nText under den.", ["Rubrik", "Text under den."]),
        ("Detta gäller\n1. skydd, och\n2. stöd.", ["Detta gäller", "1. skydd, och", "2. stöd."]),
        ("– ett\n– två", ["– ett", "– två"]),
        ("| a | b |\n| c | d |", ["| a | b |", "| c | d |"]),
        (
            "Bor\u20031 200\u2003300\nZink\u20033 750",
            ["Bor 1 200 300", "Zink 3 750"],
        ),
    ],
    ids=[
        "stop",
        "question",
        "year",
        "aside",
        "reference",
        "footnote",
        "heading",
        "numbers",
        "dashes",
        "table",
        "table of a PDF",
    ],
)
def test_units_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_short_line_before_a_paragraph_is_a_unit_of_its_own() -> None:
    text = "Tillämpningsområde\n1 § Dessa föreskrifter innehåller bestämmelser om sådana krav."

    assert sentences(text)[0] == "Tillämpningsområde"


def test_only_what_lies_within_is_read() -> None:
    text = "Första. Andra. Tredje."

    assert [s.of(text) for s in sentence_spans(text, Span(start=8, end=14))] == ["Andra."]


def test_nothing_but_blanks_is_lost() -> None:
    text = "Rubrik\n\n1. Ett. Två\n2. Tre?\n\n  | a | b |\nSlut"

    assert "".join("".join(s.split()) for s in sentences(text)) == "".join(text.split())
