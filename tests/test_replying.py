"""Questions that documents do not answer get a reply, and lists are lists: the whole way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answering.replies import HELLO, MOST_CHOICES
from assistant.filtering.types import Filters
from assistant.searching import Found
from assistant.service import Service
from assistant.steps import Step
from assistant.types import Asker, Route, Status
from ingest.embedding import Embedder
from ingest.types import Kind
from tests.services import ABOUT, GROUP, HIDDEN, OPEN, guarded, serving

__all__ = ["guarded"]  # a fixture, taken in by its name
EVERYBODY = Asker()
UNKNOWN = "Vad sade kungen av Bortomland om zebror?"


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


def steps(service: Service, question: str) -> list[Step]:
    return list(service.assistant.answering(question, EVERYBODY))


@pytest.mark.parametrize(
    ("question", "route", "status", "searched"),
    [
        ("Hej!", Route.GREETING, Status.REPLY, False),
        ("Hjälp", Route.HELP, Status.REPLY, False),
        ("Berätta ett skämt", Route.OUTSIDE, Status.NO_EVIDENCE, False),
        ("Vad kostade det?", Route.AMBIGUOUS, Status.REPLY, True),
        ("Varför då?", Route.AMBIGUOUS, Status.REPLY, False),
        ("Hur många rapporter finns?", Route.ENUMERATION, Status.ANSWERED, False),
        ("Lista alla dokument om zebror", Route.ENUMERATION, Status.NO_EVIDENCE, True),
        ("Lista alla föreskrifter från Boverket", Route.ENUMERATION, Status.NO_EVIDENCE, False),
        (UNKNOWN, Route.DOCUMENTS, Status.NO_EVIDENCE, True),
    ],
)
def test_every_route_has_its_form_of_answer(
    service: Service, question: str, route: Route, status: Status, *, searched: bool
) -> None:
    *before, answer = steps(service, question)

    assert isinstance(answer, Answer)
    assert (answer.route, answer.status) == (route, status)
    assert [type(step) for step in before] == ([Found] if searched else [])
    assert (answer.sentences, answer.citations, answer.struck) == ((), (), 0)
    assert answer.answer
    assert answer.timings_ms["total"] == max(answer.timings_ms.values())
    assert ("retrieval" in answer.timings_ms) == searched


def test_a_question_for_the_documents_goes_on_to_them(service: Service) -> None:
    first, *_, last = steps(service, "Vad är nyttorealisering?")

    assert isinstance(first, Found)
    assert isinstance(last, Answer)
    assert (last.route, last.listing, last.choices) == (Route.DOCUMENTS, None, ())
    assert last.citations


def test_a_greeting_is_returned(service: Service) -> None:
    assert service.assistant.ask("Hej", EVERYBODY).answer == HELLO


def test_a_loose_question_is_asked_back_with_documents_that_answer_for_it(service: Service) -> None:
    answer = service.assistant.ask("Kostnad?", EVERYBODY)

    again = service.assistant.ask(answer.choices[0].question, EVERYBODY)

    assert 2 <= len(answer.choices) <= MOST_CHOICES
    assert {one.document_id for one in answer.choices} <= {n.document_id for n in answer.nearest}
    assert again.route is Route.DOCUMENTS


def test_a_list_has_every_document_whatever_the_text_names(service: Service) -> None:
    answer = service.assistant.ask("Hur många dokument finns i biblioteket?", EVERYBODY)

    rows = service.library.current().record.documents()
    assert answer.listing is not None
    assert answer.listing.count == answer.listing.looked_through == len(rows)
    assert {one.document_id for one in answer.listing.documents} == {row.id for row in rows}
    assert all(one.url == f"/dokument/{one.document_id}" for one in answer.listing.documents)


def test_the_filters_of_a_list_are_told(service: Service) -> None:
    filters = Filters(publisher="Riksrevisionen")

    answer = service.assistant.ask("Lista alla rapporter", EVERYBODY, filters)

    applied = Filters(publisher="Riksrevisionen", kind=Kind.REPORT)
    assert answer.listing is not None
    assert {one.publisher for one in answer.listing.documents} == {"Riksrevisionen"}
    assert answer.filters.applied == applied


def test_where_nothing_is_on_a_list_the_nearest_documents_are_named(service: Service) -> None:
    answer = service.assistant.ask("Lista alla dokument om zebror", EVERYBODY)

    assert answer.listing is not None
    assert (answer.listing.count, answer.listing.topic) == (0, ("zebror",))
    assert answer.nearest


def test_a_refusal_says_what_was_looked_for_and_what_is_lacking(service: Service) -> None:
    answer = service.assistant.ask(UNKNOWN, EVERYBODY)

    assert "Jag sökte efter ”kungen”, ”Bortomland” och ”zebror”." in answer.answer
    assert "De närmaste dokumenten" in answer.answer
    assert answer.nearest
    assert any(near.date for near in answer.nearest)


def test_what_a_refusal_suggests_is_answered(service: Service) -> None:
    names = ("Riksrevisionen", "expertgruppen", "Digg", "kungen", "it-chefen")
    refusals = [service.assistant.ask(f"Vad sade {name} om zebror?", EVERYBODY) for name in names]

    suggested = [choice for answer in refusals for choice in answer.choices]

    answers = [service.assistant.ask(choice.question, EVERYBODY) for choice in suggested]
    assert all(answer.status is not Status.NO_EVIDENCE for answer in answers)


def test_who_may_not_see_a_document_hears_nothing_of_it(guarded: Path, embedder: Embedder) -> None:
    questions = ["Hjälp", "Kostnad?", "Lista alla dokument om Korpen", "Lista alla dokument"]
    with serving(guarded, embedder, "annan grupp") as outside:
        answers = [outside.assistant.ask(one, outside.asker) for one in questions]
    with serving(guarded, embedder, GROUP) as inside:
        listed = inside.assistant.ask("Lista alla dokument om Korpen", inside.asker).listing

    for answer in answers:
        said = [answer.answer, *(choice.question for choice in answer.choices)]
        assert not any("Protokoll" in one or "Möte" in one for one in said)
        assert {near.source for near in answer.nearest} <= {OPEN}
    assert {one.source for answer in answers if answer.listing
            for one in answer.listing.documents} == {OPEN}  # fmt: skip
    assert listed is not None
    assert {one.source for one in listed.documents} == {OPEN, HIDDEN}


def test_help_gives_each_its_own_examples(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder, GROUP) as service:
        known = service.assistant.ask("Hjälp", service.asker)
        stranger = service.assistant.ask("Hjälp", EVERYBODY)

    assert "1 dokument" in stranger.answer
    assert "3 dokument" in known.answer
    assert ABOUT not in [choice.question for choice in stranger.choices]
