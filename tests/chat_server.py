"""A language model's server, as far as a client can tell: OpenAI's and Ollama's, on loopback.

Replies are streamed when the client asks for that, as those servers do it: OpenAI's as events
(`data: {…}`, at last `data: [DONE]`), Ollama's as lines of JSON, both in HTTP's chunks.
"""

import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.chat_wire import Wire, wire_for

LONGEST_WAIT = 20.0
BETWEEN_DRIPS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that the server got."""

    path: str
    authorization: str
    prompt: str
    streaming: bool


def by_forty(said: str) -> list[str]:
    """The reply in pieces of forty characters."""
    return [said[at : at + 40] for at in range(0, len(said), 40)]


@dataclass(kw_only=True)
class ChatServer:
    """What the server is to say to a prompt, how it fails, and what it has been asked.

    `hangs` says nothing at all; `stalls` no more after the reply's last piece; `drips` a byte
    now and then for ever; `drops` ends the connection before a word; `truncates` in the middle
    of a reply; `stops_short` ends the reply properly, but in the middle of an event.
    `left` is set when a client goes before it has its reply.
    """

    says: Callable[[str], str] = lambda _prompt: ""
    pieces: Callable[[str], list[str]] = by_forty
    status: int = 200
    streams: bool = True
    refuses_to_stream: bool = False
    hangs: bool = False
    stalls: bool = False
    drips: bool = False
    drops: bool = False
    truncates: bool = False
    stops_short: bool = False
    asked: list[Asked] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    leave: threading.Event = field(default_factory=threading.Event)
    address: str = ""


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A running server; tell it what to say by setting its fields."""
    chat = ChatServer()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    chat.address = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield chat
    finally:
        chat.leave.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def _handler(chat: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.close_connection = True
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            wire = wire_for(self.path, body)
            chat.asked.append(
                Asked(
                    path=self.path,
                    authorization=self.headers.get("authorization", ""),
                    prompt=wire.prompt,
                    streaming=wire.streaming,
                )
            )
            with suppress(ConnectionError):  # the client has waited long enough
                self._answer(wire)

        def _answer(self, wire: Wire) -> None:
            if chat.hangs:
                self._wait()
            elif chat.drops:
                self.connection.shutdown(socket.SHUT_RDWR)
            elif chat.status != 200:
                self._send(chat.status, b'{"error": {}}')
            elif wire.streaming and chat.refuses_to_stream:
                self._send(400, b'{"error": {"message": "stream=true is not supported"}}')
            elif wire.streaming and chat.streams:
                self._stream(wire, chat.pieces(chat.says(wire.prompt)))
            else:
                self._send(200, wire.whole(chat.says(wire.prompt)))

        def _send(self, status: int, sent: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent) * (2 if chat.truncates else 1)))
            self.end_headers()
            if chat.drips:
                self._drip(b" ")
            self.wfile.write(sent)

        def _stream(self, wire: Wire, pieces: list[str]) -> None:
            self.send_response(200)
            self.send_header("content-type", wire.content_type)
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            if chat.drips:
                self._drip(b"1\r\n:\r\n")
            sent = [wire.event(piece) for piece in pieces]
            if chat.truncates or chat.stops_short:
                sent = _cut(sent or [wire.end()])
            for event in sent:
                self._chunk(event)
            if chat.stalls:
                self._wait()
            if not (chat.truncates or chat.stops_short):
                self._chunk(wire.end())
            if not chat.truncates:
                self.wfile.write(b"0\r\n\r\n")

        def _chunk(self, sent: bytes) -> None:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(sent), sent))

        def _drip(self, drop: bytes) -> None:
            end = time.monotonic() + LONGEST_WAIT
            while time.monotonic() < end and not self._gone(BETWEEN_DRIPS):
                self.wfile.write(drop)

        def _wait(self) -> None:
            end = time.monotonic() + LONGEST_WAIT
            while time.monotonic() < end and not self._gone(BETWEEN_DRIPS):
                continue

        def _gone(self, wait: float) -> bool:
            """Whether the client has gone, or the server is to; waits for it so many seconds."""
            readable, _, _ = select.select([self.connection], [], [], wait)
            if readable:  # it has nothing more to say: this is the end of the connection
                chat.left.set()
            return bool(readable) or chat.leave.is_set()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _cut(events: list[bytes]) -> list[bytes]:
    """The first half of the events, and half of the next."""
    middle = len(events) // 2
    return [*events[:middle], events[middle][: len(events[middle]) // 2]]
