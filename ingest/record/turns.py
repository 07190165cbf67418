"""Whose turn it is to write: transactions that wait for theirs when they begin.

A transaction that reads first and writes later is refused without waiting when another process
wrote in between, so whoever is going to write says so.
"""

from sqlalchemy import Connection, Engine

_OPTION = "lardom_takes_turn"


def taking_turns(engine: Engine) -> Engine:
    """The same record, where every transaction waits for its turn to write before it begins."""
    return engine.execution_options(**{_OPTION: True})


def takes_turn(connection: Connection) -> bool:
    """True when the connection's transactions wait for their turn."""
    return bool(connection.get_execution_options().get(_OPTION))
