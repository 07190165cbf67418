"""One request: its head, and its body into a sink within limits of size and time.

Redirects are replies like any other here.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import BinaryIO

from ingest.errors import FetchError
from ingest.web.connecting import Connector, Incoming, Route
from ingest.web.types import NOTHING_KNOWN, Known, Reply
from ingest.web.unzipping import unzipped
from ingest.web.urls import Url

AGENT = f"Lardom/{version('lardom')}"
"""How we name ourselves."""
OK = 200
NOT_MODIFIED = 304
_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a request may be given.

    `most` are the bytes of the body, packed or not; `seconds` its time; `inside` the host names
    that may lie inside the organisation; `known` what the last visit was told.
    """

    most: int
    seconds: float
    inside: frozenset[str] = frozenset()
    known: Known = NOTHING_KNOWN


class Requester:
    """Asks servers, one request at a time."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    def get(self, url: Url, wish: Wish, into: BinaryIO) -> Reply:
        """The reply; a body of status 200 is in the sink, which holds nothing else.

        Raises:
            FetchError: the server cannot be reached, is too slow, or sends too much.
        """
        into.seek(0)
        into.truncate()
        route = Route(inside=wish.inside, ends=time.monotonic() + wish.seconds)
        with self._connector.get(url, _headers(url, wish.known), route) as incoming:
            if incoming.status == OK:
                for piece in _body(incoming, wish.most):
                    into.write(piece)
        return _reply(url, incoming)


def _headers(url: Url, known: Known) -> list[tuple[str, str]]:
    """What is sent; conditions only to the address that the last visit ended at."""
    sent = [("User-Agent", AGENT), ("Accept", "*/*"), ("Accept-Encoding", "gzip")]
    if known.landed == str(url):
        conditions = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        sent += [(name, value) for name, value in conditions if value]
    return sent


def _reply(url: Url, incoming: Incoming) -> Reply:
    return Reply(
        status=incoming.status,
        url=str(url),
        location=incoming.header("location"),
        etag=_sendable(incoming.header("etag")),
        last_modified=_sendable(incoming.header("last-modified")),
        content_type=incoming.header("content-type"),
        retry_after=incoming.header("retry-after"),
    )


def _sendable(value: str) -> str:
    """A value that may be sent back as it came, or nothing."""
    return value if value.isascii() and value.isprintable() and len(value) < 500 else ""


def _body(incoming: Incoming, most: int) -> Iterator[bytes]:
    encoding = incoming.header("content-encoding").strip().lower()
    if encoding not in _PLAIN | _PACKED:
        raise FetchError(
            f"servern packar det som hämtas på ett sätt som inte beställdes ({encoding[:40]}).",
            "Hämta filen själv och lägg den i en materialmapp.",
        )
    told = incoming.header("content-length")
    if told.isdecimal() and int(told[:20]) > most:
        raise _too_much(most)
    sent = _at_most(incoming.body, most)
    return _at_most(unzipped(sent), most) if encoding in _PACKED else sent


def _at_most(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise _too_much(most)
        yield piece


def _too_much(most: int) -> FetchError:
    limit = f"{most >> 20} MB" if most >= 1 << 20 else f"{most} byte"
    return FetchError(
        f"det som hämtas är större än gränsen {limit}.",
        "Höj LARDOM_WEB_MEGABYTES, eller hämta filen själv och lägg den i en materialmapp.",
    )
