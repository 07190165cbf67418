"""How each page's words came, and the hash of the file alone, under which recognised pages lie."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of older versions nobody knows more than that their words are printed."""
    state = sa.Column("state", sa.String(16), nullable=False, server_default="printed")
    op.add_column("versions", sa.Column("file_hash", sa.String(64)))
    op.add_column("pages", state)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("pages", "state")
    op.drop_column("versions", "file_hash")
