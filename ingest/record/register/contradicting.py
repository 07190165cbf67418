"""Finds the values of a workbook that an earlier one of its collection gives differently."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, select

from ingest.record.register.correcting import Corrections
from ingest.record.register.tables import (
    register_books,
    register_figures,
    register_names,
    register_sheets,
)
from ingest.register.types import Cell

_F, _B = register_figures.c, register_books.c
_KEY = (_F.agency_id, _F.year, _F.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A value of a workbook, and that of another; `agency` is what the workbook calls it."""

    agency: str
    year: int
    number: str
    value: float
    cell: Cell
    other: float
    other_cell: Cell
    source: str


def contradicting(connection: Connection, book: int) -> Iterator[Against]:
    """What a live workbook gives that another of its collection gives differently.

    By the order of its rows; of several others the one that was taken in last. What is corrected
    is compared as it holds.
    """
    names = _names(connection, book)
    corrections = Corrections(connection)
    rows = connection.execute(_told_apart(book)).mappings()
    held = [(row, value) for row in rows if (value := corrections.of_figure(row)) is not None]
    for _, same in groupby(held, lambda one: one[0]["first"]):
        told = list(same)
        own = next((one for one in told if one[0]["book"] == book), None)
        other = next((one for one in told if one[0]["book"] != book), None)
        if own and other and own[1] != other[1]:
            yield Against(
                agency=names.get(own[0]["agency_id"], ""),
                year=own[0]["year"],
                number=own[0]["number"],
                value=own[1],
                cell=_cell(own[0]),
                other=other[1],
                other_cell=_cell(other[0]),
                source=other[0]["source"],
            )


def _told_apart(book: int) -> Select[Any]:
    """The rows of what the workbook and others of its collection give differently."""
    collection = select(_B.collection_id).where(_B.id == book).scalar_subquery()
    is_of_it = and_(_B.is_live, _B.collection_id == collection)
    keys = (
        _figures(*_KEY, func.min(_F.id).label("first"))
        .where(is_of_it)
        .group_by(*_KEY)
        .having(func.min(_F.value) != func.max(_F.value), func.max(_B.id == book))
        .subquery()
    )
    k = keys.c
    is_one = and_(k.agency_id == _F.agency_id, k.year == _F.year, k.number == _F.number)
    about = (_B.id.label("book"), _B.source, register_sheets.c.name.label("sheet"), k.first)
    return (
        _figures(register_figures, *about)
        .join(keys, is_one)
        .where(is_of_it)
        .order_by(k.first, _B.id.desc(), _F.id)
    )


def _figures(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(register_figures)
        .join(register_sheets, register_sheets.c.id == _F.sheet_id)
        .join(register_books, _B.id == register_sheets.c.book_id)
    )


def _cell(row: RowMapping) -> Cell:
    return Cell(sheet=row["sheet"], row=row["row"], column=row["column"])


def _names(connection: Connection, book: int) -> dict[int, str]:
    c = register_names.c
    query = select(c.agency_id, c.name).where(c.book_id == book).order_by(c.is_full, c.id)
    return {row.agency_id: row.name for row in connection.execute(query)}
