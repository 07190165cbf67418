"""Reads a file of tables in a child process, under the limits that all other files are read under.

A file that crashes, hangs or takes too much ends as a `LoadError`. The child is started for one
file and ended after it; what it sends can only build the nouns of the register.
"""

import io
import json
import pickle
import signal
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait

from ingest.children import Child
from ingest.confinement import Limits
from ingest.errors import LoadError, MappingError
from ingest.outcomes import death
from ingest.register import grids as grid_nouns
from ingest.register import mapping as mapping_nouns
from ingest.register import replies as reply_nouns
from ingest.register import types as nouns
from ingest.register.grids import Grid, GridWanted
from ingest.register.mapping import Mapping
from ingest.register.replies import Replies
from ingest.register.types import Book, Collection

_USUAL = Limits()
_FRAME = 1 << 16
_SECONDS_TO_START = 120.0
_SECONDS_TO_DIE = 3.0
_NOUNS = (nouns, mapping_nouns, reply_nouns, grid_nouns)
_MODULES = frozenset((*(module.__name__ for module in _NOUNS), __name__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the child is to do with a file.

    With a collection it proposes a mapping; with a grid it gives that part of a sheet; of a review
    list it reads the answers; with a mapping, or for a collection workbook of our own without one,
    it reads the book.
    """

    name: str
    content: bytes
    mapping: Mapping | None = None
    collection: Collection | None = None
    is_review: bool = False
    grid: GridWanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Why the child gives nothing: a `LoadError`, or a `MappingError` where `is_of_mapping`."""

    reason: str
    remedy: str
    is_of_mapping: bool = False


def read_book(
    content: bytes, name: str, mapping: Mapping | None = None, *, limits: Limits = _USUAL
) -> Book:
    """The rows of a file by its mapping; None for a collection workbook of our own.

    Raises `LoadError` for a file that cannot be read within the limits or does not look as the
    mapping says, and `MappingError` for a mapping that is wrong in itself.
    """
    answer = _answer(Task(name=name, content=content, mapping=mapping), limits)
    if not isinstance(answer, Book):
        raise _unreadable(name)
    return answer


def read_replies(content: bytes, name: str, *, limits: Limits = _USUAL) -> Replies:
    """The answers of a review list; raises `LoadError` for a file that is none of ours."""
    answer = _answer(Task(name=name, content=content, is_review=True), limits)
    if not isinstance(answer, Replies):
        raise _unreadable(name)
    return answer


def read_grid(content: bytes, name: str, wanted: GridWanted, *, limits: Limits = _USUAL) -> Grid:
    """A part of a sheet; raises `LoadError` for a file that cannot be read."""
    answer = _answer(Task(name=name, content=content, grid=wanted), limits)
    if not isinstance(answer, Grid):
        raise _unreadable(name)
    return answer


def propose_mapping(
    content: bytes, name: str, collection: Collection, *, limits: Limits = _USUAL
) -> Mapping:
    """The mapping that the file's headers suggest, as `proposing.propose`; raises `LoadError`."""
    answer = _answer(Task(name=name, content=content, collection=collection), limits)
    if not isinstance(answer, Mapping):
        raise _unreadable(name)
    return answer


class _Nouns(pickle.Unpickler):
    """Builds nothing but the nouns of the register, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> object:
        found = super().find_class(module, name) if module in _MODULES else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"a child process sent {module}.{name}")
        return found


def _answer(task: Task, limits: Limits) -> object:
    child = Child(
        "ingest.register.bookprocess_child",
        json.dumps(asdict(limits)),
        longest=limits.answer + _FRAME,
    )
    try:
        message = _message(child, task, limits)
        answer = _Nouns(io.BytesIO(message)).load()
    except (EOFError, OSError, TimeoutError) as error:
        child.end()
        code = -signal.SIGALRM if isinstance(error, TimeoutError) else child.process.returncode
        failure = death(task.name, code, limits)
        raise LoadError(failure.reason, failure.remedy) from error
    except Exception as error:  # bytes that are no pickle let many kinds of error out
        raise _unreadable(task.name) from error
    finally:
        child.end()
    if isinstance(answer, Stopped):
        kind = MappingError if answer.is_of_mapping else LoadError
        raise kind(answer.reason, answer.remedy)
    return answer


def _message(child: Child, task: Task, limits: Limits) -> bytes:
    _heard(child, _SECONDS_TO_START)
    child.send(pickle.dumps(task))
    return _heard(child, limits.seconds + _SECONDS_TO_DIE)


def _heard(child: Child, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    while wait([child.fileno()], max(0.0, deadline - time.monotonic())):
        if messages := child.hear():
            return messages[0]
    raise TimeoutError


def _unreadable(name: str) -> LoadError:
    return LoadError(
        f"filen {name} gav inget som går att förstå.",
        "Öppna den, spara en ny kopia och försök igen.",
    )
