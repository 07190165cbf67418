"""Who may see what: the rules of folders, what files say, and what editors decided."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

_OWN = (
    "UPDATE documents SET "
    "own_access = CASE access WHEN '[\"everyone\"]' THEN 'null' ELSE access END, "
    "coming_own = CASE coming_access WHEN '[\"everyone\"]' THEN 'null' ELSE coming_access END"
)
"""What is for everyone is so because its file says nothing, as nearly all of them."""


def upgrade() -> None:
    """Make the tables, and let every rule there is be the file's own."""
    own = sa.Column("own_access", sa.Text, nullable=False, server_default="null")
    op.add_column("documents", own)
    op.add_column("documents", sa.Column("coming_own", sa.Text))
    op.add_column("documents", sa.Column("set_access", sa.Text))
    op.execute(_OWN)
    op.create_table(
        "folder_rules",
        sa.Column(
            "folder_id",
            sa.Integer,
            sa.ForeignKey("folders.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("is_locked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "access_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.Column("is_withdrawal", sa.Boolean, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("changed", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("access_changes_of_document", "access_changes", ["document_id"])


def downgrade() -> None:
    """Drop them; every document keeps the rule that holds for it."""
    op.drop_table("access_changes")
    op.drop_table("folder_rules")
    for column in ("set_access", "coming_own", "own_access"):
        op.drop_column("documents", column)
