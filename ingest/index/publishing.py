"""Makes the record's coming generation the live one: build, check, publish, each step whole."""

import json
import shutil
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
from ingest.index.complaints import build_failure, no_room
from ingest.index.generation import index_folder, make_way, publish
from ingest.index.types import Order
from ingest.system_errors import NO_ROOM, in_swedish

Progress = Callable[[int, int], None]
"""Told how many chunks are done of how many."""


def build_generation(order: Order, progress: Progress) -> None:
    """Build, check and publish what is ordered, from the record.

    A generation that does not pass its check is built once more, upon nothing.

    Raises:
        IndexDamagedError: when the second one does not pass either.
        DataFolderError: when the disk is full, or the folder cannot be written to.
    """
    data = Path(order.data)
    building = index_folder(data) / f"building-{uuid.uuid4().hex[:8]}"
    try:
        make_way(data)
        publish(data, _built(order, building, progress), order.generation)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(index_folder(data)) from error
        raise DataFolderError(
            f"Indexet gick inte att lägga på plats i {index_folder(data)} ({in_swedish(error)}). "
            "Se till att disken har plats och att mappen går att skriva i, och försök igen."
        ) from error
    finally:
        for folder in (building, _fresh(building)):
            shutil.rmtree(folder, ignore_errors=True)


def _built(order: Order, building: Path, progress: Progress) -> Path:
    """The folder with what is ordered, checked: `building`, or another where that would not do."""
    try:
        _build(replace(order, folder=str(building)), progress)
    except IndexDamagedError:
        if order.previous == 0:
            raise
        shutil.rmtree(building, ignore_errors=True)
        _build(replace(order, folder=str(_fresh(building)), previous=0), progress)
        return _fresh(building)
    return building


def _fresh(building: Path) -> Path:
    return building.with_name(f"{building.name}-fresh")


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
        try:
            yield _Step(child=child, complaints=complaints)
        except BaseException:  # after Ctrl-C nobody would wait for it
            child.kill()
            raise


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
        raise build_failure(Path(order.folder).parent, child.returncode, said, complaint)
