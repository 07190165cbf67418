"""What editors did about the citations that readers marked."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    mark = sa.ForeignKey("feedback.id", ondelete="CASCADE")
    op.create_table(
        "citation_mark_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("feedback_id", sa.String(32), mark, nullable=False, index=True),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("who_name", sa.Text, nullable=False),
        sa.Column("done", sa.String(16)),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("citation_mark_changes")
