"""A language model's server, as far as a client can tell: OpenAI's chat completions on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONGEST_WAIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that the server got."""

    path: str
    authorization: str
    prompt: str


@dataclass(kw_only=True)
class ChatServer:
    """What the server is to say to a prompt, and what it has been asked."""

    says: Callable[[str], str] = lambda _prompt: ""
    status: int = 200
    hangs: bool = False
    truncates: bool = False
    asked: list[Asked] = field(default_factory=list)
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
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            prompt = _prompt(body)
            chat.asked.append(
                Asked(
                    path=self.path,
                    authorization=self.headers.get("authorization", ""),
                    prompt=prompt,
                )
            )
            if chat.hangs:
                chat.leave.wait(LONGEST_WAIT)
            sent = _completion(chat.says(prompt)) if chat.status == 200 else b'{"error": {}}'
            self._send(sent, len(sent) * 2 if chat.truncates else len(sent))

        def _send(self, sent: bytes, promised: int) -> None:
            self.send_response(chat.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(promised))
            with suppress(ConnectionError):  # the client has waited long enough
                self.end_headers()
                self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _prompt(body: bytes) -> str:
    try:
        return str(json.loads(body)["messages"][-1]["content"])
    except (ValueError, KeyError, TypeError):
        return ""


def _completion(said: str) -> bytes:
    return json.dumps(
        {
            "id": "c1",
            "object": "chat.completion",
            "created": 0,
            "model": "test",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": said},
                }
            ],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
    ).encode()
