"""What a document can be called by whoever looks after it, and how it comes by its id."""

import hashlib
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


def document_id(folder: Path, source: str, moved: int = 0) -> str:
    """A document's name for good: 16 hex digits from the place where it was first seen.

    `moved` counts the documents that were first seen there and have moved away since.
    """
    marked = f"\0{moved}" if moved else ""
    return hashlib.sha256(f"{folder}\0{source}{marked}".encode()).hexdigest()[:16]


def name_at(connection: Connection, folder: Path, place: int | None, source: str) -> str:
    """The id of the document whose own place it is, or that a new one there would have.

    `place` is the folder's number, None where it is not known yet.
    """
    own = (documents.c.folder_id == place) & (documents.c.source == source)
    found = connection.scalar(select(documents.c.id).where(own))
    moved = 0
    while found is None:
        name = document_id(folder, source, moved)
        taken = select(documents.c.id).where(documents.c.id == name)
        found = name if connection.scalar(taken) is None else None
        moved += 1
    return str(found)


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
