"""How alike two long texts are, told from a small sketch of each.

A sketch is the `KEPT` smallest hashes of a text's runs of words (bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997); of two sketches it tells the share of runs that
both texts have, to about .05.
"""

import re
from array import array
from heapq import nsmallest
from zlib import crc32

KEPT = 128
RUN = 4
READ = 200_000
"""Characters from the beginning; the rest of a book tells nothing that these do not."""
_WORD = re.compile(r"\w+")
_TYPE = "I"
_BYTES = array(_TYPE).itemsize


def sketch_of(text: str) -> bytes:
    """The sketch of a text, at most `KEPT` 32-bit hashes; empty where it is shorter than a run."""
    words = _WORD.findall(text[:READ].casefold())
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    return array(_TYPE, nsmallest(KEPT, {crc32(run.encode()) for run in runs})).tobytes()


def is_sketch(made: bytes) -> bool:
    """True for bytes of a length that `sketch_of` gives."""
    return len(made) <= KEPT * _BYTES and len(made) % _BYTES == 0


def resemblance(one: bytes, other: bytes) -> float:
    """The share of all runs that both texts have, 0 to 1."""
    first, second = set(array(_TYPE, one)), set(array(_TYPE, other))
    smallest = nsmallest(KEPT, first | second)
    both = first & second
    return sum(hashed in both for hashed in smallest) / len(smallest) if smallest else 0.0
