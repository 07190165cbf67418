"""What else a question's words may be called, and questions in English."""

from dataclasses import dataclass

import pytest

from assistant.types import Alternative, Origin, Query, Wanted
from tests.understandings import understand, understander

ESV, STATSKONTORET = ("esv",), ("statskontoret",)
EKONOMISTYRNINGSVERKET = ("ekonomistyrningsverket",)


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """Knows what some misspelt words were meant to be."""

    known: dict[str, str]

    def correct(self, word: str) -> str | None:
        return self.known.get(word)


def of_origin(query: Query, origin: Origin) -> list[Alternative]:
    return [other for other in query.alternatives if other.origin is origin]


def said(query: Query, origin: Origin) -> set[tuple[str, ...]]:
    return {other.words for other in of_origin(query, origin)}


def stands_for(query: Query, *words: str) -> set[tuple[str, ...]]:
    """The words of the question that these words are said to stand for."""
    return {
        tuple(query.terms[n].word for n in other.terms)
        for other in query.alternatives
        if other.words == words
    }


def content_of(question: str) -> list[str]:
    return [term.word for term in understand(question).terms]


@pytest.mark.parametrize(
    ("question", "aliases"),
    [
        ("Vad skrev ESV om nytta?", {STATSKONTORET, EKONOMISTYRNINGSVERKET}),
        ("Vad skrev Ekonomistyrningsverket om nytta?", {ESV, STATSKONTORET}),
        ("Vad skrev Statskontoret om nytta?", {ESV, EKONOMISTYRNINGSVERKET}),
        ("Vad skrev ESV:s expertgrupp?", {STATSKONTORET, EKONOMISTYRNINGSVERKET}),
        ("Vad stod i Statskontorets rapport?", {ESV, EKONOMISTYRNINGSVERKET}),
        ("VAD SKREV EKONOMISTYRNINGSVERKET?", {ESV, STATSKONTORET}),
        ("Vad skrev tidningen om nytta?", set()),
    ],
)
def test_an_agency_has_its_other_names_as_aliases_and_not_its_own(
    question: str, aliases: set[tuple[str, ...]]
) -> None:
    assert said(understand(question), Origin.ALIAS) == aliases


def test_an_alias_stands_for_all_words_of_the_name_and_is_no_synonym_as_well() -> None:
    query = understand("Vilka mål har Myndigheten för digital förvaltning haft?")
    short = understand("Vad skrev ESV:s stab?")

    assert stands_for(query, "digg") == {("myndigheten", "digital", "förvaltning")}
    assert not said(short, Origin.ALIAS) & said(short, Origin.SYNONYM)
    assert ESV not in said(short, Origin.SYNONYM)


def test_an_english_name_of_an_agency_is_no_alias_for_swedish_material() -> None:
    aliases = said(understand("Vad gör Skatteverket?"), Origin.ALIAS)

    assert ("skv",) in aliases
    assert not any("agency" in words for words in aliases)


def test_synonyms_stand_for_the_words_that_they_replace() -> None:
    query = understand("Varför försenades den strategiska satsningen med open source?")

    assert stands_for(query, "öppen", "källkod") == {("open", "source")}
    assert all(other.weight < 1 for other in query.alternatives)
    assert all(n < len(query.terms) for other in query.alternatives for n in other.terms)


def test_other_words_for_small_words_stand_for_no_term() -> None:
    query = understand("Hur många projekt blev klara?")

    assert stands_for(query, "antal") == {()}
    assert [term.word for term in query.terms] == ["projekt", "klara"]


def test_words_are_corrected_by_a_corrector_alone() -> None:
    question = "Vad är nyttorealisernig och uppföljning?"
    corrector = Corrections(known={"nyttorealisernig": "nyttorealisering"})

    with_one = understander().understand(question, corrector)
    without = understand(question)

    (correction,) = of_origin(with_one, Origin.SPELLING)
    assert correction.words == ("nyttorealisering",)
    assert [with_one.terms[n].word for n in correction.terms] == ["nyttorealisernig"]
    assert of_origin(without, Origin.SPELLING) == []


def test_an_english_question_is_searched_by_swedish_words() -> None:
    query = understand("Why did the projects fail, and how large were the delays?")

    assert [term.word for term in query.terms] == ["projekt", "misslyckas", "försening"]
    assert stands_for(query, "dröjsmål") == {("försening",)}
    assert said(query, Origin.TRANSLATION) >= {("dröjsmål",), ("brist",)}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When was the report on IT costs published?", Wanted.TIME),
        ("How many projects were late when the report was published?", Wanted.AMOUNT),
        ("How long did the project take?", Wanted.DURATION),
        ("Why did the projects fail?", Wanted.REASON),
        ("Who was the head of the expert group?", Wanted.WHO),
        ("Which agencies took part in the expert group?", Wanted.WHO),
        ("What is the purpose of the council?", Wanted.OTHER),
        ("Hur många projekt var försenade när rapporten kom?", Wanted.AMOUNT),
        ("Berätta när rapporten kom och hur många som svarade", Wanted.TIME),
        ("Vad säger WHO om e-hälsa?", Wanted.OTHER),
    ],
)
def test_what_is_asked_for_is_seen_in_either_language(question: str, wanted: Wanted) -> None:
    assert understand(question).wanted is wanted


def test_names_and_numbers_are_kept_in_an_english_question() -> None:
    query = understand("What does MSB say in RiR 2019:28 about Lantmäteriet and its systems?")

    kept = [term for term in query.terms if term.is_name]
    assert [term.word for term in kept] == ["msb", "rir", "2019:28", "lantmäteriet"]
    assert stands_for(query, "riksrevisionen") == {("rir",)}
    assert said(query, Origin.ALIAS) >= {("riksrevisionen",), ("mcf",), ("lantmäteriverket",)}
    assert query.values


def test_an_agencys_english_name_becomes_a_swedish_name() -> None:
    query = understand("What did the Swedish Tax Agency's systems cost?")

    assert [term.word for term in query.terms if term.is_name] == ["skatteverket"]


def test_a_word_that_is_the_same_in_both_languages_is_not_lost() -> None:
    assert content_of("What problems did the expert group of the organisation see?") == [
        "problem",
        "expertgrupp",
        "organisation",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Vad är legacy?",
        "Vad betyder open source och how to?",
        "Hur upphandlas software as a service?",
        "Vilka myndigheter använder bring your own device?",
        "IT i all offentlig sektor under 2016",
        "Budget och plan",
        "WHO rapporter",
        "open source",
    ],
)
def test_swedish_with_english_words_in_it_is_not_taken_for_english(question: str) -> None:
    assert of_origin(understand(question), Origin.TRANSLATION) == []
    assert set(content_of(question)) <= set(
        understand(question).question.rstrip("?").lower().split()
    )


@pytest.mark.parametrize("question", ["Who leads Digg?", "What was the budget?", "Why delays?"])
def test_a_short_english_question_is_known_by_how_it_begins(question: str) -> None:
    assert not {"who", "what", "why", "leads", "delays"} & set(content_of(question))


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("When does it cease to be an agency?", ["cease", "myndighet"]),
        ("Did it cost more than the budget?", ["kostnad", "budget"]),
        ("WHAT DID IT COST?", ["kostnad"]),
        ("What is IT?", ["it"]),
        ("Is it true that the IT project was late?", ["sann", "it-projekt", "försenad"]),
        ("How many it projects were there?", ["it-projekt"]),
        ("Do it projects often fail?", ["it-projekt", "misslyckas"]),
        ("What about the it-related parts of it?", ["it-related", "del"]),
    ],
)
def test_it_is_a_pronoun_and_IT_is_not(question: str, content: list[str]) -> None:  # noqa: N802 (the two differ by case alone)
    query = understand(question)

    assert [term.word for term in query.terms] == content
    assert ("informationsteknik",) not in said(query, Origin.SYNONYM) or "it" in content
