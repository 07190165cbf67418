"""Whoever sends a request too slowly is let go of: over sockets, under the real server."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.api.deadlines import Impatient
from assistant.api.serving import MOST_AT_ONCE, _config
from ingest.embedding import Embedder
from tests.services import serving

HEAD = "POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BODY = '{"question": "Hej"}'
WHOLE = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}"
PATIENCE = 10
"""Seconds that the test waits for the end of a connection."""


class Quick(Impatient):
    """As the served one, with less time."""

    head_seconds = 1.0
    body_seconds = 1.0


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("slow"), embedder) as service:
        config = uvicorn.Config(create_app(service), http=Quick, log_level="warning", port=0)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield server.servers[0].sockets[0].getsockname()[1]
        server.should_exit = True
        thread.join(20)


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with closing(socket.create_connection(("127.0.0.1", port), PATIENCE)) as opened:
        yield opened


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("", id="nothing"),
        pytest.param("GET / HTTP/1.1\r\nHost: loc", id="half a head"),
        pytest.param(f"{HEAD}Content-Length: 90\r\n\r\n{{", id="half a body"),
        pytest.param(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n", id="half the chunks"),
        pytest.param(f"{WHOLE}GET / HT", id="half a head after a whole request"),
    ],
)
def test_who_keeps_the_server_waiting_is_let_go_of(port: int, sent: str) -> None:
    began = time.monotonic()
    with connected(port) as opened:
        opened.sendall(sent.encode())
        while opened.recv(65536):  # a time-out is an error
            pass

    assert time.monotonic() - began < PATIENCE


def test_who_drips_a_head_is_let_go_of(port: int) -> None:
    with connected(port) as opened, pytest.raises(ConnectionError):
        for letter in f"GET / HTTP/1.1\r\nX: {'a' * 500}":
            opened.sendall(letter.encode())
            time.sleep(0.02)


def test_who_sends_at_a_fair_pace_is_answered_and_may_ask_again(port: int) -> None:
    body = BODY + " " * 40_000
    with connected(port) as opened:
        for _ in range(2):
            opened.sendall(f"{HEAD}Content-Length: {len(body)}\r\n\r\n".encode())
            for at in range(0, len(body), 8000):
                opened.sendall(body[at : at + 8000].encode())
                time.sleep(0.3)  # two seconds in all, which a body of this length may take

            assert opened.recv(65536).startswith(b"HTTP/1.1 ")


def test_the_service_is_served_so(tmp_path: Path, embedder: Embedder) -> None:
    with serving(tmp_path, embedder) as service:
        config = _config(create_app(service))

    assert (config.http, config.limit_concurrency) == (Impatient, MOST_AT_ONCE)
    assert (Impatient.head_seconds, Impatient.body_seconds) == (15, 30)
