"""A server of several people, told apart by a header: for a browser."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser

from assistant.api.app import create_app
from assistant.service import Service
from tests.browsing import Watched, watch
from tests.conftest import Served
from tests.lessons import ByHeader, by
from tests.test_streaming import wait_until


@contextmanager
def peopled(service: Service) -> Iterator[Served]:
    """A service, served to the people of `tests/lessons.py` until the block ends."""
    made = create_app(service, recognisers=[ByHeader()])
    with listening(lambda _: made, service.library.data) as server:
        yield server


@contextmanager
def listening(made: Callable[[str], FastAPI], data: Path) -> Iterator[Served]:
    """An app, served until the block ends; it is made for the address that it gets."""
    with socket.socket() as heard:
        heard.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{heard.getsockname()[1]}"
        app = made(address)
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=running.run, args=([heard],), daemon=True)
        thread.start()
        wait_until(lambda: running.started)
        yield Served(address=address, data=data)
        running.should_exit = True
        thread.join(20)


def of(browser: Browser, server: Served, name: str, width: int = 1280) -> Watched:
    """A fresh page of one of them."""
    watched = watch(browser, server, width)
    watched.page.context.set_extra_http_headers(by(name))
    return watched
