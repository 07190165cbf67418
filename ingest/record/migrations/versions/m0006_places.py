"""Places: documents that lie at several, and what the file system said of each file."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of copies and of files that were seen; let contents be looked up."""
    op.create_index("ix_versions_content_hash", "versions", ["content_hash"])
    op.create_table(
        "copies",
        sa.Column("folder_id", sa.Integer, sa.ForeignKey("folders.id"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column(
            "document_id",
            sa.String(16),
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
    )
    op.create_table(
        "seen",
        sa.Column(
            "folder_id",
            sa.Integer,
            sa.ForeignKey("folders.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_index("ix_versions_content_hash", "versions")
    op.drop_table("seen")
    op.drop_table("copies")
