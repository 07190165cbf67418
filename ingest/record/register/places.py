"""Where collection workbooks lie: one workbook at several places is one, and may move.

A workbook that came from a folder is live as long as its file lies somewhere, with the path and
the rule of access of the first place. One that was named by hand lies nowhere and stays.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from ingest.record.access import from_column, to_column
from ingest.record.folder_ids import folder_id
from ingest.record.register.tables import register_books, register_places
from ingest.record.tables import folders


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPlace:
    """Where a workbook lies: a folder, a path below it, and what the file looks like there."""

    folder: Path
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookThere:
    """What the record has of a place: what the file looked like, and what it was read as."""

    mark: str
    sha256: str
    mapping_hash: str
    access: tuple[str, ...]


def books_there(connection: Connection, folder: Path) -> dict[str, BookThere]:
    """The workbooks that lie in a folder as far as is known, by their paths."""
    p, b = register_places.c, register_books.c
    query = (
        select(p.source, p.mark, p.access, b.sha256, b.mapping_hash)
        .join(register_books, b.id == p.book_id)
        .join(folders, folders.c.id == p.folder_id)
        .where(folders.c.path == str(folder), p.is_there)
    )
    return {
        row.source: BookThere(
            mark=row.mark,
            sha256=row.sha256,
            mapping_hash=row.mapping_hash,
            access=from_column(row.access),
        )
        for row in connection.execute(query)
    }


def has_held(connection: Connection, folder: Path) -> bool:
    """True for a folder from which workbooks came once."""
    query = (
        select(register_places.c.id)
        .join(folders, folders.c.id == register_places.c.folder_id)
        .where(folders.c.path == str(folder))
    )
    return connection.execute(query).first() is not None


def book_at(connection: Connection, place: BookPlace) -> Row[Any] | None:
    """The workbook that lies at a place as far as is known."""
    c = register_places.c
    query = (
        select(register_books)
        .join(register_places, c.book_id == register_books.c.id)
        .join(folders, folders.c.id == c.folder_id)
        .where(folders.c.path == str(place.folder), c.source == place.source, c.is_there)
    )
    return connection.execute(query).first()


def is_placed(connection: Connection, book: int) -> bool:
    """True for a workbook that came from a folder, whether its file is there yet or not."""
    query = select(register_places.c.id).where(register_places.c.book_id == book)
    return connection.execute(query).first() is not None


def lay(connection: Connection, place: BookPlace, book: int, access: Iterable[str]) -> None:
    """Note that the workbook lies there now, and no other."""
    c = register_places.c
    folder = folder_id(connection, place.folder)
    here = (c.folder_id == folder) & (c.source == place.source)
    there: dict[str, Any] = {
        "mark": place.mark,
        "access": to_column(tuple(access)),
        "is_there": True,
    }
    if connection.scalar(select(c.id).where(here, c.book_id == book)) is None:
        values = {"folder_id": folder, "source": place.source, "book_id": book, **there}
        connection.execute(insert(register_places).values(values))
    else:
        connection.execute(update(register_places).where(here, c.book_id == book).values(there))
    others = list(connection.scalars(select(c.book_id).where(here, c.book_id != book, c.is_there)))
    connection.execute(
        update(register_places).where(here, c.book_id != book).values(is_there=False)
    )
    settle(connection, (book, *others))
    _let_versions_follow(connection, here, there["access"])


def remark(connection: Connection, place: BookPlace) -> None:
    """Note what the file looks like that lies there, which is the same."""
    c = register_places.c
    folder = folder_id(connection, place.folder)
    here = (c.folder_id == folder) & (c.source == place.source) & c.is_there
    connection.execute(update(register_places).where(here).values(mark=place.mark))


def rule(connection: Connection, place: BookPlace, access: Iterable[str]) -> None:
    """Let this rule of access hold for the file that lies there."""
    c = register_places.c
    folder = folder_id(connection, place.folder)
    here = (c.folder_id == folder) & (c.source == place.source) & c.is_there
    held = {"access": to_column(tuple(access))}
    connection.execute(update(register_places).where(here).values(held))
    settle(connection, list(connection.scalars(select(c.book_id).where(here))))
    at_place = (c.folder_id == folder) & (c.source == place.source)
    _let_versions_follow(connection, at_place, held["access"])


def _let_versions_follow(connection: Connection, here: ColumnElement[bool], access: str) -> None:
    """Let the rule of a place hold for what lay there before, too."""
    former = select(register_places.c.book_id).where(here, ~register_places.c.is_there)
    is_one = register_books.c.id.in_(former) & ~register_books.c.is_live
    connection.execute(update(register_books).where(is_one).values(access=access))


def take_away(connection: Connection, folder: Path, sources: Collection[str]) -> list[int]:
    """Note that these files are gone; the workbooks that are not live any more."""
    c = register_places.c
    here = (c.folder_id == folder_id(connection, folder)) & c.source.in_(sources) & c.is_there
    books = list(connection.scalars(select(c.book_id).where(here)))
    connection.execute(update(register_places).where(here).values(is_there=False))
    settle(connection, books)
    live = register_books.c.is_live
    gone = select(register_books.c.id).where(register_books.c.id.in_(books), ~live)
    return list(connection.scalars(gone))


def settle(connection: Connection, books: Iterable[int]) -> None:
    """Let placed workbooks be live, called and seen as the places say at which they lie."""
    c = register_places.c
    for book in books:
        there = select(c.source, c.access).where(c.book_id == book, c.is_there).order_by(c.id)
        first = connection.execute(there).first()
        values: dict[str, Any] = {"is_live": first is not None}
        if first is not None:
            values |= {"source": first.source, "access": first.access}
        is_it = register_books.c.id == book
        connection.execute(update(register_books).where(is_it).values(values))


def only_of(connection: Connection, folder: Path) -> list[int]:
    """The workbooks, live or not, that came from a folder and lie in no other."""
    c = register_places.c
    own = folder_id(connection, folder)
    elsewhere = select(c.book_id).where(c.folder_id != own, c.is_there)
    query = select(c.book_id).distinct().where(c.folder_id == own, c.book_id.not_in(elsewhere))
    return list(connection.scalars(query))


def forget_places(connection: Connection, folder: Path) -> None:
    """Remember no longer what lay in a folder."""
    c = register_places.c
    own = folder_id(connection, folder)
    books = list(connection.scalars(select(c.book_id).distinct().where(c.folder_id == own)))
    connection.execute(delete(register_places).where(c.folder_id == own))
    settle(connection, books)
