"""How soon the first of a streamed answer comes from a warm server."""

import http.client
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.running import show
from tests.conftest import served

BARS = {"hits": "at most 150 ms", "sentence": "", "done": ""}
WARM_UP = ("Värm upp", "Vad är nyttorealisering?")


def measure_streaming(data: Path, questions: Sequence[str]) -> None:
    """Ask a running server, one client; print when the first event of each sort came."""
    with served(data) as server:
        host = server.address.removeprefix("http://")
        for question in WARM_UP:
            _first(host, question)
        times = [_first(host, question) for question in questions]
    for event, bar in BARS.items():
        seen = sorted(one[event] for one in times if event in one)
        p95 = seen[int(0.95 * len(seen)) - 1]
        figure = f"{statistics.median(seen):.0f} / {p95:.0f} / {seen[-1]:.0f} ms"
        show(f"time to first `{event}` of {len(seen)} streams: median/p95/max", figure, bar)


def _first(host: str, question: str) -> dict[str, float]:
    """Milliseconds until the first event of each name has come whole."""
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {"accept": "text/event-stream", "content-type": "application/json"}
    body = json.dumps({"question": question})
    seen: dict[str, float] = {}
    event = ""
    started = time.perf_counter()
    connection.request("POST", "/api/v1/ask", body, headers)
    for line in connection.getresponse():
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            seen.setdefault(event, (time.perf_counter() - started) * 1000)
    connection.close()
    return seen
