"""Runs a program beside ours, in a reading process: its surroundings, and how it ends with us.

The program inherits the limits of the process that runs it, and belongs to its group, so that
whoever ends that group ends it too.
"""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.confinement import die_with_parent


def run(command: Sequence[str], folder: Path) -> int:
    """Run a command to its end in `folder`, which is its home too; its exit code.

    Nothing that it prints is kept. Raises `OSError` when it cannot be started.
    """
    return subprocess.run(  # noqa: S603  (no shell; before the fork there is one thread)
        command,
        cwd=folder,
        env=surroundings() | {"HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
        check=False,
    ).returncode


def surroundings() -> dict[str, str]:
    """What a program beside ours needs of the environment; one thread must do for it."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TMPDIR": tempfile.gettempdir(),
        "OMP_THREAD_LIMIT": "1",
    }
