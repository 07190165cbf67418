from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.prompts import ANSWER, read_prompt


def own(folder: Path, text: str) -> Path:
    (folder / ANSWER).write_text(text, encoding="utf-8")
    return folder


def test_the_prompt_that_comes_along_has_its_variables() -> None:
    filled = read_prompt(ANSWER).fill(question="Vad är nytta?", passages="[U1] {stycke}")

    assert "Vad är nytta?" in filled
    assert "[U1] {stycke}" in filled
    assert '{"sentences":' in filled


def test_an_administrator_may_have_a_prompt_of_their_own(tmp_path: Path) -> None:
    prompt = read_prompt(ANSWER, own(tmp_path, "Fråga: {question}\nText: {passages}"))

    assert prompt.fill(question="q", passages="p") == "Fråga: q\nText: p"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bara {question}", id="one-missing"),
        pytest.param("{question} {passages} {datum}", id="one-too-many"),
        pytest.param("{question} {passages} {}", id="nameless"),
        pytest.param("{question.upper} {passages}", id="attribute"),
        pytest.param("{question!x} {passages}", id="unknown-conversion"),
        pytest.param("{question:{bredd}} {passages}", id="nested"),
        pytest.param("{question", id="not-closed"),
        pytest.param('{"sentences": []} {question} {passages}', id="json-with-single-braces"),
        pytest.param("", id="empty"),
    ],
)
def test_a_prompt_that_cannot_be_filled_in_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(PromptError) as refused:
        read_prompt(ANSWER, own(tmp_path, text))

    assert str(tmp_path / ANSWER) in refused.value.message
    assert "[" not in refused.value.message.removeprefix(f"Prompten {tmp_path / ANSWER}")
    assert refused.value.remedy


def test_a_missing_prompt_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="LARDOM_PROMPTS"):
        read_prompt(ANSWER, tmp_path)


def test_a_prompt_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / ANSWER).write_bytes("Fråga {question} {passages}".encode("latin-1"))

    with pytest.raises(PromptError, match="går inte att läsa"):
        read_prompt(ANSWER, tmp_path)
