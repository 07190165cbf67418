"""Compares the projects of the register, for one who may see some of them.

What they are compared by is made once for a version of the register and the workbooks that may
be seen, and the last of them kept.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from assistant.figures.similar import Similar, SimilarProjects, Wanted
from ingest.embedding import Embedder
from ingest.register.asking import Register
from ingest.register.seen import MaySee

MOST_COMPARED = 20_000
_KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """The projects most like a wanted one, best first, of `compared` that were compared."""

    projects: tuple[Similar, ...]
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    likeness: SimilarProjects
    compared: int


class ProjectLikeness:
    """Finds the projects most like another. One per process; usable by threads.

    Of more than `MOST_COMPARED` projects, those that came first are compared.
    """

    def __init__(self, register: Register, embedder: Embedder) -> None:
        self._register = register
        self._embedder = embedder
        self._made: OrderedDict[tuple[int, ...], _Made] = OrderedDict()
        self._lock = Lock()

    def like(self, wanted: Wanted, may_see: MaySee, most: int) -> Likely:
        """The projects most like it among those that may be seen; at most so many."""
        seen = self._register.seen(may_see)
        if seen is None:
            return Likely(projects=(), compared=0)
        state = (seen.version, *seen.books)
        with self._lock:
            made = self._made.get(state)
            if made is None:
                projects = seen.projects(most=MOST_COMPARED)
                made = self._made[state] = _Made(
                    likeness=SimilarProjects(projects, self._embedder), compared=len(projects)
                )
            self._made.move_to_end(state)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return Likely(projects=made.likeness.like(wanted, most), compared=made.compared)
