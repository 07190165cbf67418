"""The tables of curated answers: the answers, and what was done with them.

Times are UTC, as 2026-01-31T12:00:00Z.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from ingest.record.tables import metadata

_ID = String(32)
_MOMENT = String(20)

curated_answers = Table(
    "curated_answers",
    metadata,
    Column("id", _ID, primary_key=True, doc="random, 32 hex digits"),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False, doc="counts what was done with it, from 1"),
    Column("question", Text, nullable=False),
    Column("wordings", Text, nullable=False, doc="JSON: a list of texts"),
    Column("sentences", Text, nullable=False, doc="JSON: sentences with their quotes"),
    Column("access", Text, nullable=False, doc="see `access.py`"),
    Column("expires", String(10), nullable=False, doc="the last day that it is shown"),
    Column("author", Text, doc="who wrote it; null where nobody signs in"),
    Column("author_name", Text, nullable=False),
    Column("reviewer", Text, doc="who pinned it last; null where nobody signs in"),
    Column("reviewer_name", Text, nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("changed", _MOMENT, nullable=False),
    Column("reviewed", String(10), nullable=False, doc="a day; empty where it is not pinned"),
)

curated_changes = Table(
    "curated_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "curated_id",
        _ID,
        ForeignKey("curated_answers.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("moment", _MOMENT, nullable=False),
    Column("who", Text),
    Column("who_name", Text, nullable=False),
    Column("step", String(16), nullable=False),
    Column("comment", Text, nullable=False),
    sqlite_autoincrement=True,
)
