"""A language model's sentences one by one: verified at once, never taken back, given up in time."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.answering.chat_model import ChatModel
from assistant.answering.generative import GenerativeAnswerer
from assistant.api.events import STILL
from assistant.prompts import ANSWER, read_prompt
from assistant.service import Service
from assistant.steps import Verified, Waiting
from assistant.types import Asker, Status
from assistant.writing import ENDS_HERE, NOTHING_HELD, QUOTED_INSTEAD
from ingest.embedding import Embedder
from tests.chat_server import ChatServer, chat_server
from tests.services import client, serving
from tests.test_generative import QUESTION, reply
from tests.test_streaming import STREAM, Running, Sent, listening, read, streamed, wait_until

LONGEST_WAIT = 20
NAME = "openai:exempel"
FALSE = ("Kostnaden var 99 miljarder kronor.", "U1", "99 miljarder")
HEARD_WITHIN = 2.0
SENTENCE = re.compile(r"(?<=[.\n] )[A-ZÅÄÖ][^.:;\n|\[\]()–]{50,160}\.(?= [A-ZÅÄÖ]|\n)")


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def writer(chat: ChatServer, timeout: float = 10) -> GenerativeAnswerer:
    model = ChatModel(name=NAME, url=chat.address, key="", timeout=timeout)
    return GenerativeAnswerer(model, read_prompt(ANSWER))


@pytest.fixture
def service(chat: ChatServer, starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder, answerer=writer(chat)) as opened:
        yield opened


def true_ones(prompt: str) -> list[tuple[str, str, str]]:
    """Sentences of the passages, word by word, of two passages and then of the first again."""
    passages = re.findall(r"\[(U\d+)\] (.*?)(?=\n\n\[U\d|\Z)", prompt, re.DOTALL)
    said = [(name, found[0]) for name, text in passages if (found := SENTENCE.search(text))]
    first, second = said[:2]
    return [(" ".join(quote.split()), name, quote) for name, quote in (first, second)]


def saying(*parts: Callable[[str], list[tuple[str, str, str]]]) -> Callable[[str], str]:
    """Says all the sentences of the parts, in their order."""
    return lambda prompt: reply(*(one for part in parts for one in part(prompt)))


def false_one(_prompt: str) -> list[tuple[str, str, str]]:
    return [FALSE]


def until(*pieces: int) -> Callable[[str], list[str]]:
    """The reply in one piece, up to the end of so many sentences."""
    (count,) = pieces

    def cut(said: str) -> list[str]:
        at = 0
        for _ in range(count):
            at = said.index("]}", at) + 2
        return [said[:at]]

    return cut


def asked(service: Service) -> list[Sent]:
    with client(service) as api:
        return streamed(api, QUESTION)


def sentences(sent: list[Sent]) -> list[Any]:
    return [one.data for one in sent if one.event == "sentence"]


def test_a_sentence_comes_while_the_model_still_writes(chat: ChatServer, service: Service) -> None:
    chat.says = saying(true_ones)
    chat.pieces = until(1)
    chat.stalls = True

    with closing(service.assistant.answering(QUESTION, Asker())) as steps:
        next(steps)  # what was found
        first = next(step for step in steps if not isinstance(step, Waiting))
        still_writing = not chat.left.is_set()

    assert isinstance(first, Verified)
    assert [citation.n for citation in first.citations] == [1]
    assert still_writing
    assert chat.left.wait(HEARD_WITHIN)


def test_the_sentences_sent_are_those_of_the_answer_with_the_same_numbers(
    chat: ChatServer, service: Service
) -> None:
    chat.says = saying(true_ones, false_one, lambda prompt: true_ones(prompt)[1:])

    *_, answer, _ = sent = asked(service)

    assert [one["sentence"] for one in sentences(sent)] == answer.data["sentences"]
    assert [c for one in sentences(sent) for c in one["citations"]] == answer.data["citations"]
    assert [one["citations"] for one in answer.data["sentences"]] == [[1], [2]]
    assert (answer.data["status"], answer.data["model"]) == ("answered", NAME)


def test_what_has_no_support_is_left_out_and_counted(chat: ChatServer, service: Service) -> None:
    chat.says = saying(false_one, true_ones, lambda _: [("Det var svårt.", "U1", "")])

    *_, answer, _ = sent = asked(service)

    assert len(sentences(sent)) == 2
    assert answer.data["struck"] == 2
    assert answer.data["notice"].startswith("2 meningar saknade stöd")


def test_an_answer_of_what_is_only_partly_borne_is_partial(
    chat: ChatServer, service: Service
) -> None:
    def hedged(prompt: str) -> list[tuple[str, str, str]]:
        text, name, quote = true_ones(prompt)[0]
        words = text.split()
        middle = len(words) // 2
        return [(" ".join([*words[:middle], "grundligt", *words[middle:]]), name, quote)]

    chat.says = saying(hedged)

    answer = service.assistant.ask(QUESTION, Asker())

    verdicts = [sentence.verdict.value for sentence in answer.sentences]
    assert (answer.status, verdicts) == (Status.PARTIAL, ["partly"])


@pytest.mark.parametrize("fault", ["truncates", "stops_short"])
def test_a_model_that_breaks_off_leaves_what_was_given_and_says_so(
    chat: ChatServer, service: Service, fault: str
) -> None:
    chat.says = saying(true_ones)
    chat.pieces = lambda said: [*until(1)(said), said[len(until(1)(said)[0]) :]]
    setattr(chat, fault, True)

    *_, answer, _ = sent = asked(service)

    assert [one["sentence"] for one in sentences(sent)] == answer.data["sentences"]
    assert len(sentences(sent)) == 1
    assert (answer.data["status"], answer.data["ai_generated"]) == ("answered", True)
    assert answer.data["notice"].endswith(ENDS_HERE)


def test_a_model_that_is_too_slow_leaves_what_was_given(
    chat: ChatServer, starter_data: Path, embedder: Embedder
) -> None:
    chat.says = saying(true_ones)
    chat.pieces = until(1)
    chat.stalls = True

    with serving(starter_data, embedder, answerer=writer(chat, timeout=0.6)) as slow:
        answer = slow.assistant.ask(QUESTION, Asker())

    assert (len(answer.sentences), answer.model) == (1, NAME)
    assert answer.notice == f"Språkmodellen {NAME} hann inte svara på 0,6 s. {ENDS_HERE}"


def test_a_model_that_breaks_off_before_anything_held_is_replaced_by_quotes(
    chat: ChatServer, service: Service
) -> None:
    chat.says = saying(false_one, true_ones)
    chat.pieces = lambda said: [*until(1)(said), said[len(until(1)(said)[0]) :]]
    chat.truncates = True

    answer = service.assistant.ask(QUESTION, Asker())

    assert answer.sentences
    assert (answer.model, answer.struck) == (None, 1)
    assert QUOTED_INSTEAD in str(answer.notice)
    assert NOTHING_HELD not in str(answer.notice)


def test_a_client_that_leaves_ends_the_request_to_the_model(
    chat: ChatServer, service: Service
) -> None:
    chat.says = saying(true_ones)
    chat.pieces = until(1)
    chat.stalls = True

    with listening(service) as (server, port):
        running = Running(server=server, port=port)
        connection = running.ask()
        response = connection.getresponse()
        wait_until(lambda: response.readline() == b"event: sentence\n")
        response.close()
        connection.close()

        assert chat.left.wait(HEARD_WITHIN)
        wait_until(lambda: running.tasks == 0)


def test_a_stream_says_that_the_model_still_writes(
    chat: ChatServer, starter_data: Path, embedder: Embedder
) -> None:
    chat.hangs = True

    with (
        serving(starter_data, embedder, answerer=writer(chat, timeout=0.6)) as slow,
        client(slow) as api,
    ):
        response = api.post("/api/v1/ask", json={"question": QUESTION}, headers={"accept": STREAM})

    assert f": {STILL}\n" in response.text
    numbered = [one.id for one in read(response.text)]
    assert numbered == [str(n) for n in range(1, len(numbered) + 1)]


def test_closing_the_service_gives_up_what_is_being_written(
    chat: ChatServer, starter_data: Path, embedder: Embedder
) -> None:
    chat.says = saying(true_ones)
    chat.pieces = until(1)
    chat.stalls = True

    with serving(starter_data, embedder, answerer=writer(chat)) as closed:
        steps = closed.assistant.answering(QUESTION, Asker())
        next(step for step in steps if isinstance(step, Verified))

    assert chat.left.wait(HEARD_WITHIN)
    steps.close()


def test_the_answer_at_once_is_that_of_the_steps(chat: ChatServer, service: Service) -> None:
    chat.says = saying(true_ones, false_one)

    *_, last = service.assistant.answering(QUESTION, Asker())
    answer = service.assistant.ask(QUESTION, Asker())

    assert isinstance(last, Answer)
    assert replace(answer, timings_ms={}) == replace(last, timings_ms={})
