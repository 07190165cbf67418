"""Starts our own modules as child processes, hears what they send, and ends them with their own.

A child inherits no secret. It has a session of its own, so that the programs it starts are ended
with it, and a folder of its own for temporary files, which goes when it goes. What it sends is
never waited for in the middle of a message, and never taken in beyond a size. Knows nothing about
what the children do.
"""

import os
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path

from ingest.scratch import Scratch

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")
_LENGTH = struct.Struct("!i")  # as multiprocessing's connections write it before a message
_PIECE = 1 << 20


class Child:
    """A running child. One thread at a time; `end` it."""

    def __init__(self, module: str, *arguments: str, longest: int) -> None:
        """Run a module with the descriptor of its end of a connection before its arguments.

        A message of more than `longest` bytes is not heard.
        """
        self._longest = longest
        self._heard = bytearray()
        self._scratch = Scratch()
        self._connection, far_end = Pipe()
        with far_end:
            try:
                self.process = self._started(far_end.fileno(), module, *arguments)
            except OSError:
                self._scratch.remove()
                raise

    def _started(self, descriptor: int, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  (our own module, no shell)
            command(module, str(descriptor), *arguments),
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment() | {"TMPDIR": str(self._scratch.path)},
            cwd=self._scratch.path,
            start_new_session=True,
        )

    def fileno(self) -> int:
        """The descriptor that becomes readable when the child sends something or has ended."""
        return self._connection.fileno()

    def send(self, message: bytes) -> None:
        """Send a message; raise `OSError` when the child has ended."""
        self._connection.send_bytes(message)

    @property
    def has_news(self) -> bool:
        """True when `hear` will not wait."""
        return self._connection.poll(0)

    @property
    def is_sending(self) -> bool:
        """True when a part of a message is here, but not all of it."""
        return bool(self._heard)

    def hear(self) -> list[bytes]:
        """Take what the child has sent, waiting for its beginning at most: the whole messages.

        Raises `EOFError` when the child has ended, or sends what is no message or too long.
        """
        try:
            piece = os.read(self._connection.fileno(), _PIECE)
        except ConnectionError as error:
            raise EOFError from error
        if not piece:
            raise EOFError
        self._heard += piece
        return self._whole()

    def _whole(self) -> list[bytes]:
        found: list[bytes] = []
        while len(self._heard) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._heard)
            if not 0 <= length <= self._longest:
                raise EOFError
            end = _LENGTH.size + length
            if len(self._heard) < end:
                break
            found.append(bytes(memoryview(self._heard)[_LENGTH.size : end]))
            del self._heard[:end]
        return found

    @property
    def scratch(self) -> Path:
        """The child's folder for temporary files, until `end`."""
        return self._scratch.path

    def end(self) -> None:
        """Kill the process and those it started, and remove its files; safe to repeat."""
        self.kill()
        self._scratch.remove()

    def kill(self) -> None:
        """Kill the process and those it started, and wait for it; its files stay until `end`."""
        self._connection.close()
        if self.process.returncode is None:  # else the number may be another's by now
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()


def command(module: str, *arguments: str) -> list[str]:
    """How a module of ours is run by this interpreter, whatever lies in the working folder."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """What a child needs to start; keys and passwords of the parent are not passed on."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[1]), "LANG": "C.UTF-8"}


def network_is_cut() -> bool:
    """True when this system's kernel keeps the reading processes off every network."""
    done = subprocess.run(  # noqa: S603  (our own module, no shell)
        command("ingest.confinement"), env=environment(), check=False, stdin=subprocess.DEVNULL
    )
    return done.returncode == 0
