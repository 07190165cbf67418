"""Reads the register: its collections and workbooks, and the rows that they hold."""

import json
from collections.abc import Sequence
from functools import reduce
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, func, select

from ingest.access_rules import allowed_by_both
from ingest.record.access import from_column
from ingest.record.register.document_rules import rules_of_documents
from ingest.record.register.tables import (
    register_agency_rows,
    register_books,
    register_collections,
    register_corrections,
    register_figures,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.types import BookHeld, CollectionHeld, RowCounts
from ingest.register.types import Cell, Refused, Stage, Tax


def collections_held(connection: Connection) -> list[CollectionHeld]:
    """The collections with their live workbooks, by year and survey."""
    books: dict[int, list[BookHeld]] = {}
    query = select(register_books).where(register_books.c.is_live).order_by(register_books.c.id)
    for row in connection.execute(query):
        books.setdefault(row.collection_id, []).append(book_of(row))
    c = register_collections.c
    rows = connection.execute(select(register_collections).order_by(c.year, c.survey))
    return [
        CollectionHeld(
            id=row.id,
            survey=row.survey,
            year=row.year,
            said=None if row.stage is None else Stage(row.stage),
            books=tuple(books.get(row.id, ())),
        )
        for row in rows
    ]


def live_access(connection: Connection) -> list[tuple[int, tuple[str, ...]]]:
    """The live workbooks, with who may see what each says: by its rule, and its documents'."""
    b = register_books.c
    rows = connection.execute(select(b.id, b.access, b.sha256).where(b.is_live)).all()
    further = rules_of_documents(connection, (row.sha256 for row in rows))
    return [
        (row.id, reduce(allowed_by_both, further.get(row.sha256, ()), from_column(row.access)))
        for row in rows
    ]


def rules_of_files(connection: Connection, files: Sequence[str]) -> list[tuple[str, ...]]:
    """Who may see what each of these files says, by their hashes; nobody, where it is unknown.

    A file that is a workbook in several ways is for whom every one of them is for, and every
    document of it; one that answers came in, for whom what it corrects is for.
    """
    return [_rule_of_file(connection, sha256) for sha256 in files]


def _rule_of_file(connection: Connection, sha256: str) -> tuple[str, ...]:
    b, c = register_books.c, register_corrections.c
    own = select(b.access, b.sha256).where(b.sha256 == sha256)
    corrected = (
        select(b.access, b.sha256)
        .join(register_sheets, register_sheets.c.book_id == b.id)
        .join(register_corrections, c.sheet_id == register_sheets.c.id)
        .where(c.sha256 == sha256)
    )
    rows = connection.execute(own.union(corrected)).all()
    further = rules_of_documents(connection, (sha256, *(row.sha256 for row in rows)))
    found = [from_column(row.access) for row in rows]
    return reduce(allowed_by_both, (*found, *chain(*further.values()))) if found else ()


def row_counts(connection: Connection) -> dict[int, RowCounts]:
    """How many rows each live workbook has, by its id."""
    live = select(register_books.c.id).where(register_books.c.is_live)
    tables = (register_agency_rows, register_project_rows, register_figures)
    found = [_count(connection, table) for table in tables]
    return {
        book: RowCounts(
            agencies=found[0].get(book, 0),
            projects=found[1].get(book, 0),
            figures=found[2].get(book, 0),
        )
        for book in connection.scalars(live)
    }


def _count(connection: Connection, table: Table) -> dict[int, int]:
    query = (
        select(register_sheets.c.book_id, func.count().label("size"))
        .join(table, table.c.sheet_id == register_sheets.c.id)
        .group_by(register_sheets.c.book_id)
    )
    return {row.book_id: row.size for row in connection.execute(query)}


def book_of(row: Any) -> BookHeld:
    """A workbook, of its row."""
    return BookHeld(
        id=row.id,
        source=row.source,
        sha256=row.sha256,
        imported=row.imported,
        access=from_column(row.access),
        is_live=row.is_live,
        notices=tuple(json.loads(row.notices)),
        refused=tuple(
            Refused(**{**one, "cell": Cell(**one["cell"])}) for one in json.loads(row.refused)
        ),
        collection=row.collection_id,
        stage=Stage(row.stage),
        tax=Tax(row.tax),
        price_year=row.price_year,
        is_example=row.is_example,
    )
