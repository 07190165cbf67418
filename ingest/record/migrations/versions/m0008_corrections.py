"""Corrections: what people say of a document instead of what its file says."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of corrections, and the column for what they stand in the place of."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "document_id",
            sa.String(16),
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("corrected", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_document_id", "corrections", ["document_id"])
    op.add_column("versions", sa.Column("as_read", sa.Text))


def downgrade() -> None:
    """Drop the column and the table."""
    op.drop_column("versions", "as_read")
    op.drop_table("corrections")
