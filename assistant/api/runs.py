"""What the last runs did with the material: for everyone in numbers, file by file as they may."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as InPath

from assistant.api import examples
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.entry import Here
from assistant.errors import NotFoundError
from ingest.history import last_runs, run_in_full
from ingest.record.runs import FileStatus, Job, Run, RunFile

MOST = 100
RUN = {
    "run_id": 12,
    "job": "sync",
    "started": "2026-01-31T12:00:00Z",
    "finished": "2026-01-31T12:00:14Z",
    "seconds": 14.2,
    "generation": 4,
    "unchanged": 310,
    "has_trouble": False,
    "files": {"stored": 2, "failed": 1},
}
FILE = {
    "source": "rapporter/trasig.pdf",
    "status": "failed",
    "reason": "filen är skadad.",
    "remedy": "Spara en ny kopia och lägg in den.",
    "seconds": 0.031,
    "pages": 0,
    "chunks": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """A run; `finished` is null while it works, and for good when it was cut off.

    `files` are numbers of files by what became of them, `unchanged` those that had not changed.
    """

    run_id: int
    job: Job
    started: str
    finished: str | None
    seconds: float | None
    generation: int | None
    unchanged: int | None
    has_trouble: bool
    files: dict[FileStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunList:
    """The last runs, the newest first."""

    runs: tuple[RunShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """What became of a file; `reason` and `remedy` are Swedish, empty where all is well."""

    source: str
    status: FileStatus
    reason: str
    remedy: str
    seconds: float | None
    pages: int
    chunks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWithFiles:
    """A run with those of its files that the asker may know of."""

    run: RunShown
    files: tuple[FileShown, ...]


def run_routes() -> APIRouter:
    """The routes that tell what was taken in."""
    routes = APIRouter(prefix="/api/v1/runs", tags=["Drift"])

    @routes.get("", responses=examples.responses({"runs": [RUN]}, 422, 503))
    def runs(
        service: Here,
        limit: Annotated[int, Query(ge=1, le=MOST, description="So many at most.")] = 20,
    ) -> RunList:
        """List the last runs, the newest first, without names of files."""
        return RunList(runs=tuple(map(_shown, last_runs(service.library.data, limit))))

    @routes.get(
        "/{run_id}", responses=examples.responses({"run": RUN, "files": [FILE]}, 404, 422, 503)
    )
    def run(
        service: Here,
        run_id: Annotated[int, InPath(ge=1, le=LARGEST_NUMBER, description="The run's number.")],
    ) -> RunWithFiles:
        """Give one run with those of its files that the asker may know of."""
        found = run_in_full(service.library.data, run_id)
        if found is None:
            raise NotFoundError(
                f"Körningen {run_id} finns inte.", "Se vilka som finns på /api/v1/runs."
            )
        may_know = (file for file in found.files if service.asker.may_see(file.access))
        return RunWithFiles(run=_shown(found.run), files=tuple(map(_file, may_know)))

    return routes


def _shown(run: Run) -> RunShown:
    return RunShown(
        run_id=run.id,
        job=run.job,
        started=run.started,
        finished=run.finished,
        seconds=run.seconds,
        generation=run.generation,
        unchanged=run.unchanged,
        has_trouble=run.trouble is not None,
        files=run.counts,
    )


def _file(file: RunFile) -> FileShown:
    return FileShown(
        source=file.source,
        status=file.status,
        reason=file.reason,
        remedy=file.remedy,
        seconds=file.seconds,
        pages=file.pages,
        chunks=file.chunks,
    )
