"""Runs `lardom` in processes of its own, as a person would."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished command: what it printed as JSON, its exit code, its wall-clock seconds."""

    said: Any
    code: int
    seconds: float


def lardom(data: Path, *words: str) -> Run:
    """Run `lardom WORDS --json` on a data folder.

    Scans are not read: that takes a thousand times as long, and is measured by itself.
    """
    command = [sys.executable, "-P", "-m", "assistant", *words, "--json"]
    environment = {**os.environ, "LARDOM_DATA": str(data), "LARDOM_OCR": "false"}
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if not done.stdout.strip():
        raise RuntimeError(f"lardom {words[0]} said nothing: {done.stderr[-800:]}")
    return Run(said=json.loads(done.stdout), code=done.returncode, seconds=seconds)


def show(name: str, value: str, bar: str) -> None:
    """Print one line of the table of figures."""
    print(f"{name:<58} {value:>22}   {bar}", flush=True)  # noqa: T201  (a bench prints)
