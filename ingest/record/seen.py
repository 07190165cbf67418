"""What the files of the material looked like when they were last read or compared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.marks import Mark
from ingest.record.folder_ids import folder_id
from ingest.record.place_tables import seen
from ingest.record.tables import folders
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a file looked like when its content had this hash."""

    mark: str
    content_hash: str


class SeenRecord:
    """Remembers it, for the one writer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_folder(self, folder: Path) -> dict[str, Seen]:
        """What each file of a folder looked like when it was last read or compared."""
        query = (
            select(seen.c.source, seen.c.mark, seen.c.content_hash)
            .join(folders, folders.c.id == seen.c.folder_id)
            .where(folders.c.path == str(folder))
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.source: Seen(mark=row.mark, content_hash=row.content_hash) for row in rows}

    def sizes(self) -> frozenset[int]:
        """The sizes, in bytes, of the files that are remembered, of all folders."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(seen.c.size).distinct()))

    def remember(self, folder: Path, marks: Mapping[str, tuple[Mark, str]]) -> None:
        """Note the marks of files, and the hashes of their content; not of those without a mark."""
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            _forget(connection, place, marks)
            rows = [
                {
                    "folder_id": place,
                    "source": source,
                    "mark": mark.text,
                    "size": mark.size,
                    "content_hash": content_hash,
                }
                for source, (mark, content_hash) in marks.items()
                if mark.text
            ]
            if rows:
                connection.execute(insert(seen), rows)

    def forget(self, folder: Path, sources: Collection[str]) -> None:
        """Remember no longer what these files look like."""
        with taking_turns(self._engine).begin() as connection:
            _forget(connection, folder_id(connection, folder), sources)


def _forget(connection: Connection, folder: int, sources: Collection[str]) -> None:
    for source in sources:
        connection.execute(delete(seen).where(seen.c.folder_id == folder, seen.c.source == source))
