"""A chat model's reply comes as it is written, and within the time set, whatever the server."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant.answering.chat_model import ChatModel, ConnectedModel
from assistant.errors import ModelError
from tests.chat_server import ChatServer, chat_server

SAID = "Det kostade fem kronor och tjugofem öre, allt som allt och sammanlagt."
PROVIDERS = ["openai", "ollama"]
NAME = "language-model"
TIMEOUT = 0.5
GRACE = 0.4


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.says = lambda _prompt: SAID
        yield running


def connected(
    chat: ChatServer, provider: str = "openai", timeout: float = 10
) -> "closing[ConnectedModel]":
    model = ChatModel(name=f"{provider}:exempel", url=chat.address, key="", timeout=timeout)
    return closing(ConnectedModel(model))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_reply_comes_in_pieces(chat: ChatServer, provider: str) -> None:
    with connected(chat, provider) as model:
        pieces = [piece for piece in model.say("Hej?") if piece]

    assert "".join(pieces) == SAID
    assert len(pieces) > 1
    assert [(asked.prompt, asked.streaming) for asked in chat.asked] == [("Hej?", True)]


def test_a_model_that_is_only_connected_is_asked_nothing(chat: ChatServer) -> None:
    with connected(chat):
        assert chat.asked == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_answers_only_at_once_is_heard(chat: ChatServer, provider: str) -> None:
    chat.streams = False

    with connected(chat, provider) as model:
        said = "".join(model.say("Hej?"))

    assert said == SAID


@pytest.mark.parametrize("way", ["ignores", "refuses"])
def test_a_server_that_does_not_stream_is_not_asked_for_it_again(
    chat: ChatServer, way: str
) -> None:
    chat.streams, chat.refuses_to_stream = way != "ignores", way == "refuses"

    with connected(chat) as model:
        said = ["".join(model.say("Hej?")), "".join(model.say("Hej?"))]

    assert said == [SAID, SAID]
    assert [asked.streaming for asked in chat.asked] == [True, False, False]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", ["hangs", "drips", "stalls"])
def test_the_timeout_is_the_whole_time_and_ends_the_request(
    chat: ChatServer, provider: str, fault: str
) -> None:
    setattr(chat, fault, True)

    with connected(chat, provider, TIMEOUT) as model:
        started = time.monotonic()
        with pytest.raises(ModelError, match="hann inte svara på 0,5 s"):
            list(model.say("Hej?"))
        spent = time.monotonic() - started
        left = chat.left.wait(2)

    assert TIMEOUT <= spent < TIMEOUT + GRACE
    assert left


def test_a_reply_that_drips_at_once_is_not_waited_for_either(chat: ChatServer) -> None:
    chat.drips, chat.streams = True, False

    with connected(chat, timeout=TIMEOUT) as model:
        started = time.monotonic()
        with pytest.raises(ModelError, match="hann inte svara"):
            list(model.say("Hej?"))

    assert time.monotonic() - started < TIMEOUT + GRACE


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("fault", "told"), [("drops", "gick inte att nå"), ("truncates", "avbröt sitt svar")]
)
def test_a_connection_that_ends_is_told_by_how_far_it_came(
    chat: ChatServer, provider: str, fault: str, told: str
) -> None:
    setattr(chat, fault, True)

    with connected(chat, provider) as model, pytest.raises(ModelError, match=told):
        list(model.say("Hej?"))


def test_closing_the_reply_ends_the_request(chat: ChatServer) -> None:
    chat.stalls = True

    with connected(chat) as model:
        reply = model.say("Hej?")
        next(reply)
        reply.close()
        left = chat.left.wait(2)

    assert left


def test_closing_the_model_ends_what_is_being_asked_and_its_thread(chat: ChatServer) -> None:
    chat.stalls = True
    others = set(threading.enumerate())

    with connected(chat) as model:
        reply = model.say("Hej?")
        next(reply)
    with pytest.raises(ModelError, match="avbröt sitt svar"):
        list(reply)

    assert chat.left.wait(2)
    assert NAME not in {one.name for one in set(threading.enumerate()) - others}


def test_a_model_that_is_forgotten_ends_its_thread(chat: ChatServer) -> None:
    others = set(threading.enumerate())
    model = connected(chat).__enter__()
    (thread,) = {one for one in threading.enumerate() if one.name == NAME} - others

    del model
    gc.collect()
    thread.join(2)

    assert not thread.is_alive()


def test_several_are_answered_at_the_same_time(chat: ChatServer) -> None:
    chat.hangs = True

    with connected(chat, timeout=TIMEOUT) as model:
        started = time.monotonic()
        threads = [threading.Thread(target=_ask_in_vain, args=(model,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spent = time.monotonic() - started

    assert spent < 2 * TIMEOUT


def _ask_in_vain(model: ConnectedModel) -> None:
    with pytest.raises(ModelError):
        list(model.say("Hej?"))


def test_two_models_of_one_server_do_not_get_in_each_others_way(chat: ChatServer) -> None:
    with connected(chat) as one:
        first = "".join(one.say("Hej?"))
        with connected(chat) as other:
            second = "".join(other.say("Hej?"))
    with connected(chat) as third:
        after = "".join(third.say("Hej?"))

    assert [first, second, after] == [SAID] * 3
