"""A server of several people, told apart by a header, over one guarded library: for a browser."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Browser

from assistant.api.app import create_app
from assistant.uploading.taking_in import Uploader
from ingest.embedding import Embedder
from tests.browsing import Watched, watch
from tests.conftest import Served
from tests.lessons import ByHeader, by
from tests.services import serving


@contextmanager
def peopled(
    library: Path, data: Path, embedder: Embedder, uploader: Uploader | None = None
) -> Iterator[Served]:
    """A copy of a library at `data`, served to the people of `tests/lessons.py`."""
    shutil.copytree(library, data)
    with (
        serving(data, embedder, editing=True, uploader=uploader) as service,
        socket.socket() as heard,
    ):
        heard.bind(("127.0.0.1", 0))
        app = create_app(service, recognisers=[ByHeader()])
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=running.run, args=([heard],), daemon=True)
        thread.start()
        yield Served(address=f"http://127.0.0.1:{heard.getsockname()[1]}", data=data)
        running.should_exit = True
        thread.join(20)


def of(browser: Browser, server: Served, name: str, width: int = 1280) -> Watched:
    """A fresh page of one of them."""
    watched = watch(browser, server, width)
    watched.page.context.set_extra_http_headers(by(name))
    return watched
