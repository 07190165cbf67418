"""An answer that comes as events: their order, their form, their errors, and their end."""

import gc
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import GeneratorType
from typing import Any

import numpy as np
import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant import search_wiring, wiring
from assistant.answer import Answer
from assistant.api import examples
from assistant.api.app import create_app
from assistant.api.events import Event, HitShown, HitsShown
from assistant.asking import Assistant
from assistant.confirmation import Confirmer
from assistant.errors import ModelError
from assistant.model_wiring import Models
from assistant.retrieval.legs import Floats
from assistant.searching import Found
from assistant.service import Service
from assistant.steps import Verified
from assistant.types import Asker, Hit, Query, Statement
from ingest.embedding import Embedder
from tests.services import client, serving

STREAM = "text/event-stream"
QUESTION = "Hur stora var myndigheternas totala it-kostnader 2016?"
UNKNOWN = "Vem är kung i Danmark?"
LONGEST_WAIT = 20
OWN = {"timings_ms": None, "answer_id": None}
"""What two answers to one question may differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An event as it came."""

    event: str
    id: str
    data: Any


@dataclass(kw_only=True)
class Gate:
    """Where work stops until it is let on; open unless it is shut."""

    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(LONGEST_WAIT)


@dataclass(kw_only=True)
class GatedReranker:
    """Leaves the passages as they stand, once its gate is open."""

    gate: Gate = field(default_factory=Gate)

    def scores(self, _question: str, texts: Sequence[str]) -> Floats:
        self.gate.wait()
        return np.zeros(len(texts))


@dataclass(kw_only=True)
class GatedAnswerer:
    """Has nothing to say; remembers that it was asked, and waits for its gate."""

    gate: Gate = field(default_factory=Gate)
    failure: Exception = field(default_factory=lambda: ModelError("Den svarar inte.", "Vänta."))
    asked: list[str] = field(default_factory=list)
    name: str = "grinden"

    def statements(
        self, query: Query, _hits: Sequence[Hit]
    ) -> Generator[Statement | None, None, None]:
        self.asked.append(query.question)
        self.gate.wait()
        yield None
        raise self.failure

    def close(self) -> None:
        self.gate.opened.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A real server on loopback; its gates, where it has any, are shut."""

    server: uvicorn.Server
    port: int
    reranker: GatedReranker = field(default_factory=GatedReranker)
    answerer: GatedAnswerer = field(default_factory=GatedAnswerer)

    @property
    def tasks(self) -> int:
        """How many requests are being answered."""
        return len(self.server.server_state.tasks)

    def ask(self) -> http.client.HTTPConnection:
        """A connection on which a question has been asked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        headers = {"accept": STREAM, "content-type": "application/json"}
        connection.request("POST", "/api/v1/ask", json.dumps({"question": QUESTION}), headers)
        return connection


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


@pytest.fixture
def running(starter_data: Path, embedder: Embedder) -> Iterator[Running]:
    reranker, answerer = GatedReranker(), GatedAnswerer()
    with serving(starter_data, embedder) as opened:
        searcher = search_wiring.build_searcher(opened.library, embedder, reranker=reranker)
        confirmer = Confirmer(opened.reader)
        models = Models(answerer=answerer)
        assistant = wiring.build_assistant(searcher, embedder, confirmer, models)
        with listening(replace(opened, assistant=assistant)) as (server, port):
            yield Running(server=server, port=port, reranker=reranker, answerer=answerer)
            reranker.gate.opened.set()
            answerer.gate.opened.set()


@contextmanager
def listening(service: Service) -> Iterator[tuple[uvicorn.Server, int]]:
    """The app under uvicorn in a thread, on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(service), log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            wait_until(lambda: server.started)
            yield server, taken.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(LONGEST_WAIT)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def read(text: str) -> list[Sent]:
    """The events of a stream."""
    fields = [
        dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        for block in text.split("\n\n")
    ]
    return [
        Sent(event=one["event"], id=one["id"], data=json.loads(one["data"]))
        for one in fields
        if "event" in one
    ]


def streamed(api: TestClient, question: str, **filters: Any) -> list[Sent]:
    body = {"question": question, **({"filters": filters} if filters else {})}
    response = api.post("/api/v1/ask", json=body, headers={"accept": STREAM})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(STREAM)
    return read(response.text)


def test_hits_come_first_then_sentences_then_the_answer_and_the_end(api: TestClient) -> None:
    sent = streamed(api, QUESTION)

    hits, *sentences, answer, done = sent
    assert [one.id for one in sent] == [str(n) for n in range(1, len(sent) + 1)]
    assert (hits.event, answer.event, done.event) == ("hits", "answer", "done")
    assert {one.event for one in sentences} == {"sentence"}
    assert done.data == {}


def test_a_hit_tells_where_its_passage_stands(api: TestClient) -> None:
    hits = streamed(api, QUESTION)[0].data

    assert set(hits) == set(HitsShown.__dataclass_fields__)
    assert all(set(hit) == set(HitShown.__dataclass_fields__) for hit in hits["hits"])
    assert hits["hits"][0]["title"]
    assert api.get(hits["hits"][0]["url"]).status_code == 200


def test_the_answer_is_that_of_the_plain_route(api: TestClient) -> None:
    plain = api.post("/api/v1/ask", json={"question": QUESTION}).json()

    *_, answer, _ = streamed(api, QUESTION)

    assert {**answer.data, **OWN} == {**plain, **OWN}
    assert set(answer.data["timings_ms"]) == set(plain["timings_ms"])


@pytest.mark.parametrize(
    "question", [QUESTION, "Varför lades Pust ned?", "Vad är nyttorealisering?", UNKNOWN]
)
def test_the_answer_holds_exactly_the_sentences_that_were_sent(
    api: TestClient, question: str
) -> None:
    _, *sentences, answer, _ = streamed(api, question)

    sent = [one.data["sentence"] for one in sentences]
    cited = [citation for one in sentences for citation in one.data["citations"]]
    assert sent == answer.data["sentences"]
    assert all(citation in answer.data["citations"] for citation in cited)
    assert {c["n"] for c in cited} == {n for s in sent for n in s["citations"]}
    assert bool(sent) == (question != UNKNOWN)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hej!", ["answer", "done"]),
        ("Hur många dokument finns?", ["answer", "done"]),
        ("Vad kostade det?", ["hits", "answer", "done"]),
        (UNKNOWN, ["hits", "answer", "done"]),
    ],
)
def test_a_reply_comes_whole_and_hits_only_where_something_was_searched(
    api: TestClient, question: str, told: list[str]
) -> None:
    sent = streamed(api, question)

    plain = api.post("/api/v1/ask", json={"question": question}).json()
    assert [one.event for one in sent] == told
    assert {**sent[-2].data, **OWN} == {**plain, **OWN}
    assert sent[-2].data["answer_id"]


def test_filters_narrow_a_stream_too(api: TestClient) -> None:
    hits, *_, answer, _ = streamed(api, QUESTION, publisher="ESV", first_year=2015, last_year=2016)

    assert {hit["year"] for hit in hits.data["hits"]} == {2015}
    assert answer.data["filters"]["applied"]["first_year"] == 2015


def test_trouble_is_told_as_the_last_event_in_the_form_of_every_error(api: TestClient) -> None:
    plain = api.post("/api/v1/ask", json={"question": "?!"})

    sent = streamed(api, "?!")

    assert sent == [Sent(event="error", id="1", data=plain.json())]


def test_trouble_that_nobody_foresaw_is_told_without_details(
    starter_data: Path, embedder: Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    broken = GatedAnswerer(failure=RuntimeError("hemligt"))
    broken.gate.opened.set()

    with serving(starter_data, embedder, answerer=broken) as service, client(service) as api:
        hits, error = streamed(api, QUESTION)

    assert (hits.event, error.event) == ("hits", "error")
    assert set(error.data["error"]) == {"message", "remedy"}
    assert "hemligt" not in json.dumps(error.data)
    assert "builtins.RuntimeError" in caplog.text
    assert "hemligt" not in caplog.records[-1].getMessage()


def test_a_body_of_another_form_is_refused_before_anything_is_sent(api: TestClient) -> None:
    response = api.post("/api/v1/ask", json={}, headers={"accept": STREAM})
    too_large = b'{"question": "' + b"a" * 300_000 + b'"}'
    headers = {"accept": STREAM, "content-type": "application/json"}

    cut_off = api.post("/api/v1/ask", content=iter([too_large]), headers=headers)

    assert (response.status_code, cut_off.status_code) == (422, 413)
    assert set(response.json()) == set(cut_off.json()) == {"error"}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param("*/*", "application/json", id="anything"),
        pytest.param("application/json", "application/json", id="json"),
        pytest.param("text/html, */*;q=0.8", "application/json", id="a browser"),
        pytest.param("", "application/json", id="nothing"),
        pytest.param("Text/Event-Stream", STREAM, id="a stream in capitals"),
        pytest.param("application/json, text/event-stream;q=0.9", STREAM, id="both"),
    ],
)
def test_only_who_accepts_a_stream_gets_one(api: TestClient, accept: str, media_type: str) -> None:
    response = api.post("/api/v1/ask", json={"question": QUESTION}, headers={"accept": accept})

    assert response.headers["content-type"].startswith(media_type)


def test_a_stream_is_asked_for_by_post_alone(api: TestClient) -> None:
    response = api.get("/api/v1/ask", headers={"accept": STREAM})

    assert response.status_code == 405
    assert set(response.json()) == {"error"}


def test_the_example_has_every_event_of_an_answer_from_documents_in_order() -> None:
    sent = read(examples.STREAM)

    assert [one.event for one in sent] == [
        event for event in Event if event not in {Event.ERROR, Event.REGISTER}
    ]
    assert set(sent[0].data["hits"][0]) == set(HitShown.__dataclass_fields__)
    assert set(sent[1].data) == set(Verified.__dataclass_fields__)
    assert sent[2].data == examples.ANSWER


def test_the_description_names_every_event(api: TestClient) -> None:
    described = api.get("/openapi.json").json()["paths"]["/api/v1/ask"]["post"]

    assert all(f"`{event}`" in described["description"] for event in Event)
    assert set(described["responses"]["200"]["content"]) == {"application/json", STREAM}


def test_asking_at_once_goes_the_way_of_the_steps(service: Service) -> None:
    first, *sentences, last = service.assistant.answering(QUESTION, Asker())

    answer = service.assistant.ask(QUESTION, Asker())

    assert isinstance(first, Found)
    assert isinstance(last, Answer)
    assert replace(last, timings_ms={}) == replace(answer, timings_ms={})
    assert [s.sentence for s in sentences if isinstance(s, Verified)] == list(answer.sentences)


def test_who_closes_the_steps_ends_the_work(starter_data: Path, embedder: Embedder) -> None:
    answerer = GatedAnswerer()
    with serving(starter_data, embedder, answerer=answerer) as service:
        with closing(service.assistant.answering(QUESTION, Asker())) as steps:
            next(steps)

        assert answerer.asked == []
        assert list(steps) == []


def steps_alive() -> int:
    """How many answers are under way in this process, or forgotten half-way."""
    code = Assistant.answering.__code__
    generators = [one for one in gc.get_objects() if type(one) is GeneratorType]
    return sum(one.gi_code is code and one.gi_frame is not None for one in generators)


def test_a_client_that_leaves_during_the_search_is_not_answered(running: Running) -> None:
    connection = running.ask()
    assert running.reranker.gate.reached.wait(LONGEST_WAIT)
    assert running.tasks == 1

    connection.close()
    wait_until(lambda: not running.server.server_state.connections)
    time.sleep(0.1)  # for the server to tell the request that nobody listens
    running.reranker.gate.opened.set()
    wait_until(lambda: running.tasks == 0)

    assert running.answerer.asked == []
    assert steps_alive() == 0


def test_a_client_that_leaves_while_the_answer_is_written_leaves_nothing_behind(
    running: Running,
) -> None:
    running.reranker.gate.opened.set()
    connection = running.ask()
    response = connection.getresponse()
    assert response.readline() == b"event: hits\n"
    assert running.answerer.gate.reached.wait(LONGEST_WAIT)

    response.close()
    connection.close()
    wait_until(lambda: not running.server.server_state.connections)
    running.answerer.gate.opened.set()
    wait_until(lambda: running.tasks == 0)

    assert running.answerer.asked == [QUESTION]
    assert steps_alive() == 0


def test_a_client_that_stays_gets_hits_before_the_answer_is_made(running: Running) -> None:
    running.reranker.gate.opened.set()
    connection = running.ask()
    response = connection.getresponse()

    first = response.readline()
    asked_by_then = running.answerer.gate.opened.is_set()
    running.answerer.gate.opened.set()
    rest = response.read().decode()
    connection.close()

    sent = read(first.decode() + rest)
    assert (sent[0].event, sent[-1].event) == ("hits", "done")
    assert not asked_by_then
    assert "Den svarar inte." in sent[-2].data["notice"]
