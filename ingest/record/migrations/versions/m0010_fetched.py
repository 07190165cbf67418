"""Fetched: what the web gave, address by address, so that only what is new is fetched again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "fetched",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("landed", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("fetched", sa.String(20), nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("fetched")
