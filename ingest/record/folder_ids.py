"""Numbers the material folders."""

from pathlib import Path

from sqlalchemy import Connection, insert, select

from ingest.record.tables import folders


def folder_id(connection: Connection, folder: Path) -> int:
    """The number of a material folder, which is given one where it has none."""
    query = select(folders.c.id).where(folders.c.path == str(folder))
    found = connection.scalar(query)
    if found is None:
        connection.execute(insert(folders).values(path=str(folder)))
        found = connection.scalar(query)
    return int(found or 0)
