"""Conversations over HTTP: follow-ups lean on what was sent along, or on what is kept."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answering.chat_model import ChatModel
from assistant.answering.rewriting import Rewriter
from assistant.confirmation import Confirmer
from assistant.conversing import Turn
from assistant.model_wiring import Models
from assistant.prompts import REWRITING, read_prompt
from assistant.search_wiring import build_searcher
from assistant.service import Service
from assistant.types import Asker
from assistant.understanding.agencies import Agencies
from assistant.understanding.follow_ups import FollowUps
from assistant.wiring import build_assistant
from ingest.embedding import Embedder
from tests.chat_server import chat_server
from tests.services import client, in_record, serving
from tests.test_api import assert_told
from tests.test_streaming import STREAM, read

FIRST = "Hur stora var myndigheternas totala it-kostnader 2014?"
FOLLOWING = "Och 2016?"
WHOLE = "Hur stora var myndigheternas totala it-kostnader 2016?"
UNKNOWN = "0" * 32
HITS_WITHIN = 0.15


@pytest.fixture(scope="module")
def data(starter_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copytree(starter_data, tmp_path_factory.mktemp("turns") / "data"))


@pytest.fixture
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder, keep_conversations=30) as opened:
        yield opened


@pytest.fixture
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


@pytest.fixture
def forgetful(starter_data: Path, embedder: Embedder) -> Iterator[TestClient]:
    """A service that keeps no conversations, as it is unless that is set."""
    with serving(starter_data, embedder) as service, client(service) as opened:
        yield opened


def ask(api: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = api.post("/api/v1/ask", json={"question": question, **more})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def stream(api: TestClient, question: str, **more: Any) -> dict[str, Any]:
    """The answer at the end of a stream."""
    body = {"question": question, **more}
    response = api.post("/api/v1/ask", json=body, headers={"accept": STREAM})
    (answer,) = [sent.data for sent in read(response.text) if sent.event == "answer"]
    return dict(answer)


def test_a_follow_up_leans_on_the_questions_sent_along(forgetful: TestClient) -> None:
    answer = ask(forgetful, FOLLOWING, earlier=[FIRST])
    alone = ask(forgetful, WHOLE)

    assert (answer["question"], answer["understood_as"]) == (FOLLOWING, WHOLE)
    assert answer["sentences"] == alone["sentences"] != []
    assert answer["citations"] == alone["citations"]
    assert answer["conversation_id"] is None


def test_a_stream_leans_on_them_too_and_its_hits_are_of_the_whole_question(
    forgetful: TestClient,
) -> None:
    headers = {"accept": STREAM}

    body = {"question": FOLLOWING, "earlier": [FIRST]}
    following = read(forgetful.post("/api/v1/ask", json=body, headers=headers).text)
    alone = read(forgetful.post("/api/v1/ask", json={"question": WHOLE}, headers=headers).text)

    assert following[0].event == "hits"
    assert following[0] == alone[0]
    assert following[-2].data["understood_as"] == WHOLE


def test_a_question_that_stands_alone_is_left_as_it_is(forgetful: TestClient) -> None:
    answer = ask(forgetful, "Vad är nyttorealisering?", earlier=[FIRST])

    assert answer["understood_as"] is None


@pytest.mark.parametrize("question", ["Hej!", "", "?!", "å" * 2001, "Och\x002014?", "och \ud800"])
def test_earlier_questions_change_nothing_about_what_is_no_question(
    starter_data: Path, embedder: Embedder, question: str
) -> None:
    with serving(starter_data, embedder) as service, client(service) as api:
        content = b'{"question": "%b", "earlier": ["Vad kostade Pust?"]}'
        escaped = question.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
        body = content % escaped.replace(b"\x00", b"\\u0000")
        response = api.post(
            "/api/v1/ask", content=body, headers={"content-type": "application/json"}
        )

    assert response.status_code in (200, 422)
    assert "\x00" not in response.json().get("question", "")


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        pytest.param(["Vad?"] * 9, "9 tidigare frågor", id="too-many"),
        pytest.param([" "], "nummer 1 är tom", id="empty"),
        pytest.param(["å" * 2001], "2001 tecken", id="too-long"),
        pytest.param("Vad?", "det ska vara en lista", id="no-list"),
        pytest.param([1], "det ska vara text", id="no-text"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", STREAM])
def test_earlier_questions_that_cannot_have_been_asked_are_refused(
    forgetful: TestClient, earlier: Any, said: str, accept: str
) -> None:
    body = {"question": FOLLOWING, "earlier": earlier}

    response = forgetful.post("/api/v1/ask", json=body, headers={"accept": accept})

    assert said in assert_told(response, 422)


def test_the_longest_question_with_the_longest_before_it_may_be_sent(
    forgetful: TestClient,
) -> None:
    body = {"question": "Vad är 😀 nytta?", "earlier": ["😀" * 2000] * 8}

    assert forgetful.post("/api/v1/ask", json=body).status_code == 200


@pytest.mark.parametrize("way", [ask, stream])
def test_a_conversation_that_is_kept_is_gone_on_with_by_its_id(api: TestClient, way: Any) -> None:
    first = way(api, FIRST)
    named = first["conversation_id"]

    second = way(api, FOLLOWING, conversation_id=named, earlier=["Vad kostade Pust?"])
    third = way(api, "Och 2014?", conversation_id=named)

    assert len(named) == 32
    assert (second["understood_as"], second["conversation_id"]) == (WHOLE, named)
    assert third["understood_as"] == FIRST


def test_a_question_is_kept_with_its_answer(api: TestClient, service: Service) -> None:
    named = ask(api, FIRST)["conversation_id"]
    ask(api, FOLLOWING, conversation_id=named)

    assert service.conversations.earlier(named) == (FIRST, WHOLE)


def test_who_sends_the_questions_along_begins_no_conversation(api: TestClient) -> None:
    assert ask(api, FOLLOWING, earlier=[FIRST])["conversation_id"] is None


@pytest.mark.parametrize("accept", ["application/json", STREAM])
@pytest.mark.parametrize("standing", ["unknown", "foreign", "expired"])
def test_a_conversation_that_is_not_there_is_told_before_anything_is_sent(
    api: TestClient, service: Service, data: Path, accept: str, standing: str
) -> None:
    named = service.conversations.begin("annan") if standing == "foreign" else UNKNOWN
    if standing == "expired":
        named = ask(api, FIRST)["conversation_id"]
        in_record(data, "UPDATE conversations SET expires = '2020-01-01T00:00:00Z'")
    body = {"question": FOLLOWING, "conversation_id": named}

    response = api.post("/api/v1/ask", json=body, headers={"accept": accept})

    assert "finns inte" in assert_told(response, 404)


def test_an_id_of_another_form_is_refused(api: TestClient) -> None:
    response = api.post("/api/v1/ask", json={"question": FIRST, "conversation_id": "../x"})

    assert "rätt form" in assert_told(response, 422)


def test_where_nothing_is_kept_an_id_is_told_what_to_do(forgetful: TestClient) -> None:
    response = forgetful.post("/api/v1/ask", json={"question": FIRST, "conversation_id": UNKNOWN})

    assert_told(response, 404)
    assert "skicka med de tidigare frågorna" in response.json()["error"]["remedy"]


def test_what_fails_begins_no_conversation(api: TestClient, service: Service) -> None:
    named = ask(api, FIRST)["conversation_id"]

    refused = api.post("/api/v1/ask", json={"question": "?!", "conversation_id": named})

    assert_told(refused, 422)
    assert service.conversations.earlier(named) == (FIRST,)


def test_a_conversation_outlives_the_service(data: Path, embedder: Embedder) -> None:
    with serving(data, embedder, keep_conversations=30) as before, client(before) as api:
        named = ask(api, FIRST)["conversation_id"]

    with serving(data, embedder, keep_conversations=30) as after, client(after) as api:
        answer = ask(api, FOLLOWING, conversation_id=named)

    assert answer["understood_as"] == WHOLE


def test_what_has_expired_is_removed_when_the_service_starts(
    data: Path, embedder: Embedder
) -> None:
    with serving(data, embedder, keep_conversations=30) as service:
        named = service.conversations.begin()
        service.conversations.add(str(named), None, Turn(question="?", understood="?"))
        in_record(data, "UPDATE conversations SET expires = '2020-01-01T00:00:00Z'")

        with client(service):
            pass

    with pytest.raises(AssertionError):
        in_record(data, "UPDATE conversations SET owner = 'x' WHERE id = ?", str(named))


def test_the_evidence_of_a_follow_up_tells_how_it_was_understood(api: TestClient) -> None:
    answer = ask(api, FOLLOWING, earlier=[FIRST])
    place = f"/api/v1/answers/{answer['answer_id']}"

    pack = api.get(f"{place}.json").json()
    text = api.get(f"{place}.md").text.replace("\\", "")

    assert (pack["question"], pack["understood_as"]) == (FOLLOWING, WHOLE)
    assert f"Frågan förstods som: {WHOLE}" in text


def test_a_replay_asks_the_question_as_it_was_understood(api: TestClient) -> None:
    answer = ask(api, FOLLOWING, earlier=[FIRST])

    replay = api.post(f"/api/v1/answers/{answer['answer_id']}/replay").json()

    assert (replay["same"], replay["differences"]) == (True, [])
    assert replay["answer"]["question"] == FOLLOWING
    assert replay["answer"]["understood_as"] == WHOLE


def test_a_language_model_makes_the_follow_up_whole_before_anything_is_searched(
    starter_data: Path, embedder: Embedder
) -> None:
    said = "Hur höga var myndigheternas totala it-kostnader 2016?"
    with chat_server() as chat, serving(starter_data, embedder) as service:
        chat.says = lambda _prompt: said
        model = ChatModel(name="openai:exempel", url=chat.address, key="", timeout=10)
        rules = FollowUps(Agencies.read())
        with closing(Rewriter(model, read_prompt(REWRITING), rules)) as rewriter:
            searcher = build_searcher(service.library, embedder)
            models = Models(rewriting=rewriter)
            assistant = build_assistant(searcher, embedder, Confirmer(service.reader), models)
            with client(replace(service, assistant=assistant)) as api:
                answer = stream(api, FOLLOWING, earlier=[FIRST])

    assert answer["understood_as"] == said
    assert len(chat.asked) == 1


def test_hits_come_soon_with_the_questions_before(service: Service) -> None:
    earlier = (FIRST, "Vad kostade Pust?", WHOLE, FOLLOWING, FIRST, WHOLE, "Vem ledde det?", FIRST)
    service.assistant.ask(FIRST, Asker())
    spent = []
    for _ in range(3):
        started = time.monotonic()
        with closing(service.assistant.answering(FOLLOWING, Asker(), earlier=earlier)) as steps:
            next(steps)
        spent.append(time.monotonic() - started)

    assert min(spent) <= HITS_WITHIN
