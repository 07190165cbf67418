"""What `lardom status` prints: the library, its last runs, and what went wrong in one of them."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.history import LibraryStatus, RunInFull, library_status, run_in_full
from ingest.record.runs import FileStatus, Job, Run, RunFile

JOBS = {
    Job.SYNC: "inläsning",
    Job.FORGET: "borttagning",
    Job.RE_EMBED: "omräkning",
    Job.EDIT: "rättelse",
    Job.MEND: "ombyggnad av index",
}
STATUSES = {
    FileStatus.STORED: "nya",
    FileStatus.REPLACED: "ersatta",
    FileStatus.REMOVED: "borttagna",
    FileStatus.CORRECTED: "rättade",
    FileStatus.FAILED: "misslyckade",
    FileStatus.SKIPPED: "överhoppade",
}
NONE_YET = "Biblioteket är tomt. Ta in material med `lardom sync MAPP`."
CUT_OFF = "pågår, eller avbröts"


def show_status(data: Path, limit: int, *, as_json: bool) -> None:
    """Print the library in a line and its last runs in a table; raises as `library_status`."""
    status = library_status(data, limit)
    if as_json:
        print(json.dumps(asdict(status), ensure_ascii=False))  # noqa: T201  (the contract)
    else:
        _print_status(Console(soft_wrap=True), status)


def show_run(data: Path, number: int, *, as_json: bool) -> bool:
    """Print a run with each of its files, what went wrong first; False when there is no such."""
    found = run_in_full(data, number)
    if found and as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))  # noqa: T201  (the contract)
    elif found:
        _print_run(Console(soft_wrap=True), found)
    return found is not None


def _print_status(console: Console, status: LibraryStatus) -> None:
    if not status.generation:
        console.print(NONE_YET, markup=False)
    else:
        console.print(
            f"Biblioteket har version {status.generation} med {status.documents} dokument och "
            f"{status.chunks} textstycken.",
            highlight=False,
        )
    if status.runs:
        console.print(_runs(status.runs))
        console.print("Filerna i en körning: lardom status --run NUMMER", highlight=False)


def _print_run(console: Console, found: RunInFull) -> None:
    run = found.run
    console.print(
        f"Körning {run.id}: {JOBS[run.job]} av {', '.join(run.folders) or 'hela biblioteket'}, "
        f"{run.started}. {_outcome(run)}.",
        highlight=False,
        markup=False,
    )
    for status in sorted(STATUSES, key=lambda one: one is not FileStatus.FAILED):
        files = [file for file in found.files if file.status is status]
        if files:
            console.print(f"{STATUSES[status].capitalize()} ({len(files)}):", style="bold")
        for file in files:
            console.print(f"  {_told(file)}", highlight=False, markup=False)


def _runs(runs: tuple[Run, ...]) -> Table:
    table = Table(box=None, pad_edge=False, highlight=False)
    for heading in ("Nr", "Började (UTC)", "Vad", "Utfall"):
        table.add_column(heading, no_wrap=heading != "Utfall")
    for run in runs:
        table.add_row(str(run.id), run.started, JOBS[run.job], escape(_outcome(run)))
    return table


def _outcome(run: Run) -> str:
    if run.trouble:
        return f"avbröts: {run.trouble}"
    if run.finished is None:
        return CUT_OFF
    counts = [f"{run.counts[one]} {word}" for one, word in STATUSES.items() if one in run.counts]
    seconds = f"{run.seconds or 0:.1f}".replace(".", ",")
    told = ", ".join([*counts, f"{run.unchanged} oförändrade"])
    return f"{told}; {seconds} s; version {run.generation}"


def _told(file: RunFile) -> str:
    said = " ".join(filter(None, (file.reason, file.remedy)))
    return f"{file.source}: {said}" if said else file.source
