"""Where documents lie: one content at several places is one document, and may move.

A document has one place of its own, in `documents`; further ones are its copies. When its own
is gone, a copy takes over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from ingest.record.access import from_column
from ingest.record.described import origins_as_read
from ingest.record.folder_ids import folder_id
from ingest.record.place_tables import copies
from ingest.record.tables import documents, folders, versions
from ingest.record.turns import taking_turns
from ingest.types import Document, Witness

_BY_PLACE = frozenset({Witness.FILE_NAME, Witness.FOLDER})
"""Who tells something else when a file is renamed or moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the material: the folder's absolute path, and the path below it."""

    folder: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A document that was known before its content was found at another place.

    `lies` is where it lay until now; unless it moves it lies there still.
    `access` as in `Document`, `version` the one of that content.
    """

    document: str
    version: str
    lies: Place
    moves: bool
    access: tuple[str, ...]


class PlaceRecord:
    """Where documents lie, for the one writer of a coming generation."""

    def __init__(self, engine: Engine, generation: int) -> None:
        self._engine = engine
        self._generation = generation

    def hashes(self) -> set[str]:
        """The content hashes of all documents, those too that are to go with this run."""
        shown = or_(versions.c.live_until.is_(None), versions.c.live_until >= self._generation)
        with self._engine.connect() as connection:
            return set(connection.scalars(select(versions.c.content_hash).where(shown)))

    def described_by_place(self) -> set[str]:
        """The content hashes of documents that go, and that their file or folder tells of."""
        query = select(versions.c.content_hash, versions.c.origins, versions.c.as_read)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(self._goes_now())).all()
        return {
            row.content_hash
            for row in rows
            if any(one.witness in _BY_PLACE for one in origins_as_read(row.origins, row.as_read))
        }

    def adopt(
        self,
        place: Place,
        content_hash: str,
        unsure: Collection[Place] = (),
        *,
        shown: bool = True,
    ) -> Adopted | None:
        """Let the place show the document of that content, if one is known; else None.

        A document whose own place went in this run moves; unless it is `shown` there, somebody
        is to stage it. At the places `unsure` it has not been looked at yet whether they still
        hold what they held.
        """
        with taking_turns(self._engine).begin() as connection:
            folder = folder_id(connection, Path(place.folder))
            for row in connection.execute(self._of_content(content_hash)).all():
                lies = Place(folder=row.path, source=row.source)
                if lies == place or lies in unsure:
                    continue
                if row.live_until is None:
                    copy = {"folder_id": folder, "source": place.source, "document_id": row.id}
                    connection.execute(insert(copies).values(copy))
                    return _adopted(row, lies, moves=False)
                if _is_free(connection, folder, place.source):
                    to = {"folder_id": folder, "source": place.source}
                    here = documents.c.id == row.id
                    connection.execute(update(documents).where(here).values(to))
                    self.keep_access(connection, row.id)
                    if shown:
                        back = versions.c.id == row.version
                        connection.execute(update(versions).where(back).values(live_until=None))
                    return _adopted(row, lies, moves=True)
        return None

    def leave(self, connection: Connection, folder: int, source: str) -> bool:
        """Take a place from its document, which lives on at another; False where it has none."""
        here = (copies.c.folder_id == folder) & (copies.c.source == source)
        if connection.execute(delete(copies).where(here)).rowcount:
            return True
        own = (documents.c.folder_id == folder) & (documents.c.source == source)
        heir = connection.execute(
            select(copies)
            .join(documents, documents.c.id == copies.c.document_id)
            .where(own)
            .order_by(copies.c.folder_id, copies.c.source)
        ).first()
        if heir is None:
            return False
        if not _is_free(connection, heir.folder_id, heir.source):
            return True  # the next run lets it move there, when what lay there before has gone
        theirs = (copies.c.folder_id == heir.folder_id) & (copies.c.source == heir.source)
        connection.execute(delete(copies).where(theirs))
        to = {"folder_id": heir.folder_id, "source": heir.source}
        connection.execute(update(documents).where(documents.c.id == heir.document_id).values(to))
        return True

    def part_from_copies(self, connection: Connection, document: str) -> None:
        """Let a document that becomes another one at its place lie nowhere else."""
        connection.execute(delete(copies).where(copies.c.document_id == document))

    def keep_access(self, connection: Connection, document: str) -> None:
        """Let a rule of access that was to come not come: what it was for has not come either."""
        here = documents.c.id == document
        connection.execute(
            update(documents).where(here).values(coming_access=None, coming_own=None)
        )

    def shows(self, connection: Connection, folder: int, document: Document) -> bool:
        """True when the place is a document's own, which has the same content."""
        found = (
            select(versions.c.id)
            .join(documents, documents.c.id == versions.c.document_id)
            .where(
                documents.c.folder_id == folder,
                documents.c.source == document.source,
                versions.c.content_hash == document.content_hash,
                versions.c.live_until.is_(None),
            )
        )
        return connection.scalar(found) is not None

    def _of_content(self, content_hash: str) -> Select[tuple[str, str, str, str, int, str]]:
        """Documents that show the content, or did until this run; those that stay come first."""
        return (
            select(
                documents.c.id,
                documents.c.source,
                documents.c.access,
                folders.c.path,
                versions.c.live_until,
                versions.c.id.label("version"),
            )
            .join(versions, versions.c.document_id == documents.c.id)
            .join(folders, folders.c.id == documents.c.folder_id)
            .where(
                versions.c.content_hash == content_hash,
                or_(versions.c.live_until.is_(None), self._goes_now()),
            )
            .order_by(func.coalesce(versions.c.live_until, 0), documents.c.id)
        )

    def _goes_now(self) -> ColumnElement[bool]:
        """True for the last version of a document that is to go with this run."""
        newer = versions.alias()
        replaced = exists().where(
            newer.c.document_id == versions.c.document_id, newer.c.live_until.is_(None)
        )
        return (versions.c.live_until >= self._generation) & ~replaced


def _adopted(row: Row[tuple[str, str, str, str, int, str]], lies: Place, *, moves: bool) -> Adopted:
    return Adopted(
        document=row.id,
        version=row.version,
        lies=lies,
        moves=moves,
        access=from_column(row.access),
    )


def _is_free(connection: Connection, folder: int, source: str) -> bool:
    """True when no document has the place for its own, not even one that is about to go."""
    own = (documents.c.folder_id == folder) & (documents.c.source == source)
    return connection.scalar(select(documents.c.id).where(own)) is None
