"""The history of the library: every run, what became of each file, and what to do about it.

A run that has no end was cut off. Written by the one writer, read beside it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, Select, delete, func, insert, select, update

from ingest.access_rules import allowed_by_both
from ingest.record.access import from_column, to_column
from ingest.record.holds import held_run
from ingest.record.inserting import inserted
from ingest.record.moments import now
from ingest.record.ruling import rules_of_sources
from ingest.record.tables import run_files, runs
from ingest.record.turns import taking_turns

KEPT = 200
"""Runs; older ones are forgotten, with their files."""


class Job(StrEnum):
    """What a run was for."""

    SYNC = "sync"
    FORGET = "forget"
    RE_EMBED = "re-embed"
    EDIT = "edit"
    MEND = "mend"


class FileStatus(StrEnum):
    """What became of a file. Those that had not changed are only counted."""

    STORED = "stored"
    REPLACED = "replaced"
    MOVED = "moved"
    COPY = "copy"
    REMOVED = "removed"
    CORRECTED = "corrected"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFile:
    """What became of one file; `seconds` is what reading it took, where it was read.

    `reason` and `remedy` are for people (Swedish); of a file that was taken in, `reason` tells
    what is not there though the file has it, of one that was corrected, in which fields. `access`
    names who may know of it.
    """

    source: str
    status: FileStatus
    reason: str = ""
    remedy: str = ""
    seconds: float | None = None
    pages: int = 0
    chunks: int = 0
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run; `started` and `finished` are UTC, as 2026-01-31T12:00:00Z.

    `finished` is None while it works, and for good when it was cut off; `trouble` says why a run
    that ended published nothing (Swedish). `counts` are files by status, of those in its list.
    """

    id: int
    job: Job
    folders: tuple[str, ...]
    started: str
    finished: str | None
    seconds: float | None
    generation: int | None
    unchanged: int | None
    trouble: str | None
    counts: dict[FileStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended."""

    generation: int
    seconds: float
    unchanged: int
    files: tuple[RunFile, ...]


class RunRecord:
    """The history in an open record. Every method raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, job: Job, folders: Sequence[str]) -> int:
        """Note that a run begins; its number."""
        row = {"job": job.value, "folders": _as_json(folders), "started": now()}
        with taking_turns(self._engine).begin() as connection:
            newest = inserted(connection, insert(runs).values(row))
            connection.execute(delete(runs).where(runs.c.id <= newest - KEPT, ~held_run()))
        return newest

    def end(self, run: int, how: Ended) -> None:
        """Note how a run ended, and what became of each file."""
        told = {
            "finished": now(),
            "seconds": how.seconds,
            "generation": how.generation,
            "unchanged": how.unchanged,
        }
        rows = [
            {**asdict(file), "access": to_column(file.access), "run_id": run, "position": n}
            for n, file in enumerate(how.files)
        ]
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(told))
            if rows:
                connection.execute(insert(run_files), rows)

    def fail(self, run: int, trouble: str) -> None:
        """Note why a run published nothing."""
        told = {"finished": now(), "trouble": trouble}
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(told))

    def newest(self, limit: int) -> list[Run]:
        """The last runs, the newest first."""
        return self._runs(select(runs).order_by(runs.c.id.desc()).limit(limit))

    def find(self, number: int) -> Run | None:
        """The run of that number, or None."""
        return next(iter(self._runs(select(runs).where(runs.c.id == number))), None)

    def files(self, run: int) -> list[RunFile]:
        """What became of each file of a run; none where there is no such run.

        Who may know of one is who might then, and may see what lies there now.
        """
        query = select(run_files).where(run_files.c.run_id == run).order_by(run_files.c.position)
        with self._engine.connect() as connection:
            files = [_file(row) for row in connection.execute(query)]
            rules = rules_of_sources(connection, {file.source for file in files})
        return [_as_ruled(file, rules.get(file.source)) for file in files]

    def _runs(self, query: Select[Any]) -> list[Run]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            counted = connection.execute(
                select(run_files.c.run_id, run_files.c.status, func.count())
                .where(run_files.c.run_id.in_([row.id for row in rows]))
                .group_by(run_files.c.run_id, run_files.c.status)
            ).all()
        counts: dict[int, dict[FileStatus, int]] = {row.id: {} for row in rows}
        for run, status, count in counted:
            counts[run][FileStatus(status)] = count
        return [_run(row, counts[row.id]) for row in rows]


def _run(row: Row[Any], counts: dict[FileStatus, int]) -> Run:
    return Run(
        id=row.id,
        job=Job(row.job),
        folders=tuple(json.loads(row.folders)),
        started=row.started,
        finished=row.finished,
        seconds=row.seconds,
        generation=row.generation,
        unchanged=row.unchanged,
        trouble=row.trouble,
        counts=counts,
    )


def _file(row: Row[Any]) -> RunFile:
    return RunFile(
        source=row.source,
        status=FileStatus(row.status),
        reason=row.reason,
        remedy=row.remedy,
        seconds=row.seconds,
        pages=row.pages,
        chunks=row.chunks,
        access=from_column(row.access),
    )


def _as_ruled(file: RunFile, now: tuple[str, ...] | None) -> RunFile:
    return file if now is None else replace(file, access=allowed_by_both(file.access, now))


def _as_json(folders: Sequence[str]) -> str:
    return json.dumps(list(folders), ensure_ascii=False)
