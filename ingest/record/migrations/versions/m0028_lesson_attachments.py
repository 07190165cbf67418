"""Attachments of lessons: what each is called, and which file of the data folder it is."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
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


def downgrade() -> None:
    """Drop it."""
    op.drop_table("lesson_attachments")
