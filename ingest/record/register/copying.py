"""Reads the live register column by column, as it holds, to be copied where it is asked."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from ingest.record.register.correcting import Corrections
from ingest.record.register.tables import (
    register_agency_rows,
    register_books,
    register_collections,
    register_definitions,
    register_figures,
    register_names,
    register_project_rows,
    register_sheets,
)
from ingest.register.copied import (
    AGENCIES,
    BOOKS,
    COLUMNS,
    DEFINITIONS,
    FIGURES,
    NAMES,
    PROJECTS,
    Batch,
)

_AT_ONCE = 50_000
_OF_PROJECT = (
    *("id", "book", "year", "agency_id", "project_id", "project", "purpose", "kind", "system"),
    *("start", "planned_end", "revised_end", "actual_end", "budget", "revised_budget", "outcome"),
    *("phase", "risk_benefit", "risk_budget", "risk_time", "benefit_plan", "benefit_owner"),
    *("supplier", "status"),
)


def batches(connection: Connection) -> Iterator[Batch]:
    """All of it, each table in parts."""
    corrections = Corrections(connection)
    yield from _read(connection, BOOKS, _books(), tuple)
    yield from _read(connection, NAMES, _names(), tuple)
    yield from _read(connection, AGENCIES, _agencies(), lambda row: _agency(row, corrections))
    yield from _read(connection, DEFINITIONS, _definitions(), tuple)
    yield from _read_held(connection, PROJECTS, _projects(), corrections)
    yield from _read_held(connection, FIGURES, _figures(), corrections)


def _read(
    connection: Connection, table: str, query: Select[Any], as_row: Callable[[Any], Any]
) -> Iterator[Batch]:
    for part in connection.execute(query).partitions(_AT_ONCE):
        yield Batch(table=table, columns=tuple(zip(*map(as_row, part), strict=True)))


def _read_held(
    connection: Connection, table: str, query: Select[Any], corrections: Corrections
) -> Iterator[Batch]:
    """The rows as they hold; the columns of a query after those of the table are of its place.

    Most parts have no correction: they go through as they come, row by row nothing is done.
    """
    size = len(COLUMNS[table])
    as_held = _project if table == PROJECTS else _figure
    for part in connection.execute(query).partitions(_AT_ONCE):
        columns = tuple(zip(*part, strict=True))
        if not corrections.sheets.isdisjoint(columns[size]):
            held = [one for row in part if (one := as_held(row, corrections)) is not None]
            columns = tuple(zip(*held, strict=True))
        yield Batch(table=table, columns=columns[:size])


def _live(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(register_sheets)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_collections, register_collections.c.id == register_books.c.collection_id)
        .where(register_books.c.is_live)
    )


def _books() -> Select[Any]:
    c, b = register_collections.c, register_books.c
    stage = func.coalesce(c.stage, b.stage)
    about = (c.survey, c.year, stage, b.tax, b.price_year, b.is_example)
    return (
        select(b.id, *about, b.source, b.sha256)
        .join(register_collections, c.id == register_books.c.collection_id)
        .where(register_books.c.is_live)
    )


def _names() -> Select[Any]:
    n = register_names.c
    year = register_collections.c.year
    weight = func.row_number().over(order_by=(n.is_full, year, n.book_id, n.id))
    return (
        select(weight, n.book_id, n.agency_id, n.name)
        .join(register_books, register_books.c.id == n.book_id)
        .join(register_collections, register_collections.c.id == register_books.c.collection_id)
        .where(register_books.c.is_live)
    )


def _agencies() -> Select[Any]:
    a, b = register_agency_rows.c, register_books.c
    weight = (
        func.row_number().over(order_by=(register_collections.c.year, b.id, a.id)).label("weight")
    )
    about = (weight, b.id.label("book"), b.is_example)
    query = _live(*about, register_agency_rows)
    return query.join(register_agency_rows, a.sheet_id == register_sheets.c.id)


def _agency(row: Any, corrections: Corrections) -> tuple[Any, ...]:
    held = corrections.of_agency(row._mapping)
    lists = (held["short_names"], held["former_names"], held["groups"])
    return (
        *(row.weight, row.book, row.agency_id, *lists),
        *(held["department"], held["size"], row.is_example),
    )


def _definitions() -> Select[Any]:
    d = register_definitions.c
    book, year = register_books.c.id.label("book"), register_collections.c.year
    query = _live(book, year, d.number, d.definition)
    return query.join(register_definitions, d.sheet_id == register_sheets.c.id)


def _projects() -> Select[Any]:
    r = register_project_rows.c
    own = [r[name] for name in _OF_PROJECT if name in r]
    book, year = register_books.c.id.label("book"), register_collections.c.year
    query = _live(own[0], book, year, *own[1:], r.sheet_id, r.row)
    return query.join(register_project_rows, r.sheet_id == register_sheets.c.id)


def _project(row: Any, corrections: Corrections) -> tuple[Any, ...]:
    held = corrections.of_project(row._mapping)
    return tuple(held[column] for column in _OF_PROJECT)


def _figures() -> Select[Any]:
    f = register_figures.c
    book, collected = register_books.c.id.label("book"), register_collections.c.year
    return _live(
        *(f.id, book, collected.label("collected"), f.agency_id, f.year, f.number, f.value),
        literal(0).label("is_corrected"),
        *(f.sheet_id, f.row, f.column),
    ).join(register_figures, f.sheet_id == register_sheets.c.id)


def _figure(row: Any, corrections: Corrections) -> tuple[Any, ...] | None:
    value = corrections.of_figure(row._mapping)
    if value is None:
        return None
    is_corrected = corrections.has_figure(row._mapping)
    about = (row.id, row.book, row.collected, row.agency_id, row.year, row.number)
    return (*about, value, int(is_corrected))
