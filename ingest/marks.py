"""What the file system says of a file, so that it need not be read to know that it is the same.

A file that was written to within the last seconds has no mark: it may be written to again
without one, for clocks of file systems are coarse.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.sidecar import sidecar_of

_SETTLED_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A file as it lies there: its size in bytes, and a text that stays as long as its content.

    The text is of its sidecar as well, and empty where that cannot be told yet.
    """

    size: int
    text: str


def mark_of(path: Path, *further: Path) -> Mark:
    """The mark of a file and its sidecar; raise `OSError` where there is no such file.

    It is of `further` files too, those of them that are there.
    """
    beside = sidecar_of(path)
    found = [path.stat(), *([beside.stat()] if beside else [])]
    found += [one.stat() for one in further if one.exists()]
    newest = max(max(one.st_mtime_ns, one.st_ctime_ns) for one in found)
    settled = newest < time.time_ns() - _SETTLED_NS
    return Mark(size=found[0].st_size, text="; ".join(map(_text, found)) if settled else "")


def _text(found: os.stat_result) -> str:
    times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{found.st_size} {times} {found.st_dev}:{found.st_ino}"
