"""Reads the headings of documents."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from ingest.record.tables import headings
from ingest.types import Heading


def outlines_of(
    connection: Connection, versions: Collection[str]
) -> dict[str, tuple[Heading, ...]]:
    """The headings of each of these versions that has any, in reading order."""
    found: defaultdict[str, list[Heading]] = defaultdict(list)
    query = select(headings).where(headings.c.version_id.in_(versions))
    for row in connection.execute(query.order_by(headings.c.version_id, headings.c.ordinal)):
        heading = Heading(level=row.level, title=row.title, start=row.start, anchor=row.anchor)
        found[row.version_id].append(heading)
    return {version: tuple(outline) for version, outline in found.items()}
