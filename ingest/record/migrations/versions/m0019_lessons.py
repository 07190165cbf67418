"""Lessons learned: what was written, changed and said, and what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TEXTS = ("title", "context", "happened", "why", "differently", "agency", "project", "phase")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lessons",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in (*_TEXTS, "theme")),
        sa.Column("sure", sa.String(16), nullable=False),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("remind", sa.String(10), nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text),
        sa.Column("reviewer_name", sa.Text, nullable=False),
        sa.Column("created", sa.String(20), nullable=False),
        sa.Column("changed", sa.String(20), nullable=False),
        sa.Column("published", sa.String(10), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("superseded_by", sa.String(32)),
        sa.Column("origin_document", sa.String(16)),
        sa.Column("origin_page", sa.Integer),
        sa.Column("origin_start", sa.Integer),
        sa.Column("origin_end", sa.Integer),
        sa.Column("origin_mark", sa.String(64), unique=True),
    )
    _make_changes()
    _make_comments()
    op.create_table(
        "lesson_publications",
        sa.Column("source", sa.Text, primary_key=True),
        _of_lesson(),
        sa.Column("begun", sa.String(20), nullable=False),
        sa.Column("ended", sa.String(20)),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("lesson_publications", "lesson_comments", "lesson_changes", "lessons"):
        op.drop_table(name)


def _make_changes() -> None:
    op.create_table(
        "lesson_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_lesson(),
        *_by_whom(),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _make_comments() -> None:
    op.create_table(
        "lesson_comments",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_lesson(),
        *_by_whom(),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _by_whom() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("who_name", sa.Text, nullable=False),
    )


def _of_lesson() -> sa.Column[str]:
    lesson = sa.ForeignKey("lessons.id", ondelete="CASCADE")
    return sa.Column("lesson_id", sa.String(32), lesson, nullable=False, index=True)
