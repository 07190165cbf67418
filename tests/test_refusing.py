"""A refusal says what was looked for, where, and what is lacking."""

import pytest

from assistant.answering.composing import NO_EVIDENCE
from assistant.answering.refusing import ALL_THERE, refusal
from assistant.filtering.types import NO_FILTERS, Filters
from ingest.types import Kind
from tests.drafts import hit
from tests.understandings import understand

QUESTION = understand("Vad kostade Pust i Norge?")
LOOKED = "Jag sökte efter ”kostade”, ”Pust” och ”Norge”."


def test_words_are_told_as_they_were_typed() -> None:
    told = refusal(QUESTION, [], NO_FILTERS, "")

    assert told == f"{NO_EVIDENCE} {LOOKED}"


def test_what_the_nearest_documents_lack_is_told() -> None:
    told = refusal(QUESTION, [hit("Pust kostade 100 miljoner kronor.")], NO_FILTERS, "")

    assert told == f"{NO_EVIDENCE} {LOOKED} De närmaste dokumenten nämner inte ”Norge”."


def test_where_every_word_stands_that_is_told() -> None:
    told = refusal(QUESTION, [hit("Pust kostade mer än Norge.")], NO_FILTERS, "")

    assert told.endswith(ALL_THERE)


def test_what_the_draft_tells_goes_before_with_its_words_as_typed() -> None:
    told = refusal(QUESTION, [hit("Annat.")], NO_FILTERS, "De säger inget om ”norge”.")

    assert told == f"{NO_EVIDENCE} {LOOKED} De säger inget om ”Norge”."


def test_a_question_of_small_words_alone_was_not_looked_for() -> None:
    told = refusal(understand("Vad är det?"), [], NO_FILTERS, "Säg mer.")

    assert told == f"{NO_EVIDENCE} Säg mer."


def test_of_many_words_the_first_are_told() -> None:
    told = refusal(understand("ett två tre fyra fem sex sju åtta hus bil båt"), [], NO_FILTERS, "")

    assert " ord till." in told


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(publisher="ESV"), "bland dokument utgivna av ESV."),
        (Filters(first_year=2015, last_year=2015), "bland dokument från 2015."),
        (Filters(first_year=2015, last_year=2018), "bland dokument från 2015–2018."),
        (Filters(first_year=2015), "bland dokument från 2015 eller senare."),
        (Filters(last_year=2015), "bland dokument från 2015 eller tidigare."),
        (
            Filters(agency="Digg", kind=Kind.REPORT, publication_number="RiR 2019:28"),
            "bland dokument som rör Digg, av slaget rapport, med numret RiR 2019:28.",
        ),
    ],
)
def test_the_filters_that_held_are_told(filters: Filters, told: str) -> None:
    assert refusal(QUESTION, [], filters, "").endswith(told)
