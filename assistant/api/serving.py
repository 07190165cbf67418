"""Runs the app under uvicorn on one address."""

import ipaddress
import socket

import typer
import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant import wiring
from assistant.api.app import create_app
from assistant.api.service import Service
from assistant.errors import AssistantError
from assistant.settings import Settings

LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def run_server(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted; prints the address once it is taken.

    Raises:
        AssistantError: when the address cannot be taken.
    """
    taken = _take(host, port)
    assistant, keeper = wiring.build_assistant(settings)
    service = Service(assistant=assistant, library=keeper, asker=wiring.local_asker(settings))
    app = create_app(service)
    if _is_loopback(host):
        # A page elsewhere must not reach the library by a name that points to this machine.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Lärdom svarar på http://{shown}:{taken.getsockname()[1]}/  (avsluta med Ctrl+C)")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    server.run(sockets=[taken])


def _take(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        taken = socket.socket(family, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen()
    except OSError as error:
        raise AssistantError(
            f"Adressen {host}:{port} går inte att använda ({error.strerror}).",
            f"Stäng det som lyssnar där, eller välj en annan port: lardom serve --port {port + 1}.",
        ) from error
    return taken


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
