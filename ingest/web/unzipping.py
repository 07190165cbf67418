"""Unpacks gzip piece by piece, so that a bomb is noticed while it is small.

Knows nothing about what is packed.
"""

import zlib
from collections.abc import Iterable, Iterator

from ingest.errors import FetchError

PIECE = 64 << 10
_GZIP = 31
"""What zlib calls gzip with its own header and checksum."""


def unzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What the pieces hold, unpacked, in pieces of at most `PIECE` bytes.

    Raises:
        FetchError: they are no gzip, damaged, or break off.
    """
    unpacking, begun = zlib.decompressobj(_GZIP), False
    for piece in pieces:
        waiting = piece
        while waiting:
            if unpacking.eof:  # one archive after another is one archive
                unpacking = zlib.decompressobj(_GZIP)
            begun = True
            yield _next(unpacking, waiting)
            waiting = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
    if begun and not unpacking.eof:
        yield from _rest(unpacking)


def _rest(unpacking: "zlib._Decompress") -> Iterator[bytes]:
    while more := _next(unpacking, b""):
        yield more
    if not unpacking.eof:
        raise _damaged()


def _next(unpacking: "zlib._Decompress", waiting: bytes) -> bytes:
    try:
        return unpacking.decompress(waiting, PIECE)
    except zlib.error as error:
        raise _damaged() from error


def _damaged() -> FetchError:
    return FetchError("det som hämtades är packat men skadat.", "Försök igen senare.")
