"""Blanks what a searching process leaves of its own memory in a folder of vectors.

A collection with fewer changes than make a part has no graph on disk: all of it is in Chroma's
log. Whoever searches it first makes the graph's files nonetheless, with room for a hundred
elements and none in them; what stands in that room is whatever the process had there before, such
as words of documents that have been erased since.
"""

import os
from contextlib import suppress
from pathlib import Path

HEADER = "header.bin"
_COUNT = slice(20, 28)
"""Where a graph's header says how many elements it holds: a number of 8 bytes, lowest first."""


def blank(folder: Path) -> None:
    """Write zeros over the files of graphs without elements; a folder that is gone is no error."""
    for header in folder.glob(f"*/{HEADER}"):
        with suppress(OSError):
            if int.from_bytes(header.read_bytes()[_COUNT], "little") == 0:
                for name in ("data_level0.bin", "length.bin"):
                    _zero(header.with_name(name))


def _zero(file: Path) -> None:
    with file.open("r+b") as content:
        content.write(bytes(file.stat().st_size))
        content.flush()
        os.fsync(content.fileno())
