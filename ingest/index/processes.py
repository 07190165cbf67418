"""The children that build and check a generation: started, handed their order, heard out.

One may be started before there is an order: loading its libraries takes longer than a small build.
Knows nothing about what they do (see `building`).
"""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from ingest.children import command, environment
from ingest.index.complaints import build_failure
from ingest.index.types import Order

Progress = Callable[[int, int], None]
"""Told how many chunks are done of how many."""

_OVERWRITING = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.perturb=165"}
"""Chroma writes memory to disk that it has not filled: what was freed there is overwritten first,
so that nothing of a text that is gone comes along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexProcess:
    """A child that does one thing when it is sent its order, and where it complains."""

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
    """Have a child do the task, `build` or `check`, and wait until it has ended.

    Raises:
        IndexDamagedError: when it could not be done, or what was checked is not whole.
        DataFolderError: when the disk is full, or the folder cannot be written to.
    """
    said, child = "", process.child
    _tell(child, f"{task} {json.dumps(asdict(order))}\n")
    try:
        for line in child.stdout or ():
            said = line.strip()
            done, _, whole = said.partition(" ")
            if done.isdigit() and whole.isdigit():
                progress(int(done), int(whole))
    except BaseException:  # it shall not write on in a folder that is being removed
        child.kill()
        raise
    finally:
        child.wait()
    process.complaints.seek(0)
    complaint = process.complaints.read()
    if child.returncode != 0:
        raise build_failure(Path(order.folder).parent, child.returncode, said, complaint)


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
