"""Lets go of those who send a request too slowly: else anybody could hold every connection open.

Knows nothing of what is asked.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

BYTES_A_SECOND = 16 * 1024


class Impatient(H11Protocol):
    """Serves a connection as uvicorn does, and closes it where its sender keeps it waiting.

    `head_seconds` is how long the head of a request may take, and a connection be open without
    one; `body_seconds` how long a body may, with a second more for every `BYTES_A_SECOND` of it
    that have come.
    """

    head_seconds = 15.0
    body_seconds = 30.0
    _waiting: asyncio.TimerHandle | None = None
    _for_body = False
    _until = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as it does
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        self._wait_on(0)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for more where the request is not whole."""
        super().data_received(data)
        self._wait_on(len(data))

    def on_response_complete(self) -> None:
        """Wait for the next request, or what is left of this one."""
        super().on_response_complete()
        self._wait_on(0)

    def _wait_on(self, received: int) -> None:
        is_body = self.conn.their_state is h11.SEND_BODY
        if not is_body and self.conn.their_state is not h11.IDLE:
            self._stop()
            return
        if self._waiting is None or is_body != self._for_body:
            self._stop()
            self._for_body = is_body
            self._until = self.loop.time() + (self.body_seconds if is_body else self.head_seconds)
            self._waiting = self.loop.call_at(self._until, self._out_of_time)
        elif is_body:
            self._until += received / BYTES_A_SECOND

    def _out_of_time(self) -> None:
        """Close, unless it is the service itself that reads slowly, or more time was earned."""
        now = self.loop.time()
        if self.flow.read_paused:
            self._until = now + self.body_seconds
        if self._until > now:
            self._waiting = self.loop.call_at(self._until, self._out_of_time)
        else:
            self.transport.close()

    def _stop(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None
