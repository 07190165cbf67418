"""Runs the app under uvicorn on one address."""

import ctypes
import errno
import ipaddress
import logging
import re
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import typer
import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from assistant import wiring
from assistant.api.app import create_app
from assistant.api.deadlines import Impatient
from assistant.api.failures import failed, unworded
from assistant.api.origins import read_origins
from assistant.errors import AssistantError
from assistant.people.settings import SignInMode
from assistant.people.web_addresses import host_of
from assistant.people_wiring import build_sign_in
from assistant.repeating import Repeating
from assistant.retaining import DailyRuns
from assistant.settings import Settings
from assistant.tasks.rounds import Rounds

MOST_AT_ONCE = 500
"""Connections; beyond them a request is answered with 503 at once."""
HEAPS = 2
_ARENA_MAX = -8
"""What glibc's `mallopt` calls the most heaps (M_ARENA_MAX)."""
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_REASONS = {
    errno.EADDRINUSE: "något annat lyssnar där redan",
    errno.EACCES: "det krävs högre behörighet för den porten",
    errno.EADDRNOTAVAIL: "datorn har inte den adressen",
}


def run_server(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted; prints the address once it is taken.

    Raises:
        AssistantError: when the address cannot be taken, a listed origin is none, nobody signs in
            and others than this machine reach the address, or signing in is set wrongly.
    """
    share_heaps()
    origins = read_origins(settings.origins)
    _refuse_open(settings, host)
    sign_in = build_sign_in(settings)
    taken = _take(host, port)
    service = wiring.build_service(settings)
    app = create_app(service, origins, sign_in=sign_in)
    shown = f"[{host}]" if ":" in host else host
    if _is_loopback(host):
        public = host_of(settings.public_url) or shown
        app.middleware("http")(only_by_names((*LOOPBACK_NAMES, shown, public)))
    typer.echo(f"Lärdom svarar på http://{shown}:{taken.getsockname()[1]}/  (avsluta med Ctrl+C)")
    daily = DailyRuns(service.retention, replace(service.caller, name="serve"))
    rounds = Rounds(service.tasks, service.auditor, replace(service.caller, name="serve"))
    beside = [
        Repeating("upkeep", wiring.build_upkeep(settings, service).look),
        Repeating("retention", daily.run),
        Repeating("sessions", sign_in.sweep),
        Repeating("tasks", rounds.go_round),
    ]
    for one in beside:
        one.start()
    server = uvicorn.Server(_config(app))
    logging.getLogger("uvicorn.error").addFilter(without_words)
    try:
        server.run(sockets=[taken])
    except KeyboardInterrupt:
        typer.echo("Lärdom är avslutad.")
    finally:
        for one in beside:
            one.stop()


def share_heaps() -> None:
    """Have all threads share a few heaps: else each of glibc's keeps the most it ever needed."""
    with suppress(OSError, AttributeError):  # another C library has no such setting
        ctypes.CDLL(None).mallopt(_ARENA_MAX, HEAPS)


def without_words(record: logging.LogRecord) -> bool:
    """Filter for the server's log: of an error only its sort and where it came up is written.

    Its words may be a question's.
    """
    if record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()} {unworded(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = None
    return True


def _config(app: FastAPI) -> uvicorn.Config:
    # What X-Forwarded-For says is never taken for who is at the socket.
    return uvicorn.Config(
        app,
        http=Impatient,
        limit_concurrency=MOST_AT_ONCE,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


def _refuse_open(settings: Settings, host: str) -> None:
    if settings.sign_in is SignInMode.LOCAL and not _is_loopback(host):
        raise AssistantError(
            f"Adressen {host} når andra datorer, och utan inloggning får var och en göra allt.",
            "Lyssna på 127.0.0.1, eller ställ in LARDOM_SIGN_IN=oidc eller proxy; "
            "docs/sign-in.md säger hur.",
        )


def only_by_names(
    names: tuple[str, ...],
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Middleware that answers only requests to one of these hosts, whatever the port.

    Else a page elsewhere could reach the library by a name that points to this machine.
    """
    known = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?::\d+)?", re.IGNORECASE)

    async def only_known(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        if known.fullmatch(request.headers.get("host", "")):
            return await call_next(request)
        return failed(400, "Tjänsten svarar inte under det namnet.", f"Använd http://{names[0]}.")

    return only_known


def _take(host: str, port: int) -> socket.socket:
    try:
        return _listening(host, port)
    except (OSError, UnicodeError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "namnet eller adressen är okänd")
        other = port + 1 if port < 65535 else port - 1
        raise AssistantError(
            f"Adressen {host}:{port} går inte att använda: {reason}.",
            f"Stäng det som lyssnar där, eller välj en annan port: `lardom serve --port {other}`.",
        ) from error


def _listening(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen()
    except BaseException:
        taken.close()
        raise
    return taken


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
