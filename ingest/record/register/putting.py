"""Puts a workbook's rows into the record, instead of an older version of the same workbook."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from ingest.record.access import to_column
from ingest.record.inserting import inserted
from ingest.record.moments import now
from ingest.record.register.agencies import AgencyNames
from ingest.record.register.cells import (
    anchor,
    free_to_json,
    list_to_json,
    own_values,
    parts,
    to_json,
    typed,
)
from ingest.record.register.collecting import collection_of
from ingest.record.register.places import BookPlace, book_at, is_placed, lay
from ingest.record.register.tables import (
    register_agency_rows,
    register_books,
    register_definitions,
    register_figures,
    register_names,
    register_places,
    register_project_rows,
    register_sheets,
)
from ingest.record.register.types import Import, Put
from ingest.register.fields import LISTS
from ingest.register.types import Row, RowKind

_AT_ONCE = 5000
_PLAIN_OF_AGENCY = ("org_number", "successor", "department", "size")
_OF_PROJECT = tuple(
    column.name
    for column in register_project_rows.columns
    if column.name not in {"id", "sheet_id", "row", "agency_id", "project_id", "cells", "free"}
)


def put_book(connection: Connection, what: Import, place: BookPlace | None = None) -> Put:
    """Store what a workbook says; a second time of the same changes nothing.

    One that is there already, at another place or under another name, is not stored twice. Rows
    that name no agency are not for the record: whoever read the workbook refused them.
    """
    collection = collection_of(connection, what.book.collection)
    before = None if place is None else book_at(connection, place)
    same = _same(connection, collection, what, may_be_gone=place is not None and before is None)
    older = before or _named_by_hand(connection, collection, what.source, place)
    book = _store(connection, collection, what) if same is None else int(same.id)
    if place is not None:
        lay(connection, place, book, what.access)
    elif same is not None and not is_placed(connection, book):
        _set(connection, book, access=to_column(what.access))
    if older is not None and older.id != book and not is_placed(connection, older.id):
        _set(connection, older.id, is_live=False)
    return Put(
        book=book,
        collection=collection,
        is_new=same is None or not same.is_live,
        is_stored=same is None,
        replaced=_gone(connection, older, book),
    )


def _store(connection: Connection, collection: int, what: Import) -> int:
    book = _insert_book(connection, collection, what)
    _Rows(connection, what.book.collection.year).insert(book, what.book.rows)
    return book


def _set(connection: Connection, book: int, **values: object) -> None:
    connection.execute(update(register_books).where(register_books.c.id == book).values(values))


def _gone(connection: Connection, older: Any, book: int) -> int | None:
    """The older workbook's id, where it has made room for another."""
    if older is None or older.id == book:
        return None
    is_live = select(register_books.c.is_live).where(register_books.c.id == older.id)
    return None if connection.scalar(is_live) else int(older.id)


def _same(connection: Connection, collection: int, what: Import, *, may_be_gone: bool) -> Any:
    """The workbook of that content, read likewise; of several the live one, then the newest."""
    c = register_books.c
    is_it = (c.collection_id == collection) & (c.sha256 == what.sha256)
    query = select(register_books).where(is_it, c.mapping_hash == what.mapping_hash)
    query = query if may_be_gone else query.where(c.is_live)
    return connection.execute(query.order_by(c.is_live.desc(), c.id.desc())).first()


def _named_by_hand(
    connection: Connection, collection: int, source: str, place: BookPlace | None
) -> Any:
    """The live workbook of that file name that came from no folder."""
    c = register_books.c
    name = source if place is None else PurePosixPath(source).name
    is_it = c.is_live & (c.collection_id == collection) & (c.source == name)
    is_placed = c.id.in_(select(register_places.c.book_id))
    return connection.execute(select(register_books).where(is_it, ~is_placed)).first()


def _insert_book(connection: Connection, collection: int, what: Import) -> int:
    values = {
        "collection_id": collection,
        "source": what.source,
        "sha256": what.sha256,
        "mapping_hash": what.mapping_hash,
        "imported": now(),
        "access": to_column(what.access),
        "is_live": True,
        "notices": json.dumps(what.book.notices, ensure_ascii=False),
        **{mark: getattr(what.book.collection, mark) for mark in ("price_year", "is_example")},
        "tax": what.book.collection.tax.value,
        "stage": what.book.collection.stage.value,
        "refused": json.dumps([asdict(one) for one in what.book.refused], ensure_ascii=False),
    }
    return inserted(connection, insert(register_books).values(values))


class _Rows:
    """Rows of one workbook on their way in: agencies first, for the others name them.

    What it calls its agencies is kept with it: nobody is told a name by a workbook that is hidden.
    """

    def __init__(self, connection: Connection, year: int) -> None:
        self._connection = connection
        self._year = year
        self._names = AgencyNames(connection)
        self._sheets: dict[str, int] = {}
        self._called: dict[str, bool] = {}

    def insert(self, book: int, rows: Sequence[Row]) -> None:
        self._sheets = _insert_sheets(self._connection, book, rows)
        agencies = _of(rows, RowKind.AGENCY)
        for row in agencies:  # all before any is stored, for a later one may make two of them one
            self._know(row)
        self._store(register_agency_rows, map(self._agency, agencies))
        self._store(register_project_rows, map(self._project, _of(rows, RowKind.PROJECT)))
        figures = (*_of(rows, RowKind.FIGURE), *_of(rows, RowKind.MATURITY))
        self._store(register_figures, map(self._figure, figures))
        self._store(register_definitions, map(self._definition, _of(rows, RowKind.DEFINITION)))
        self._store(register_names, self._names_of(book))

    def _store(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        waiting = list(rows)
        for start in range(0, len(waiting), _AT_ONCE):
            self._connection.execute(insert(table), waiting[start : start + _AT_ONCE])

    def _know(self, row: Row) -> None:
        given = {value.field: value.value for value in row.values}
        former = parts(given.get("former_names"))
        agency = self._names.renamed(str(given["agency"]), former)
        self._names.also(agency, *parts(given.get("short_names")), *former)
        self._called[str(given["agency"]).strip()] = True

    def _id_of(self, name: str) -> int:
        self._called.setdefault(name.strip(), False)
        return self._names.id_of(name)

    def _names_of(self, book: int) -> Iterable[dict[str, Any]]:
        for name, is_full in self._called.items():
            agency = self._names.id_of(name)
            yield {"book_id": book, "agency_id": agency, "name": name, "is_full": is_full}

    def _agency(self, row: Row) -> dict[str, Any]:
        given = {value.field: value.value for value in row.values}
        return {
            **self._place(row),
            "agency_id": self._id_of(str(given["agency"])),
            **{field: given.get(field) for field in _PLAIN_OF_AGENCY},
            **{field: list_to_json(given.get(field)) for field in LISTS},
            "cells": to_json(own_values(row)),
        }

    def _project(self, row: Row) -> dict[str, Any]:
        given = {value.field: value.value for value in row.values}
        return {
            **self._place(row),
            "agency_id": self._id_of(str(given["agency"])),
            **{field: typed(field, given.get(field)) for field in _OF_PROJECT},
            "cells": to_json(own_values(row)),
            "free": free_to_json(row.free),
        }

    def _figure(self, row: Row) -> dict[str, Any]:
        given = {value.field: value for value in row.values}
        number = given.get("measure") or given["question"]
        value = given.get("value") or given["level"]
        year = given.get("year")
        return {
            **self._place(row),
            "column": value.cell.column,
            "agency_id": self._id_of(str(given["agency"].value)),
            "year": self._year if year is None else int(year.value),
            "number": number.value,
            "value": value.value,
            "original": value.original,
        }

    def _definition(self, row: Row) -> dict[str, Any]:
        given = {value.field: value for value in row.values}
        said = given["definition"]
        return {
            **self._place(row),
            "column": said.cell.column,
            "number": given["measure"].value,
            "definition": said.value,
        }

    def _place(self, row: Row) -> dict[str, int]:
        cell = anchor(row)
        return {"sheet_id": self._sheets[cell.sheet], "row": cell.row}


def _insert_sheets(connection: Connection, book: int, rows: Sequence[Row]) -> dict[str, int]:
    columns: dict[str, dict[str, int]] = {}
    for row in rows:
        of_sheet = columns.setdefault(anchor(row).sheet, {})
        of_sheet.update({value.field: value.cell.column for value in own_values(row)})
    ids = {}
    for name, of_sheet in columns.items():
        values = {"book_id": book, "name": name, "columns": json.dumps(of_sheet)}
        ids[name] = inserted(connection, insert(register_sheets).values(values))
    return ids


def _of(rows: Iterable[Row], kind: RowKind) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.kind is kind)
