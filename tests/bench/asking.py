"""How fast answers come: from a cold process, and from a warm server."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.bench.running import lardom, show
from tests.conftest import served

COLD_TRIES = 5
_WATCH = (
    "import sys; from assistant.cli import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print('torch' in sys.modules, file=sys.stderr)"
)


def measure_cold(data: Path, questions: list[str]) -> None:
    """Ask from new processes; print the slowest, and whether torch was imported."""
    seconds = [lardom(data, "ask", question).seconds for question in questions[:COLD_TRIES]]
    show("cold `lardom ask --json`: slowest of 5", f"{max(seconds):.2f} s", "at most 3 s")
    watched = subprocess.run(
        [sys.executable, "-P", "-c", _WATCH, "ask", questions[0], "--json"],
        env={**os.environ, "LARDOM_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    show("torch imported by a cold ask", watched.stderr.split()[-1], "False")


def measure_warm(data: Path, questions: list[str]) -> None:
    """Ask a running server, one client, each question once; print median and p95."""
    with served(data) as server:
        _ask(server.address, "Värm upp")
        times = sorted(_ask(server.address, question) for question in questions)
    p95 = times[int(0.95 * len(times)) - 1]
    show(
        f"warm /api/v1/ask, {len(times)} questions: median",
        f"{statistics.median(times):.0f} ms",
        "at most 80 ms",
    )
    show("warm /api/v1/ask: p95", f"{p95:.0f} ms", "at most 200 ms")


def _ask(address: str, question: str) -> float:
    """Milliseconds that one question takes over HTTP."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{address}/api/v1/ask", data=body, headers={"Content-Type": "application/json"}
    )
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310  (the same)
        response.read()
    return (time.perf_counter() - started) * 1000
