"""Answers that are kept for their evidence, and what people say about them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of answers and feedback."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("asked", sa.String(20), nullable=False),
        sa.Column("expires", sa.String(20), nullable=False, index=True),
        sa.Column("owner", sa.Text),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("filters", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("embedder", sa.String(64), nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("product", sa.String(32), nullable=False),
    )
    answer = sa.ForeignKey("answers.id", ondelete="CASCADE")
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("answer_id", sa.String(32), answer, nullable=False, index=True),
        sa.Column("citation", sa.Integer),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("said", sa.String(20), nullable=False),
    )


def downgrade() -> None:
    """Drop what people said, and the answers."""
    op.drop_table("feedback")
    op.drop_table("answers")
