"""What the record remembers of the library as a whole, each fact under its name."""

from enum import StrEnum

from sqlalchemy import ColumnElement, Engine, and_, select

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


def read_fact(engine: Engine, name: Fact) -> str | None:
    """What is remembered under the name, or None."""
    with engine.connect() as connection:
        return connection.scalar(select(facts.c.value).where(facts.c.name == name.value))


def is_fact(name: Fact, value: ColumnElement[str]) -> ColumnElement[bool]:
    """For queries: that just this is remembered under the name."""
    return and_(facts.c.name == name.value, facts.c.value == value)
