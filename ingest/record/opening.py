"""Opens the record's database: settings that keep it whole, and its migrations.

The only room with SQLite's own words. Alembic is imported only when there is something to do,
for it costs a cold question a third of a second.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from ingest.errors import DataFolderError

RECORD_NAME = "record.sqlite3"
NEWEST = "0001"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)


def open_for_writing(data: Path) -> Engine:
    """The record of a data folder, made or migrated to the newest form.

    Raises:
        DataFolderError: when the file is no record, is damaged, or cannot be written.
    """
    engine = _engine(data, pooled=False)
    try:
        if _revision(engine) != NEWEST:
            _migrate(engine)
    except DatabaseError as error:
        raise _unusable(data) from error
    return engine


def open_for_reading(data: Path) -> Engine | None:
    """The record of a data folder, or None when nothing has been taken in yet.

    Raises:
        DataFolderError: when the file is no record, is damaged, or has an older form.
    """
    if not (data / RECORD_NAME).exists():
        return None
    engine = _engine(data, pooled=True)
    try:
        revision = _revision(engine)
    except DatabaseError as error:
        raise _unusable(data) from error
    if revision is None:
        return None
    if revision != NEWEST:
        raise DataFolderError(
            f"Registret i {data} har en annan form ({revision}) än programmet ({NEWEST}). "
            "Kör `lardom sync` med den nyaste versionen."
        )
    return engine


def _engine(data: Path, *, pooled: bool) -> Engine:
    path = (data / RECORD_NAME).resolve()
    engine = create_engine(f"sqlite:///{path}", poolclass=QueuePool if pooled else NullPool)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _set_pragmas(connection: Any, _: object) -> None:
    # Python's own transactions would leave CREATE TABLE outside: a killed migration must
    # leave nothing behind, so each transaction is begun by `_begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _revision(engine: Engine) -> str | None:
    query = text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    with engine.connect() as connection:
        if connection.execute(query).first() is None:
            return None
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415  (see the module's word on cold starts)
    from alembic.config import Config  # noqa: PLC0415  (the same)

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _unusable(data: Path) -> DataFolderError:
    return DataFolderError(
        f"Registret {data / RECORD_NAME} går inte att läsa eller skriva: filen är skadad, "
        "skrivskyddad eller något annat än ett register. Återställ den från säkerhetskopia, "
        "eller flytta undan den och kör `lardom sync` på nytt."
    )
