"""The question set over the starter corpus: enough of each type, and true to what is read.

It looks at the questions and the documents only; nothing is searched or answered here.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.reading import read_document
from ingest.scanning import scan_folder
from ingest.types import Document

CORPUS = Path(__file__).parent.parent / "corpus"
QUESTIONS = Path(__file__).parent / "quality" / "questions.jsonl"
FEWEST = {"fact": 35, "paraphrase": 25, "figure": 25, "multi": 12, "list": 13, "unanswerable": 55}
PROVED_BY_ANY_QUOTE = {"fact", "paraphrase", "figure"}
TELLING_WORD = re.compile(r"\w{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevant:
    """Words that answer a question, and where they stand; `page` is None without pages."""

    source: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A line of the set. Each of `facts` belongs in the quotes of a right answer."""

    id: str
    type: str
    question: str
    answerable: bool
    relevant: tuple[Relevant, ...]
    facts: tuple[str, ...]
    language: str = "sv"


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def holds(text: str, fact: str) -> bool:
    """True when the fact stands in the text, a number not as a part of a longer one."""
    return bool(re.search(rf"(?<!\d){re.escape(folded(fact))}(?!\d)", folded(text)))


def question_of(line: str) -> Question:
    known = json.loads(line)
    relevant = tuple(Relevant(**place) for place in known.pop("relevant"))
    return Question(**{**known, "relevant": relevant, "facts": tuple(known["facts"])})


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return tuple(map(question_of, QUESTIONS.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, int | None], str]:
    """The folded text of every page, and of every document without pages."""
    documents = [read_document(CORPUS, source) for source in scan_folder(CORPUS).sources]
    return {place: folded(text) for document in documents for place, text in placed(document)}


def placed(document: Document) -> list[tuple[tuple[str, int | None], str]]:
    if not document.pages:
        return [((document.source, None), document.text)]
    return [
        ((document.source, page.number), page.span.of(document.text)) for page in document.pages
    ]


def test_there_are_enough_questions_of_each_type(questions: tuple[Question, ...]) -> None:
    counted = Counter(question.type for question in questions)

    assert set(counted) == set(FEWEST)
    assert {name: counted[name] for name in FEWEST if counted[name] < FEWEST[name]} == {}


def test_a_quarter_to_two_fifths_cannot_be_answered(questions: tuple[Question, ...]) -> None:
    share = sum(not question.answerable for question in questions) / len(questions)

    assert 0.25 <= share <= 0.4


def test_no_type_outweighs_the_other_answerable_ones(questions: tuple[Question, ...]) -> None:
    counted = Counter(question.type for question in questions if question.answerable)

    assert max(counted.values()) <= 0.4 * counted.total()


def test_eight_questions_are_in_english(questions: tuple[Question, ...]) -> None:
    counted = Counter(question.language for question in questions)

    assert counted == {"sv": len(questions) - 8, "en": 8}


def test_ids_run_on_and_no_question_stands_twice(questions: tuple[Question, ...]) -> None:
    asked = {folded(question.question) for question in questions}

    assert [question.id for question in questions] == [
        f"k{number:03}" for number in range(1, len(questions) + 1)
    ]
    assert len(asked) == len(questions)


def test_only_the_unanswerable_have_nothing_to_quote(questions: tuple[Question, ...]) -> None:
    wrong = [
        question.id
        for question in questions
        if {question.answerable, bool(question.relevant), bool(question.facts)}
        != {question.type != "unanswerable"}
    ]

    assert wrong == []


def test_every_quote_stands_on_its_page(
    questions: tuple[Question, ...], pages: dict[tuple[str, int | None], str]
) -> None:
    wrong = [
        (question.id, place)
        for question in questions
        for place in question.relevant
        if folded(place.quote) not in pages.get((place.source, place.page), "")
    ]

    assert wrong == []


def test_no_place_is_quoted_twice_for_a_question(questions: tuple[Question, ...]) -> None:
    wrong = [q.id for q in questions if len(set(q.relevant)) < len(q.relevant)]

    assert wrong == []


def test_every_fact_stands_in_a_quote_of_its_question(questions: tuple[Question, ...]) -> None:
    wrong = [
        (question.id, fact)
        for question in questions
        for fact in question.facts
        if not any(holds(place.quote, fact) for place in question.relevant)
    ]

    assert wrong == []


def test_any_one_quote_proves_a_question_with_one_answer(questions: tuple[Question, ...]) -> None:
    wrong = [
        (question.id, place.quote, fact)
        for question in questions
        if question.type in PROVED_BY_ANY_QUOTE
        for place in question.relevant
        for fact in question.facts
        if not holds(place.quote, fact)
    ]

    assert wrong == []


def test_a_paraphrase_shares_no_telling_word_with_its_quotes(
    questions: tuple[Question, ...],
) -> None:
    shared = [
        (question.id, word)
        for question in questions
        if question.type == "paraphrase"
        for word in TELLING_WORD.findall(folded(question.question))
        if any(word in folded(place.quote) for place in question.relevant)
    ]

    assert shared == []
