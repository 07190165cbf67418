"""The record's forms: which are known, which one a record has, and how it comes to the newest.

Alembic is imported only when there is something to do, for it costs a cold question a third of a
second; a new record is made without it.
"""

from pathlib import Path

from sqlalchemy import Engine, text

from ingest.errors import DataFolderError
from ingest.record import (  # all of them have tables
    citation_mark_tables,  # noqa: F401
    curated_tables,  # noqa: F401
    keeping_tables,  # noqa: F401
    lesson_tables,  # noqa: F401
    people_tables,  # noqa: F401
    place_tables,  # noqa: F401
    tables,
    task_tables,  # noqa: F401
)
from ingest.record.register import tables as _register_tables  # noqa: F401  (the same)
from ingest.record.turns import taking_turns

NEWEST = "0028"
OLDER = (
    *("0001", "0002", "0003", "0004", "0005", "0006"),
    *("0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014", "0015", "0016"),
    *("0017", "0018", "0019", "0020", "0022", "0024", "0025", "0026", "0027"),
)
"""The forms that whoever opens a record brings to the newest."""
VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it."""


def form_of(engine: Engine) -> str | None:
    """The form of a record; None where it has no tables yet."""
    query = text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    with engine.connect() as connection:
        if connection.execute(query).first() is None:
            return None
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def is_empty(engine: Engine) -> bool:
    """True where nothing has been made in it yet."""
    with engine.connect() as connection:
        return connection.execute(text("SELECT name FROM sqlite_master")).first() is None


def make_newest(engine: Engine) -> None:
    """Make the newest form at once: the same as all migrations make, as their tests hold."""
    with taking_turns(engine).begin() as connection:
        tables.metadata.create_all(connection, checkfirst=False)
        connection.execute(text(VERSION_TABLE))
        connection.execute(text("INSERT INTO alembic_version VALUES (:form)"), {"form": NEWEST})


def migrate(engine: Engine) -> None:
    """Bring an older form to the newest, in one transaction."""
    from alembic import command  # noqa: PLC0415  (see the module's word on cold starts)
    from alembic.config import Config  # noqa: PLC0415  (the same)

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with taking_turns(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def other_form(data: Path, revision: str) -> DataFolderError:
    """What to tell of a record whose form is neither older nor the newest."""
    return DataFolderError(
        f"Databasen i {data} har en annan form ({revision}) än programmet ({NEWEST}). "
        "Kör `lardom sync` med den nyaste versionen."
    )
