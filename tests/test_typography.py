"""Hyphens at line ends, list marks and digit groups, as every room understands them."""

import re

import pytest

from assistant.excerpts.cutting import excerpts
from assistant.excerpts.types import Form
from assistant.excerpts.wording import wording
from ingest.loaders.pdf_headings import _title
from ingest.loaders.pdf_lines import Line
from ingest.rendering import readable
from ingest.sentences import sentence_spans
from ingest.swedish import words
from ingest.types import Span
from ingest.typography import DIGIT_GROUP, LIST_MARK, unbroken
from tests.drafts import written

BROKEN = [
    pytest.param("nyttorealise-\nring", "nyttorealisering", id="a-word"),
    pytest.param("ut-\nveckling", "utveckling", id="after-two-letters"),
    pytest.param("ut\u2010 \n  veckling", "utveckling", id="another-hyphen"),
    pytest.param("it-\nkostnader", "it-kostnader", id="it"),
    pytest.param("IT-\nkostnader", "IT-kostnader", id="capitals"),
    pytest.param("e-\ntjänster", "e-tjänster", id="one-letter"),
    pytest.param("ESV-\nRapporten", "ESV-Rapporten", id="capital-after"),
]


@pytest.mark.parametrize(("text", "whole"), BROKEN)
def test_a_word_broken_at_the_line_is_one_word_in_every_room(text: str, whole: str) -> None:
    lines = [Line(text=line) for line in text.split("\n")]

    assert unbroken(text) == readable(text) == whole
    assert words(text) == [whole.lower()]
    assert "".join(_title(lines).split()) == whole


@pytest.mark.parametrize("behind", ["och", "eller", "samt"])
def test_a_hyphen_that_stands_for_a_word_part_is_kept(behind: str) -> None:
    text = f"drifts-\n{behind} förvaltningskostnader"

    assert readable(text) == f"drifts- {behind} förvaltningskostnader"
    assert words(text)[:2] == ["drifts", behind]


def test_soft_hyphens_are_no_letters() -> None:
    assert unbroken("ut\u00adveckling") == "utveckling"


@pytest.mark.parametrize("mark", ["-", "•", "–", "\uf02d", "\uf0fc", "1.", "12)", "(a)", "å)"])
def test_a_list_mark_begins_an_item_in_every_room(mark: str) -> None:
    text = f"Det finns två skäl till detta:\n{mark} Kostnaden var hög.\n{mark} Nyttan var låg."
    spans = sentence_spans(text, Span(start=0, end=len(text)))

    lists = [one for one in excerpts(written(text)) if one.form is Form.LIST]

    assert re.match(LIST_MARK, f"{mark} x")
    assert len(spans) == 3
    (worded,) = [wording(one, written(text)) for one in lists]
    assert worded.startswith("Det finns två skäl till detta: ")
    assert "Kostnaden var hög." in worded
    assert worded.endswith("Nyttan var låg.")


def test_a_group_of_digits_is_one_number_and_a_year_before_it_is_not() -> None:
    assert DIGIT_GROUP.findall("år 2020 300 personer och 1\u00a0250 000 kr") == ["1\u00a0250 000"]
