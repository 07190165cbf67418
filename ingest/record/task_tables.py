"""The tables of tasks: what is to be mended, and the questions that stand for it.

Times are UTC, as 2026-01-31T12:00:00Z.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from ingest.record.tables import metadata

_ID = String(32)
_MOMENT = String(20)

tasks = Table(
    "tasks",
    metadata,
    Column("id", _ID, primary_key=True, doc="random, 32 hex digits"),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False, doc="counts what was done with it, from 1"),
    Column("note", Text, nullable=False),
    Column("outcome", Text, nullable=False, doc="what was said when it was settled"),
    Column("maker", Text, doc="who made it; null where nobody signs in"),
    Column("maker_name", Text, nullable=False),
    Column("assignee", Text, doc="who has it; null where nobody does"),
    Column("assignee_name", Text, nullable=False),
    Column("made", _MOMENT, nullable=False),
    Column("changed", _MOMENT, nullable=False, doc="not by asking again, unless that closed it"),
    Column("settled", _MOMENT, nullable=False, doc="empty while it is open"),
    Column("is_shared", Boolean, nullable=False, doc="false: of the one person's own questions"),
    Column("is_asked", Boolean, nullable=False, doc="whether its questions are asked again"),
    Column("asked", Text, nullable=False, doc="of which library they were asked last"),
    Column("nearest", Text, nullable=False, doc="JSON: ids of documents"),
    Column("closed_generation", Integer, doc="null unless the library closed it"),
    Column("closed_kind", String(20), nullable=False),
    Column("closed_documents", Text, nullable=False, doc="JSON: ids of documents"),
)

task_questions = Table(
    "task_questions",
    metadata,
    Column(
        "task_id",
        _ID,
        ForeignKey("tasks.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False, doc="0: most typical"),
    Column("question", Text, nullable=False),
    Column("is_answered", Boolean, nullable=False),
)
