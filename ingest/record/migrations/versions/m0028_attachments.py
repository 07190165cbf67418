"""Attachments of lessons, each with its file; and documents are found by their files."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the index."""
    lesson = sa.ForeignKey("lessons.id", ondelete="CASCADE")
    op.create_table(
        "lesson_attachments",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("lesson_id", sa.String(32), lesson, nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("who_name", sa.Text, nullable=False),
    )
    op.create_index("ix_versions_file_hash", "versions", ["file_hash"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_versions_file_hash", "versions")
    op.drop_table("lesson_attachments")
