"""Which files have pages that are pictures: those that were recognised, and those unread."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from ingest.record.tables import documents, folders, pages, versions
from ingest.types import PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturedFile:
    """A file that has pages in a state other than printed; once for each such state."""

    source: str
    file_hash: str
    state: PageState


def pictured_files(engine: Engine, folder: Path) -> tuple[PicturedFile, ...]:
    """Those of a material folder, of what is not removed or replaced."""
    query = (
        select(documents.c.source, versions.c.file_hash, pages.c.state)
        .join(versions, versions.c.document_id == documents.c.id)
        .join(folders, folders.c.id == documents.c.folder_id)
        .join(pages, pages.c.version_id == versions.c.id)
        .where(folders.c.path == str(folder), versions.c.live_until.is_(None))
        .where(pages.c.state != PageState.PRINTED.value)
        .distinct()
    )
    with engine.connect() as connection:
        return tuple(
            PicturedFile(
                source=row.source, file_hash=row.file_hash or "", state=PageState(row.state)
            )
            for row in connection.execute(query)
        )


def file_hashes(engine: Engine) -> frozenset[str]:
    """The hashes of all files of which anything is stored."""
    with engine.connect() as connection:
        found = connection.scalars(select(versions.c.file_hash).distinct())
        return frozenset(file_hash for file_hash in found if file_hash)
