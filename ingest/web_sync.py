"""Sync with the web first: what a list of sources names is fetched, then taken in with the rest.

Fetching holds a lock of its own, so that other syncs go on meanwhile.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.lock import writing
from ingest.progress import Progress, silent
from ingest.record.fetched import open_fetched
from ingest.report import SyncReport
from ingest.scanning import scan_folder
from ingest.sync import sync
from ingest.web.addresses import Resolve, system_addresses
from ingest.web.connecting import Connector
from ingest.web.fetching import Fetcher
from ingest.web.gathering import Gatherer
from ingest.web.requesting import Requester
from ingest.web.sources import Source, read_sources
from ingest.web.storing import COMING, WebFolder
from ingest.web.types import Gathered, Limits
from ingest.work import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """What is to be fetched, by which list, within which limits; `resolve` looks up host names."""

    sources: Path
    limits: Limits
    resolve: Resolve = system_addresses


def sync_with_web(
    library: Library, folders: Sequence[Path], web: Web, progress: Progress = silent
) -> SyncReport:
    """Fetch what the list names, then take that in together with `folders`.

    Raises:
        SourceListError: the list is missing, empty or wrong; nothing has been changed.
        LockedError: another process fetches, or writes to the data folder.
        IngestError: as `sync` does.
    """
    sources = read_sources(web.sources)
    for folder in folders:  # what is wrong with them is told before the long part
        scan_folder(folder.resolve(), library.data.resolve())
    gathered = _gathered(library.data, sources, web, progress)
    return sync(library, folders, progress, gathered)


def _gathered(data: Path, sources: Sequence[Source], web: Web, progress: Progress) -> Gathered:
    fetcher = Fetcher(Requester(Connector(web.resolve)), web.limits)
    with writing(data / COMING), closing(open_fetched(data)) as record:
        return Gatherer(fetcher, WebFolder(data), record).gather(sources, progress)
