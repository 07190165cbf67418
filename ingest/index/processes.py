"""The child that has generations built and checked: started, handed its orders, heard out.

It may be started before there is an order: loading its libraries takes longer than a small build.
Knows nothing about what they do (see `building`).
"""

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from ingest.children import command, environment
from ingest.index.complaints import BEGUN, ENDED, build_failure
from ingest.index.types import Order

Progress = Callable[[int, int], None]
"""Told how many chunks are done of how many."""

_OVERWRITING = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.perturb=165"}
"""Chroma writes memory to disk that it has not filled: what was freed there is overwritten first,
so that nothing of a text that is gone comes along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexProcess:
    """A child that obeys one order after another, and where it complains."""

    child: subprocess.Popen[str]
    complaints: IO[str]


@contextmanager
def started() -> Iterator[IndexProcess]:
    """A child that loads its libraries and waits for an order; it ends with the context."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as complaints,
        subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command("ingest.index.building"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env={**environment(), **_OVERWRITING},
        ) as child,
    ):
        try:
            yield IndexProcess(child=child, complaints=complaints)
        finally:  # one without an order, or after Ctrl-C, would be waited for
            child.kill()


@contextmanager
def ready(ahead: IndexProcess | None) -> Iterator[IndexProcess]:
    """The child that was started ahead, while it waits for its order; else a new one."""
    if ahead is not None and ahead.child.poll() is None:
        yield ahead
    else:
        with started() as process:
            yield process


def run(process: IndexProcess, task: str, order: Order, progress: Progress) -> None:
    """Have a child do the task, `build` or `check`, and wait until it is done.

    Raises:
        IndexDamagedError: when it could not be done, or what was checked is not whole.
        DataFolderError: when the disk is full, or the folder cannot be written to.
    """
    begun = process.complaints.seek(0, os.SEEK_END)
    _tell(process.child, f"{task} {json.dumps(asdict(order))}\n")
    said, code = _heard(process.child, progress)
    process.complaints.seek(begun)
    complaint = process.complaints.read()
    if code != 0:
        raise build_failure(Path(order.folder).parent, code, said, complaint)


def _heard(child: subprocess.Popen[str], progress: Progress) -> tuple[str, int]:
    """The last that was said before the end, and the exit code of whoever was at work."""
    said, at_work = "", 0
    try:
        for line in child.stdout or ():
            first, _, second = line.strip().partition(" ")
            if first == ENDED:
                return said, int(second)
            if first == BEGUN:
                at_work = int(second)
                continue
            said = line.strip()
            if first.isdigit() and second.isdigit():
                progress(int(first), int(second))
    except BaseException:  # it shall not write on in a folder that is being removed
        child.kill()
        if at_work:
            with suppress(ProcessLookupError):
                os.kill(at_work, signal.SIGKILL)
        raise
    return said, child.wait()


def _tell(child: subprocess.Popen[str], line: str) -> None:
    """Send a line; nothing to a child that has died, which tells why otherwise."""
    if child.stdin is None:
        return
    try:
        child.stdin.write(line)
        child.stdin.flush()
    except OSError:
        with suppress(OSError):  # what was not sent would be tried again at the end
            child.stdin.close()
