"""Reads what filters look at, of all documents at once: by columns, without an object for each."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, select

from ingest.record.access import from_column
from ingest.record.tables import chunks, documents, versions
from ingest.record.types import Column, DocumentColumns, DocumentRow, Keys
from ingest.types import Kind

AT_ONCE = 1000
Cell = TypeVar("Cell", bound=Hashable)
Value = TypeVar("Value")
_WANTED = (
    *(documents.c.id, versions.c.id.label("version"), documents.c.access),
    *(versions.c.title, versions.c.publisher, versions.c.year, versions.c.kind),
    versions.c.date,
    *(versions.c.publication_number, versions.c.diarienummer),
)


def read_columns(connection: Connection, shown: ColumnElement[bool]) -> DocumentColumns:
    """The columns of all documents that are shown, and the keys of their chunks."""
    query = select(*_WANTED).join(versions, versions.c.document_id == documents.c.id).where(shown)
    cells: list[list[Any]] = [[] for _ in _WANTED]
    for part in _parts(connection, query):
        for all_cells, some in zip(cells, part, strict=True):
            all_cells.extend(some)
    names, of_versions, access, titles, publishers, years, kinds, dates, *named = cells
    numbers, diarienummer = named
    keys, owners = _chunks(connection, {name: place for place, name in enumerate(of_versions)})
    return DocumentColumns(
        ids=tuple(names),
        access=column_of(access, from_column),
        titles=column_of(titles, str),
        publishers=column_of(publishers, _same),
        years=column_of(years, _same),
        kinds=column_of(kinds, Kind),
        dates=column_of(dates, _same),
        numbers=column_of(numbers, _same),
        diarienummer=column_of(diarienummer, _same),
        keys=keys,
        owners=owners,
    )


def read_access(connection: Connection, shown: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    """Who may see each document that is shown, by its id."""
    own = select(documents.c.id, documents.c.access)
    query = own.join(versions, versions.c.document_id == documents.c.id).where(shown)
    return {row.id: from_column(row.access) for row in connection.execute(query)}


def columns_of(rows: Sequence[DocumentRow]) -> DocumentColumns:
    """The columns of documents that have been read, in their order, without any chunk."""
    known = [row.metadata for row in rows]
    return DocumentColumns(
        ids=tuple(row.id for row in rows),
        access=column_of([row.access for row in rows], _same),
        titles=column_of([one.title for one in known], _same),
        publishers=column_of([one.publisher for one in known], _same),
        years=column_of([one.year for one in known], _same),
        kinds=column_of([one.kind for one in known], _same),
        dates=column_of([one.date for one in known], _same),
        numbers=column_of([one.publication_number for one in known], _same),
        diarienummer=column_of([one.diarienummer for one in known], _same),
        keys=np.zeros(0, np.int64),
        owners=np.zeros(0, np.intp),
    )


def column_of(cells: Sequence[Cell], read: Callable[[Cell], Value]) -> Column[Value]:
    """A column; each different cell is read once."""
    places = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    return Column(
        values=tuple(map(read, places)),
        places=np.array([places[cell] for cell in cells], np.intp),
    )


def _same(cell: Cell) -> Cell:
    return cell


def _chunks(connection: Connection, places: Mapping[str, int]) -> tuple[Keys, NDArray[np.intp]]:
    """All keys of these versions' chunks, ascending, and the place of each one's version."""
    keys, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.intp)]
    for versions_of_some, some in _parts(connection, select(chunks.c.version_id, chunks.c.key)):
        keys.append(np.array(some, np.int64))
        owners.append(np.array([places.get(name, -1) for name in versions_of_some], np.intp))
    every, owner = np.concatenate(keys), np.concatenate(owners)
    order = np.argsort(every)
    order = order[owner[order] >= 0]
    return every[order], owner[order]


def _parts(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Some rows after the others, as columns: all of them at once would be a million objects."""
    for rows in connection.execute(query).partitions(AT_ONCE):
        yield list(zip(*rows, strict=True))
