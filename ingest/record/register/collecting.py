"""Puts collections into the record, and what each further workbook says of its collection."""

from sqlalchemy import Connection, insert, select, update

from ingest.record.inserting import inserted
from ingest.record.register.tables import register_collections
from ingest.register.types import Collection, Stage

_STAGES = tuple(Stage)


def collection_of(connection: Connection, given: Collection) -> int:
    """The collection's id, made where there is none."""
    c = register_collections.c
    query = select(c.id).where(c.survey == given.survey, c.year == given.year)
    known = connection.scalar(query)
    values = {"survey": given.survey, "year": given.year, "stage": given.stage.value}
    if known is None:
        return inserted(connection, insert(register_collections).values(values))
    return int(known)


def tell_collection(connection: Connection, collection: int, given: Collection) -> None:
    """What a further workbook says of its collection.

    Its quality assurance never goes back because a workbook says so. What a workbook says of its
    own amounts is kept with the workbook.
    """
    c = register_collections.c
    known = connection.execute(select(c.stage).where(c.id == collection)).scalar_one()
    stage = max(given.stage, Stage(known), key=_STAGES.index).value
    connection.execute(update(register_collections).where(c.id == collection).values(stage=stage))
