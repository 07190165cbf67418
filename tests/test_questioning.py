"""Questions made of titles, headings and wordings are whole Swedish sentences."""

from collections.abc import Sequence

import pytest

from assistant.answering.questioning import LONGEST, is_plain, of_document, questions_of

TITLE = "Slutrapport för Vägprojektet"


def made(title: str = TITLE, headings: Sequence[str] = (), text: str = "") -> list[str]:
    return list(questions_of(of_document(title, headings, text)))


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Exempelverkets rapport om tillsyn", "Vad framgår av Exempelverkets rapport om tillsyn?"),
        ("Uppdrag att utveckla vägar", "Vad innebär uppdraget att utveckla vägar?"),
        ("Uppdrag till Verket att se över x", "Vad innebär uppdraget till Verket att se över x?"),
    ],
)
def test_a_title_that_bends_gives_a_question(title: str, question: str) -> None:
    assert made(title) == [question]


@pytest.mark.parametrize("title", ["Vägar", "Ministern reser till Växjö", "Remiss om vägar", ""])
def test_another_title_gives_none(title: str) -> None:
    assert made(title) == []


def test_a_task_that_is_to_be_reported_is_asked_about() -> None:
    text = "Uppdraget ska redovisas till regeringen senast den 1 mars 2022."

    assert "När ska uppdraget att utveckla vägar redovisas?" in made(
        "Uppdrag att utveckla vägar", text=text
    )


def test_a_word_whose_meaning_is_told_is_asked_about() -> None:
    text = "Med nyttorealisering\navses att nyttan tas hem. Med Digg menas verket."

    assert made(text=text) == ["Vad avses med nyttorealisering?"]


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("Kostnader", "kostnader"),
        ("3.2 Kostnader och nytta", "kostnader och nytta"),
        ("IT-kostnader per myndighet", "IT-kostnader per myndighet"),
    ],
)
def test_a_heading_that_names_something_is_asked_about(heading: str, about: str) -> None:
    assert made(headings=[heading]) == [f"Vad säger ”{TITLE}” om {about}?"]


def test_a_name_keeps_its_capital() -> None:
    made_of = made(headings=["Vägverket"], text="Det gamla Vägverket låg i Borlänge.")

    assert made_of == [f"Vad säger ”{TITLE}” om Vägverket?"]


def test_a_heading_that_is_a_question_is_asked_as_it_is() -> None:
    assert made(headings=["Vad är en lärdom?"]) == ["Vad är en lärdom?"]


@pytest.mark.parametrize(
    "heading",
    ["Inledning", "Sammanfattning", "Data ska höja företag", "ELSÄK-FS", "Tabell 3", "", "1", TITLE,
     "Ett mycket långt namn på ett avsnitt", "Kostnader (mnkr)", "vägar",
     "I korthet", "Före upphandlingen", "Vad källorna säger"],
)  # fmt: skip
def test_a_heading_that_says_little_gives_none(heading: str) -> None:
    assert made(headings=[heading]) == []


def test_no_question_is_too_long_to_read() -> None:
    assert made(f"Uppdrag att {'mycket ' * LONGEST}") == []


def test_a_question_made_of_a_heading_is_told_from_one_that_people_would_ask() -> None:
    text = "Med nyttorealisering avses att nyttan tas hem."

    told = made(headings=["Kostnader"], text=text)

    assert [is_plain(question) for question in told] == [True, False]
