"""Counts how often the register has changed: its copies are named by that number.

Also notes of which of those states its collections have been checked.
"""

from sqlalchemy import Connection, delete, insert, select

from ingest.record.facts import Fact
from ingest.record.tables import facts


def version(connection: Connection) -> int | None:
    """How often the register has changed; None before the first workbook."""
    said = _said(connection, Fact.REGISTER)
    return None if said is None else int(said)


def is_reviewed(connection: Connection) -> bool:
    """True when the collections have been checked as they are now."""
    return _said(connection, Fact.REVIEWED) == _said(connection, Fact.REGISTER)


def _said(connection: Connection, fact: Fact) -> str | None:
    return connection.scalar(select(facts.c.value).where(facts.c.name == fact.value))


def next_version(connection: Connection) -> int:
    """Note that the register changes with this transaction; its coming number."""
    is_it = facts.c.name == Fact.REGISTER.value
    coming = (version(connection) or 0) + 1
    connection.execute(delete(facts).where(is_it))
    connection.execute(insert(facts).values(name=Fact.REGISTER.value, value=str(coming)))
    return coming


def note_reviewed(connection: Connection) -> None:
    """Note that the collections have been checked as they are now."""
    name = facts.c.name
    now = str(version(connection) or 0)
    connection.execute(delete(facts).where(name == Fact.REVIEWED.value))
    connection.execute(insert(facts).values(name=Fact.REVIEWED.value, value=now))
