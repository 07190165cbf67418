"""Expressions typed in many ways: those that mean the same find each other through the index."""

import time
from collections import Counter
from contextlib import closing
from itertools import takewhile

import pytest

from ingest.index.lexical import LexicalReader, LexicalWriter
from ingest.swedish import terms, word_terms, words, written_forms
from ingest.written_forms.types import FormKind
from tests.shelving import directions, index_rows

DISTRACTORS = (
    "Den 3 maj 2016 kostade det 7 procent mer, eller 12 500 mnkr.",
    "Enligt 4 § och 5 kap. gällde annat, se ESV 2016:31 och SOU 2016:8.",
    "It är ett område och AI ett annat; drift och förvaltning är två andra.",
    "Kostnader, tjänster och system gällde det då.",
    "I dnr 2016-00311 står 2017, 77, 18 och 800.",
    "I december hände 21 saker, 9 av dem 2017.",
    "I budgeten nämns flera miljarder kronor och många miljoner.",
)
"""Passages that hold the same small pieces, put together otherwise."""
FORM_WEIGHT = 8.0
"""Against one for each term of a word, of which "december" alone has a dozen."""

SPELLINGS = {
    "compound-with-it": ("it-kostnader", "IT kostnader", "itkostnader", "IT\u2011kostnaderna"),
    "compound-in-small-letters": ("it kostnader", "itkostnader", "it-kostnader"),
    "compound-with-e": ("e-tjänsten", "etjänster", "e tjänst", "E-tjänst"),
    "compound-with-ai": ("AI-system", "AI system", "aisystemet"),
    "compound-broken-at-the-line": ("IT-\nkostnader", "itkostnader", "it-kost\u00adnader"),
    "suspended-hyphen": ("IT- och digitaliseringskostnader", "it-kostnader", "itkostnader"),
    "suspended-hyphen-at-the-line": ("drifts-\noch förvaltningskostnader", "driftskostnad"),
    "milliards": (
        *("18,8 miljarder", "18 800 mnkr", "18\u00a0800 miljoner kronor", "18.8 miljarder"),
        *("18,8 mdkr", "18\u2009800\u202f000 tkr", "18 800 000 000 kronor", "18.800 mkr"),
    ),
    "one-milliard": ("en miljard", "1 000 miljoner", "1,0 mdr"),
    "thousands": ("18 800", "18800", "18.800", "18\u202f800", "18\u2009800"),
    "decimals": ("3,5", "3.5"),
    "per-cent": ("9 procent", "nio procent", "9 %", "9%", "9,0 procent"),
    "per-cent-with-decimals": ("12,5 procent", "12.5 %"),
    "number-word": ("tolv", "12"),
    "day": (
        *("2017-12-21", "21 december 2017", "den 21 dec. 2017", "21/12 2017", "20171221"),
        *("21.12.2017", "21/12-2017", "den 21:e december, 2017", "2017/12/21"),
    ),
    "month": ("december 2017", "2017-12", "dec. 2017", "december månad 2017"),
    "section": ("5 §", "§ 5", "5§", "5 paragrafen", "paragraf 5"),
    "section-with-a-letter": ("7 a §", "7a §"),
    "section-of-a-chapter": ("5 kap. 3 §", "5 kapitlet 3§"),
    "esv": (
        "ESV 2017:77",
        "ESV2017:77",
        "esv 2017-77",
        "esv-2017-77-it-kostnader",
        "ESV nr 2017:77",
    ),
    "rir": ("RiR 2025:8", "RIR 2025:08", "rir2025-8", "RiR 2025: 8"),
    "sou": ("SOU 2018:72", "sou 2018/72", "SOU 2018 72"),
    "dir": ("dir. 2017:62", "Dir 2017:62", "dir 2017/62", "Dir.2017:62"),
    "prop": ("prop. 2015/16:1", "Prop 2015/16: 1", "prop. 2015/2016:1", "prop2015/16:1"),
    "skr": ("skr. 2025/26:33", "Skr 2025/26:33"),
    "bet": ("bet. 2017/18:KU10", "bet 2017/2018:KU10"),
    "sfs": ("SFS 2018:1486", "sfs 2018-1486", "SFS2018:1486"),
    "code-of-an-agency": ("MSBFS 2020:6", "msbfs 2020-6", "MSBFS2020:06"),
    "diarienummer": ("dnr 2017-01701", "2017-01701", "Dnr: 2017/01701", "3.2.3-2017-1701"),
    "diarienummer-of-two-digits": ("dnr 2017-77", "Dnr 2017/77"),
    "diarienummer-of-a-ministry": (
        *("N2015/738/EF", "n2015/00738/ef", "N 2015 / 738 / EF", "N2015 /738 /EF", "N2015/738"),
    ),
}


PASSAGES = [
    *DISTRACTORS * 30,
    *(f"Det gällde {t} då." for group in SPELLINGS.values() for t in group),
]


def found_first(reader: LexicalReader, question: str) -> set[str]:
    """The passages found before the first distractor."""
    hits = reader.search(question_weights(question), len(PASSAGES))
    found = [PASSAGES[hit.key - 1] for hit in hits]
    return set(takewhile(lambda passage: passage not in DISTRACTORS, found))


def question_weights(question: str) -> dict[str, float]:
    counted = Counter(" ".join(map(word_terms, words(question))).split())
    weights = {term: float(count) for term, count in counted.items()}
    for form in written_forms(question):
        weight = 1.0 if form.kind == FormKind.COMPOUND else FORM_WEIGHT
        weights[form.term] = max(weights.get(form.term, 0.0), weight)
    return weights


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> LexicalReader:
    """One passage for each spelling, and many that hold the pieces."""
    folder = tmp_path_factory.mktemp("written") / "lexical"
    with closing(LexicalWriter(folder)) as writer:
        writer.add(index_rows(directions(len(PASSAGES)), PASSAGES))
    return LexicalReader(folder)


@pytest.mark.parametrize("spellings", SPELLINGS.values(), ids=SPELLINGS)
def test_each_way_of_typing_finds_each_other_before_what_holds_the_pieces(
    spellings: tuple[str, ...], indexed: LexicalReader
) -> None:
    passages = {typed: f"Det gällde {typed} då." for typed in spellings}

    missed = [
        f"{question} does not find {typed}"
        for question in spellings
        for found in [found_first(indexed, question)]
        for typed, passage in passages.items()
        if passage not in found
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "kind", "expressions"),
    [
        pytest.param(
            "Det kostar 18 800 mnkr.", FormKind.NUMBER, {"18800", "18800 mnkr"}, id="number"
        ),
        pytest.param("ökar 9 % i år", FormKind.NUMBER, {"9"}, id="per-cent-sign-is-no-word"),
        pytest.param("den 21 dec. 2017 kl.", FormKind.DATE, {"21 dec 2017"}, id="date"),
        pytest.param("enligt 5 kap. 3 §", FormKind.SECTION, {"3", "5 kap 3"}, id="section"),
        pytest.param("se 3, 4 och 5 §§ i", FormKind.SECTION, {"3", "4", "5"}, id="sections"),
        pytest.param("§§ 3–5 i", FormKind.SECTION, {"3", "5"}, id="sections-behind-their-signs"),
        pytest.param("se RiR 2025: 8 och", FormKind.REFERENCE, {"rir 2025 8"}, id="reference"),
    ],
)
def test_a_form_tells_which_words_it_stands_for(
    text: str, kind: FormKind, expressions: set[str]
) -> None:
    found = words(text)

    forms = [form for form in written_forms(text) if form.kind == kind]

    assert {" ".join(found[form.start : form.end]) for form in forms} == expressions


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("en kommun och ett län", id="articles"),
        pytest.param("år 2017 och 2018", id="years"),
        pytest.param("åren 2017-2020", id="years-from-to"),
        pytest.param("05/06/2017", id="day-or-month"),
        pytest.param("45 december 2017", id="no-such-day"),
        pytest.param("2017-13-21", id="no-such-month"),
        pytest.param("SOU 2017-2018", id="years-of-a-series"),
        pytest.param("prop. 2017/18", id="session-alone"),
        pytest.param("procent och miljarder", id="units-alone"),
        pytest.param("§ % - –", id="signs-alone"),
        pytest.param("1" * 5000, id="more-digits-than-a-number-has"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_expression_has_no_term_of_one(text: str) -> None:
    forms = written_forms(text)

    assert [form for form in forms if form.kind != FormKind.COMPOUND] == []


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "1.",
            "1 ",
            "111 ",
            "2017-",
            "2017 ",
            "§",
            "§ 1 ",
            "§§ 1 2 ",
            "och 1 ",
            "nio procent ",
        ),
        *(
            "a-",
            "a- ",
            "IT- och ",
            "x- och ings",
            "ings",
            "ab-\n",
            "-",
            "e ",
            "EU ",
            "\n",
            "\u00ad",
        ),
    ],
)
def test_a_long_text_is_read_within_a_second_whatever_it_repeats(piece: str) -> None:
    text = f"a-{piece * (200_000 // len(piece))}"
    started = time.process_time()

    terms(text)

    assert time.process_time() - started < 1
