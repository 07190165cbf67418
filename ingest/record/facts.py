"""What the record remembers of the library as a whole, each fact under its name."""

from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, insert, select

from ingest.record.tables import facts

UNFINISHED = ""
"""Stands for the embedder while vectors are counted anew: they are of two models."""


class Fact(StrEnum):
    """The names of the facts."""

    GENERATION = "generation"
    """The number of the generation published last."""
    EMBEDDER = "embedder"
    """The fingerprint of the model that all vectors are of, or `UNFINISHED`."""
    REGISTER = "register"
    """How often the register has changed."""
    REVIEWED = "reviewed"
    """How often it had changed when its collections were checked last."""
    ACCESS = "access"
    """How often it has changed who may see documents that are there."""


def read_fact(engine: Engine, name: Fact) -> str | None:
    """What is remembered under the name, or None."""
    with engine.connect() as connection:
        return connection.scalar(select(facts.c.value).where(facts.c.name == name.value))


def is_fact(name: Fact, value: ColumnElement[str]) -> ColumnElement[bool]:
    """For queries: that just this is remembered under the name."""
    return and_(facts.c.name == name.value, facts.c.value == value)


def note_other_access(connection: Connection) -> None:
    """Remember that others may see a document that is there; what is known of them is old."""
    here = facts.c.name == Fact.ACCESS.value
    before = connection.scalar(select(facts.c.value).where(here))
    connection.execute(delete(facts).where(here))
    value = str(int(before or 0) + 1)
    connection.execute(insert(facts).values(name=Fact.ACCESS.value, value=value))
