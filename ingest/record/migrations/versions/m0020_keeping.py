"""The audit log, holds, and since when documents are withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("caller", sa.Text, nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_moment", "audit", ["moment"])
    op.create_table(
        "holds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("placed", sa.String(20), nullable=False),
        sa.Column("placed_by", sa.Text),
        sa.Column("released", sa.String(20)),
        sa.Column("released_by", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "withdrawn_seen",
        sa.Column(
            "document_id",
            sa.String(16),
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("noticed", sa.String(20), nullable=False),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("withdrawn_seen")
    op.drop_table("holds")
    op.drop_table("audit")
