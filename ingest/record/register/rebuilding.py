"""Gives the collections back as books, as they hold: to be checked, and to be shown.

The sheet of a cell is the sheet's id in the record, for two workbooks may have sheets of one name;
agencies are called by the name that the register has for them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from ingest.record.register.cells import free_from_json, from_json
from ingest.record.register.correcting import Corrections
from ingest.record.register.reading import collections_held
from ingest.record.register.tables import (
    register_agencies,
    register_agency_rows,
    register_books,
    register_collections,
    register_figures,
    register_project_rows,
    register_sheets,
)
from ingest.register.fields import AGENCY_FIELDS, LISTS, PROJECT_FIELDS
from ingest.register.maturity import QUESTIONS
from ingest.register.types import Book, Cell, Refused, Row, RowKind, SheetNamed, Value

_QUESTIONS = frozenset(question.id for question in QUESTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A collection as a book; `id` is its number in the record."""

    id: int
    book: Book


def rebuilt(connection: Connection) -> tuple[Rebuilt, ...]:
    """All collections that have live workbooks, by year."""
    corrections = Corrections(connection)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for collection, row in _rows(connection, corrections):
        rows[collection].append(row)
    refused, sheets = _refused(connection, corrections), _sheets_named(connection)
    return tuple(
        Rebuilt(
            id=held.id,
            book=Book(
                collection=held.collection,
                rows=tuple(rows[held.id]),
                refused=tuple(refused[held.id]),
                sheets=tuple(sheets[held.id]),
            ),
        )
        for held in collections_held(connection)
        if held.books
    )


def _rows(connection: Connection, corrections: Corrections) -> Iterator[tuple[int, Row]]:
    for row in _live(connection, register_agency_rows):
        yield row["collection_id"], _agency(row, corrections)
    for row in _live(connection, register_project_rows):
        yield row["collection_id"], _project(row, corrections)
    for row in sorted(_live(connection, register_figures), key=partial(_weight, corrections)):
        value = corrections.of_figure(row)
        if value is not None:
            place = (row["sheet_id"], row["row"], row["column"], row["number"])
            corrected = corrections.of_cell(*place)
            original = row["original"] if corrected is None else corrected.original
            yield row["collection_id"], _figure(row, value, original)


def _weight(corrections: Corrections, row: RowMapping) -> tuple[bool, int]:
    """Puts a figure first that counts before others of the same: as the copy ranks them."""
    return not corrections.has_figure(row), -row["book"]


def _sheets_named(connection: Connection) -> defaultdict[int, list[SheetNamed]]:
    """The sheets of each collection's live workbooks, as cells name them."""
    query = (
        select(register_sheets.c.id, register_sheets.c.name, register_books.c.source)
        .add_columns(register_books.c.collection_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .where(register_books.c.is_live)
        .order_by(register_sheets.c.id)
    )
    found: defaultdict[int, list[SheetNamed]] = defaultdict(list)
    for row in connection.execute(query):
        named = SheetNamed(sheet=str(row.id), title=row.name, source=row.source)
        found[row.collection_id].append(named)
    return found


def _live(connection: Connection, table: Any) -> Iterable[RowMapping]:
    book = register_books.c.id.label("book")
    about = (register_agencies.c.name.label("agency"), register_books.c.collection_id, book)
    query: Select[Any] = (
        select(table, *about)
        .join(register_sheets, register_sheets.c.id == table.c.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_agencies, register_agencies.c.id == table.c.agency_id)
        .where(register_books.c.is_live)
        .order_by(table.c.id)
    )
    return connection.execute(query).mappings().all()


def _agency(row: RowMapping, corrections: Corrections) -> Row:
    said = corrections.of_agency(row)
    held = {**said, **{name: "; ".join(json.loads(said[name])) for name in LISTS}}
    names = [field.id for field in AGENCY_FIELDS]
    return Row(kind=RowKind.AGENCY, values=tuple(_values(row, held, names, corrections)))


def _project(row: RowMapping, corrections: Corrections) -> Row:
    held = {**corrections.of_project(row), "agency": row["agency"]}
    names = [field.id for field in PROJECT_FIELDS]
    return Row(
        kind=RowKind.PROJECT,
        values=tuple(_values(row, held, names, corrections)),
        free=free_from_json(row["free"], str(row["sheet_id"]), row["row"]),
    )


def _values(
    row: RowMapping, held: dict[str, Any], names: Iterable[str], corrections: Corrections
) -> Iterator[Value]:
    """The fields that hold something, each with what its cell says, or what corrected it."""
    cells = from_json(row["cells"])
    for name in names:
        value, written = held.get(name), cells.get(name)
        if value in (None, ""):
            continue
        plain = value.isoformat() if isinstance(value, date) else value
        corrected = corrections.of_field(row["sheet_id"], row["row"], name)
        original = None if written is None else written.original
        if corrected is not None:
            original = corrected.original
        yield Value(
            field=name,
            value=plain,
            original=str(plain) if original is None else original,
            cell=Cell(
                sheet=str(row["sheet_id"]),
                row=row["row"],
                column=0 if written is None else written.column,
            ),
        )


def _figure(row: RowMapping, value: float, original: str) -> Row:
    is_maturity = row["number"] in _QUESTIONS
    kind = RowKind.MATURITY if is_maturity else RowKind.FIGURE
    named, told = ("question", "level") if is_maturity else ("measure", "value")
    given = {"agency": row["agency"], "year": float(row["year"]), named: row["number"]}
    cell = Cell(sheet=str(row["sheet_id"]), row=row["row"], column=row["column"])
    about = [Value(field=name, value=v, original=str(v), cell=cell) for name, v in given.items()]
    said = Value(field=told, value=value, original=original, cell=cell)
    return Row(kind=kind, values=(*about, said))


def _refused(connection: Connection, corrections: Corrections) -> dict[int, list[Refused]]:
    """The cells that could not be read and that nobody has corrected since."""
    c = register_books.c
    query = (
        select(c.id, c.collection_id, c.refused)
        .join(register_collections, register_collections.c.id == c.collection_id)
        .where(c.is_live)
    )
    found: defaultdict[int, list[Refused]] = defaultdict(list)
    for book, collection, stored in connection.execute(query):
        sheets = _sheets(connection, book)
        for one in json.loads(stored):
            cell = one["cell"]
            sheet = sheets.get(cell["sheet"], "")
            place = Cell(sheet=sheet, row=cell["row"], column=cell["column"])
            where = (place.row, place.column, one["field"])
            if sheet and corrections.of_cell(int(sheet), *where) is not None:
                continue
            found[collection].append(Refused(**{**one, "cell": place}))
    return found


def _sheets(connection: Connection, book: int) -> dict[str, str]:
    """The ids of a book's sheets by their names."""
    c = register_sheets.c
    rows = connection.execute(select(c.name, c.id).where(c.book_id == book))
    return {name: str(sheet) for name, sheet in rows}
