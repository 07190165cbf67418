"""Tasks: what the library lacks, made from topics of questions without an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_TEXTS = ("note", "outcome")
_JSON = ("asked", "nearest")
_MOMENTS = ("made", "changed", "settled")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("maker", sa.Text),
        sa.Column("maker_name", sa.Text, nullable=False),
        sa.Column("assignee", sa.Text),
        sa.Column("assignee_name", sa.Text, nullable=False),
        *(sa.Column(name, sa.String(20), nullable=False) for name in _MOMENTS),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("is_asked", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _JSON),
        sa.Column("closed_generation", sa.Integer),
        sa.Column("closed_kind", sa.String(20), nullable=False),
        sa.Column("closed_documents", sa.Text, nullable=False),
    )
    task = sa.ForeignKey("tasks.id", ondelete="CASCADE")
    op.create_table(
        "task_questions",
        sa.Column("task_id", sa.String(32), task, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("is_answered", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_questions")
    op.drop_table("tasks")
