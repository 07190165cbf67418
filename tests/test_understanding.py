import pytest

from assistant.errors import QuestionError
from assistant.types import Wanted
from assistant.understanding.question import LONGEST_QUESTION
from tests.understandings import understand


def content_of(question: str) -> list[str]:
    return [term.word for term in understand(question).terms]


def test_a_question_is_searched_by_its_content_words() -> None:
    content = content_of("Hur många projekt hade reviderat sitt slutdatum?")

    assert content == ["projekt", "reviderat", "slutdatum"]


def test_a_question_of_small_words_alone_has_no_terms() -> None:
    content = content_of("Vad är det?")

    assert content == []


def test_a_word_said_twice_counts_once() -> None:
    content = content_of("Nytta, nytta och åter NYTTA")

    assert content.count("nytta") == 1


def test_every_term_has_index_forms_and_weighs_something() -> None:
    query = understand("Vad sägs om it-kostnader i ESV 2017:77?")

    assert all(term.forms for term in query.terms)
    assert "2017:77" in [term.word for term in query.terms]


def test_blanks_and_line_breaks_are_folded() -> None:
    query = understand("  Vad \n är\tnyttorealisering ? ")

    assert query.question == "Vad är nyttorealisering ?"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("När beslutade regeringen om uppdraget?", Wanted.TIME),
        ("Vilket år kom rapporten?", Wanted.TIME),
        ("Hur många myndigheter ingick?", Wanted.AMOUNT),
        ("Hur stora var kostnaderna?", Wanted.AMOUNT),
        ("Varför blev projekten försenade?", Wanted.REASON),
        ("Vem ledde expertgruppen?", Wanted.WHO),
        ("Berätta om nyttorealisering", Wanted.OTHER),
    ],
)
def test_what_sort_of_thing_is_asked_for_is_seen(question: str, wanted: Wanted) -> None:
    assert understand(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("", "tom", id="empty"),
        pytest.param(" \t\n ", "tom", id="blanks"),
        pytest.param("?!., – …", "inga ord", id="punctuation"),
        pytest.param("😀 🎉", "inga ord", id="emoji"),
        pytest.param("a" * (LONGEST_QUESTION + 1), str(LONGEST_QUESTION), id="too-long"),
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(question: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said) as refused:
        understand(question)

    assert refused.value.remedy
    assert len(str(refused.value)) < 200


def test_the_longest_question_is_understood() -> None:
    assert understand("nytta " * (LONGEST_QUESTION // 6)).terms


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("va e nytta", ["nytta"]),
        ("Va kostar projektet?", ["kostar", "projektet"]),
        ("vad e nytta", ["nytta"]),
        ("Vad kostar VA i Västerås?", ["kostar", "va", "västerås"]),
        ("VA kostar hur mycket?", ["va", "kostar"]),
        ("Vem äger förvaltningsobjekt E?", ["äger", "förvaltningsobjekt", "e"]),
    ],
)
def test_only_a_question_that_begins_as_it_is_spoken_is_written_out(
    question: str, terms: list[str]
) -> None:
    assert [term.word for term in understand(question).terms] == terms


def test_words_as_they_are_spoken_tell_nothing_either() -> None:
    query = understand("va kosta projekten egentligen asså, nåt liksom")

    assert [term.word for term in query.terms] == ["kosta", "projekten"]
    assert query.wanted is Wanted.AMOUNT
