"""A document's access rule to come, which holds from the next publication."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("documents", sa.Column("coming_access", sa.Text))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("coming_access")
