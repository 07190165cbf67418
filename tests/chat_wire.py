"""How a chat model's request and reply look on the wire: OpenAI's way, and Ollama's."""

import json
from dataclasses import dataclass
from typing import Any, Protocol


class Wire(Protocol):
    """One request, and how its reply is written."""

    @property
    def prompt(self) -> str:
        """What the model is asked."""
        ...

    @property
    def streaming(self) -> bool:
        """Whether the client wants the reply as it comes."""
        ...

    @property
    def content_type(self) -> str:
        """Of a reply that is streamed."""
        ...

    def whole(self, said: str) -> bytes:
        """The whole reply at once."""
        ...

    def event(self, piece: str) -> bytes:
        """A piece of the reply."""
        ...

    def end(self) -> bytes:
        """What follows the last piece."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAI:
    """Chat completions: server-sent events."""

    prompt: str
    streaming: bool
    content_type: str = "text/event-stream"

    def whole(self, said: str) -> bytes:
        message = {"role": "assistant", "content": said}
        return _json(_completion("chat.completion", message=message, finish_reason="stop"))

    def event(self, piece: str) -> bytes:
        return self._event({"role": "assistant", "content": piece}, None)

    def end(self) -> bytes:
        return self._event({}, "stop") + b"data: [DONE]\n\n"

    def _event(self, delta: dict[str, str], finish: str | None) -> bytes:
        sent = _completion("chat.completion.chunk", delta=delta, finish_reason=finish)
        return b"data: " + _json(sent) + b"\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ollama:
    """Ollama's chat: a line of JSON for each piece."""

    prompt: str
    streaming: bool
    content_type: str = "application/x-ndjson"

    def whole(self, said: str) -> bytes:
        return self._line(said, done=True)

    def event(self, piece: str) -> bytes:
        return self._line(piece, done=False)

    def end(self) -> bytes:
        return self._line("", done=True)

    def _line(self, said: str, *, done: bool) -> bytes:
        message = {"role": "assistant", "content": said}
        told = {"model": "test", "created_at": "2026-01-01T00:00:00Z", "message": message}
        return _json({**told, "done": done, "done_reason": "stop" if done else None}) + b"\n"


def wire_for(path: str, body: bytes) -> Wire:
    """A request, read by the path that it came to."""
    asked = _read(body)
    prompt = str(asked["messages"][-1]["content"]) if asked.get("messages") else ""
    if path.endswith("/api/chat"):
        return Ollama(prompt=prompt, streaming=asked.get("stream", True))
    return OpenAI(prompt=prompt, streaming=asked.get("stream", False))


def _read(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _completion(kind: str, **choice: Any) -> dict[str, Any]:
    choices = [{"index": 0, **choice}]
    return {"id": "c1", "object": kind, "created": 0, "model": "test", "choices": choices}


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode()
