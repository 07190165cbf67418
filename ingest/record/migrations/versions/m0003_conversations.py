"""Conversations: the questions that were asked one after another, until they expire."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of conversations and their questions."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.Text),
        sa.Column("started", sa.String(20), nullable=False),
        sa.Column("expires", sa.String(20), nullable=False, index=True),
    )
    conversation = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    op.create_table(
        "conversation_questions",
        sa.Column("conversation_id", sa.String(32), conversation, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("understood", sa.Text, nullable=False),
        sa.Column("answer_id", sa.String(32)),
        sa.Column("asked", sa.String(20), nullable=False),
    )


def downgrade() -> None:
    """Drop the questions, and the conversations."""
    op.drop_table("conversation_questions")
    op.drop_table("conversations")
