"""The record's tables of where documents lie, and of who may see what lies there.

A change here needs a migration in `migrations/versions`.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

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

folder_rules = Table(
    "folder_rules",
    metadata,
    Column("folder_id", Integer, ForeignKey("folders.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True, doc="below the folder; empty: the folder itself"),
    Column("access", Text, nullable=False, doc="see `access.py`"),
    Column("is_locked", Boolean, nullable=False),
)

access_changes = Table(
    "access_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String(16), nullable=False, doc="kept when the document goes"),
    Column("is_withdrawal", Boolean, nullable=False),
    Column("value", Text, doc="a rule, or true; null: what was decided is taken back"),
    Column("changed", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("who", Text, doc="who decided; null where nobody signs in"),
    Column("reason", Text, nullable=False, server_default="", doc="free text; empty: not said"),
    Index("access_changes_of_document", "document_id"),
    sqlite_autoincrement=True,
)
