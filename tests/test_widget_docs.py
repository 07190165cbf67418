"""The guide of the widget is held to its source: attributes, parts, properties, events, filters."""

import re

import pytest

from assistant.api.widget_pages import Wanted
from ingest.types import Kind
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "widget.md").read_text("utf-8")
SOURCE = ROOT / "assistant" / "web" / "source" / "widget"
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("*.ts")))
STYLES = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("*.css")))
ATTRIBUTES = set(re.findall(r'"(\w+)"', SCRIPTS.partition("ATTRIBUTES = [")[2].partition("]")[0]))
PARTS = set(re.findall(r'part: "(\w+)"|"part", "(\w+)"', SCRIPTS))
SNIPPETS = re.findall(r"<lardom-chat([^>]*)>", GUIDE)


def first_column(heading: str) -> set[str]:
    """What stands in backticks in the first column of the table below that header."""
    table = GUIDE.partition(f"\n| {heading} |")[2].partition("\n")[2].partition("\n\n")[0]
    return {name for row in table.splitlines() for name in named_in(row)}


def named_in(row: str) -> list[str]:
    cells = row.split("|")
    return re.findall(r"`([^`]+)`", cells[1]) if len(cells) > 2 else []


def test_every_attribute_is_told_of_and_there() -> None:
    assert first_column("attribut") == ATTRIBUTES


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_the_attributes_of_a_snippet_exist(snippet: str) -> None:
    assert set(re.findall(r"(\w+)=", snippet)) <= ATTRIBUTES


def test_every_part_is_told_of_and_there() -> None:
    told = GUIDE.partition("för `::part()`:")[2].partition("\n\n")[0]

    assert set(re.findall(r"`(\w+)`", told)) == {one or other for one, other in PARTS}


def test_every_property_is_told_of_and_there() -> None:
    assert first_column("egenskap") == set(re.findall(r"var\((--lardom-[\w-]+)", STYLES))


def test_every_event_is_told_of_and_there() -> None:
    assert first_column("händelse") == set(re.findall(r'"(lardom-\w+)"[?]?:', SCRIPTS))


def test_every_kind_is_told_of_and_there() -> None:
    (row,) = (line for line in GUIDE.splitlines() if line.startswith("| `kind`"))

    assert set(re.findall(r"`(\w+)`", row)) == {"kind", *Kind}


def test_the_page_for_frames_takes_what_its_guide_says() -> None:
    told = GUIDE.partition("## I en ram")[2].partition("```")[0]
    asked = re.findall(r"/embed\?([^\"]+)", GUIDE)

    assert set(Wanted.model_fields) == set(re.findall(r"`(\w+)`", told))
    assert asked
    for query in asked:
        assert {part.partition("=")[0] for part in query.split("&")} <= set(Wanted.model_fields)
