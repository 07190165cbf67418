"""Reads the text of a version, with its pages and headings."""

from sqlalchemy import Connection, select

from ingest.record.rows import page_of
from ingest.record.tables import headings, pages, versions
from ingest.record.types import DocumentText
from ingest.types import Heading


def read_text(connection: Connection, version: str) -> DocumentText:
    """The whole text of a version; an empty one where there is no such version."""
    text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
    page_rows = connection.execute(
        select(pages).where(pages.c.version_id == version).order_by(pages.c.number)
    ).all()
    heading_rows = connection.execute(
        select(headings).where(headings.c.version_id == version).order_by(headings.c.ordinal)
    ).all()
    return DocumentText(
        text=text or "",
        pages=tuple(page_of(row) for row in page_rows),
        headings=tuple(Heading(level=r.level, title=r.title, start=r.start) for r in heading_rows),
    )
