"""Brings the library in step with its material folders.

    scan -> compare with the record -> read (child processes) -> embed -> stage -> publish

Killed at any moment, the live generation stays whole, what was staged is kept, and the next
sync goes on from there.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import FolderError, IngestError
from ingest.index.generation import live_generation
from ingest.index.processes import started
from ingest.lock import writing
from ingest.progress import Progress, silent
from ingest.record.facts import Fact
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.runs import Job
from ingest.record.writing import RecordWriter
from ingest.report import SyncReport, Tally
from ingest.scanning import list_folder, scan_folder
from ingest.web.types import NOTHING_GATHERED, Gathered
from ingest.work import Library, Work


def sync(
    library: Library,
    folders: Sequence[Path],
    progress: Progress = silent,
    gathered: Gathered = NOTHING_GATHERED,
) -> SyncReport:
    """Take in what is new or changed in `folders`, forget what is gone, publish.

    What was gathered from the web is taken in too, and what is to be told of that told.

    Raises:
        FolderError: a folder is missing, unreadable or empty; nothing has been changed.
        LockedError: another process writes to the data folder.
        EmbedderMismatchError: the library was embedded with another model.
        IngestError: the data folder or the index cannot be written.
    """
    places = [folder.resolve() for folder in folders]
    scans = {folder: scan_folder(folder, library.data.resolve()) for folder in places}

    if gathered.folder is not None:
        scans[gathered.folder] = list_folder(gathered.folder)

    def take_in(work: Work, tally: Tally) -> None:
        work.refuse_other_embedder()
        gathered.tell(tally)
        for folder, scan in scans.items():
            work.take_in(folder, scan, tally)
        work.register.finish()

    return carry_out(library, Errand(job=Job.SYNC, folders=list(scans), work=take_in), progress)


def forget(library: Library, folder: Path, progress: Progress = silent) -> SyncReport:
    """Remove every document and workbook of a material folder, which must be known; files stay.

    Raises as `sync` does.
    """
    place = folder.resolve()
    _refuse_unknown(library.data, place)

    def remove(work: Work, tally: Tally) -> None:
        work.refuse_other_embedder()
        tally.remove(sorted(work.writer.known(place)))
        work.writer.remove(place, tally.removed)
        work.writer.seen.forget(place, work.writer.seen.of_folder(place))
        work.register.forget(place, tally)
        work.register.finish()

    return carry_out(library, Errand(job=Job.FORGET, folders=[place], work=remove), progress)


def embed_again(library: Library, progress: Progress = silent) -> SyncReport:
    """Give every chunk a vector of the set model, from the record's text, and publish."""

    def embed(work: Work, tally: Tally) -> None:
        tally.chunks = work.embed_again()

    return carry_out(library, Errand(job=Job.RE_EMBED, folders=[], work=embed), progress)


def mend(library: Library, progress: Progress = silent) -> SyncReport | None:
    """Build the index anew from the record, where the live one is not whole.

    None where a sync that died has staged something: only the next sync may publish that.
    Raises as `sync` does.
    """
    if _has_staged(library.data):
        return None
    errand = Errand(job=Job.MEND, folders=[], work=lambda work, _: work.refuse_other_embedder())
    return carry_out(library, errand, progress)


def _has_staged(data: Path) -> bool:
    engine = open_for_reading(data)
    if engine is None:
        return False
    with closing(RecordReader(engine, None)) as reader:
        live = max(live_generation(data), int(reader.fact(Fact.GENERATION) or 0))
        return RecordWriter(engine, live).has_staged(live)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What one run is for, which folders it concerns, and what it does before it publishes.

    `afresh` has the index built of nothing but the record.
    """

    job: Job
    folders: Sequence[Path]
    work: Callable[[Work, Tally], None]
    afresh: bool = False


def carry_out(library: Library, errand: Errand, progress: Progress) -> SyncReport:
    """Do an errand and publish, with the data folder locked; the history is told how it ended."""
    started = time.monotonic()
    tally = Tally()
    with writing(library.data), _ready(library) as readied:
        work = Work(readied, progress)
        run = work.history.begin(errand.job, [str(folder) for folder in errand.folders])
        try:
            errand.work(work, tally)
            generation = work.publish(afresh=errand.afresh)
            work.tidy()
        except Exception as error:
            with suppress(IngestError):  # the first error is the one to tell of
                work.history.fail(run, str(error))
            raise
        seconds = time.monotonic() - started
        work.history.end(run, tally.ended(generation, seconds))
    return tally.close(generation, seconds)


@contextmanager
def _ready(library: Library) -> Iterator[Library]:
    """The library with a child that will publish."""
    if library.ahead is not None:
        yield library
    else:
        with started() as ahead:
            yield replace(library, ahead=ahead)


def _refuse_unknown(data: Path, folder: Path) -> None:
    engine = open_for_reading(data)
    if engine is not None:
        with closing(RecordReader(engine, None)) as reader:
            if reader.knows(folder):
                return
    raise FolderError(
        f"Mappen {folder} är inte inläst i biblioteket. Kontrollera sökvägen; inget har ändrats."
    )
