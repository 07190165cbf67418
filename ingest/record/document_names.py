"""What a document can be called by whoever looks after it: an id, its beginning, a place."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, select

from ingest.record.access import from_column
from ingest.record.place_tables import copies
from ingest.record.tables import documents, folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document by what it can be called: its id, and a path; and whom it is for."""

    document: str
    source: str
    access: tuple[str, ...]


def called(connection: Connection, named: str, path: Path) -> tuple[Listed, ...]:
    """Every document of that id, source or path, of a copy too; else of ids that begin so.

    Withdrawn ones too, by id.
    """
    here = (
        (documents.c.id == named) | (documents.c.source == named) | (_place(documents) == str(path))
    )
    further = (
        select(copies.c.document_id)
        .join(folders, folders.c.id == copies.c.folder_id)
        .where((copies.c.source == named) | (_place(copies) == str(path)))
    )
    begins = documents.c.id.startswith(named.lower(), autoescape=True)
    found = _listed(connection, here | documents.c.id.in_(further))
    return found or _listed(connection, begins)


def _place(table: Table) -> ColumnElement[str]:
    """The whole path of a file."""
    whole: ColumnElement[str] = folders.c.path + "/" + table.c.source
    return whole


def _listed(connection: Connection, here: ColumnElement[bool]) -> tuple[Listed, ...]:
    query = (
        select(documents.c.id, documents.c.source, documents.c.access)
        .join(folders, folders.c.id == documents.c.folder_id)
        .where(here)
        .order_by(documents.c.id)
    )
    return tuple(
        Listed(document=row.id, source=row.source, access=from_column(row.access))
        for row in connection.execute(query)
    )
