"""The pages of the runs that took material in: the last ones, and one with its files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import NotFoundError
from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.rendering import page
from assistant.types import Asker
from ingest.history import last_runs, run_in_full
from ingest.record.runs import FileStatus, Job, Run, RunFile

PATH = "/inlasningar"
MOST = 100
WRONG = (FileStatus.FAILED, FileStatus.SKIPPED)
"""What a person may have to do something about."""
JOBS = {
    Job.SYNC: "runs.sync",
    Job.FORGET: "runs.forget",
    Job.RE_EMBED: "runs.re_embed",
    Job.EDIT: "runs.edit",
    Job.MEND: "runs.mend",
}
STATUSES = {
    FileStatus.FAILED: "runs.failed",
    FileStatus.SKIPPED: "runs.skipped",
    FileStatus.STORED: "runs.stored",
    FileStatus.REPLACED: "runs.replaced",
    FileStatus.MOVED: "runs.moved",
    FileStatus.COPY: "runs.copy",
    FileStatus.REMOVED: "runs.removed",
    FileStatus.CORRECTED: "runs.corrected",
}
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run in the list; `said` is how it went, `counts` what became of files, in words."""

    run_id: int
    began: str
    job: str
    said: str
    counts: tuple[str, ...]
    has_failed: bool
    lasted: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChoice:
    """A status that can be looked at alone, with how many there are, and its address."""

    name: str
    count: int
    is_chosen: bool
    url: str


def runs_page(frame: Frame, service: Service, status: FileStatus | None) -> str:
    """The last runs; of a status, those that have files of it."""
    runs = last_runs(service.library.data, MOST)
    shown = [run for run in runs if status is None or status in run.counts]
    counts = Counter(one for run in runs for one in run.counts)
    choices = _choices(frame.messages, PATH, status, {one: counts[one] for one in WRONG})
    return page(
        frame,
        "runs",
        here=PATH,
        runs=[_line(frame.messages, run) for run in shown],
        choices=[_all(frame.messages, PATH, status, len(runs)), *choices],
        most=MOST,
        is_empty=service.library.is_empty,
    )


def run_page(frame: Frame, service: Service, number: int, status: FileStatus | None) -> str:
    """One run with what became of those of its files that the asker may know of.

    Without a status it shows what failed and what was skipped. Raises NotFoundError.
    """
    found = run_in_full(service.library.data, number)
    if found is None:
        raise NotFoundError(f"Inläsningen {number} finns inte.", f"Se vilka som finns på {PATH}.")
    files = [file for file in found.files if service.asker.may_see(file.access)]
    wanted = WRONG if status is None else (status,)
    counts = Counter(file.status for file in files)
    path = f"{PATH}/{number}"
    wrong = sum(counts[one] for one in WRONG)
    return page(
        frame,
        "run",
        here=PATH,
        run=_line(frame.messages, found.run),
        shown=[
            (frame.messages.say(said), some)
            for one, said in STATUSES.items()
            if one in wanted and (some := _of(files, one))
        ],
        choices=[
            _all(frame.messages, path, status, wrong, "runs.wrong"),
            *_choices(frame.messages, path, status, counts),
        ],
        unnamed=_unnamed(found.files, service.asker),
        hidden=sum(file.status is not FileStatus.SKIPPED for file in found.files)
        - sum(file.status is not FileStatus.SKIPPED for file in files),
        unchanged=found.run.unchanged,
    )


def _unnamed(files: Sequence[RunFile], asker: Asker) -> list[tuple[str, int]]:
    """Why files were skipped whose names are not for the asker, and how many for each reason."""
    counts = Counter(
        file.reason
        for file in files
        if file.status is FileStatus.SKIPPED and not asker.may_see(file.access)
    )
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _of(files: Sequence[RunFile], status: FileStatus) -> list[RunFile]:
    return [file for file in files if file.status is status]


def _all(
    messages: Messages, path: str, status: FileStatus | None, count: int, said: str = "runs.all"
) -> StatusChoice:
    return StatusChoice(name=messages.say(said), count=count, is_chosen=status is None, url=path)


def _choices(
    messages: Messages, path: str, status: FileStatus | None, counts: dict[FileStatus, int]
) -> list[StatusChoice]:
    return [
        StatusChoice(
            name=messages.say(said),
            count=counts[one],
            is_chosen=one is status,
            url=f"{path}?status={one.value}",
        )
        for one, said in STATUSES.items()
        if counts.get(one)
    ]


def _line(messages: Messages, run: Run) -> RunLine:
    return RunLine(
        run_id=run.id,
        began=run.started[:16].replace("T", " "),
        job=messages.say(JOBS[run.job]),
        said=_said(messages, run),
        counts=tuple(
            f"{messages.say(said)}: {messages.number(run.counts[one])}"
            for one, said in STATUSES.items()
            if one in run.counts
        ),
        has_failed=run.trouble is not None or FileStatus.FAILED in run.counts,
        lasted=_lasted(messages, run.seconds),
        url=f"{PATH}/{run.id}",
    )


def _said(messages: Messages, run: Run) -> str:
    if run.trouble is not None:
        return messages.say("runs.trouble")
    if run.finished is None:
        return messages.say("runs.unfinished")
    return messages.say("runs.published", generation=run.generation or 0)


def _lasted(messages: Messages, seconds: float | None) -> str:
    if seconds is None:
        return "–"
    if seconds < _MINUTE:
        return messages.say("runs.seconds", seconds=messages.number(seconds, 1))
    minutes, rest = divmod(round(seconds), _MINUTE)
    return messages.say("runs.minutes", minutes=minutes, seconds=messages.number(rest))
