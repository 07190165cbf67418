"""Question sets: both kinds are read, and what is wrong with one is said with file and line."""

import json
from pathlib import Path

import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Relevant, SetPassage
from assistant.settings import Settings
from tests.conftest import ROOT

PASSAGE = '{"id": "p1", "title": "Kaffe", "text": "Kaffe kokas."}'
QUESTION = '{"question": "Vad kokas?", "relevant": ["p1"]}'
LIVE = '{"question": "Vad?", "type": "fact", "relevant": [{"source": "a.md", "page": 2}]}'


def written(folder: Path, questions: str, passages: str | None = PASSAGE) -> Path:
    (folder / "questions.jsonl").write_text(questions, encoding="utf-8")
    if passages is not None:
        (folder / "passages.jsonl").write_text(passages, encoding="utf-8")
    return folder


def line(**values: object) -> str:
    return json.dumps({"question": "Vad kokas?", "relevant": ["p1"], **values})


def test_a_set_brings_its_passages(tmp_path: Path) -> None:
    read = read_question_set(written(tmp_path, QUESTION))

    assert read.passages == (SetPassage(id="p1", title="Kaffe", text="Kaffe kokas."),)
    assert read.questions[0].text == "Vad kokas?"
    assert read.questions[0].relevant == (Relevant(source="p1"),)
    assert read.name == tmp_path.name


def test_a_set_without_passages_is_for_the_live_library(tmp_path: Path) -> None:
    read = read_question_set(written(tmp_path, LIVE, None))

    assert read.passages is None
    assert read.questions[0].type == "fact"
    assert read.questions[0].relevant == (Relevant(source="a.md", page=2),)


def test_our_own_set_is_read_by_its_file() -> None:
    read = read_question_set(ROOT / "tests" / "quality" / "questions.jsonl")

    assert read.name == "quality"
    assert len(read.questions) > 100
    assert len(read.unanswerable) > 50


def test_unanswerable_questions_stand_by_themselves(tmp_path: Path) -> None:
    lines = [line(), line(answerable=False), line(relevant=[])]

    read = read_question_set(written(tmp_path, "\n".join(lines)))

    assert (len(read.questions), len(read.unanswerable)) == (1, 2)


@pytest.mark.parametrize(
    ("splits", "asked"),
    [
        pytest.param((), ["b", "c", "d"], id="all-but-training"),
        pytest.param(("test",), ["c"], id="one"),
        pytest.param(("test", "training"), ["a", "c"], id="several"),
    ],
)
def test_splits_choose_the_questions(
    tmp_path: Path, splits: tuple[str, ...], asked: list[str]
) -> None:
    lines = [
        line(question="a", split="training"),
        line(question="b", split="dev"),
        line(question="c", split="test"),
        line(question="d"),
    ]

    read = read_question_set(written(tmp_path, "\n".join(lines)), splits)

    assert [question.text for question in read.questions] == asked


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("{", "inget JSON-objekt", id="no-json"),
        pytest.param('"text"', "inget JSON-objekt", id="no-object"),
        pytest.param(line(question=" "), "”question” saknas", id="no-question"),
        pytest.param(line(question=3), "”question” saknas", id="no-text"),
        pytest.param(line(question="?!"), "”question” innehåller inga ord", id="no-words"),
        pytest.param(line(question="ord " * 501), "är 2003 tecken lång", id="too-long"),
        pytest.param(line(answerable="ja"), "varken true eller false", id="answerable"),
        pytest.param(line(answerable=True, relevant=[]), "”relevant” saknas", id="nothing-named"),
        pytest.param(line(facts="kaffe"), "”facts” är ingen lista", id="facts"),
        pytest.param(line(relevant="p1"), "”relevant” saknas", id="no-list"),
        pytest.param(line(relevant=["p9"]), "stycket ”p9” finns inte", id="unknown-passage"),
        pytest.param(line(relevant=[{"source": "a"}]), "namnger inga stycken", id="mixed-kinds"),
    ],
)
def test_a_broken_line_is_named_with_its_file(tmp_path: Path, broken: str, said: str) -> None:
    folder = written(tmp_path, f"{QUESTION}\n\n{broken}\n")

    with pytest.raises(QuestionSetError, match=f"Rad 3 i .*questions.jsonl .*{said}"):
        read_question_set(folder)


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        pytest.param(["p1"], "passages.jsonl saknas", id="ids"),
        pytest.param([7], "okänt format", id="number"),
        pytest.param([{"page": 1}], "okänt format", id="no-source"),
        pytest.param([{"source": "a", "page": "1"}], "okänt format", id="page-as-text"),
        pytest.param([{"source": "a", "page": True}], "okänt format", id="page-as-truth"),
    ],
)
def test_a_place_of_another_form_is_named(tmp_path: Path, relevant: object, said: str) -> None:
    folder = written(tmp_path, line(relevant=relevant), None)

    with pytest.raises(QuestionSetError, match=f"Rad 1 .*{said}"):
        read_question_set(folder)


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        pytest.param(f"{PASSAGE}\n{PASSAGE}", "Rad 2 .*passages.jsonl.*”p1” står där", id="twice"),
        pytest.param('{"id": "p1"}', "Rad 1 .*passages.jsonl.*”text” saknas", id="no-text"),
        pytest.param("\n", "passages.jsonl är tom", id="empty"),
    ],
)
def test_broken_passages_are_named(tmp_path: Path, passages: str, said: str) -> None:
    folder = written(tmp_path, QUESTION, passages)

    with pytest.raises(QuestionSetError, match=said):
        read_question_set(folder)


def test_an_empty_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"questions.jsonl är tom"):
        read_question_set(written(tmp_path, ""))


def test_a_set_that_nothing_answers_has_no_retrieval_to_measure(tmp_path: Path) -> None:
    read = read_question_set(written(tmp_path, line(answerable=False)))

    with pytest.raises(QuestionSetError, match="inget att mäta"):
        evaluate(Settings(data=tmp_path), read)


def test_a_question_has_its_id_and_its_facts(tmp_path: Path) -> None:
    read = read_question_set(written(tmp_path, line(id="k1", facts=["kaffe", "2 koppar"])))

    assert read.questions[0].id == "k1"
    assert read.questions[0].facts == ("kaffe", "2 koppar")


def test_a_set_of_training_questions_alone_says_how_to_measure_it(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="--split training"):
        read_question_set(written(tmp_path, line(split="training")))


def test_an_unknown_split_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"”prov”.* finns: test\."):
        read_question_set(written(tmp_path, line(split="test")), ("prov",))


def test_a_missing_set_and_a_folder_without_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="finns inte"):
        read_question_set(tmp_path / "borta")
    with pytest.raises(QuestionSetError, match=r"ingen fil questions.jsonl"):
        read_question_set(tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe{")

    with pytest.raises(QuestionSetError, match="UTF-8"):
        read_question_set(tmp_path)


def test_halves_of_letters_are_read_as_blanks(tmp_path: Path) -> None:
    read = read_question_set(written(tmp_path, line(question="\ud800 Vad?")))

    assert read.questions[0].text == "  Vad?"
