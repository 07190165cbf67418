"""Sessions know the one at the other service that they came of; decisions of access say why."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; of what there is already it is not known."""
    reason = sa.Column("reason", sa.Text, nullable=False, server_default="")
    op.add_column("access_changes", reason)
    for name in ("sid", "id_token"):
        op.add_column("sessions", sa.Column(name, sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    for name in ("id_token", "sid"):
        op.drop_column("sessions", name)
    op.drop_column("access_changes", "reason")
