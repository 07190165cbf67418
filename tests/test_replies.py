"""What is said to greetings, calls for help, other errands and loose questions."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer import Choice, Listed, Nearest
from assistant.answering.replies import (
    GOODBYE,
    HELLO,
    MOST_CHOICES,
    SHOWN,
    THANKS,
    counter_question,
    greeting,
    help_with,
    listed,
    outside,
)
from assistant.enumerating import Enumeration
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.types import Route, Status
from ingest.record.types import DocumentRow
from ingest.types import EVERYONE, Metadata
from tests.utterances import UTTERANCES


def row(name: str, publisher: str | None, year: int | None) -> DocumentRow:
    return DocumentRow(
        id=name,
        version_id=name,
        folder="/m",
        source=name,
        content_hash="",
        media_type="text/plain",
        metadata=Metadata(title=name, publisher=publisher, year=year),
        access=(EVERYONE,),
        chunks=1,
    )


def near(title: str) -> Nearest:
    return Nearest(document_id=title, title=title, publisher="ESV", year=2017, source="s", url="/u")


def document(title: str) -> Listed:
    return Listed(
        document_id=title,
        title=title,
        publisher="ESV",
        year=2017,
        source="s",
        heading="",
        url="/u",
    )


def enumeration(
    titles: Sequence[str], topic: tuple[str, ...] = (), filters: Filters = NO_FILTERS
) -> Enumeration:
    documents = tuple(document(title) for title in titles)
    return Enumeration(documents=documents, looked_through=2020, filters=filters, topic=topic)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Hej!", HELLO),
        ("God morgon", HELLO),
        ("Tack så mycket!", THANKS),
        ("Jättebra", THANKS),
        ("Hej då", GOODBYE),
        ("Tack och hej då!", GOODBYE),
    ],
)
def test_a_greeting_is_returned(said: str, text: str) -> None:
    assert greeting(said).text == text


@pytest.mark.parametrize("said", UTTERANCES[Route.GREETING])
def test_every_greeting_has_a_reply(said: str) -> None:
    assert greeting(said).text in {HELLO, THANKS, GOODBYE}


def test_help_tells_what_the_library_holds_for_who_asks() -> None:
    rows = [row("a", "Riksrevisionen", 2011), row("b", "ESV", 2017), row("c", "ESV", None)]
    examples = [Choice(label=said, question=said) for said in ("Vad?", "Hur?", "Vem?", "När?")]

    reply = help_with(rows, examples)

    assert "Biblioteket har 3 dokument från 2011–2017, utgivna av ESV och Riksrevisionen." in (
        reply.text
    )
    assert reply.choices == tuple(examples[:3])
    assert reply.status is Status.REPLY


def test_of_many_publishers_the_greatest_are_named() -> None:
    rows = [row(f"{n}", f"Verk {n}", 2020) for n in range(8)]

    reply = help_with((*rows, row("x", "Verk 7", 2020)), ())

    assert "9 dokument från 2020, utgivna av Verk 7, Verk 0" in reply.text
    assert "och 3 andra." in reply.text
    assert "Du kan till exempel" not in reply.text


def test_help_in_an_empty_library_says_how_to_fill_it() -> None:
    reply = help_with((), ())

    assert "inga dokument" in reply.text
    assert "lardom sync" in reply.text


def test_another_errand_is_turned_down_with_a_way_on() -> None:
    assert "utanför" in outside().text
    assert "hjälp" in outside().text
    assert outside().status is Status.NO_EVIDENCE


def test_a_loose_question_is_asked_back_with_documents_to_choose_from() -> None:
    reply = counter_question("Kostnad?", [near(f"Rapport {n}") for n in range(9)])

    assert reply.text == "Vad gäller ”Kostnad”? Välj ett dokument:"
    assert len(reply.choices) == MOST_CHOICES
    assert reply.choices[0].label == "Rapport 0 (ESV, 2017)"
    assert reply.choices[0].question == "Kostnad – Rapport 0?"


def test_documents_of_one_title_are_one_choice() -> None:
    reply = counter_question("Hur gick det?", [near("A"), near("A"), near("B")])

    assert [choice.question for choice in reply.choices] == [
        "Hur gick det – A?",
        "Hur gick det – B?",
    ]


@pytest.mark.parametrize("titles", [[], ["A"], ["A", "A"]], ids=["none", "one", "one-title"])
def test_with_too_few_documents_to_choose_from_a_name_is_asked_for(titles: list[str]) -> None:
    reply = counter_question("Varför?", [near(title) for title in titles])

    assert reply.choices == ()
    assert "Nämn projektet" in reply.text


def test_a_count_is_told_with_what_was_looked_through() -> None:
    text = listed(enumeration(["A", "B"], ("upphandling",))).text

    assert text == (
        "2 dokument passar in på frågan: A (ESV, 2017); B (ESV, 2017). "
        "Genomsökte 2\u00a0020 dokument efter ”upphandling” i titel och rubriker."
    )


def test_a_long_list_is_cut_and_counted() -> None:
    text = listed(enumeration([f"T{n}" for n in range(SHOWN + 5)])).text

    assert text.startswith("25 dokument finns i biblioteket: T0 (ESV, 2017); ")
    assert "; och 5 till." in text


def test_a_list_by_title_says_that_the_agency_has_issued_nothing() -> None:
    found = replace(enumeration(["Granskning"]), issuer="Riksrevisionen")

    assert "utgivet av Riksrevisionen" in listed(found).notice
    assert not listed(enumeration(["Granskning"])).notice


def test_no_document_is_told_as_such() -> None:
    reply = listed(enumeration([], filters=Filters(publisher="ESV")), [near("Nära")])

    assert reply.status is Status.NO_EVIDENCE
    assert [one.title for one in reply.nearest] == ["Nära"]
    assert reply.text == (
        "Inget dokument i biblioteket passar in bland dokument utgivna av ESV. "
        "Genomsökte 2\u00a0020 dokument."
    )
