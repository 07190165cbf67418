"""More of what is known of a document: language, projects, systems, and where it comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; null until a document is read again."""
    op.add_column("versions", sa.Column("language", sa.String(8)))
    op.add_column("versions", sa.Column("projects", sa.Text))
    op.add_column("versions", sa.Column("systems", sa.Text))
    op.add_column("versions", sa.Column("origins", sa.Text))


def downgrade() -> None:
    """Take them away again."""
    for name in ("origins", "systems", "projects", "language"):
        op.drop_column("versions", name)
