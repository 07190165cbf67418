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
    values = {
        "survey": given.survey,
        "year": given.year,
        "stage": given.stage.value,
        "tax": given.tax.value,
        "price_year": given.price_year,
        "is_example": given.is_example,
    }
    if known is None:
        return inserted(connection, insert(register_collections).values(values))
    return int(known)


def tell_collection(connection: Connection, collection: int, given: Collection) -> None:
    """What a further workbook says of its collection.

    Its quality assurance never goes back because a workbook says so, what was an example once
    stays one, and a price level that is known is not forgotten.
    """
    c = register_collections.c
    known = connection.execute(select(register_collections).where(c.id == collection)).one()
    values = {
        "stage": max(given.stage, Stage(known.stage), key=_STAGES.index).value,
        "tax": given.tax.value,
        "price_year": known.price_year if given.price_year is None else given.price_year,
        "is_example": known.is_example or given.is_example,
    }
    connection.execute(update(register_collections).where(c.id == collection).values(values))
