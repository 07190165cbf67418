"""What `lardom sync` and `lardom forget` print: progress, report and JSON; and their exit codes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.progress import Progress as Told
from ingest.report import SyncReport

SHOWN = 20
"""Of files that are simply in, this many are named on a terminal; of failures, every one."""


def run_and_report(job: Callable[[Told], SyncReport], *, as_json: bool) -> int:
    """Run a sync with a progress bar, print its report, give the exit code."""
    with progress_shown(hidden=as_json) as told:
        report = job(told)
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False))  # noqa: T201  (the contract)
    else:
        print_report(report)
    return 1 if report.failed else 0


@contextmanager
def progress_shown(*, hidden: bool) -> Iterator[Told]:
    """Progress as bars on standard error, gone when it is done; nothing where no terminal is."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    disabled = hidden or not console.is_terminal
    with Progress(*columns, console=console, disable=disabled, transient=True) as bar:
        tasks = {}

        def told(what: str, done: int, whole: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=whole)
            bar.update(tasks[what], completed=done, total=whole)

        yield told


def print_report(report: SyncReport) -> None:
    """Print what a sync did: what came, what went, what went wrong."""
    console = Console(soft_wrap=True)
    parts = (
        ("Nya", report.stored),
        ("Ersatta", report.replaced),
        ("Flyttade", report.moved),
        ("Samma innehåll som en annan fil", report.copies),
        ("Borttagna", report.removed),
    )
    for heading, sources in parts:
        if sources:
            console.print(f"{heading} ({len(sources)}):", style="bold")
            for source in sources[:SHOWN]:
                console.print(f"  {source}", markup=False, highlight=False)
            if len(sources) > SHOWN:
                console.print(f"  … och {len(sources) - SHOWN} till (alla med --json)")
    if report.failed:
        console.print(f"Gick inte att läsa ({len(report.failed)}):", style="bold red")
        for failure in report.failed:
            line = f"  {failure.source}: {failure.reason} {failure.remedy}"
            console.print(line, markup=False, highlight=False)
    if report.notices:
        console.print(f"Att känna till ({len(report.notices)}):", style="bold yellow")
        for notice in report.notices:
            console.print(f"  {notice.source}: {notice.text}", markup=False, highlight=False)
    seconds = f"{report.seconds:.1f}".replace(".", ",")
    console.print(
        f"Oförändrade: {len(report.unchanged)}. Överhoppade: {len(report.skipped)}. "
        f"Inlästa nu: {report.pages} sidor, {report.chunks} textstycken på {seconds} s. "
        f"Biblioteket har version {report.generation}.",
        highlight=False,
    )
