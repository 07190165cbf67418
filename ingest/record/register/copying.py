"""Reads the live register column by column, as it holds, to be copied where it is asked."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from ingest.record.register.correcting import Corrections
from ingest.record.register.tables import (
    register_agencies,
    register_agency_rows,
    register_books,
    register_collections,
    register_definitions,
    register_figures,
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
_NAMED = (register_agencies.c.id, register_agencies.c.name)
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
    yield from _read(connection, NAMES, select(*_NAMED), tuple)
    yield from _read(connection, AGENCIES, _agencies(), _agency)
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
    c = register_collections.c
    about = (c.survey, c.year, c.stage, c.tax, c.price_year, c.is_example)
    return (
        select(register_books.c.id, *about, register_books.c.source, register_books.c.sha256)
        .join(register_collections, c.id == register_books.c.collection_id)
        .where(register_books.c.is_live)
    )


def _agencies() -> Select[Any]:
    a = register_agency_rows.c
    return (
        _live(
            *(register_books.c.id.label("book"), register_collections.c.year, a.agency_id),
            *(register_agencies.c.name, a.short_names, a.former_names),
            *(a.department, a.size, a.groups, register_collections.c.is_example),
        )
        .join(register_agency_rows, a.sheet_id == register_sheets.c.id)
        .join(register_agencies, register_agencies.c.id == a.agency_id)
    )


def _agency(row: Any) -> tuple[Any, ...]:
    names = dict.fromkeys((row.name, *json.loads(row.short_names), *json.loads(row.former_names)))
    groups = json.loads(row.groups)
    return (
        *(row.book, row.year, row.agency_id, json.dumps(list(names), ensure_ascii=False)),
        *(row.department, row.size, json.dumps(groups, ensure_ascii=False), row.is_example),
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
        *(f.sheet_id, f.row, f.column),
    ).join(register_figures, f.sheet_id == register_sheets.c.id)


def _figure(row: Any, corrections: Corrections) -> tuple[Any, ...] | None:
    value = corrections.of_figure(row._mapping)
    if value is None:
        return None
    return (row.id, row.book, row.collected, row.agency_id, row.year, row.number, value)
