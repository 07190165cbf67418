"""Runs: what each sync did, and with which files."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of runs and of their files."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("job", sa.String(16), nullable=False),
        sa.Column("folders", sa.Text, nullable=False),
        sa.Column("started", sa.String(20), nullable=False),
        sa.Column("finished", sa.String(20)),
        sa.Column("seconds", sa.Float),
        sa.Column("generation", sa.Integer),
        sa.Column("unchanged", sa.Integer),
        sa.Column("trouble", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "run_files",
        sa.Column(
            "run_id", sa.Integer, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("chunks", sa.Integer, nullable=False),
        sa.Column("access", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the files, and the runs."""
    op.drop_table("run_files")
    op.drop_table("runs")
