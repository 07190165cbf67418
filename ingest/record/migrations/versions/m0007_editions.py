"""Editions: what tells how alike two texts are, and which document has replaced another."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns; the next run fills them."""
    op.add_column("versions", sa.Column("sketch", sa.LargeBinary))
    op.add_column("documents", sa.Column("superseded_by", sa.String(16)))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("documents", "superseded_by")
    op.drop_column("versions", "sketch")
