"""Where collection workbooks lie: a folder and a path below it, as documents do."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "register_places",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "folder_id",
            sa.Integer,
            sa.ForeignKey("folders.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column(
            "book_id",
            sa.Integer,
            sa.ForeignKey("register_books.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("is_there", sa.Boolean, nullable=False),
        sa.UniqueConstraint("folder_id", "source", "book_id"),
    )
    op.create_index("ix_register_places_book_id", "register_places", ["book_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("register_places")
