"""Curated answers: what was written and reviewed, and what was done with them."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None

_TEXTS = ("question", "wordings", "sentences", "access")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "curated_answers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("expires", sa.String(10), nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text),
        sa.Column("reviewer_name", sa.Text, nullable=False),
        sa.Column("created", sa.String(20), nullable=False),
        sa.Column("changed", sa.String(20), nullable=False),
        sa.Column("reviewed", sa.String(10), nullable=False),
    )
    curated = sa.ForeignKey("curated_answers.id", ondelete="CASCADE")
    op.create_table(
        "curated_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("curated_id", sa.String(32), curated, nullable=False, index=True),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("who_name", sa.Text, nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("curated_changes")
    op.drop_table("curated_answers")
