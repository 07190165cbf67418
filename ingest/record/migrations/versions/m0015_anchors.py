"""What the address of a web page calls the place of each heading; older rows do not tell."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("headings", sa.Column("anchor", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("headings", "anchor")
