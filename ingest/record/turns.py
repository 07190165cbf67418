"""Whose turn it is to write: transactions that wait for theirs when they begin.

A transaction that reads first and writes later is refused without waiting when another process
wrote in between, so whoever is going to write says so.

SQLite lets those who wait try again now and then, and takes whoever comes at the right moment.
So the threads of one process queue up among themselves first, in the order they came.
"""

import threading
from collections import defaultdict

from sqlalchemy import Connection, Engine, event

_OPTION = "lardom_takes_turn"


def taking_turns(engine: Engine) -> Engine:
    """The same record, where every transaction waits for its turn to write before it begins."""
    return engine.execution_options(**{_OPTION: True})


def _takes_turn(connection: Connection) -> bool:
    """True when the connection's transactions wait for their turn."""
    return bool(connection.get_execution_options().get(_OPTION))


_LONGEST_QUEUE = 5.0
"""Seconds in the queue, before SQLite is asked all the same and tells whether it is busy."""
_HELD = "lardom_turn"
_queues: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
"""Of each file. Several engines of a process may have one open, each with threads of its own."""


def queue_up(engine: Engine) -> None:
    """Have the transactions of an engine begin as said above."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _let_go)
    event.listen(engine, "rollback", _let_go)


def _begin(connection: Connection) -> None:
    if not _takes_turn(connection):
        connection.exec_driver_sql("BEGIN")
        return
    queue = _queues[str(connection.engine.url.database)]
    if queue.acquire(timeout=_LONGEST_QUEUE):
        connection.info[_HELD] = queue
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _let_go(connection)
        raise


def _let_go(connection: Connection) -> None:
    if queue := connection.info.pop(_HELD, None):
        queue.release()
