"""What something is: questions for it, and the sentences that say it."""

import pytest

from assistant.answering.defining import asks_what_it_is, defines
from assistant.excerpts.cutting import excerpts
from assistant.excerpts.types import Form
from assistant.excerpts.wording import wording
from tests.drafts import written
from tests.understandings import understand

LISTED = """Ord som hör ihop.

- Nyttoplan: en plan som säger vilken nytta som väntas.
- Nyttoägare: den befattning som ansvarar för nyttan."""


@pytest.mark.parametrize(
    "question",
    [
        "Vad är nytta?",
        "vad e nytta för nåt",
        "Vad menas med en nyttoägare?",
        "Vad innebär nyttorealisering?",
        "What is benefits realisation?",
    ],
)
def test_what_something_is_is_asked(question: str) -> None:
    assert asks_what_it_is(question)


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostade projektet?",
        "Vad är det minst kostsamma man kan göra för att inte trampa i samma klaver igen?",
        "Vem är nyttoägare?",
        "Jag undrar vad nytta är",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_what_it_is(question)


def defining(question: str, text: str) -> list[str]:
    terms = understand(question).terms
    said = [(one, wording(one, written(text))) for one in excerpts(written(text))]
    return [words for one, words in said if defines(terms, one, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Nytta är en förändring som går att mäta.",
        "Med nytta avses en förändring som går att mäta.",
        "Nytta innebär att något har förändrats.",
    ],
)
def test_a_sentence_that_opens_with_the_word_says_what_it_is(text: str) -> None:
    assert defining("Vad innebär nytta?", text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Projektet hade en budget och en nytta som var stor.",
        "Det är viktigt med nytta i alla projekt.",
        "Kostnaden är en förändring som går att mäta.",
        "Nytta hos de många myndigheter som var med i den undersökningen är ovanlig.",
    ],
)
def test_other_sentences_do_not(text: str) -> None:
    assert defining("Vad är nytta?", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nytta är inte en kostnad som går att mäta.",
        "Nytta är dyr för den som ska betala.",
        "Kostnaden för nytta är en del av budgeten.",
        "Som nytta är i dag räknas den inte.",
        "Ägaren av nytta: okänd för den som frågar.",
        "Status för nytta: en fråga för styrgruppen.",
        "Nytta: okänd för den som frågar.",
    ],
)
def test_what_it_is_like_or_what_else_is_something_is_no_definition(text: str) -> None:
    assert defining("Vad är nytta?", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nytta är arbetet med att få ut något av det som byggs.",
        "Begreppet nytta betyder att något har blivit bättre.",
        "Nytta är effekter som någon har glädje av.",
    ],
)
def test_a_definition_may_begin_in_several_ways(text: str) -> None:
    assert defining("Vad är nytta?", text) == [text]


def test_an_item_says_what_its_own_word_is_and_the_whole_list_does_not() -> None:
    terms = understand("Vad är en nyttoägare?").terms
    listed = written(LISTED)
    forms = [one.form for one in excerpts(listed) if defines(terms, one, wording(one, listed))]

    assert forms == [Form.ITEM]


def test_nothing_asked_about_is_never_said() -> None:
    assert defining("Vad är det?", "Det är en förändring som går att mäta.") == []
