"""The kept files: which workbook or answered list one is, and whose rules of access hold for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from ingest.record.access import from_column
from ingest.record.register.document_rules import Rule, rules_of_documents
from ingest.record.register.tables import register_books, register_corrections, register_sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHeld:
    """A kept file by its name: whoever passes all rules of one of `ways` may see it.

    A workbook is seen by whoever may see it as it came in and as it is now, a list of answers by
    whoever may see every workbook that it corrects.
    """

    source: str
    ways: tuple[tuple[Rule, ...], ...]


def file_held(connection: Connection, sha256: str) -> FileHeld | None:
    """The file of that hash; None where neither a workbook nor a correction is of it."""
    books = _books(connection, register_books.c.sha256 == sha256)
    answered = _corrected_by(connection, sha256)
    if not books and not answered:
        return None
    ways = [_rules(connection, [book]) for book in _in_force(books)]
    source = books[-1].source if books else ""
    if answered:
        ways.append(_rules(connection, answered.books))
        source = source or answered.source
    return FileHeld(source=source, ways=tuple(ways))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    source: str
    books: list[Any]


def _corrected_by(connection: Connection, sha256: str) -> _Answered | None:
    c = register_corrections.c
    said = connection.execute(select(c.source, c.sheet_id).where(c.sha256 == sha256)).all()
    if not said:
        return None
    sheets = {row.sheet_id for row in said}
    of_sheets = select(register_sheets.c.book_id).where(register_sheets.c.id.in_(sheets))
    return _Answered(
        source=said[-1].source, books=_books(connection, register_books.c.id.in_(of_sheets))
    )


def _books(connection: Connection, which: Any) -> list[Any]:
    query = select(register_books).where(which).order_by(register_books.c.id)
    return list(connection.execute(query))


def _in_force(books: list[Any]) -> list[Any]:
    """The live ones of the same file; where none is, all that there were."""
    return [book for book in books if book.is_live] or books


def _rules(connection: Connection, books: Iterable[Any]) -> tuple[Rule, ...]:
    """The rules of these workbooks, of the newest version of each, and of their documents."""
    found: list[Rule] = []
    for book in books:
        c = register_books.c
        same = (c.collection_id == book.collection_id) & (c.source == book.source)
        every = (book, _books(connection, same)[-1])
        found += [from_column(one.access) for one in every]
        further = rules_of_documents(connection, (one.sha256 for one in every))
        found += chain(*further.values())
    return tuple(dict.fromkeys(found))
