"""The words of each chunk beside its place: a long text need not be read for a few passages."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = sa.text("SELECT id, text FROM versions")
_CHUNKS = sa.text('SELECT key, start, "end" FROM chunks WHERE version_id = :version')
_FILL = sa.text("UPDATE chunks SET words = :words WHERE key = :key")


def upgrade() -> None:
    """Add the column and fill it from the texts, one text at a time."""
    op.add_column("chunks", sa.Column("words", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    for version, text in connection.execute(_TEXTS.execution_options(yield_per=1)):
        cut = connection.execute(_CHUNKS, {"version": version}).all()
        # Not by SQLite's substr: it counts from the text's start, and ends at a NUL.
        words = [{"key": key, "words": text[start:end]} for key, start, end in cut]
        if words:
            connection.execute(_FILL, words)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("chunks", "words")
