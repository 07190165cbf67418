"""The only room that speaks to a language model: asks it, and gives its reply as it comes.

The time that is set is the whole time, from the question to the last character, however slowly
they drip; whoever stops reading ends the request. Nothing but the prompt leaves the machine:
langchain's tracing is off, whatever is set. Knows nothing about what is asked or answered.
"""

import asyncio
import os
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from assistant.answering.background import BackgroundLoop
from assistant.errors import ModelError

_NO_KEY = "ingen"
"""For a server of one's own: the client wants a key, and must not send another server's."""
_ONE_REQUEST = {"Connection": "close"}
"""A kept connection may have been closed at the other end, and there is no second try."""
_BEAT = 0.2
"""Seconds between the empty pieces that come while nothing else does."""
_REFUSED = frozenset({400, 404, 405, 406, 415, 422, 501})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModel:
    """Which model to ask, and where; `url` and `key` may be empty.

    `timeout` is seconds from the question to the whole reply.
    """

    name: str
    url: str
    key: str
    timeout: float


class ConnectedModel:
    """A chat model to speak to. Usable by threads; lives until it is closed."""

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self._timeout = model.timeout
        self._chat = _connect(model)
        self._streams = True
        self._loop = BackgroundLoop("language-model")
        self._loop.start(self._load()).result()

    def close(self) -> None:
        """Give up what is being asked, and end the thread."""
        self._loop.close()

    def say(self, prompt: str) -> Generator[str, None, None]:
        """The reply to a prompt, piece by piece; closing the generator ends the request.

        While nothing comes, an empty piece does now and then: a generator can only be closed
        between two pieces.

        Raises:
            ModelError: when the model cannot be reached, is too slow, or breaks off.
        """
        pieces: SimpleQueue[str | None] = SimpleQueue()
        deadline = time.monotonic() + self._timeout
        asked = self._loop.start(self._ask(prompt, pieces.put))
        asked.add_done_callback(lambda _: pieces.put(None))
        begun = False
        try:
            while (piece := _next_of(pieces, deadline)) is not None:
                begun = begun or bool(piece)
                yield piece
            asked.result()
        except (Empty, TimeoutError) as error:
            raise self._too_slow() from error
        except Exception as error:  # every provider raises its own kinds
            raise (self._broken_off() if begun else self._unreachable()) from error
        finally:
            asked.cancel()

    async def _ask(self, prompt: str, give: Callable[[str], None]) -> None:
        async with asyncio.timeout(self._timeout):
            if self._streams and await self._stream(prompt, give):
                return
            give((await self._chat.ainvoke(prompt)).text)
            self._streams = False  # nor will it next time

    async def _stream(self, prompt: str, give: Callable[[str], None]) -> bool:
        """Give the reply as it comes; False when the server answers only at once."""
        came = False
        try:
            async for piece in self._chat.astream(prompt):
                came = True
                give(piece.text)
        except Exception as error:
            if came or not _answers_only_at_once(error):
                raise
            return False
        return True

    async def _load(self) -> None:
        """Pay now for all that a first question loads: one that is given up before it is sent."""
        with suppress(Exception):
            async with asyncio.timeout(0):
                async for _ in self._chat.astream(""):
                    break

    def _unreachable(self) -> ModelError:
        return ModelError(
            f"Språkmodellen {self.name} gick inte att nå.",
            "Kontrollera LARDOM_CHAT_URL, LARDOM_CHAT_KEY och att servern är igång.",
        )

    def _too_slow(self) -> ModelError:
        seconds = f"{self._timeout:g}".replace(".", ",")
        return ModelError(
            f"Språkmodellen {self.name} hann inte svara på {seconds} s.",
            "Höj LARDOM_CHAT_TIMEOUT, eller välj en snabbare modell.",
        )

    def _broken_off(self) -> ModelError:
        return ModelError(
            f"Språkmodellen {self.name} avbröt sitt svar.",
            "Ställ frågan igen; händer det ofta, se modellserverns logg.",
        )


def _next_of(pieces: SimpleQueue[str | None], deadline: float) -> str | None:
    """The next piece, an empty one where none comes soon; raises Empty when the time is out."""
    try:
        return pieces.get(timeout=max(0.0, min(_BEAT, deadline - time.monotonic())))
    except Empty:
        if time.monotonic() >= deadline:
            raise
        return ""


def _answers_only_at_once(error: Exception) -> bool:
    """True of what a server that does not stream causes: no pieces in its reply, or a refusal."""
    refused = getattr(error, "status_code", None) in _REFUSED
    return isinstance(error, ValueError) or (refused and "stream" in str(error).lower())


def _connect(model: ChatModel) -> BaseChatModel:
    # Goes before every other variable that turns tracing on.
    os.environ["LANGSMITH_TRACING_V2"] = "false"
    try:
        connected: BaseChatModel = init_chat_model(model.name, **_options(model))
    except Exception as error:  # every provider raises its own kinds
        reason = str(error).partition("\n")[0]
        raise ModelError(
            f"Språkmodellen {model.name} går inte att använda: {reason}",
            "Skriv LARDOM_CHAT_MODEL som leverantör:modell, till exempel openai:gpt-oss-20b, "
            "och LARDOM_CHAT_KEY om leverantören kräver en nyckel.",
        ) from error
    return connected


def _options(model: ChatModel) -> dict[str, Any]:
    """What the provider's client is told; it tries once, so that `timeout` is what one waits."""
    options: dict[str, Any] = {"temperature": 0}
    if model.url:
        options["base_url"] = model.url
    if model.name.startswith("ollama:"):  # takes neither key nor timeout, and drops both silently
        kept = {"timeout": model.timeout, "headers": dict(_ONE_REQUEST)}
        return {**options, "client_kwargs": kept}
    if model.name.startswith("openai:"):
        # Its own longest wait for a piece is two minutes, whatever the timeout is.
        options |= {"default_headers": dict(_ONE_REQUEST), "stream_chunk_timeout": None}
    key = model.key or (_NO_KEY if model.url else "")
    if key:
        options["api_key"] = key
    return {**options, "timeout": model.timeout, "max_retries": 0}
