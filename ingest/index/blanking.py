"""Blanks what a process leaves of its own memory in a folder of vectors.

A graph's files are written with room that Chroma never fills: what stands in that room is whatever
the process had there before, such as words of documents that have been erased since. Chroma never
fills a graph's `length.bin` at all. A collection with fewer changes than make a part has no graph
on disk, for all of it is in Chroma's log; whoever counts or searches it first makes the graph's
files nonetheless, with room for a hundred elements and none in them.
"""

import os
from contextlib import suppress
from pathlib import Path

HEADER, ELEMENTS, LENGTHS = "header.bin", "data_level0.bin", "length.bin"
_COUNT = slice(20, 28)
"""Where a graph's header says how many elements it holds: a number of 8 bytes, lowest first."""


def blank_unsealed(folder: Path) -> None:
    """Write zeros over the files of graphs without elements; a folder that is gone is no error."""
    for header in folder.glob(f"*/{HEADER}"):
        with suppress(OSError):
            if int.from_bytes(header.read_bytes()[_COUNT], "little") == 0:
                for name in (ELEMENTS, LENGTHS):
                    _zero(header.with_name(name))


def blank_before_sealing(folder: Path) -> None:
    """Write zeros over every room that is never filled, those of graphs with elements too."""
    blank_unsealed(folder)
    for lengths in folder.glob(f"*/{LENGTHS}"):
        _zero(lengths)


def _zero(file: Path) -> None:
    with file.open("r+b") as content:
        content.write(bytes(file.stat().st_size))
        content.flush()
        os.fsync(content.fileno())
