"""Reads the record: documents, texts and passages as one index generation shows them.

Withdrawn documents are never handed out. Access is on every row; who may see what is for the
caller to decide, with the row in hand.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, func, or_, select, true

from ingest.record.access import from_column
from ingest.record.facts import Fact, read_fact
from ingest.record.tables import chunks, documents, folders, headings, pages, versions
from ingest.record.types import DocumentRow, DocumentText, IndexRow, Passage, Vectors
from ingest.rendering import findable
from ingest.types import EVERYONE, Chunk, Heading, Kind, Metadata, Page, Span

BATCH = 2000


class RecordReader:
    """Reads for one generation (None: all that is stored, whether it is shown or not).

    Holds no transaction open between calls; usable by threads.
    """

    def __init__(self, engine: Engine, generation: int | None) -> None:
        self._engine = engine
        self._shown = (
            true()
            if generation is None
            else and_(
                versions.c.live_from <= generation,
                or_(versions.c.live_until.is_(None), versions.c.live_until > generation),
                documents.c.withdrawn.is_(False),
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

    def documents(self) -> list[DocumentRow]:
        """Every document shown, by title."""
        query = self._documents().order_by(versions.c.title, documents.c.source)
        with self._engine.connect() as connection:
            return [_document(row) for row in connection.execute(query)]

    def document(self, document: str) -> DocumentRow | None:
        """One document by its id, or None when this generation shows none of that name."""
        with self._engine.connect() as connection:
            row = connection.execute(self._documents().where(documents.c.id == document)).first()
        return None if row is None else _document(row)

    def text(self, version: str) -> DocumentText:
        """The whole text of a version."""
        with self._engine.connect() as connection:
            text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
            page_rows = connection.execute(
                select(pages).where(pages.c.version_id == version).order_by(pages.c.number)
            ).all()
            heading_rows = connection.execute(
                select(headings)
                .where(headings.c.version_id == version)
                .order_by(headings.c.ordinal)
            ).all()
        return DocumentText(
            text=text or "",
            pages=tuple(
                Page(number=r.number, label=r.label, span=Span(start=r.start, end=r.end))
                for r in page_rows
            ),
            headings=tuple(
                Heading(level=r.level, title=r.title, start=r.start) for r in heading_rows
            ),
        )

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        """The passages of these chunks, in the order asked for; those not shown are left out."""
        on_page = and_(pages.c.version_id == versions.c.id, pages.c.number == chunks.c.page)
        query = (
            self._documents(chunks, pages.c.label.label("page_label"))
            .join(chunks, chunks.c.version_id == versions.c.id)
            .outerjoin(pages, on_page)
            .where(chunks.c.key.in_(keys))
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            words = _words(connection, rows)
        found = {row.key: _passage(row, words[row.key]) for row in rows}
        return [found[key] for key in keys if key in found]

    def keys(self) -> list[int]:
        """The keys of every chunk shown, ascending."""
        query = self._chunks(chunks.c.key).order_by(chunks.c.key)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def index_rows(self, keys: Sequence[int]) -> Iterator[list[IndexRow]]:
        """What the index needs of these chunks, in batches, ascending by key."""
        wanted = (
            *(chunks.c.key, chunks.c.heading, chunks.c.start, chunks.c.end, chunks.c.vector),
            versions.c.id.label("version"),
            versions.c.title,
            func.coalesce(documents.c.coming_access, documents.c.access).label("access"),
        )
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            query = self._chunks(*wanted).where(chunks.c.key.in_(some)).order_by(chunks.c.key)
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
                words = _words(connection, rows)
            yield [_index_row(row, words[row.key]) for row in rows]

    def _chunks(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return (
            select(*columns)
            .join(versions, versions.c.id == chunks.c.version_id)
            .join(documents, documents.c.id == versions.c.document_id)
            .where(self._shown)
        )

    def _documents(self, *more: Any) -> Select[Any]:
        own = chunks.alias()
        count = select(func.count()).select_from(own).where(own.c.version_id == versions.c.id)
        size = count.correlate(versions).scalar_subquery()
        known = [column for column in versions.c if column.name not in {"id", "text"}]
        return (
            select(
                documents.c.id,
                documents.c.source,
                documents.c.access,
                versions.c.id.label("version"),
                folders.c.path,
                size.label("size"),
                *known,
                *more,
            )
            .join(versions, versions.c.document_id == documents.c.id)
            .join(folders, folders.c.id == documents.c.folder_id)
            .where(self._shown)
        )


def vector_of(blob: bytes) -> Vectors:
    """A stored vector as float32, of shape (dimension,)."""
    return np.frombuffer(blob, dtype="<f2").astype(np.float32)


def _words(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """The words of chunks by key; each text is fetched once, for SQLite counts from its start."""
    of_version = defaultdict(list)
    for row in rows:
        of_version[row.version].append(row)
    query = select(versions.c.id, versions.c.text).where(versions.c.id.in_(of_version))
    return {
        row.key: text[row.start : row.end]
        for version, text in connection.execute(query).yield_per(1)  # a text may be large
        for row in of_version[version]
    }


def _document(row: Row[Any]) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        version_id=row.version,
        folder=row.path,
        source=row.source,
        content_hash=row.content_hash,
        media_type=row.media_type,
        access=from_column(row.access),
        chunks=row.size,
        metadata=Metadata(
            title=row.title,
            publisher=row.publisher,
            year=row.year,
            date=row.date,
            kind=Kind(row.kind),
            publication_number=row.publication_number,
            diarienummer=row.diarienummer,
            url=row.url,
        ),
    )


def _passage(row: Row[Any], words: str) -> Passage:
    return Passage(
        key=row.key,
        document=_document(row),
        chunk=Chunk(
            ordinal=row.ordinal,
            span=Span(start=row.start, end=row.end),
            page=row.page,
            heading=row.heading,
        ),
        text=words,
        page_label=row.page_label,
    )


def _index_row(row: Row[Any], words: str) -> IndexRow:
    return IndexRow(
        key=row.key,
        words=findable(row.title, row.heading, words),
        vector=vector_of(row.vector),
        restricted=EVERYONE not in from_column(row.access),
    )
