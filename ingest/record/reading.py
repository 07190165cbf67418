"""Reads the record: documents, texts and passages as one index generation shows them.

What is withdrawn, or published no more, is never handed out. Access is on every row; who may
see what is for the caller to decide, with the row in hand.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)

from ingest.record.access import to_column
from ingest.record.columns import read_access, read_columns
from ingest.record.facts import Fact, is_fact, read_fact
from ingest.record.lesson_tables import ENDED
from ingest.record.outlines import outlines_of
from ingest.record.place_tables import copies
from ingest.record.rows import document_of, index_row_of, passage_of, vector_of
from ingest.record.tables import chunks, documents, folders, pages, versions
from ingest.record.texts import read_text
from ingest.record.types import (
    DocumentColumns,
    DocumentRow,
    DocumentText,
    IndexRow,
    KeyedVectors,
    Passage,
)
from ingest.types import EVERYONE, Heading, Span

BATCH = 2000
_NOT_LISTED = frozenset({"id", "text", "sketch", "as_read"})
_WANTED = select(func.json_each(bindparam("wanted", type_=String)).table_valued("value").c.value)
"""Keys handed over as one JSON list: a list of parameters takes three times as long."""
_VECTORS = (
    select(chunks.c.key, chunks.c.vector)
    .where(chunks.c.key.in_(_WANTED), exists().where(is_fact(Fact.EMBEDDER, bindparam("made_by"))))
    .order_by(chunks.c.key)
)


class RecordReader:
    """Reads for one generation (None: all that is stored, shown or not). Usable by threads."""

    def __init__(self, engine: Engine, generation: int | None) -> None:
        self._engine = engine
        self._shown = (
            true()
            if generation is None
            else and_(
                versions.c.live_from <= generation,
                or_(versions.c.live_until.is_(None), versions.c.live_until > generation),
                documents.c.withdrawn.is_(False),
                documents.c.source.not_in(ENDED),
            )
        )

    def close(self) -> None:
        """Give the database connections back."""
        self._engine.dispose()

    def fact(self, name: Fact) -> str | None:
        """A fact about the library as a whole, such as its embedder's fingerprint."""
        return read_fact(self._engine, name)

    def knows(self, folder: Path) -> bool:
        """True when anything of this material folder is stored, shown or not."""
        query = select(folders.c.id).where(folders.c.path == str(folder))
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None

    def folders(self) -> frozenset[str]:
        """The material folders of which anything is stored, shown or not."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(folders.c.path)))

    def documents(self) -> list[DocumentRow]:
        """Every document shown, by title."""
        query = self._documents().order_by(versions.c.title, documents.c.source)
        with self._engine.connect() as connection:
            return [document_of(row) for row in connection.execute(query)]

    def document(self, document: str) -> DocumentRow | None:
        """One document by its id, or None when this generation shows none of that name."""
        with self._engine.connect() as connection:
            row = connection.execute(self._documents().where(documents.c.id == document)).first()
        return None if row is None else document_of(row)

    def replaced_by(self, document: str) -> list[DocumentRow]:
        """The older editions of a document, by title: those that it has replaced."""
        query = self._documents().where(documents.c.superseded_by == document)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(versions.c.title, documents.c.source))
            return [document_of(row) for row in rows]

    def places(self, document: str) -> list[str]:
        """The paths of a document's files, each below its material folder, its own place first."""
        own = select(documents.c.source).where(documents.c.id == document)
        further = (
            select(copies.c.source)
            .where(copies.c.document_id == document)
            .order_by(copies.c.folder_id, copies.c.source)
        )
        with self._engine.connect() as connection:
            return [*connection.scalars(own), *connection.scalars(further)]

    def named(self, ids: Sequence[str]) -> dict[str, DocumentRow]:
        """Those of these documents that this generation shows, by id."""
        found: dict[str, DocumentRow] = {}
        for start in range(0, len(ids), BATCH):
            query = self._documents().where(documents.c.id.in_(ids[start : start + BATCH]))
            with self._engine.connect() as connection:
                found.update((row.id, document_of(row)) for row in connection.execute(query))
        return found

    def text(self, version: str) -> DocumentText:
        """The whole text of a version."""
        with self._engine.connect() as connection:
            return read_text(connection, version)

    def outlines(self, some: Collection[str]) -> dict[str, tuple[Heading, ...]]:
        """The headings of each of these versions that has any, in reading order."""
        with self._engine.connect() as connection:
            return outlines_of(connection, some)

    def characters(self, version: str, span: Span) -> str:
        """The characters of a version's text that a span covers."""
        with self._engine.connect() as connection:
            text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
        return span.of(text or "")

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        """The passages of these chunks, in the order asked for; those not shown are left out."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._passages, {"wanted": json.dumps(list(keys))}).all()
        of_version = {row.version: document_of(row) for row in rows}
        found = {row.key: passage_of(row, of_version[row.version]) for row in rows}
        return [found[key] for key in keys if key in found]

    def is_open(self) -> bool:
        """True when everyone may see every document that is stored."""
        of_some = documents.c.access != to_column((EVERYONE,))
        closed = or_(of_some, documents.c.withdrawn, documents.c.source.in_(ENDED))
        with self._engine.connect() as connection:
            return connection.scalar(select(documents.c.id).where(closed).limit(1)) is None

    def keys(self) -> list[int]:
        """The keys of every chunk shown, ascending."""
        own = select(versions.c.id).join(documents, documents.c.id == versions.c.document_id)
        query = select(chunks.c.key).where(chunks.c.version_id.in_(own.where(self._shown)))
        with self._engine.connect() as connection:  # by their index, half of a join's time
            return sorted(connection.scalars(query))

    def columns(self) -> DocumentColumns:
        """What filters look at, of every document shown."""
        with self._engine.connect() as connection:
            return read_columns(connection, self._shown)

    def access(self) -> dict[str, tuple[str, ...]]:
        """Who may see each document shown, as the rules are now."""
        with self._engine.connect() as connection:
            return read_access(connection, self._shown)

    def vectors(self, keys: Sequence[int], made_by: str) -> KeyedVectors:
        """The vectors of these chunks, shown or not, ascending by key.

        None while the record's vectors are of another model than that of fingerprint `made_by`.
        """
        wanted = {"wanted": json.dumps(list(keys)), "made_by": made_by}
        with self._engine.connect() as connection:
            rows = connection.execute(_VECTORS, wanted).all()
        stored = vector_of(b"".join(row.vector for row in rows))
        return KeyedVectors(
            keys=np.array([row.key for row in rows], np.int64),
            vectors=stored.reshape(len(rows), len(stored) // max(len(rows), 1)),
        )

    def index_rows(self, keys: Sequence[int]) -> Iterator[list[IndexRow]]:
        """What the index needs of these chunks, in batches, ascending by key."""
        wanted = (
            *(chunks.c.key, chunks.c.heading, chunks.c.words, chunks.c.vector),
            *(versions.c.title, versions.c.publisher, versions.c.year),
            *(versions.c.publication_number, versions.c.diarienummer),
            func.coalesce(documents.c.coming_access, documents.c.access).label("access"),
        )
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            query = self._chunks(*wanted).where(chunks.c.key.in_(some)).order_by(chunks.c.key)
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
            yield [index_row_of(row) for row in rows]

    def _chunks(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return (
            select(*columns)
            .join(versions, versions.c.id == chunks.c.version_id)
            .join(documents, documents.c.id == versions.c.document_id)
            .where(self._shown)
        )

    @cached_property
    def _passages(self) -> Select[Any]:
        """Passages by the keys `wanted`."""
        on_page = and_(pages.c.version_id == versions.c.id, pages.c.number == chunks.c.page)
        own = [column for column in chunks.c if column.name != "vector"]
        return (
            self._documents(*own, pages.c.label.label("page_label"))
            .join(chunks, chunks.c.version_id == versions.c.id)
            .outerjoin(pages, on_page)
            .where(chunks.c.key.in_(_WANTED))
        )

    def _documents(self, *more: Any) -> Select[Any]:
        own, newer = chunks.alias(), documents.alias()
        is_newer = newer.c.id == documents.c.superseded_by
        count = select(func.count()).where(own.c.version_id == versions.c.id).correlate(versions)
        return (
            select(
                documents.c.id,
                documents.c.source,
                documents.c.access,
                *(documents.c.superseded_by, newer.c.access.label("newer_access")),
                versions.c.id.label("version"),
                folders.c.path,
                count.scalar_subquery().label("size"),
                *(column for column in versions.c if column.name not in _NOT_LISTED),
                *more,
            )
            .join(versions, versions.c.document_id == documents.c.id)
            .join(folders, folders.c.id == documents.c.folder_id)
            .outerjoin(newer, is_newer & newer.c.withdrawn.is_(False))
            .where(self._shown)
        )
