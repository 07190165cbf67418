"""What was fetched from the web: each address with its file and what the server told of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from ingest.lock import writing
from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.tables import fetched
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An address and what came of it last; what a server did not tell is empty.

    `origin` is the entry of the list of sources that it comes from, `landed` where its redirects
    ended, `file` its path below the folder of fetched files, `changed` what a sitemap tells,
    `fetched` the time in UTC, as 2026-01-31T12:00:00Z.
    """

    url: str
    origin: str
    landed: str
    file: str
    sha256: str
    etag: str
    last_modified: str
    changed: str
    fetched: str


def open_fetched(data: Path) -> "FetchedRecord":
    """The table in the record of a data folder, which is made where there is none. Close it.

    Other processes may write at the same time.

    Raises:
        LockedError: the record must be made or migrated, and another process is writing.
        DataFolderError: the record cannot be used.
    """
    engine = open_for_reading(data)
    if engine is None:
        with writing(data):
            engine = open_for_writing(data)
    return FetchedRecord(engine)


class FetchedRecord:
    """The table in an open record. Every method raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def all(self) -> tuple[Fetched, ...]:
        """Everything that was fetched, by address."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(fetched).order_by(fetched.c.url)).mappings().all()
        return tuple(Fetched(**row) for row in rows)

    def put(self, one: Fetched) -> None:
        """Remember it, instead of what stood under its address."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(fetched).where(fetched.c.url == one.url))
            connection.execute(insert(fetched).values(asdict(one)))

    def remove(self, urls: Iterable[str]) -> None:
        """Remember these no more."""
        with taking_turns(self._engine).begin() as connection:
            for url in urls:
                connection.execute(delete(fetched).where(fetched.c.url == url))
