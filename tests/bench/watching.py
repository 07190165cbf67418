"""Runs a command in a session of its own and watches what all its processes cost.

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


class _Meter(threading.Thread):
    """Looks at the processes of one session ten times a second."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._ended = threading.Event()
        self.peak = 0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, sum(_held(process) for process in _of(self._session)))

    def end(self) -> int:
        """Stop; the number of processes that were still there, now killed."""
        self._ended.set()
        self.join()
        left = _of(self._session)
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return len(left)


def _of(session: int) -> list[int]:
    """The running processes of a session."""
    if not _PROCESSES.is_dir():
        return []
    numbers = [int(entry.name) for entry in _PROCESSES.iterdir() if entry.name.isdigit()]
    return [number for number in numbers if _session_of(number) == session]


def _session_of(process: int) -> int | None:
    try:
        return os.getsid(process)
    except (ProcessLookupError, PermissionError):
        return None


def _held(process: int) -> int:
    """The memory of a process in bytes, its share of what it shares with others."""
    try:
        told = (_PROCESSES / str(process) / "smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return 0
    shares = [line.split()[1] for line in told.splitlines() if line.startswith("Pss:")]
    return sum(int(share) << 10 for share in shares)
