"""The tables of lessons learned: lessons, changes, comments, attachments, publications.

Times are UTC, as 2026-01-31T12:00:00Z. A publication never changes: another one follows it.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, select

from ingest.record.tables import metadata

_ID = String(32)
_MOMENT = String(20)


def _of_lesson() -> Column[str]:
    return Column(
        "lesson_id",
        _ID,
        ForeignKey("lessons.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


lessons = Table(
    "lessons",
    metadata,
    Column("id", _ID, primary_key=True, doc="random, 32 hex digits"),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False, doc="counts what was done with it, from 1"),
    Column("title", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("happened", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("differently", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("project", Text, nullable=False, doc="the id of a project of the register, or empty"),
    Column("phase", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("sure", String(16), nullable=False, doc="how sure it is, or empty"),
    Column("access", Text, nullable=False, doc="see `access.py`"),
    Column("remind", String(10), nullable=False, doc="when to reconsider it: a day, or empty"),
    Column("author", Text, doc="who wrote it; null: nobody in particular"),
    Column("author_name", Text, nullable=False),
    Column("reviewer", Text, doc="who published it last; null where nobody signs in"),
    Column("reviewer_name", Text, nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("changed", _MOMENT, nullable=False),
    Column("published", String(10), nullable=False, doc="a day; empty where it is not published"),
    Column("source", Text, nullable=False, doc="in `lesson_publications` while it is published"),
    Column("superseded_by", _ID),
    Column("origin_document", String(16), doc="the document that it was proposed from"),
    Column("origin_page", Integer),
    Column("origin_start", Integer, doc="where in the document's text, with `origin_end`"),
    Column("origin_end", Integer),
    Column("origin_mark", String(64), unique=True, doc="hash of what it was proposed from"),
)

lesson_changes = Table(
    "lesson_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_lesson(),
    Column("moment", _MOMENT, nullable=False),
    Column("who", Text),
    Column("who_name", Text, nullable=False),
    Column("field", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    sqlite_autoincrement=True,
)

lesson_comments = Table(
    "lesson_comments",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_lesson(),
    Column("moment", _MOMENT, nullable=False),
    Column("who", Text),
    Column("who_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)

lesson_attachments = Table(
    "lesson_attachments",
    metadata,
    Column("id", _ID, primary_key=True, doc="random, 32 hex digits"),
    _of_lesson(),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False, doc="by its content"),
    Column("size", Integer, nullable=False, doc="bytes"),
    Column("sha256", String(64), nullable=False, doc="the name of its file, in hex"),
    Column("moment", _MOMENT, nullable=False),
    Column("who", Text),
    Column("who_name", Text, nullable=False),
)

lesson_publications = Table(
    "lesson_publications",
    metadata,
    Column("source", Text, primary_key=True, doc="its file's name in the folder of lessons"),
    _of_lesson(),
    Column("begun", _MOMENT, nullable=False),
    Column("ended", _MOMENT, doc="null: it is in force"),
)

ENDED = select(lesson_publications.c.source).where(lesson_publications.c.ended.is_not(None))
"""The files of lessons that are published no more: their names are random, and no other's."""
