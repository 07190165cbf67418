"""The child of `ingest.register.bookprocess`: reads the one file that it is sent, under limits.

Run as `python -m ingest.register.bookprocess_child DESCRIPTOR LIMITS`, the limits as JSON. Ends
when it has answered, when the parent dies, or, by the kernel, when the file takes too long.
"""

import json
import pickle
import signal
import sys
from multiprocessing.connection import Connection

from ingest.confinement import Limits, confine, die_with_parent, limit_time
from ingest.errors import LIKELY_DAMAGED, LoadError, MappingError
from ingest.register.applying import apply, apply_template
from ingest.register.bookprocess import Stopped, Task
from ingest.register.grids import Grid, grid_of
from ingest.register.mapping import Mapping
from ingest.register.proposing import propose
from ingest.register.reading import read_file
from ingest.register.replies import Replies, replies_in
from ingest.register.types import Book


def main(arguments: list[str]) -> None:
    """Answer one task with its pickled outcome."""
    descriptor, written = arguments
    limits = Limits(**json.loads(written))
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    confine(limits)
    with Connection(int(descriptor)) as connection:
        connection.send_bytes(b"ready")
        task = pickle.loads(connection.recv_bytes())  # noqa: S301  (from our own parent)
        limit_time(limits)
        connection.send_bytes(_message(task, limits))


def _message(task: Task, limits: Limits) -> bytes:
    """The outcome as it is sent; what is too large to send is told of instead."""
    try:
        message = pickle.dumps(_outcome(task))
    except MemoryError:
        return pickle.dumps(_too_costly())
    if len(message) <= limits.answer:
        return message
    return pickle.dumps(
        Stopped(
            reason=f"det som lästes ur filen är {len(message) >> 20} MB, mer än gränsen "
            f"{limits.answer >> 20} MB.",
            remedy="Dela filen i flera.",
        )
    )


def _outcome(task: Task) -> Book | Grid | Mapping | Replies | Stopped:
    try:
        return _done(task)
    except LoadError as error:
        return Stopped(reason=error.reason, remedy=error.remedy)
    except MappingError as error:
        return Stopped(reason=error.message, remedy=error.remedy, is_of_mapping=True)
    except MemoryError:
        return _too_costly()
    except Exception:  # any file must end as a book or a refusal
        return Stopped(
            reason="läsprogrammet förstår inte hur filen är uppbyggd.", remedy=LIKELY_DAMAGED
        )


def _done(task: Task) -> Book | Grid | Mapping | Replies:
    if task.is_review:
        return replies_in(read_file(task.content, task.name))
    if task.grid:
        return grid_of(read_file(task.content, task.name), task.grid)
    if task.collection:
        return propose(read_file(task.content, task.name), task.collection)
    if task.mapping:
        return apply(task.content, task.name, task.mapping)
    return apply_template(task.content, task.name)


def _too_costly() -> Stopped:
    return Stopped(
        reason="filen kräver mer minne än en läsprocess får använda.",
        remedy="Dela filen i flera.",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
