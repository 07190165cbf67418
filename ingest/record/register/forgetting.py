"""Removes workbooks from the record for good, with all that was said of them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from ingest.record.holds import held_book
from ingest.record.register.places import forget_places, only_of
from ingest.record.register.tables import (
    register_agencies,
    register_agency_rows,
    register_books,
    register_collections,
    register_corrections,
    register_figures,
    register_findings,
    register_project_rows,
    register_projects,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many workbooks were forgotten, and the hashes of files that nothing names any more."""

    books: int
    hashes: tuple[str, ...]


def forget_books(connection: Connection, folder: Path) -> Forgotten:
    """Forget the workbooks that came from a folder and lie in no other."""
    books = only_of(connection, folder)
    is_one = register_books.c.id.in_(books)
    answered = register_corrections.c.sha256
    hashes = {*connection.scalars(select(register_books.c.sha256).where(is_one))}
    hashes |= {one for one in connection.scalars(select(answered)) if one}
    connection.execute(delete(register_books).where(is_one, ~held_book()))
    connection.execute(update(register_books).where(is_one).values(is_live=False))  # held
    forget_places(connection, folder)
    _forget_orphans(connection)
    gone = tuple(sorted(hashes - files_named(connection)))
    return Forgotten(books=len(books), hashes=gone)


def files_named(connection: Connection) -> set[str]:
    """The hashes of the files that the record names: workbooks, and answers that corrected one."""
    books = connection.scalars(select(register_books.c.sha256))
    answered = connection.scalars(select(register_corrections.c.sha256).distinct())
    return {*books, *(one for one in answered if one)}


def _forget_orphans(connection: Connection) -> None:
    """Projects, collections and agencies that no workbook tells of."""
    rows, figures = register_project_rows.c, register_figures.c
    own = register_projects.c.id
    told = select(rows.project_id).where(rows.project_id.is_not(None))
    connection.execute(delete(register_projects).where(own.not_in(told)))
    collection = register_collections.c.id
    collected = select(register_books.c.collection_id)
    connection.execute(delete(register_collections).where(collection.not_in(collected)))
    left: Collection[int] = {
        agency
        for column in (
            rows.agency_id,
            figures.agency_id,
            register_agency_rows.c.agency_id,
            register_projects.c.agency_id,
            register_findings.c.agency_id,
        )
        for agency in connection.scalars(select(column).distinct())
        if agency is not None
    }
    every = connection.scalars(select(register_agencies.c.id)).all()
    for agency in set(every) - set(left):
        connection.execute(delete(register_agencies).where(register_agencies.c.id == agency))


def forget_superseded(connection: Connection, before: str) -> Forgotten:
    """Forget the workbooks that are live no more, came before a time, and are not held."""
    c = register_books.c
    old = (c.imported < before) & ~c.is_live & ~held_book()
    books = {row.id: row.sha256 for row in connection.execute(select(c.id, c.sha256).where(old))}
    connection.execute(delete(register_books).where(c.id.in_(list(books))))
    _forget_orphans(connection)
    gone = tuple(sorted({*books.values()} - files_named(connection)))
    return Forgotten(books=len(books), hashes=gone)
