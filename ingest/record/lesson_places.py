"""Tells which documents are published lessons: what they say, and to whom, the lesson says."""

from sqlalchemy import Connection, select, union

from ingest.errors import LessonDocumentError
from ingest.record.lesson_tables import lesson_publications
from ingest.record.place_tables import copies
from ingest.record.tables import documents


def refuse_lesson(connection: Connection, document: str) -> None:
    """Raise `LessonDocumentError` for what is, or was, a lesson's document, at any of its places.

    A lesson changes by its steps alone, so that nothing of it gets past its review.
    """
    places = union(
        select(documents.c.source).where(documents.c.id == document),
        select(copies.c.source).where(copies.c.document_id == document),
    )
    published = select(lesson_publications.c.source)
    is_one = published.where(lesson_publications.c.source.in_(places)).limit(1)
    if connection.scalar(is_one) is not None:
        raise LessonDocumentError(
            f"Dokumentet {document} är en publicerad lärdom och ändras inte för sig.",
            "Öppna lärdomen igen på sidan Lärdomar, ändra den och låt granska den, eller "
            "återkalla den.",
        )
