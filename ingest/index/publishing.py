"""Makes the record's coming generation the live one: build, check, publish, each step whole."""

import json
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ingest.errors import IndexDamagedError
from ingest.index.building import Order
from ingest.index.generation import (
    current_generation,
    generation_folder,
    index_folder,
    publish,
)

Progress = Callable[[int, int], None]
"""Told how many chunks are done of how many."""


def build_generation(
    data: Path, generation: int, embedder: str, dimension: int, progress: Progress
) -> None:
    """Build, check and publish `generation` from the record.

    A generation that does not pass its check is built once more, from nothing.

    Raises:
        IndexDamagedError: when the second one does not pass either.
    """
    order = Order(
        data=str(data),
        folder=str(index_folder(data) / f"building-{uuid.uuid4().hex[:8]}"),
        generation=generation,
        previous=_previous(data),
        embedder=embedder,
        dimension=dimension,
    )
    try:
        _run("build", order, progress)
        _run("check", order, progress)
    except IndexDamagedError:
        if order.previous == 0:
            raise
        fresh = f"{order.folder}-fresh"
        order = Order(**{**asdict(order), "previous": 0, "folder": fresh})
        _run("build", order, progress)
        _run("check", order, progress)
    publish(data, Path(order.folder), generation)


def generation_is_whole(data: Path, generation: int, embedder: str, dimension: int) -> bool:
    """True when the live generation opens, agrees with the record and finds its own passages."""
    order = Order(
        data=str(data),
        folder=str(generation_folder(data, generation)),
        generation=generation,
        previous=0,
        embedder=embedder,
        dimension=dimension,
    )
    try:
        _run("check", order, lambda _done, _all: None)
    except IndexDamagedError:
        return False
    return True


def _previous(data: Path) -> int:
    try:
        return current_generation(data)
    except IndexDamagedError:
        return 0


def _run(step: str, order: Order, progress: Progress) -> None:
    command = [sys.executable, "-P", "-m", "ingest.index.building", step, json.dumps(asdict(order))]
    said = ""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as complaints,
        subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as child,
    ):
        for line in child.stdout or ():
            said = line.strip()
            done, _, whole = said.partition(" ")
            if done.isdigit() and whole.isdigit():
                progress(int(done), int(whole))
        child.wait()
        complaints.seek(0)
        complaint = complaints.read()
    if child.returncode != 0:
        reason = said if child.returncode == 3 else complaint.strip()[-500:]
        raise IndexDamagedError(f"Indexet gick inte att bygga: {reason or 'processen avbröts'}.")
