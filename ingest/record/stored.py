"""Reads a document back whole, with its vectors, as it was stored."""

from sqlalchemy import Engine, select

from ingest.record.corrections import CorrectionRecord
from ingest.record.reading import RecordReader
from ingest.record.rows import chunk_of, vectors_of
from ingest.record.tables import chunks
from ingest.record.types import DocumentRow, EmbeddedDocument
from ingest.types import Document


def stored_document(engine: Engine, row: DocumentRow) -> EmbeddedDocument:
    """The version that a row stands for, which is stored; its notices are not."""
    read = RecordReader(engine, None).text(row.version_id)
    query = select(chunks).where(chunks.c.version_id == row.version_id).order_by(chunks.c.ordinal)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    as_read = CorrectionRecord(engine).as_read(row.version_id, row.metadata)
    document = Document(
        source=row.source,
        content_hash=row.content_hash,
        file_hash=row.file_hash,
        media_type=row.media_type,
        metadata=row.metadata,
        text=read.text,
        pages=read.pages,
        headings=read.headings,
        chunks=tuple(map(chunk_of, rows)),
        access=row.access,
        as_read=None if as_read == row.metadata else as_read,
    )
    return EmbeddedDocument(document=document, vectors=vectors_of(rows))
