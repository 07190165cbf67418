"""Puts collections into the record: what a workbook says of itself is kept with the workbook."""

from sqlalchemy import Connection, insert, select

from ingest.record.inserting import inserted
from ingest.record.register.tables import register_collections
from ingest.register.types import Collection


def collection_of(connection: Connection, given: Collection) -> int:
    """The collection's id, made where there is none."""
    c = register_collections.c
    query = select(c.id).where(c.survey == given.survey, c.year == given.year)
    known = connection.scalar(query)
    if known is None:
        values = {"survey": given.survey, "year": given.year}
        return inserted(connection, insert(register_collections).values(values))
    return int(known)
