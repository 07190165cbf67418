"""The copy of the register that is asked: made of the record's columns, only read after that.

The only room that knows DuckDB. On 1,000,000 project-years and 10,000,000 figures 95 of 100
answers, rows and cells included, take at most 54 ms; indexed SQLite takes 364 for the bare numbers
where it must look at every project (docs/measurements.md).
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.errors import DataFolderError, SelectionError
from ingest.register.copied import (
    COLUMNS,
    FIGURES,
    MADE_OF_THEM,
    PROJECTS,
    WORKED_OUT,
    Batch,
    copy_of,
    older_copies,
)

if TYPE_CHECKING:
    import duckdb

_MEMORY = "1GB"
_NUMBERS = {"INTEGER": np.int64, "SMALLINT": np.int64, "TINYINT": np.int64, "DOUBLE": np.float64}
_LEFT_BEHIND = 3600.0
"""Seconds after which a copy that was begun is nobody's any more: its process was killed."""


def make_copy(data: Path, version: int, batches: Iterable[Batch]) -> Path:
    """Make the copy of a version of the register; those of older versions are removed.

    Whoever makes the same one at the same time makes the same: the last one stays.

    Raises:
        DataFolderError: when the disk is full, or the folder cannot be written to.
    """
    path = copy_of(data, version)
    coming = path.with_name(f"coming-{uuid.uuid4().hex[:8]}.duckdb")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connected(coming)) as database:
            _fill(database, batches)
        os.replace(coming, path)  # noqa: PTH105  (the same call as elsewhere for what is published)
    except _troubles() as error:
        raise DataFolderError(
            f"Registrets tabeller gick inte att skriva i {path.parent} ({error}). "
            "Se till att disken har plats och att mappen går att skriva i, och försök igen."
        ) from error
    finally:
        coming.unlink(missing_ok=True)
    sweep_copies(path)
    return path


class Columns:
    """An open copy. Several threads may ask it at once. Close it."""

    def __init__(self, path: Path) -> None:
        """Open the copy that lies there.

        Raises:
            DataFolderError: when it is no copy, or is damaged.
        """
        self._path = path
        try:
            self._database = _connected(path, read_only=True)
        except _troubles() as error:
            raise _damaged(path) from error
        self._lock = Lock()

    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives; raises DataFolderError where the copy is damaged.

        `SelectionError` where a value does not go with its column.
        """
        with self._lock:
            cursor = self._database.cursor()
        with closing(cursor):
            try:
                return cursor.execute(query, list(parameters)).fetchall()
            except _misfits() as error:
                raise SelectionError(
                    "Ett värde i filtret passar inte uppgiften som det gäller.",
                    "Kontrollera filtrets värden.",
                ) from error
            except _troubles() as error:
                raise _damaged(self._path) from error

    def close(self) -> None:
        """Let go of the copy."""
        self._database.close()


def _connected(path: Path, *, read_only: bool = False) -> "duckdb.DuckDBPyConnection":
    import duckdb  # noqa: PLC0415  (whoever has no register loads none of it)

    return duckdb.connect(
        str(path),
        read_only=read_only,
        config={
            "memory_limit": _MEMORY,
            "autoinstall_known_extensions": "false",  # nothing is fetched
            "autoload_known_extensions": "false",
            "enable_external_access": "false",
        },
    )


def _damaged(path: Path) -> DataFolderError:
    return DataFolderError(
        f"Registrets tabeller i {path} går inte att läsa. "
        "Kör `lardom register rebuild` så görs de om från databasen."
    )


def _misfits() -> tuple[type[Exception], ...]:
    import duckdb  # noqa: PLC0415  (the same)

    return duckdb.ConversionException, duckdb.BinderException, duckdb.OutOfRangeException


def _troubles() -> tuple[type[Exception], ...]:
    import duckdb  # noqa: PLC0415  (the same)

    return OSError, duckdb.Error


def _fill(database: "duckdb.DuckDBPyConnection", batches: Iterable[Batch]) -> None:
    for table, columns in COLUMNS.items():
        made = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        database.execute(f"CREATE TABLE {_staged(table)} ({made})")
    for batch in batches:
        if batch.columns:
            _insert(database, batch)
    worked_out = ", ".join(f"{how} AS {name}" for name, how in WORKED_OUT)
    order = {PROJECTS: f"SELECT *, {worked_out} FROM staged_projects ORDER BY year, agency, row"}
    order[FIGURES] = (
        "SELECT *, row_number() OVER (PARTITION BY number, year, agency "
        "ORDER BY collected DESC, is_corrected DESC, book DESC, row) AS rank "
        "FROM staged_figures ORDER BY number, year, agency"
    )
    for table, query in order.items():
        database.execute(f"CREATE TABLE {table} AS {query}")
        database.execute(f"DROP TABLE {_staged(table)}")
    for table, query in MADE_OF_THEM.items():
        database.execute(f"CREATE TABLE {table} AS {query}")


def _staged(table: str) -> str:
    return f"staged_{table}" if table in {PROJECTS, FIGURES} else table


def _insert(database: "duckdb.DuckDBPyConnection", batch: Batch) -> None:
    columns = {
        name: np.array(column, dtype=_NUMBERS.get(kind, object) if _is_full(column) else object)
        for (name, kind), column in zip(COLUMNS[batch.table], batch.columns, strict=True)
    }
    database.register("batch", columns)
    database.execute(f"INSERT INTO {_staged(batch.table)} SELECT * FROM batch")
    database.unregister("batch")


def _is_full(column: Sequence[Any]) -> bool:
    return None not in column


def sweep_copies(kept: Path) -> None:
    """Remove the other copies, and those that were begun and left behind."""
    for other in older_copies(kept):
        with suppress(OSError):
            other.unlink()
    for begun in kept.parent.glob("coming-*.duckdb*"):
        with suppress(OSError):
            if begun.stat().st_mtime < time.time() - _LEFT_BEHIND:
                shutil.rmtree(begun) if begun.is_dir() else begun.unlink()
