"""Makes the record's coming generation the live one: build, check, publish, each step whole."""

import shutil
import uuid
from dataclasses import replace
from pathlib import Path

from ingest.errors import DataFolderError, IndexDamagedError
from ingest.index.complaints import no_room
from ingest.index.generation import index_folder, make_way, publish
from ingest.index.processes import IndexProcess, Progress, ready, run
from ingest.index.types import Order
from ingest.system_errors import NO_ROOM, in_swedish


def build_generation(order: Order, progress: Progress, ahead: IndexProcess | None = None) -> None:
    """Build, check and publish what is ordered, from the record.

    A generation that does not pass its check is built once more, upon nothing. `ahead` is a child
    that was started before there was an order; without it one is started now.

    Raises:
        IndexDamagedError: when the second one does not pass either.
        DataFolderError: when the disk is full, or the folder cannot be written to.
    """
    data = Path(order.data)
    building = index_folder(data) / f"building-{uuid.uuid4().hex[:8]}"
    try:
        make_way(data)
        publish(data, _built(order, building, progress, ahead), order.generation)
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


def _built(order: Order, building: Path, progress: Progress, ahead: IndexProcess | None) -> Path:
    """The folder with what is ordered, checked: `building`, or another where that would not do."""
    try:
        _build(replace(order, folder=str(building)), progress, ahead)
    except IndexDamagedError:
        if order.previous == 0:
            raise
        shutil.rmtree(building, ignore_errors=True)
        _build(replace(order, folder=str(_fresh(building)), previous=0), progress)
        return _fresh(building)
    return building


def _fresh(building: Path) -> Path:
    return building.with_name(f"{building.name}-fresh")


def generation_is_whole(order: Order, ahead: IndexProcess | None = None) -> bool:
    """True when the folder opens, agrees with the record and finds its own passages."""
    try:
        with ready(ahead) as checking:
            run(checking, "check", order, lambda _done, _all: None)
    except IndexDamagedError:
        return False
    return True


def _build(order: Order, progress: Progress, ahead: IndexProcess | None = None) -> None:
    with ready(ahead) as process:
        run(process, "build", order, progress)
        run(process, "check", order, progress)
