"""Web sites of others on this machine, whose pages take in the widget."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TYPES = {"css": "text/css", "js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A site on localhost: what stands at its paths, and the policy of each path that has one."""

    port: int
    files: dict[str, str] = field(default_factory=dict)
    policies: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Its origin."""
        return f"http://localhost:{self.port}"


def page_of(body: str, head: str = "") -> str:
    """A page of an intranet."""
    start = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Intranätet</title>'
    heading = "<main><h1>Intranätet</h1><p>Dagens nyheter.</p>"
    return f"{start}{head}</head><body>{heading}{body}</main></body></html>"


@contextmanager
def hosting() -> Iterator[Host]:
    """A site until the block ends; it has no pages yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    host = Host(port=server.server_address[1])

    class Giving(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            found = host.files.get(path)
            self.send_response(204 if found is None else 200)
            ending = path.rpartition(".")[2]
            self.send_header("Content-Type", f"{TYPES.get(ending, 'text/html')}; charset=utf-8")
            if path in host.policies:
                self.send_header("Content-Security-Policy", host.policies[path])
            self.end_headers()
            self.wfile.write((found or "").encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
            """Nothing is printed."""

    server.RequestHandlerClass = Giving
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
