"""How far each workbook says that it has come; a collection has what was said of it, or nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TO_BOOKS = (
    "UPDATE register_books SET stage = "
    "(SELECT c.stage FROM register_collections c WHERE c.id = collection_id)"
)
_TO_COLLECTIONS = (
    "UPDATE register_collections SET stage = coalesce(said, (SELECT b.stage FROM register_books b "
    "WHERE b.collection_id = register_collections.id AND b.is_live ORDER BY CASE b.stage "
    "WHEN 'draft' THEN 0 WHEN 'review' THEN 1 ELSE 2 END LIMIT 1), 'draft')"
)


def upgrade() -> None:
    """Move the stage to the workbooks.

    Of an older record nobody knows which workbook said it, or whether a person did: each has what
    its collection had.
    """
    op.add_column("register_books", _stage(nullable=False))
    op.execute(_TO_BOOKS)
    op.drop_column("register_collections", "stage")
    op.add_column("register_collections", _stage(nullable=True))


def downgrade() -> None:
    """Move it back: what was said, else the least settled of its workbooks'."""
    op.alter_column("register_collections", "stage", new_column_name="said")
    op.add_column("register_collections", _stage(nullable=False))
    op.execute(_TO_COLLECTIONS)
    op.drop_column("register_collections", "said")
    op.drop_column("register_books", "stage")


def _stage(*, nullable: bool) -> sa.Column[str]:
    default = None if nullable else "draft"
    return sa.Column("stage", sa.String(16), nullable=nullable, server_default=default)
