"""The table of what editors did about citations that readers marked; the marks are `feedback`.

It goes with them. Times are UTC, as 2026-01-31T12:00:00Z.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from ingest.record.tables import metadata

citation_mark_changes = Table(
    "citation_mark_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "feedback_id",
        String(32),
        ForeignKey("feedback.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("moment", String(20), nullable=False),
    Column("who", Text, doc="who did it; null where nobody signs in"),
    Column("who_name", Text, nullable=False),
    Column("done", String(16), doc="of `citation_mark_types.Done`; null: it is open again"),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)
