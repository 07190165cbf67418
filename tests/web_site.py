"""A web server on loopback, as far as a polite visitor can tell, and names that lead to it."""

import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LONGEST_DRIP = 20.0
BETWEEN_DRIPS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What lies at an address.

    `drips` sends the body, and `drips_head` the head, a byte now and then for ever; `promises` is
    a Content-Length that is not kept, or -1: none is sent. `answers` are the statuses of the
    first visits.
    """

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    last_modified: str = ""
    drips: bool = False
    drips_head: bool = False
    promises: int | None = None
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request that the server got; lower-case header names."""

    path: str
    host: str
    headers: dict[str, str]
    at: float


@dataclass(kw_only=True)
class Site:
    """What the server has, by path with query, and who came; without robots.txt all is allowed."""

    pages: dict[str, Page] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    leave: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    scheme: str = "http"

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [visit.path for visit in self.visits if visit.path != "/robots.txt"]


class Names:
    """A resolver with a book of its own: each lookup of a name takes its next answer."""

    def __init__(self, **book: Sequence[Sequence[str]]) -> None:
        self._book = {name.replace("_", "."): list(answers) for name, answers in book.items()}
        self.asked: list[str] = []

    def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        answers = self._book.get(host, [["127.0.0.1"]])
        return answers.pop(0) if len(answers) > 1 else answers[0]


def redirect(to: str, status: int = 302) -> Page:
    return Page(status=status, headers=(("Location", to),))


def html(body: str) -> Page:
    return Page(body=body.encode(), headers=(("Content-Type", "text/html; charset=utf-8"),))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request: object, _address: object) -> None:
        """Say nothing: a visitor who does not trust us leaves."""


@contextmanager
def running_site(certificate: Path | None = None) -> Iterator[Site]:
    """A running server, with a certificate over TLS; it stops by itself when the block ends."""
    site = Site(scheme="https" if certificate else "http")
    listening = _Server(("127.0.0.1", 0), _handler(site))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listening.socket = context.wrap_socket(
            listening.socket, server_side=True, do_handshake_on_connect=False
        )
    site.port = listening.server_address[1]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.leave.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            sent = {name.lower(): value for name, value in self.headers.items()}
            before = sum(visit.path == self.path for visit in site.visits)
            visit = Visit(path=self.path, host=sent["host"], headers=sent, at=time.monotonic())
            site.visits.append(visit)
            page = site.pages.get(self.path, Page(status=404))
            with suppress(ConnectionError):  # the visitor has had enough
                self._send(page, self._status(page, sent, before))

        def _status(self, page: Page, sent: dict[str, str], before: int) -> int:
            if before < len(page.answers):
                return page.answers[before]
            same = page.etag and sent.get("if-none-match") == page.etag
            old = page.last_modified and sent.get("if-modified-since") == page.last_modified
            return 304 if same or old else page.status

        def _send(self, page: Page, status: int) -> None:
            if page.drips_head:
                self._drip(b"X")
            self.send_response(status)
            for name, value in (
                ("ETag", page.etag),
                ("Last-Modified", page.last_modified),
                *page.headers,
            ):
                if value:
                    self.send_header(name, value)
            body = page.body if status == page.status else b""
            if page.promises != -1:
                self.send_header("Content-Length", str(page.promises or len(body)))
            self.end_headers()
            if page.drips:
                self._drip(b".")
            self.wfile.write(body)

        def _drip(self, drop: bytes) -> None:
            end = time.monotonic() + LONGEST_DRIP
            while time.monotonic() < end and not site.leave.wait(BETWEEN_DRIPS):
                self.wfile.write(drop)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
