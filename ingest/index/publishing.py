"""Makes the record's coming generation the live one: build, check, publish, each step whole."""

import json
import subprocess
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from ingest.children import command, environment
from ingest.errors import DataFolderError, IndexDamagedError
from ingest.index.generation import index_folder, publish
from ingest.index.types import Order

Progress = Callable[[int, int], None]
"""Told how many chunks are done of how many."""


def build_generation(order: Order, progress: Progress) -> None:
    """Build, check and publish what is ordered, from the record.

    A generation that does not pass its check is built once more, upon nothing.

    Raises:
        IndexDamagedError: when the second one does not pass either.
        DataFolderError: when it cannot be put in its place.
    """
    data = Path(order.data)
    building = index_folder(data) / f"building-{uuid.uuid4().hex[:8]}"
    try:
        _build(replace(order, folder=str(building)), progress)
    except IndexDamagedError:
        if order.previous == 0:
            raise
        building = building.with_name(f"{building.name}-fresh")
        _build(replace(order, folder=str(building), previous=0), progress)
    try:
        publish(data, building, order.generation)
    except OSError as error:
        raise DataFolderError(
            f"Indexet gick inte att lägga på plats i {index_folder(data)} ({error.strerror}). "
            "Se till att disken har plats och att mappen går att skriva i, och försök igen."
        ) from error


def generation_is_whole(order: Order) -> bool:
    """True when the folder opens, agrees with the record and finds its own passages."""
    try:
        _run("check", order, lambda _done, _all: None)
    except IndexDamagedError:
        return False
    return True


def _build(order: Order, progress: Progress) -> None:
    _run("build", order, progress)
    _run("check", order, progress)


def _run(step: str, order: Order, progress: Progress) -> None:
    said = ""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as complaints,
        subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command("ingest.index.building", step, json.dumps(asdict(order))),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env=environment(),
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
        raise IndexDamagedError(
            f"Indexet gick inte att bygga: {reason.rstrip('.') or 'processen avbröts'}.",
            "Det förra är orört. Se till att disken har plats och försök igen.",
        )
