"""The record's tables of how things are kept: the audit log, holds, when a document was withdrawn.

A change here needs a migration in `migrations/versions`.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from ingest.record.tables import metadata

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, doc="from 1, without gaps"),
    Column("moment", String(20), nullable=False, index=True, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("caller", Text, nullable=False, doc="their id; empty where nobody is known"),
    Column("way", String(16), nullable=False, doc="of `assistant.people.types.Way`"),
    Column("action", String(32), nullable=False, doc="of `assistant.auditing.Action`"),
    Column("object", Text, nullable=False, doc="an id or a route; never anything's content"),
    Column("outcome", String(16), nullable=False, doc="of `assistant.auditing.Outcome`"),
    Column("hash", String(64), nullable=False, doc="see `audit_chain.py`"),
)

holds = Table(
    "holds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False, doc="of `holds.HoldKind`"),
    Column("subject", Text, nullable=False, doc="an id, a project's name, or a class"),
    Column("reason", Text, nullable=False),
    Column("placed", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("placed_by", Text),
    Column("released", String(20), doc="as `placed`; null: it holds"),
    Column("released_by", Text),
    sqlite_autoincrement=True,
)

withdrawn_seen = Table(
    "withdrawn_seen",
    metadata,
    Column(
        "document_id",
        String(16),
        ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("noticed", String(20), nullable=False, doc="since when its period counts, as `placed`"),
)
