"""What only leads a reader about, such as a heading, is no answer."""

from dataclasses import replace

import pytest

from assistant.excerpts.cutting import excerpts
from assistant.excerpts.signposts import is_signpost
from assistant.excerpts.types import text_of
from assistant.excerpts.wording import wording
from ingest.typography import CELL_BLANK
from tests.drafts import hit, passage

SHOWN = """Slutrapport

Vad projektet lärde sig om styrning och kompetens

Projektet kostade mycket.

Nyttoägare är chefen för enheten Ansökan

Försäkringskassan sköter driften av systemet

Relaterade risker för projektet:

- Leverantören byter personal.
- Kraven ändras ofta.

4.2 Gör en lista över systemen

Ansvarig för nyttan: chefen för enheten

Beräknad nytta per år från och med 2024

Läs vidare i samlingen

- Vägledning i nyttorealisering: begreppen.
- Lärdomen om nyttorealisering i korthet.

Varningstecken i projektet

- Ingen mäter efter att projektet har stängts.
- Projektledaren är också nyttoägare i verksamheten.
"""
FILES = """Dokumenten

| Dokument | Innehåll |
|---|---|
| `rapporter/nyttorealisering.md` | Sammandrag av vägledningen |
| Slutrapporten | Vad projektet kostade och gav |
"""
SIGNPOSTS = [
    "Vad projektet lärde sig om styrning och kompetens",
    "4.2 Gör en lista över systemen",
    "Läs vidare i samlingen: Vägledning i nyttorealisering: begreppen. • Lärdomen om "
    "nyttorealisering i korthet.",
    "Dokument: rapporter/nyttorealisering.md; Innehåll: Sammandrag av vägledningen",
]
ANSWERS = [
    "Försäkringskassan sköter driften av systemet",
    "Relaterade risker för projektet: Leverantören byter personal. • Kraven ändras ofta.",
    "Projektet kostade mycket.",
    "Nyttoägare är chefen för enheten Ansökan",
    "Ansvarig för nyttan: chefen för enheten",
    "Beräknad nytta per år från och med 2024",
    "Varningstecken i projektet: … Projektledaren är också nyttoägare i verksamheten.",
    "Dokument: Slutrapporten; Innehåll: Vad projektet kostade och gav",
]


def told() -> dict[str, bool]:
    return {
        wording(one, text_of(found.passage)): is_signpost(one, text_of(found.passage))
        for found in (hit(SHOWN), hit(f"Slutrapport\n\n{FILES}"))
        for one in excerpts(text_of(found.passage))
    }


@pytest.mark.parametrize("said", SIGNPOSTS)
def test_what_only_leads_about_is_a_signpost(said: str) -> None:
    assert told()[said]


@pytest.mark.parametrize("said", ANSWERS)
def test_what_says_something_is_none(said: str) -> None:
    assert not told()[said]


def test_the_title_and_a_heading_above_are_signposts_with_figures_too() -> None:
    title, heading = "Slutrapport om 244 strategiska projekt", "5 Vad en projektägare kan göra"
    found = passage(f"{title}\n\n{heading}\n\nProjektet kostade mycket pengar.", title=title)
    chunk = replace(found.chunk, heading=f"Bilaga › {heading}")
    met = text_of(replace(found, chunk=chunk))

    assert [is_signpost(one, met) for one in excerpts(met)] == [
        True,
        True,
        False,
    ]


def test_a_row_of_a_printed_table_is_none() -> None:
    found = hit(f"Delmål{CELL_BLANK}Januari{CELL_BLANK}chefen")

    assert not any(
        is_signpost(one, text_of(found.passage)) for one in excerpts(text_of(found.passage))
    )
