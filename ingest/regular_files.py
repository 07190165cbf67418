"""Opens only what is a file: a pipe would keep whoever opens it waiting, a device has no end.

A folder that is shared changes while it is read, so what was a file when it was listed may be
something else when it is opened.
"""

import errno
import io
import os
import stat
from pathlib import Path


def open_regular(path: Path) -> io.BufferedReader:
    """The file, open for reading; raise `OSError` where there is none, or something else."""
    file = io.FileIO(path, opener=_without_waiting)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "ingen vanlig fil", str(path))
    return io.BufferedReader(file)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
