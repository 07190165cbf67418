"""The ways for a model's server to fail, ten questions each: an answer comes, and in time."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answering.chat_model import ChatModel
from assistant.answering.generative import GenerativeAnswerer
from assistant.prompts import ANSWER, read_prompt
from assistant.service import Service
from assistant.types import Asker, Status, Verdict
from ingest.embedding import Embedder
from tests.chat_server import ChatServer, chat_server
from tests.services import serving
from tests.test_adversarial import QUESTIONS

TIMEOUT = 0.5
GRACE = 1.0
INVENTED = {"text": "Det kostade 99 miljarder.", "quotes": [{"passage": "U77", "quote": "99"}]}


def refuses(chat: ChatServer) -> None:
    chat.says = lambda _prompt: "Jag kan tyvärr inte hjälpa till med det."


def is_busy(chat: ChatServer) -> None:
    chat.status = 429


def breaks(chat: ChatServer) -> None:
    chat.status = 500


def hangs(chat: ChatServer) -> None:
    chat.hangs = True


def truncates(chat: ChatServer) -> None:
    chat.truncates = True


def writes_no_json(chat: ChatServer) -> None:
    chat.says = lambda _prompt: '{"sentences": [{"text": "Det kostade'


def is_silent(chat: ChatServer) -> None:
    chat.says = lambda _prompt: ""


def invents(chat: ChatServer) -> None:
    chat.says = lambda _prompt: json.dumps({"sentences": [INVENTED]})


def drips(chat: ChatServer) -> None:
    chat.drips = True


def drips_at_once(chat: ChatServer) -> None:
    chat.drips, chat.streams = True, False


def drops_connection(chat: ChatServer) -> None:
    chat.drops = True


def stops_short(chat: ChatServer) -> None:
    invents(chat)
    chat.stops_short = True


FAULTS: list[Callable[[ChatServer], None]] = [
    refuses, is_busy, breaks, hangs, truncates, writes_no_json, is_silent, invents,
    drips, drips_at_once, drops_connection, stops_short,
]  # fmt: skip


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


@pytest.fixture
def service(chat: ChatServer, starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    model = ChatModel(name="openai:exempel", url=chat.address, key="", timeout=TIMEOUT)
    by = GenerativeAnswerer(model, read_prompt(ANSWER))
    with serving(starter_data, embedder, answerer=by) as opened:
        opened.reader.start()  # as a server does before its first question
        opened.assistant.search(QUESTIONS[0], Asker(), 1)
        yield opened


def timed(service: Service, question: str) -> tuple[Answer, float]:
    """The answer to a question, and how many seconds it took."""
    started = time.monotonic()
    answer = service.assistant.ask(question, Asker())
    return answer, time.monotonic() - started


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.__name__))
def test_a_fault_ends_in_a_verified_answer_in_time(
    chat: ChatServer, service: Service, fault: Callable[[ChatServer], None]
) -> None:
    fault(chat)

    answers, spent = zip(*(timed(service, question) for question in QUESTIONS), strict=True)
    # A busy machine delays one question; what makes a question late makes it late again.
    late = [one for one, took in zip(QUESTIONS, spent, strict=True) if took > TIMEOUT + GRACE]
    again = [timed(service, question)[1] for question in late]

    assert len(answers) == 10
    assert max(again, default=0) <= TIMEOUT + GRACE
    for answer in answers:
        assert (answer.model, answer.ai_generated) == (None, False)
        assert all(sentence.citations for sentence in answer.sentences)
        assert {sentence.verdict for sentence in answer.sentences} <= {Verdict.SUPPORTED}
        assert "99 miljarder" not in answer.answer
        assert answer.sentences or answer.status is Status.NO_EVIDENCE
