"""The server's log never has what was asked, whatever goes wrong."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.serving import without_words
from ingest.embedding import Embedder
from tests.services import guarded, serving

__all__ = ["guarded"]  # a fixture, taken in by its name

CANARY = "kvastfibbla"
ASKED = {"question": f"Vad kostade projekt {CANARY}?"}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def logged(log: pytest.LogCaptureFixture) -> str:
    """All that was logged, but for what the test's own client says of its addresses."""
    own = [one for one in log.records if not one.name.startswith("httpx")]
    return "\n".join(map(logging.Formatter().format, own))


def test_nothing_that_is_asked_of_a_library_is_logged(
    guarded: Path, embedder: Embedder, log: pytest.LogCaptureFixture
) -> None:
    with (
        serving(guarded, embedder) as service,
        TestClient(create_app(service), raise_server_exceptions=False) as client,
    ):
        answered = client.post("/api/v1/ask", json=ASKED)
        stream = client.post("/api/v1/ask", json=ASKED, headers={"accept": "text/event-stream"})
        searched = client.get("/api/v1/search", params={"q": CANARY})
        figures = client.get("/api/v1/figures", params={"question": ASKED["question"]})
        page = client.get("/sok", params={"q": CANARY})
        wrong = client.post("/api/v1/ask", json={"question": CANARY, "filters": {"kind": CANARY}})
        elsewhere = {"origin": f"https://{CANARY}.example"}
        refused = client.post("/api/v1/ask", json=ASKED, headers=elsewhere)

    tried = (answered, stream, searched, figures, page)
    assert {one.status_code for one in tried} == {200}
    assert (wrong.status_code, refused.status_code) == (422, 403)
    assert CANARY not in logged(log)


def test_an_error_that_nobody_foresaw_is_logged_without_its_words(
    guarded: Path, embedder: Embedder, log: pytest.LogCaptureFixture
) -> None:
    with serving(guarded, embedder) as service:
        app = create_app(service)

        @app.middleware("http")
        async def fail(*_: object) -> None:
            raise ValueError(f"kan inte läsa {CANARY}")

        with TestClient(app, raise_server_exceptions=False) as client:
            failed = client.post("/api/v1/ask", json=ASKED)

    assert failed.status_code == 500
    assert "ValueError" in logged(log)
    assert "test_unlogged.py" in logged(log)
    assert CANARY not in logged(log)


def test_what_the_server_below_logs_of_an_error_has_no_words_either() -> None:
    error = ValueError(CANARY)
    told = (type(error), error, None)

    record = logging.LogRecord("uvicorn.error", logging.ERROR, "x", 1, "Fel", (), told)

    assert without_words(record)
    written = logging.Formatter().format(record)
    assert CANARY not in written
    assert "ValueError" in written
