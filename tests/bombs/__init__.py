"""Files made to take a reader down: bombs, loops, lies and tricks, each made by code.

Every one is small on disk; what it swells to is what it is about. Used by `test_bombs.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Ends(Enum):
    """How a sync is to end for a file."""

    TAKEN = "taken"
    REFUSED = "refused"
    SKIPPED = "skipped"
    EITHER = "taken or refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """One file, how it is made at its place, and how it is to end."""

    source: str
    make: Callable[[Path], object]
    ends: Ends = Ends.REFUSED


def bomb(source: str, content: bytes | Callable[[], bytes], ends: Ends = Ends.REFUSED) -> Bomb:
    """A bomb that is nothing but its bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content if isinstance(content, bytes) else content())

    return Bomb(source=source, make=make, ends=ends)
