"""Connects to the very addresses that were checked, and lets go when the time is up.

The name is looked up once for each connection, and the connection goes to what was found: a name
that answers differently the next time gains nothing. TLS still proves the name. No proxy is used.
"""

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from ingest.errors import SilentServerError
from ingest.web.addresses import Resolve, checked_addresses
from ingest.web.urls import Url

LONGEST_SILENCE = 30.0
_MOMENT = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A response whose head has come: lower-case header names; `body` as it is sent, in pieces."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: Iterator[bytes]

    def header(self, name: str) -> str:
        """The header's value, or nothing."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a request may travel: names that may lie inside, and its end by the monotonic clock."""

    inside: frozenset[str]
    ends: float


class Connector:
    """Makes requests, each on a connection of its own."""

    def __init__(self, resolve: Resolve, trust: ssl.SSLContext | None = None) -> None:
        self._resolve = resolve
        self._trust = trust or _usual_trust()

    @contextmanager
    def get(self, url: Url, headers: Sequence[tuple[str, str]], route: Route) -> Iterator[Incoming]:
        """Ask for an address; the connection is closed when the block ends.

        Raises:
            AddressRefusedError: it leads to where it may not.
            FetchError: its name is unknown.
            SilentServerError: it cannot be reached, or says too little in its time.
        """
        pool = httpcore.ConnectionPool(
            ssl_context=self._trust, network_backend=_Checked(self._resolve, route)
        )
        asked = httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)
        sent = [("Host", url.authority), ("Connection", "close"), *headers]
        with _explained(), pool, pool.stream("GET", asked, headers=sent) as response:
            yield Incoming(
                status=response.status,
                headers=tuple(
                    (_text(name).lower(), _text(value)) for name, value in response.headers
                ),
                body=response.iter_stream(),
            )


def _text(header: bytes) -> str:
    """A header as it was meant: many servers send addresses in UTF-8 without escaping them."""
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")


@cache
def _usual_trust() -> ssl.SSLContext:
    """Which certificates are believed: the system's authorities, and certifi's."""
    return httpcore.default_ssl_context()


class _Checked(httpcore.NetworkBackend):
    """Connects only to addresses that were checked."""

    def __init__(self, resolve: Resolve, route: Route) -> None:
        self._resolve = resolve
        self._route = route
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, self._route.inside, self._resolve)
        for address in addresses:
            wait = _within(self._route.ends, timeout, httpcore.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, wait, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == addresses[-1]:
                    raise
            else:
                return _Timed(stream, self._route.ends)
        raise httpcore.ConnectError(host)  # there is always an address; the type checker is told


class _Timed(httpcore.NetworkStream):
    """A stream that is silent only so long, and open only to its end."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream = stream
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        wait = _within(self._ends, timeout, httpcore.ReadTimeout)
        return self._stream.read(max_bytes, wait)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(self._ends, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        wait = _within(self._ends, timeout, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, wait), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(ends: float, timeout: float | None, over: type[Exception]) -> float:
    """How long to wait for the network now; raise `over` when the time is up."""
    left = ends - time.monotonic()
    if left < _MOMENT:
        raise over("the time is up")
    return min(left, LONGEST_SILENCE if timeout is None else timeout)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise SilentServerError(
            "servern svarar inte, eller för långsamt.",
            "Försök igen senare, eller höj LARDOM_WEB_SECONDS.",
        ) from error
    except httpcore.ConnectError as error:
        raise _unreachable(error) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        raise SilentServerError(
            f"överföringen bröts eller följer inte HTTP ({_told(error)}).", "Försök igen senare."
        ) from error


def _unreachable(error: Exception) -> SilentServerError:
    if "certificate" in str(error).lower():
        return SilentServerError(
            f"servern kan inte visa att den är rätt server ({_told(error)}).",
            "Kontrollera adressen. Har organisationen egna certifikat: installera dem i systemet.",
        )
    return SilentServerError(
        f"servern går inte att nå ({_told(error)}).",
        "Kontrollera adressen och nätet, och försök igen senare.",
    )


def _told(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) < 160 else f"{said[:160]} …"
