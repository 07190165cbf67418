"""Makes the record's coming generation the live one: build, check, publish, each step whole."""

import json
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

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
        with _started("check") as checking:
            _run(checking, order, lambda _done, _all: None)
    except IndexDamagedError:
        return False
    return True


def _build(order: Order, progress: Progress) -> None:
    with _started("check") as checking:  # it loads its libraries while the other builds
        with _started("build") as building:
            _run(building, order, progress)
        _run(checking, order, progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A child that does one step when it is sent its order, and where it complains."""

    child: subprocess.Popen[str]
    complaints: IO[str]


@contextmanager
def _started(step: str) -> Iterator[_Step]:
    """A child for `build` or `check`; without an order it ends with the context."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as complaints,
        subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command("ingest.index.building", step),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env=environment(),
        ) as child,
    ):
        yield _Step(child=child, complaints=complaints)


def _run(step: _Step, order: Order, progress: Progress) -> None:
    said, child = "", step.child
    with suppress(OSError):  # a child that has died says why below
        print(json.dumps(asdict(order)), file=child.stdin, flush=True)
    for line in child.stdout or ():
        said = line.strip()
        done, _, whole = said.partition(" ")
        if done.isdigit() and whole.isdigit():
            progress(int(done), int(whole))
    child.wait()
    step.complaints.seek(0)
    complaint = step.complaints.read()
    if child.returncode != 0:
        reason = said if child.returncode == 3 else complaint.strip()[-500:]
        raise IndexDamagedError(
            f"Indexet gick inte att bygga: {reason.rstrip('.') or 'processen avbröts'}.",
            "Det förra är orört. Se till att disken har plats och försök igen.",
        )
