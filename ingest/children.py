"""Starts our own modules as child processes: what they inherit, and what memory they may take.

Knows nothing about what the children do. POSIX only: the limits are the kernel's.
"""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A running child, and this end of the connection to it."""

    process: subprocess.Popen[bytes]
    connection: Connection

    def end(self) -> None:
        """Kill the process and wait for it; safe to repeat."""
        self.connection.close()
        self.process.kill()
        self.process.wait()


def command(module: str, *arguments: str) -> list[str]:
    """How a module of ours is run by this interpreter, whatever lies in the working folder."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """What a child needs to start; keys and passwords of the parent are not passed on."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[1]), "LANG": "C.UTF-8"}


def start_connected(module: str, *arguments: str) -> Child:
    """Run a module with the descriptor of its end of a connection before its arguments."""
    connection, far_end = Pipe()
    with far_end:
        process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
            command(module, str(far_end.fileno()), *arguments),
            pass_fds=[far_end.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
    return Child(process=process, connection=connection)


def limit_memory(memory: int) -> None:
    """Let this process take `memory` bytes of address space at most, and leave no core file."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
