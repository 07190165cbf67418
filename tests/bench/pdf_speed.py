"""How fast PDFs are taken in: beside pdfium's bare text, and beside the stack that many use.

Each figure is of wall-clock time on all the processors there are, everything in one run. What is
beside ours is spared its start; ours is not.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.sandbox import read_documents
from ingest.types import Document
from tests.bench.running import lardom, show

TIMES = 3
_EVERY = 9
"""Of the files, in order of size, every so many are the sample for the slow stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """So many pages in so many seconds."""

    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / max(self.seconds, 1e-9)


def measure_pdf_speed(pdfs: Path, scratch: Path) -> None:
    """Print the three figures for a folder of PDFs; `scratch` is for libraries."""
    files = sorted(pdfs.rglob("*.pdf"), key=lambda path: path.stat().st_size)
    if not files:
        show("PDF speed", "not measured", f"no PDF in {pdfs}")
        return
    processes = len(os.sched_getaffinity(0))
    bare = max((_bare(files, processes) for _ in range(TIMES)), key=lambda pace: pace.rate)
    read = max((_read(pdfs, files, processes) for _ in range(TIMES)), key=lambda pace: pace.rate)
    show(f"pdfium's bare text, {processes} processes: pages a second", f"{bare.rate:.0f}", "")
    show("  read, described and cut by ours", f"{read.rate:.0f}", "")
    show("  share of the bare speed", f"{read.rate / bare.rate:.0%}", "at least 25%, aim 50%")
    whole = max(
        (_synced(pdfs, scratch / f"library-{n}") for n in range(TIMES)),
        key=lambda pace: pace.rate,
    )
    show("whole sync of the PDFs: pages a second", f"{whole.rate:.0f}", "at least 100, aim 200")
    common = _common(files[_EVERY // 2 :: _EVERY], scratch / "common")
    name = f"the common stack, a sample of {common.pages} pages: pages a second"
    show(name, f"{common.rate:.1f}", "")
    show("  ours beside it", f"{whole.rate / common.rate:.0f} times", "at least 15, aim 30")


def _bare(files: Sequence[Path], processes: int) -> Pace:
    """The slowest of as many processes, each with its share of the files."""
    shares = [files[n::processes] for n in range(processes)]
    running = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.bench.bare_pdf", *map(str, share)],
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        for share in shares
    ]
    said = [process.communicate()[0].split() for process in running]
    return Pace(pages=sum(int(one[0]) for one in said), seconds=max(float(one[1]) for one in said))


def _read(pdfs: Path, files: Sequence[Path], processes: int) -> Pace:
    """Through the reading pool, its start and its end included; each file so many times."""
    sources = [path.relative_to(pdfs).as_posix() for path in files] * TIMES
    started = time.perf_counter()
    outcomes = [read.outcome for read in read_documents(pdfs, sources, workers=processes)]
    seconds = time.perf_counter() - started
    pages = sum(len(one.pages) for one in outcomes if isinstance(one, Document))
    return Pace(pages=pages, seconds=seconds)


def _synced(pdfs: Path, data: Path) -> Pace:
    run = lardom(data, "sync", str(pdfs))
    return Pace(pages=run.said["pages"], seconds=run.seconds)


def _common(files: Sequence[Path], folder: Path) -> Pace:
    folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.bench.common_stack", str(folder), *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
    )
    pages, _, seconds = done.stdout.split()
    return Pace(pages=int(pages), seconds=float(seconds))


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
