"""The record's tables of where documents lie: further places, and what files looked like.

A change here needs a migration in `migrations/versions`.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from ingest.record.tables import metadata

copies = Table(
    "copies",
    metadata,
    Column("folder_id", Integer, ForeignKey("folders.id"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column(
        "document_id",
        String(16),
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)

seen = Table(
    "seen",
    metadata,
    Column("folder_id", Integer, ForeignKey("folders.id", ondelete="CASCADE"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("mark", Text, nullable=False, doc="see `ingest.marks`"),
    Column("size", Integer, nullable=False, doc="bytes, without the sidecar"),
    Column("content_hash", String(64), nullable=False, doc="of what the mark was of"),
)
