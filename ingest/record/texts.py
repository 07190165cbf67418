"""Reads the text of a version, with its pages and headings."""

from sqlalchemy import Connection, select

from ingest.record.outlines import outlines_of
from ingest.record.rows import page_of
from ingest.record.tables import pages, versions
from ingest.record.types import DocumentText


def read_text(connection: Connection, version: str) -> DocumentText:
    """The whole text of a version; an empty one where there is no such version."""
    text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
    page_rows = connection.execute(
        select(pages).where(pages.c.version_id == version).order_by(pages.c.number)
    ).all()
    outlines = outlines_of(connection, [version])
    return DocumentText(
        text=text or "",
        pages=tuple(page_of(row) for row in page_rows),
        headings=outlines.get(version, ()),
    )
