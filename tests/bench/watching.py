"""Runs a command in a session of its own and watches what all its processes cost.

Those that it starts count too, whatever session they go to.

Memory is told where the system has Linux's `/proc`. Knows nothing about what is run.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A finished command. `code` is None when its time was up and it was killed.

    `peak` is the most memory that all its processes held at once, in bytes, what they share
    counted once (0 where the system does not tell); `left` how many of them outlived it.
    """

    out: str
    err: str
    code: int | None
    seconds: float
    peak: int
    left: int


def watched(command: Sequence[str], environment: Mapping[str, str], limit: float) -> Watched:
    """Run a command to its end, or for `limit` seconds; none of its processes is left behind."""
    started = time.monotonic()
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        meter = _Meter(process.pid)
        try:
            out, err = process.communicate(timeout=limit)
            code: int | None = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            code = None
        seconds = time.monotonic() - started
        left = meter.end()
    return Watched(out=out, err=err, code=code, seconds=seconds, peak=meter.peak, left=left)


def held_by(process: int) -> int:
    """The memory in bytes that a process and all that it started hold now, counted as above."""
    running, family = _running(), {process}
    while more := {one for one, (parent, _) in running.items() if parent in family} - family:
        family |= more
    return sum(map(_held, family))


class _Meter(threading.Thread):
    """Looks at the processes of one session, and of theirs, ten times a second."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._sessions = {session}
        self._ended = threading.Event()
        self.peak = 0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, sum(_held(process) for process in self._members()))

    def end(self) -> int:
        """Stop; the number of processes that were still there, now killed."""
        self._ended.set()
        self.join()
        left = self._members()
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return len(left)

    def _members(self) -> set[int]:
        """The running processes of the sessions; a session that one of them began is added."""
        running = _running()
        members: set[int] = set()
        while True:
            found = {
                process
                for process, (parent, session) in running.items()
                if session in self._sessions or parent in members
            }
            if found == members:
                return members
            members = found
            self._sessions |= {running[process][1] for process in found}


def _running() -> dict[int, tuple[int, int]]:
    """The processes of this machine by number, each with its parent and its session."""
    if not _PROCESSES.is_dir():
        return {}
    told: dict[int, tuple[int, int]] = {}
    for entry in _PROCESSES.iterdir():
        with suppress(OSError):  # it has ended meanwhile
            if entry.name.isdigit():
                state, parent, _, session = _told(entry)
                if state != "Z":
                    told[int(entry.name)] = (int(parent), int(session))
    return told


def _told(process: Path) -> list[str]:
    """State, parent, group and session of a process."""
    return (process / "stat").read_text(errors="replace").rpartition(")")[2].split()[:4]


def _held(process: int) -> int:
    """The memory of a process in bytes, its share of what it shares with others."""
    try:
        told = (_PROCESSES / str(process) / "smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return 0
    shares = [line.split()[1] for line in told.splitlines() if line.startswith("Pss:")]
    return sum(int(share) << 10 for share in shares)
