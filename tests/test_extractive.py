"""Quoted answers over the starter material: what holds whatever the weights are."""

import pytest

from assistant.answer import Answer
from assistant.asking import Assistant
from assistant.types import Asker, Route, Status
from ingest.rendering import readable
from ingest.swedish import words


def ask(starter: Assistant, question: str) -> Answer:
    return starter.ask(question, Asker())


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Hur stora var myndigheternas totala it-kostnader 2016?", "18,8 miljarder"),
        ("Hur många projekt granskade Riksrevisionen i RiR 2025:8?", "1 094"),
        ("När tog Digg över expertgruppens uppgift?", "2018"),
        ("Hur många strategiska projekt omfattade ESV:s insamling 2016/17?", "157"),
    ],
)
def test_a_fact_of_the_material_is_in_the_answer(
    starter: Assistant, question: str, fact: str
) -> None:
    answer = ask(starter, question)

    assert answer.status is not Status.NO_EVIDENCE
    said = " ".join([answer.answer, *(readable(citation.quote) for citation in answer.citations)])
    assert fact in said.replace("\u00a0", " ")


def test_every_sentence_is_a_quote_and_cites_it(starter: Assistant) -> None:
    answer = ask(starter, "Vad visade granskningarna av Pust?")

    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert answer.sentences
    for sentence in answer.sentences:
        said = words(" ".join(readable(quotes[n]) for n in sentence.citations))
        assert set(words(sentence.text)) <= set(said)


def test_no_heading_list_of_reading_or_name_of_a_file_is_quoted(starter: Assistant) -> None:
    told = [
        sentence.text
        for question in ("Vad är nyttorealisering?", "Vad ska en projektägare göra?")
        for sentence in ask(starter, question).sentences
    ]

    assert told
    assert "5 Vad en projektägare kan ta med sig" not in told
    assert not [text for text in told if "Läs vidare" in text or ".md" in text]


@pytest.mark.parametrize(
    "question", ["Vad är nyttorealisering?", "vad e nyttorealisering för nåt", "Vad är nytta?"]
)
def test_what_something_is_is_answered_by_what_says_it_alone(
    starter: Assistant, question: str
) -> None:
    answer = ask(starter, question)

    assert answer.status is Status.ANSWERED
    assert all(one.text.startswith(("Nytta är", "Nyttorealisering")) for one in answer.sentences)


def test_no_sentence_is_said_twice(starter: Assistant) -> None:
    answer = ask(starter, "Varför blir stora it-projekt dyrare än budgeten?")

    texts = [sentence.text for sentence in answer.sentences]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    "question",
    [
        "Vem vann VM i ishockey 1987?",
        "Hur lagar jag en bearnaisesås?",
        "Vad är huvudstaden i Mongoliet?",
    ],
)
def test_what_the_material_does_not_know_is_not_answered(starter: Assistant, question: str) -> None:
    answer = ask(starter, question)

    assert answer.status is not Status.ANSWERED
    if answer.status is Status.NO_EVIDENCE:
        assert answer.sentences == ()
        assert answer.citations == ()
        assert answer.nearest


def test_a_name_that_stands_nowhere_is_pointed_out(starter: Assistant) -> None:
    answer = ask(starter, "Vad kostade projektet Kvastfeningen?")

    assert answer.status is not Status.ANSWERED
    assert "kvastfeningen" in f"{answer.answer} {answer.notice}".lower()


def test_the_same_question_gives_the_same_answer(starter: Assistant) -> None:
    first, second = (ask(starter, "Vad är nyttorealisering?") for _ in range(2))

    assert first.sentences == second.sentences
    assert first.citations == second.citations


def test_small_words_alone_are_asked_back_about(starter: Assistant) -> None:
    answer = ask(starter, "och vad är det?")

    assert (answer.status, answer.route) == (Status.REPLY, Route.AMBIGUOUS)
    assert "Nämn projektet" in answer.answer


def test_a_name_without_anything_asked_of_it_is_not_taken_for_an_answer(starter: Assistant) -> None:
    answer = ask(starter, "Vem är kung i Danmark?")

    assert answer.status is Status.NO_EVIDENCE


def test_a_sentence_that_announces_a_list_is_quoted_with_the_list(starter: Assistant) -> None:
    question = "Vilka orsaker till överskriden budget pekade Riksrevisionen på i RiR 2011:5?"

    answer = ask(starter, question)

    assert any("orsaker:" in s.text and "konsulter" in s.text for s in answer.sentences)
