"""The child of `syncprocess`: syncs one folder, and says on one line of JSON how that ended."""

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from ingest.embedding import load_embedder
from ingest.errors import IngestError, LockedError
from ingest.report import SyncReport
from ingest.sync import sync
from ingest.syncprocess import Ending, Synced, SyncOrder
from ingest.web.types import Gathered
from ingest.work import Library

_PAUSE = 0.25


def main() -> int:
    """Do what the command line says, and tell of it on standard output."""
    order = SyncOrder(**json.loads(sys.argv[1]))
    ended = _ended(order)
    told = asdict(ended) | {"there": sorted(ended.there)}
    print(json.dumps(told), flush=True)  # noqa: T201  (the parent reads it)
    return 0


def _ended(order: SyncOrder) -> Synced:
    try:
        return _told(_report(order))
    except LockedError as error:
        return Synced(ending=Ending.LOCKED, reason=str(error))
    except IngestError as error:
        return Synced(ending=Ending.FAILED, reason=str(error))


def _report(order: SyncOrder) -> SyncReport:
    """The report of a sync that begins as soon as nobody else writes, within the patience."""
    embedder = load_embedder(order.model, batch_size=order.batch, device=order.device)
    library = Library(data=Path(order.data), embedder=embedder, workers=order.workers)
    until = time.monotonic() + order.patience
    while True:
        try:
            return _synced(library, Path(order.folder))
        except LockedError:
            if time.monotonic() > until:
                raise
        time.sleep(_PAUSE)


def _synced(library: Library, folder: Path) -> SyncReport:
    """The report of a sync of the folder; one in the data folder is the library's own."""
    if folder.resolve().is_relative_to(library.data.resolve()):
        return sync(library, [], gathered=Gathered(folder=folder.resolve()))
    return sync(library, [folder])


def _told(report: SyncReport) -> Synced:
    known = (report.stored, report.unchanged, report.replaced, report.moved, report.copies)
    return Synced(
        ending=Ending.DONE,
        there=frozenset(source for sources in known for source in sources),
        failed=report.failed,
        notices=report.notices,
    )


if __name__ == "__main__":
    code = main()
    os._exit(code)  # all is told and closed: to take its libraries down takes a sixth of a second
