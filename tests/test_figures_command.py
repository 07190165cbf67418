"""`lardom figures` as a person or a script meets it."""

import json
from pathlib import Path

import pytest

from tests.registering import agency, collection, project, take_in
from tests.test_cli import Lardom, assert_one_sentence, lardom

__all__ = ["lardom"]  # a fixture, taken in by its name
AGENCY = "Exempelverket för sjökort"
QUESTION = f"Vad var budgeten för projekten hos {AGENCY} 2017?"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [agency(2, AGENCY), project(2, AGENCY, "Nytt sjökort", budget=1.5e6)]
    take_in(tmp_path / "data", rows, collection(2017), "insamling.xlsx")
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_person_sees_the_reading_the_figure_its_cell_and_its_caution(
    lardom: Lardom, data: Path
) -> None:
    told = lardom("figures", QUESTION)

    assert told.code == 0
    assert "budget" in told.out
    assert "1 500 tkr" in told.out.replace("\u00a0", " ")
    assert "insamling.xlsx, Projekt C2" in told.out
    assert "påhittade" in told.out


def test_a_script_gets_all_of_it_and_may_send_the_filter_back(lardom: Lardom, data: Path) -> None:
    answer = json.loads(lardom("figures", QUESTION, "--json").out)
    filter_text = json.dumps(answer["results"][0]["filter"])

    again = json.loads(lardom("figures", "--filter", filter_text, "--json").out)

    assert answer["results"][0]["figures"][0]["value"] == 1.5e6
    assert again["results"][0]["figures"] == answer["results"][0]["figures"]
    assert again["citations"] == answer["citations"]


def test_a_question_that_is_none_to_the_register_is_left(lardom: Lardom, data: Path) -> None:
    answer = json.loads(lardom("figures", "Varför blev projektet dyrt?", "--json").out)

    assert (answer["status"], answer["results"]) == ("not_register", [])


def test_a_broken_filter_is_one_sentence_with_a_remedy(lardom: Lardom, data: Path) -> None:
    assert_one_sentence(lardom("figures", "--filter", "{"))


def test_without_a_register_nothing_is_guessed(
    lardom: Lardom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "empty"))

    assert json.loads(lardom("figures", QUESTION, "--json").out)["status"] == "not_register"
