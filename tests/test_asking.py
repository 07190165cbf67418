"""Asking real libraries: every citation holds, access is honoured, bad questions are refused."""

import io
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest

from assistant.answer import Answer, Citation
from assistant.errors import NoLibraryError, QuestionError
from assistant.service import Service
from assistant.types import Asker, Evidence, Hit, Query, Route, Statement, Status
from assistant.writing import NOTHING_HELD
from ingest.embedding import Embedder
from tests.services import (
    ABOUT,
    GROUP,
    HIDDEN,
    HIDDEN_PDF,
    OPEN,
    guarded,
    in_record,
    serving,
)
from tests.shelving import copied

__all__ = ["guarded"]  # a fixture, taken in by its name

QUESTIONS = """
Hur stora var myndigheternas totala it-kostnader 2016?
Hur stor andel av verksamhetskostnaderna var it-kostnaderna?
Hur länge pågår strategiska it-projekt i genomsnitt?
Hur många projekt granskade Riksrevisionen i RiR 2025:8?
Hur många myndigheter ingick i Riksrevisionens granskning 2025?
Vilka orsaker till förseningar nämner Riksrevisionen?
Vad svarade regeringen på Riksrevisionens rapport?
Hur många projekt hade hög risk enligt ESV 2015:48?
Hur många strategiska projekt omfattade ESV:s insamling 2016/17?
Hur många projekt saknade nyttoplan eller ägare?
Hur lång är mediantiden för projekten?
Har mognaden i it-styrningen ökat sedan 2014?
Vilka sex områden lyfter expertgruppen för digitala investeringar?
Hur många myndigheter arbetade expertgruppen med?
Vem ledde expertgruppen?
Vilka myndigheter ingick i uppdraget från 2017?
När tog Digg över expertgruppens uppgift?
Vad är nytta enligt vägledningen i nyttorealisering?
Vem förvaltar vägledningen i nyttorealisering i dag?
Hur många myndigheter hade föråldrade it-system?
Vad gör myndigheterna åt föråldrade system?
Varför överskred it-projekten sin budget 2009?
Hur stor andel av projekten höll inte budgeten?
Varför lades Pust ned?
Hur lång tid tog rapporteringen i Pust?
Vad kostade den första versionen av Pust?
Vad heter ESV i dag?
Vilken myndighet tog över Rikspolisstyrelsens arbete?
Vad är en bra beställare?
Hur många myndigheter intervjuade Statskontoret 2020?
""".strip().splitlines()


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


@cache
def printed(path: Path, page: int) -> str:
    """A PDF page's letters as another reader has them, without blanks."""
    text = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[page - 1].extract_text()
    return letters(text)


def letters(text: str) -> str:
    return "".join(text.split())


def assert_it_holds(service: Service, citation: Citation) -> None:
    """Its quote is the document's text at its place, on its page, and in print."""
    record = service.library.current().record
    document = record.document(citation.document_id)
    assert document is not None
    known = record.text(document.version_id)
    there = known.text[citation.start : citation.end]
    assert letters(citation.quote) == letters(there) != ""
    assert citation.source == document.source
    assert not citation.source.startswith("/")
    if citation.page is None:
        assert citation.quote == there
        assert known.pages == ()
    else:
        page = known.pages[citation.page - 1]
        assert (page.number, page.label) == (citation.page, citation.page_label)
        assert page.span.start <= citation.start < citation.end <= page.span.end
        assert letters(citation.quote) in printed(
            Path(document.folder) / document.source, citation.page
        )


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_holds(service: Service, question: str) -> None:
    answer = service.assistant.ask(question, Asker())

    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for sentence in answer.sentences for n in sentence.citations} == set(numbers)
    assert all(sentence.citations for sentence in answer.sentences)
    is_told = bool(answer.sentences) or answer.route is Route.REGISTER
    assert (answer.status is Status.NO_EVIDENCE) != is_told
    for citation in answer.citations:
        assert_it_holds(service, citation)


def test_most_of_these_questions_are_answered(service: Service) -> None:
    answers = [service.assistant.ask(question, Asker()) for question in QUESTIONS]

    without = [answer.question for answer in answers if answer.status is Status.NO_EVIDENCE]
    assert len(without) <= 6, without


def test_an_answer_says_how_long_each_step_took(service: Service) -> None:
    answer = service.assistant.ask("Vad är nyttorealisering?", Asker())

    steps = {"total", "understanding", "register", "retrieval", "answering", "verification"}
    assert set(answer.timings_ms) == steps
    assert all(spent >= 0 for spent in answer.timings_ms.values())
    assert answer.timings_ms["total"] == max(answer.timings_ms.values())
    assert (answer.model, answer.ai_generated) == (None, False)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param("   \n", id="blanks"),
        pytest.param("å" * 10_000, id="ten-thousand-characters"),
        pytest.param("?!…", id="punctuation"),
        pytest.param("😀", id="emoji"),
        pytest.param("\x00\x1b\x07", id="control-characters"),
        pytest.param("\ud800", id="half-a-letter"),
    ],
)
def test_what_is_no_question_is_refused(service: Service, question: str) -> None:
    with pytest.raises(QuestionError):
        service.assistant.ask(question, Asker())
    with pytest.raises(QuestionError):
        service.assistant.search(question, Asker(), 5)


def test_control_characters_and_emoji_do_not_disturb_a_question(service: Service) -> None:
    plain = service.assistant.ask("Vad är nyttorealisering?", Asker())

    noisy = service.assistant.ask("Vad\x00är\x1b \ud83dnyttorealisering?", Asker())
    merry = service.assistant.ask("Vad är nyttorealisering? 😀", Asker())

    assert noisy.question == "Vad är nyttorealisering?"
    assert noisy.sentences == plain.sentences
    assert merry.status is plain.status


@pytest.mark.parametrize(
    "question", ["AND OR NOT ( ", '"(*:^~', "terms:x OR key:1", "'; DROP TABLE documents; --"]
)
def test_the_signs_of_query_languages_mean_nothing(service: Service, question: str) -> None:
    asked = f"Vad är nyttorealisering {question}"

    assert service.assistant.ask(asked, Asker()).question == " ".join(asked.split())


class Inventing:
    """A language model that says what stands nowhere."""

    name = "påhittad"

    def statements(self, _query: Query, hits: Sequence[Hit]) -> Generator[Statement, None, None]:
        quoted = hits[0].passage
        span = replace(quoted.chunk.span, end=quoted.chunk.span.start + len(quoted.text))
        proof = Evidence(passage=quoted, span=span, quote=quoted.text)
        for amount in (98, 99):
            yield Statement(text=f"Kostnaden var {amount} miljarder.", evidence=(proof,))

    def close(self) -> None:
        """Nothing is under way."""


def test_what_a_model_made_up_is_counted_where_quotes_stand_instead(
    starter_data: Path, embedder: Embedder
) -> None:
    with serving(starter_data, embedder, answerer=Inventing()) as inventing:
        answer = inventing.assistant.ask("Vad är nyttorealisering?", Asker())

    assert answer.sentences
    assert (answer.struck, answer.model) == (2, None)
    assert str(answer.notice).startswith(NOTHING_HELD)


def test_without_a_library_the_error_says_how_to_make_one(
    tmp_path: Path, embedder: Embedder
) -> None:
    with serving(tmp_path, embedder) as empty, pytest.raises(NoLibraryError, match="lardom sync"):
        empty.assistant.ask("Vad är nytta?", Asker())


def sources(answer: Answer) -> set[str]:
    """Every document that the answer names."""
    cited = {citation.source for citation in answer.citations}
    return cited | {near.source for near in answer.nearest}


def test_what_is_for_a_group_alone_is_nowhere_in_anyone_elses_answer(
    guarded: Path, embedder: Embedder
) -> None:
    with serving(guarded, embedder, "annan grupp") as outside:
        answer = outside.assistant.ask(ABOUT, outside.asker)
        lost = outside.assistant.ask("Vad beslutade möte 7 om bearnaisesås?", outside.asker)
        found = outside.assistant.search(ABOUT, outside.asker, 100)

    assert sources(answer) | sources(lost) <= {OPEN}
    assert {hit.passage.document.source for hit in found.hits} == {OPEN}


def test_the_group_itself_gets_it(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder, GROUP) as inside:
        answer = inside.assistant.ask(ABOUT, inside.asker)

    assert HIDDEN in {citation.source for citation in answer.citations}


def test_withdrawal_and_access_take_effect_at_once(
    guarded: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = copied(guarded, tmp_path / "data")
    with serving(data, embedder, GROUP) as service:
        before = service.assistant.search(ABOUT, service.asker, 5)

        in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", HIDDEN)
        in_record(data, "UPDATE documents SET access = '[]' WHERE source = ?", HIDDEN_PDF)
        after = service.assistant.search(ABOUT, service.asker, 100)
        answer = service.assistant.ask(ABOUT, service.asker)

    assert HIDDEN in {hit.passage.document.source for hit in before.hits}
    assert {hit.passage.document.source for hit in after.hits} == {OPEN}
    assert sources(answer) <= {OPEN}
