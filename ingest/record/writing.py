"""Writes the record: stages what a sync found, and prunes what no generation shows any more.

Everything is staged for the *next* generation, so readers see none of it until that generation
is published; a sync that died is taken up again by the next, for staging twice changes nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, union, update

from ingest.access_rules import allowed_by_both
from ingest.record.access import from_column, own_to_column, to_column
from ingest.record.corrections import Correction, note_corrections
from ingest.record.deciding import let_decisions_hold
from ingest.record.document_names import name_at
from ingest.record.facts import Fact
from ingest.record.folder_ids import folder_id
from ingest.record.holds import held_version
from ingest.record.lesson_places import refuse_lesson
from ingest.record.place_tables import copies
from ingest.record.places import PlaceRecord
from ingest.record.register.tables import register_places
from ingest.record.rows import chunk_of, vectors_of
from ingest.record.ruling import RulingRecord, let_coming_hold
from ingest.record.seen import SeenRecord
from ingest.record.storing import blobs, store_parts, version_values
from ingest.record.tables import chunks, documents, facts, folders, versions
from ingest.record.turns import taking_turns
from ingest.record.types import EmbeddedDocument, Vectors
from ingest.types import Document, PageState


class RecordWriter:
    """Writes for one coming generation. Lives as long as the lock on the data folder is held."""

    def __init__(self, engine: Engine, generation: int) -> None:
        self._engine = engine
        self._generation = generation
        self.places = PlaceRecord(engine, generation)
        self.seen = SeenRecord(engine)
        self.rulings = RulingRecord(engine)

    def set_fact(self, name: Fact, value: str) -> None:
        """Remember `value` under `name`, instead of what stood there."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(facts).where(facts.c.name == name.value))
            connection.execute(insert(facts).values(name=name.value, value=value))

    def known(self, folder: Path) -> dict[str, str]:
        """Source to content hash, for everything of the folder that is not removed or replaced."""
        is_there = (folders.c.path == str(folder)) & versions.c.live_until.is_(None)
        own = (
            select(documents.c.source, versions.c.content_hash)
            .join(versions, versions.c.document_id == documents.c.id)
            .join(folders, folders.c.id == documents.c.folder_id)
            .where(is_there)
        )
        further = (
            select(copies.c.source, versions.c.content_hash)
            .join(versions, versions.c.document_id == copies.c.document_id)
            .join(folders, folders.c.id == copies.c.folder_id)
            .where(is_there)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(union(own, further))
            return {row.source: row.content_hash for row in rows}

    def has_staged(self, live: int) -> bool:
        """True when something is staged that the live generation does not show."""
        staged = (versions.c.live_from > live) | (versions.c.live_until > live)
        with self._engine.connect() as connection:
            return connection.scalar(select(versions.c.id).where(staged).limit(1)) is not None

    def stage(self, folder: Path, embedded: Sequence[EmbeddedDocument]) -> None:
        """Store documents for the coming generation, in one transaction, instead of older ones."""
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            for item in embedded:
                # The same content read again stays where it lies, and so do its copies.
                stays = self.places.shows(connection, place, item.document)
                if not stays:
                    self.places.leave(connection, place, item.document.source)
                name = name_at(connection, folder, place, item.document.source)
                if not stays:
                    self.places.part_from_copies(connection, name)
                self._stage_one(connection, name, place, item)

    def restage(self, name: str, item: EmbeddedDocument, said: Sequence[Correction]) -> None:
        """Store a document that is there anew, as it is corrected, and what was said of it.

        Who may see it is left as it is. Raises `LessonDocumentError` for a lesson; what was said
        of one can be taken back.
        """
        with taking_turns(self._engine).begin() as connection:
            if any(one.value is not None for one in said):
                refuse_lesson(connection, name)
            note_corrections(connection, name, said)
            self._put(connection, name, item)

    def vectors(self, version: str, document: Document) -> Vectors | None:
        """The vectors of a stored version, where it is cut into the same chunks as the document.

        Its title may have been another one.
        """
        query = select(chunks).where(chunks.c.version_id == version).order_by(chunks.c.ordinal)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        cut = [(chunk_of(row), row.words) for row in rows]
        same = cut == [(one, one.span.of(document.text)) for one in document.chunks]
        return vectors_of(rows) if same else None

    def names(self, folder: Path, sources: Sequence[str]) -> list[str]:
        """The ids of the documents that are, or will be, stored from these sources."""
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            return [name_at(connection, folder, place, source) for source in sources]

    def remove(self, folder: Path, sources: Iterable[str]) -> None:
        """Let the coming generation no longer show these sources."""
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            for source in sources:
                if not self.places.leave(connection, place, source):
                    name = name_at(connection, folder, place, source)
                    self._retire(connection, name)
                    self.places.keep_access(connection, name)

    def prune(self) -> None:
        """Delete for good what only generations before this one show; it has been published.

        What is held stays, and is shown to nobody.
        """
        gone = versions.c.live_until <= self._generation
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(versions).where(gone, ~held_version()))
            kept = select(versions.c.document_id)
            connection.execute(delete(documents).where(documents.c.id.not_in(kept)))
            used = union(
                select(documents.c.folder_id),
                select(copies.c.folder_id),
                select(register_places.c.folder_id),
            )
            connection.execute(delete(folders).where(folders.c.id.not_in(used)))
            let_coming_hold(connection, self._generation)

    def replace_vectors(self, keys: Sequence[int], vectors: np.ndarray) -> None:
        """Give chunks new vectors: for a library that changes its embedding model."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(
                update(chunks)
                .where(chunks.c.key == bindparam("chunk"))
                .values(vector=bindparam("blob")),
                [
                    {"chunk": key, "blob": blob}
                    for key, blob in zip(keys, blobs(vectors), strict=True)
                ],
            )

    def _retire(self, connection: Connection, document: str) -> None:
        newest = (versions.c.document_id == document) & versions.c.live_until.is_(None)
        never_shown = versions.c.live_from >= self._generation
        connection.execute(delete(versions).where(newest & never_shown))
        connection.execute(update(versions).where(newest).values(live_until=self._generation))

    def _stage_one(
        self, connection: Connection, name: str, folder: int, item: EmbeddedDocument
    ) -> None:
        _place(connection, name, folder, item.document)
        self._put(connection, name, item)

    def _put(self, connection: Connection, name: str, item: EmbeddedDocument) -> None:
        """Let the coming generation show this version of a document, and no other."""
        version = _version_id(name, item.document)
        self._retire(connection, name)
        if self._revived(connection, version):
            return
        values = version_values(name, item.document)
        connection.execute(
            insert(versions).values(id=version, live_from=self._generation, **values)
        )
        store_parts(connection, version, item)

    def _revived(self, connection: Connection, version: str) -> bool:
        """Take back a retirement that was never published: the file has its old content again."""
        this = versions.c.id == version
        back = update(versions).where(this).values(live_until=None)
        return connection.execute(back).rowcount > 0


def _version_id(name: str, document: Document) -> str:
    """A version's name: from what was read of the file's content, and from the metadata.

    A correction and a file's new name change what is known of one and the same content.
    """
    told = f"{_content_name(document)}\0{document.metadata!r}"
    return f"{name}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _content_name(document: Document) -> str:
    """Names what was read: the same file gives more once its scanned pages are recognised."""
    states = [page.state for page in document.pages]
    if PageState.RECOGNISED not in states:
        return document.content_hash
    return hashlib.sha256(" ".join((document.content_hash, *states)).encode()).hexdigest()


def _place(connection: Connection, name: str, folder: int, document: Document) -> None:
    """Make the document's row, or change its access: at once only what nobody gains by.

    What is to come is what the material says here; its other places and its editors are heard when
    it is settled, at the latest by whoever publishes it.
    """
    access, own = to_column(document.access), own_to_column(document.own_access)
    here = documents.c.id == name
    now = connection.scalar(select(documents.c.access).where(here))
    if now is None:
        row = {"id": name, "folder_id": folder, "source": document.source, "access": access}
        connection.execute(insert(documents).values(own_access=own, **row))
        let_decisions_hold(connection, name)
    else:
        both = to_column(allowed_by_both(from_column(now), document.access))
        rule = {"access": both, "coming_access": access, "coming_own": own}
        connection.execute(update(documents).where(here).values(rule))
