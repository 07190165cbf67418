"""Sends every operation of the interface 200 made-up requests, and those at every edge of it."""

import time
from pathlib import Path

from assistant.api.app import create_app
from assistant.settings import Settings
from assistant.wiring import build_service
from tests.bench.running import lardom, show
from tests.fuzzing import fuzzed

EXAMPLES = 200
SHOWN = 20


def measure_fuzzing(data: Path) -> None:
    """Print what fails of the interface over the starter material."""
    lardom(data, "sync", "--starter")
    started = time.monotonic()
    found = fuzzed(create_app(build_service(Settings(data=data))), EXAMPLES)
    show("made-up requests answered otherwise than described", str(len(found.failures)), "0")
    show("  operations / responses", f"{found.operations} / {found.responses:,}", "")
    show("  seconds", f"{time.monotonic() - started:.0f}", "")
    for told in found.failures[:SHOWN]:
        print(f"  {told[:300]}")  # noqa: T201  (a bench prints)
