"""What is in the library, and what the last runs did: what `lardom status` and the API tell."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.record.facts import Fact
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.runs import Run, RunFile, RunRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryStatus:
    """The library and its last runs, the newest first; all 0 while nothing has been taken in.

    `embedder` is the fingerprint of the model that the vectors are of.
    """

    generation: int
    documents: int
    chunks: int
    embedder: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInFull:
    """A run with what became of each of its files."""

    run: Run
    files: tuple[RunFile, ...]


def library_status(data: Path, runs: int) -> LibraryStatus:
    """The library in a data folder, with so many of its last runs.

    Raises as `open_for_reading` does.
    """
    engine = open_for_reading(data)
    if engine is None:
        return LibraryStatus(generation=0, documents=0, chunks=0, embedder="", runs=())
    with closing(RecordReader(engine, None)) as everything:
        generation = int(everything.fact(Fact.GENERATION) or 0)
        reader = RecordReader(engine, generation)
        return LibraryStatus(
            generation=generation,
            documents=len(reader.documents()),
            chunks=len(reader.keys()),
            embedder=everything.fact(Fact.EMBEDDER) or "",
            runs=tuple(RunRecord(engine).newest(runs)),
        )


def last_runs(data: Path, limit: int) -> tuple[Run, ...]:
    """The last runs, the newest first; raises as `open_for_reading` does."""
    with _history(data) as history:
        return tuple(history.newest(limit)) if history else ()


def run_in_full(data: Path, number: int) -> RunInFull | None:
    """The run of that number, or None; raises as `open_for_reading` does."""
    with _history(data) as history:
        run = history.find(number) if history else None
        files = history.files(number) if history and run else []
        return RunInFull(run=run, files=tuple(files)) if run else None


@contextmanager
def _history(data: Path) -> Iterator[RunRecord | None]:
    engine = open_for_reading(data)
    try:
        yield None if engine is None else RunRecord(engine)
    finally:
        if engine is not None:
            engine.dispose()
