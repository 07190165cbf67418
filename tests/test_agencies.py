"""Agencies are known by every form of their names, and by no ordinary word."""

import time
from pathlib import Path

import pytest

from assistant.understanding.agencies import Agencies
from ingest.agencies import PACKAGED, read_forms
from ingest.errors import AgencyListError
from ingest.swedish import words

KNOWN = Agencies.read()
TODAY, FORMER = "202100-5026", "202100-0852"


def named(question: str) -> list[str]:
    return [found.agency.name for found in KNOWN.named_in(question)]


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("Vad kostade Skatteverkets projekt?", "Skatteverket"),
        ("vad gjorde skatteverket 2019", "Skatteverket"),
        ("Vad skrev ESV:s expertgrupp?", "Statskontoret"),
        ("Vad skrev ESVs expertgrupp?", "Statskontoret"),
        ("vad skrev esv?", "Statskontoret"),
        ("Vad kom Ekonomistyrningsverket fram till?", "Statskontoret"),
        ("Vilka system har CSN\u2019s handläggare?", "Centrala studiestödsnämnden"),
        ("Vad sade RiR 2011:5?", "Riksrevisionen"),
        ("Vad hände med Pust hos Rikspolisstyrelsen?", "Polismyndigheten"),
        ("Vad gör polisen?", "Polismyndigheten"),
        ("Vad säger MSB om molntjänster?", "Myndigheten för civilt försvar"),
        ("vad tycker digg", "Myndigheten för digital förvaltning"),
        ("Vad gäller för Post och telestyrelsen?", "Post- och telestyrelsen"),
        ("Hur går det för E hälsomyndigheten?", "E-hälsomyndigheten"),
        ("Vad gör Patent\u2011 och registreringsverket?", "Patent- och registreringsverket"),
        ("What did the Swedish Tax Agency's report say?", "Skatteverket"),
        ("Vad beslutade Datainspektionen?", "Integritetsskyddsmyndigheten"),
        ("Vad skrev Fi om detta?", "Finansdepartementet"),
        ("Vad skrev FI om detta?", "Finansinspektionen"),
    ],
)
def test_a_question_names_an_agency(question: str, agency: str) -> None:
    assert named(question) == [agency]


def test_several_are_named_in_order_with_their_places() -> None:
    question = "Samarbetar Skatteverket, ESV:s stab och Statens servicecenter?"

    found = KNOWN.named_in(question)

    asked = words(question)
    assert [" ".join(asked[one.start : one.end]) for one in found] == [
        "skatteverket",
        "esv s",
        "statens servicecenter",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Vem har ansvar av alla si och så?",
        "Vilken sida handlar om trafikanalys?",
        "Vad formas av kemi, och vem är stem?",
        "Vad gör en polis på ett verk?",
        "VAD STÅR PÅ SIDA 4 AV 5 OCH VAD FORMAS?",
        "Vad gjorde E-delegationen?",
        "Hur skrivs moderna museer och svenska institut?",
        "",
    ],
)
def test_ordinary_words_name_none(question: str) -> None:
    assert named(question) == []


def test_all_capitals_still_name_an_agency_in_full() -> None:
    assert named("VAD GÖR SKATTEVERKET?") == ["Skatteverket"]


def test_statskontoret_of_today_was_esv_and_the_former_is_kept_apart() -> None:
    today = {KNOWN.of_name(name) for name in ("ESV", "Statskontoret", "ekonomistyrningsverket")}
    former = {KNOWN.of_name("Statskontoret (gamla)"), KNOWN.of_name("gamla Statskontoret")}

    assert [agency and agency.org_nr for agency in today] == [TODAY]
    assert [agency and agency.org_nr for agency in former] == [FORMER]
    assert named("Vad skrev gamla Statskontoret om ESV?") == [
        "Statskontoret (gamla)",
        "Statskontoret",
    ]


@pytest.mark.parametrize("text", ["", "Exempelverket", "Skatteverket och Polisen", "verket"])
def test_another_text_is_no_agencys_name(text: str) -> None:
    assert KNOWN.of_name(text) is None


def test_an_agency_knows_its_forms_each_once_and_which_are_english() -> None:
    digg = KNOWN.of_name("Digg")

    assert digg is not None
    assert digg.names[:2] == ("Myndigheten för digital förvaltning", "Digg")
    assert len({name.lower() for name in digg.names}) == len(digg.names)
    assert digg.english == ("Agency for Digital Government",)
    assert set(digg.english) < set(digg.names)


def test_every_form_of_the_packaged_table_names_one_of_its_agencies() -> None:
    rows = [line.split("\t") for line in PACKAGED.read_text("utf-8").splitlines() if "\t" in line]
    found = [KNOWN.of_name(row[0]) for row in rows[1:]]

    astray = [
        (agency.name, name)
        for agency in found
        if agency
        for name in agency.names
        if named(f"Vad gör {name} nu?") not in ([agency.name], ["Finansinspektionen"])
    ]

    assert len(rows) > 300
    assert None not in found
    assert astray == []


def test_a_table_of_ones_own_may_be_read(tmp_path: Path) -> None:
    table = tmp_path / "agencies.tsv"
    table.write_text("# egna\nExempelverket\t\tEX\tProvverket | =Prov\n", encoding="utf-8")
    own = Agencies.read(table)

    assert [one.agency.short for one in own.named_in("Vad gör Provverket, EX, ex och prov?")] == [
        "EX",
        "EX",
    ]


@pytest.mark.parametrize("line", ["\t202100-0000\tX", "a\tb\tc\td\te\tf"])
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    table = tmp_path / "agencies.tsv"
    table.write_text(f"# egna\n{line}\n", encoding="utf-8")

    with pytest.raises(AgencyListError, match="rad 2") as refused:
        Agencies.read(table)

    assert "kolumnerna" in refused.value.remedy


@pytest.mark.parametrize(
    ("form", "official"),
    [
        ("Digg", "Myndigheten för digital förvaltning"),
        ("Skolverket", "Statens skolverk"),
        ("MSB", "Myndigheten för samhällsskydd och beredskap"),
        ("ESV", "Ekonomistyrningsverket"),
        ("Rikspolisstyrelsen", "Rikspolisstyrelsen"),
        ("Swedish Tax Agency", None),
        ("Agency for Digital Government", "Myndigheten för digital förvaltning"),
    ],
)
def test_a_form_says_what_the_body_was_called_at_that_time(form: str, official: str | None) -> None:
    assert {one.official for one in read_forms() if one.text == form} == {official}


def test_a_long_question_is_read_quickly() -> None:
    question = "Vad gör Skatteverket och Statens servicecenter med ESV:s pengar? " * 20

    began = time.perf_counter()
    found = KNOWN.named_in(question)

    assert len(found) == 60
    assert time.perf_counter() - began < 0.25
