"""The first record: folders, documents, versions, pages, headings, chunks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "facts",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "folders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("folder_id", sa.Integer, sa.ForeignKey("folders.id"), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("coming_access", sa.Text),
        sa.UniqueConstraint("folder_id", "source"),
    )
    _create_versions()
    _create_parts()


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, index=True
        ),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("live_from", sa.Integer, nullable=False),
        sa.Column("live_until", sa.Integer),
        sa.Column("media_type", sa.String(128), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("date", sa.String(32)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("publication_number", sa.String(64)),
        sa.Column("diarienummer", sa.String(64)),
        sa.Column("url", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )


def _of_version() -> sa.ForeignKey:
    return sa.ForeignKey("versions.id", ondelete="CASCADE")


def _create_parts() -> None:
    op.create_table(
        "pages",
        sa.Column("version_id", sa.String(32), _of_version(), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "headings",
        sa.Column("version_id", sa.String(32), _of_version(), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
    )
    op.create_table(
        "chunks",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.String(32), _of_version(), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Index("chunks_of_version", "version_id", "ordinal"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop everything: there is nothing before the first record."""
    for name in ("chunks", "headings", "pages", "versions", "documents", "folders", "facts"):
        op.drop_table(name)
