"""What the record remembers of the library as a whole, each fact under its name."""

from enum import StrEnum

from sqlalchemy import Engine, select

from ingest.record.tables import facts

UNFINISHED = ""
"""Stands for the embedder while vectors are counted anew: they are of two models."""


class Fact(StrEnum):
    """The names of the facts."""

    GENERATION = "generation"
    """The number of the generation published last."""
    EMBEDDER = "embedder"
    """The fingerprint of the model that all vectors are of, or `UNFINISHED`."""


def read_fact(engine: Engine, name: Fact) -> str | None:
    """What is remembered under the name, or None."""
    with engine.connect() as connection:
        return connection.scalar(select(facts.c.value).where(facts.c.name == name.value))
