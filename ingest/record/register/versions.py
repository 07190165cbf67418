"""Counts how often the register has changed: its copies are named by that number.

Also notes of which of those states its collections have been checked.
"""

from sqlalchemy import Connection, delete, insert, select

from ingest.record.facts import Fact
from ingest.record.tables import facts


def next_version(connection: Connection) -> int:
    """Note that the register changes with this transaction; its coming number."""
    is_it = facts.c.name == Fact.REGISTER.value
    known = connection.scalar(select(facts.c.value).where(is_it))
    version = int(known or 0) + 1
    connection.execute(delete(facts).where(is_it))
    connection.execute(insert(facts).values(name=Fact.REGISTER.value, value=str(version)))
    return version


def note_reviewed(connection: Connection) -> None:
    """Note that the collections have been checked as they are now."""
    name = facts.c.name
    version = connection.scalar(select(facts.c.value).where(name == Fact.REGISTER.value))
    connection.execute(delete(facts).where(name == Fact.REVIEWED.value))
    connection.execute(insert(facts).values(name=Fact.REVIEWED.value, value=version or "0"))
