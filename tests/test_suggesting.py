"""What is suggested can be answered, by a document that the asker may see, and costs little."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import search_wiring
from assistant.answering.questioning import is_plain
from assistant.confirmation import AsStored, Confirmer
from assistant.excerpts.reading import PassageReader
from assistant.matching.word_likeness import WordLikeness
from assistant.quoting import Quoter
from assistant.searching import Request
from assistant.service import Service
from assistant.suggesting import WANTED, Suggester
from assistant.types import Asker, Hit, Status
from ingest.embedding import Embedder
from tests.services import in_record, serving
from tests.understandings import understand

EVERYBODY = Asker()


class Clock:
    """Tells times that are given to it: each time it is asked, one step later."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._now = 0.0

    def __call__(self) -> float:
        self._now += self._step
        return self._now


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


def suggester(service: Service, embedder: Embedder, step: float = 0.0) -> Suggester:
    searcher = search_wiring.build_searcher(service.library, embedder)
    alike = WordLikeness(embedder)
    passages = PassageReader(embedder)
    quoter = Quoter(passages, alike, Confirmer(service.reader))
    trusting = Quoter(passages, alike, Confirmer(AsStored()))
    return Suggester(searcher, quoter, trusting, Clock(step))


def hits_of(service: Service, embedder: Embedder, question: str) -> tuple[Hit, ...]:
    searcher = search_wiring.build_searcher(service.library, embedder)
    return searcher.search(Request(question=question, asker=EVERYBODY, limit=12)).hits


def test_every_example_is_answered_by_its_document(service: Service, embedder: Embedder) -> None:
    examples = suggester(service, embedder).examples(service.library.current(), EVERYBODY)

    assert len(examples) == WANTED
    assert len({example.document_id for example in examples}) == WANTED
    for example in examples:
        answer = service.assistant.ask(example.question, EVERYBODY)
        assert answer.status is Status.ANSWERED
        assert example.document_id in {citation.document_id for citation in answer.citations}


def test_who_may_see_nothing_gets_no_example(
    starter_data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(starter_data, tmp_path / "data"))
    in_record(data, "UPDATE documents SET access = '[]'")

    with serving(data, embedder) as service:
        examples = suggester(service, embedder).examples(service.library.current(), EVERYBODY)

    assert examples == ()


def test_examples_are_found_once_for_a_group(service: Service, embedder: Embedder) -> None:
    library, found = service.library.current(), suggester(service, embedder)
    assert found.known(library, EVERYBODY) is None
    first = found.examples(library, EVERYBODY)

    assert found.examples(library, EVERYBODY) is first
    assert found.known(library, EVERYBODY) is first


def test_what_people_would_ask_comes_before_what_is_made_of_headings(
    service: Service, embedder: Embedder
) -> None:
    examples = suggester(service, embedder).examples(service.library.current(), EVERYBODY)

    plain = [is_plain(example.question) for example in examples]
    assert plain == sorted(plain, reverse=True)
    assert plain[0]


def test_an_example_of_a_document_that_was_withdrawn_is_not_given_again(
    starter_data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(starter_data, tmp_path / "data"))
    with serving(data, embedder) as service:
        library, found = service.library.current(), suggester(service, embedder)
        before = found.examples(library, EVERYBODY)
        gone = before[0].document_id or ""

        in_record(data, "UPDATE documents SET withdrawn = 1 WHERE id = ?", gone)
        after = found.examples(library, EVERYBODY)

    assert gone not in {example.document_id for example in after}


def test_no_longer_than_its_time_is_sought(service: Service, embedder: Embedder) -> None:
    slow = suggester(service, embedder, step=60)

    assert slow.examples(service.library.current(), EVERYBODY) == ()
    question = "nyttorealisering"
    assert slow.near(understand(question), hits_of(service, embedder, question)) == ()


def test_what_shares_little_with_the_question_is_not_suggested(
    service: Service, embedder: Embedder
) -> None:
    question = "Hur hög är Kebnekaise?"

    near = suggester(service, embedder).near(
        understand(question), hits_of(service, embedder, question)
    )

    assert near == ()


def test_what_is_near_is_of_the_passages_found(service: Service, embedder: Embedder) -> None:
    for question in ("Hur hög är Kebnekaise?", "nyttorealisering", "Varför lades Pust ned?"):
        hits = hits_of(service, embedder, question)

        near = suggester(service, embedder).near(understand(question), hits)

        assert len(near) <= WANTED
        assert {one.document_id for one in near} <= {hit.passage.document.id for hit in hits}
