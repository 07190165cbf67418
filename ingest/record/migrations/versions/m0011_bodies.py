"""Where each page's running text lies, between its head and its foot.

Of what was taken in before, all of a page is its body: heads and feet were left out then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and fill them."""
    for name in ("body_start", "body_end"):
        op.add_column("pages", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.execute('UPDATE pages SET body_start = start, body_end = "end"')


def downgrade() -> None:
    """Drop the columns."""
    for name in ("body_end", "body_start"):
        op.drop_column("pages", name)
